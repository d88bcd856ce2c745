"""What every answer of the server carries, and which host names it answers to.

The page frames nothing and is framed by nothing, asks no other machine, and tells no other page that it is here. A
browser that was lured here under another name (DNS rebinding) is refused, whatever it asks for.
"""

import re
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config, file_util

from simulator.app.rooted import Rooted, script

# What the page framework cannot do without: components come as blobs, charts and previews as data, styles in place.
_POLICY: Mapping[str, str] = {
    "default-src": "'none'",
    "style-src": "'self' 'unsafe-inline'",
    "font-src": "'self' data:",
    "img-src": "'self' data: blob:",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
}
_HEADERS: Mapping[str, str] = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_PLAIN_HOST = re.compile(r"[\w.-]+(:\d+)?|\[[0-9a-fA-F:.]+\](:\d+)?", re.ASCII)


def guard() -> list[Middleware]:
    """The layers around the page framework, outermost first; allowed hosts are those of `server.allowedHosts`."""
    allowed = config.get_option("server.allowedHosts")
    trusted = Middleware(TrustedHostMiddleware, allowed_hosts=allowed, www_redirect=False)
    return [Middleware(Guarded), trusted, Middleware(Rooted)]


class Guarded:
    """An application whose every answer over HTTP, refusals and files too, carries the guarding headers."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        policy = content_policy(Headers(scope=scope).get("host", ""))

        async def guarded(message: Message) -> None:
            if message["type"] in ("http.response.start", "websocket.http.response.start"):
                headers = MutableHeaders(scope=message)
                del headers["Access-Control-Allow-Origin"]  # any page could find out that this program runs here
                for name, value in {**_HEADERS, "Content-Security-Policy": policy}.items():
                    headers[name] = value
            await send(message)

        await self.app(scope, receive, guarded)


def content_policy(host: str) -> str:
    """The Content-Security-Policy for a page asked for under this host name and port.

    Some browsers do not take `'self'` to cover the page's own web socket, so that it is named.
    """
    socket = f" ws://{host} wss://{host}" if _PLAIN_HOST.fullmatch(host) else ""
    ours = {"script-src": f"'self' blob: {_scripts_in_page()}", "connect-src": f"'self'{socket}"}
    return "; ".join(f"{name} {value}" for name, value in {**_POLICY, **ours}.items())


@cache
def _scripts_in_page() -> str:
    """The scripts that stand in the page itself, the framework's and ours, by their hashes: no other may run in place."""
    page = Path(file_util.get_static_dir(), "index.html").read_bytes()
    scripts = [script(), *re.findall(rb"<script>(.*?)</script>", page, re.DOTALL)]
    return " ".join(f"'sha256-{b64encode(sha256(text).digest()).decode()}'" for text in scripts)
