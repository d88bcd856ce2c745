"""The page knows from the start where its server is: at the root of the address, or under `server.baseUrlPath`.

Opened by the path of a page, as `/trust`, the framework would look for its server under that path first, in vain. One line in
its page tells it. And who has a slow line sees the name of the program while its scripts are coming, in place of nothing: the
framework puts the page there. The style sheet of the pages is there before them, after the framework's own.
"""

import json
from gzip import compress

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config

from simulator.app.style import sheet

_FIRST = b"<script"  # before every script of the page
_ROOT = b'<div id="root">'
_WAITING = b'<p style="margin: 3.9rem 2.2rem; font: 600 1.3rem sans-serif; color: CanvasText">Safe Havens &hellip;</p>'
_NO_LONGER_TRUE = ("content-length", "etag", "last-modified")  # of the file as it lies on the disk


def base() -> str:
    """The path under which the server answers, such as `/havens`; nothing for the root."""
    path = config.get_option("server.baseUrlPath").strip("/")
    return f"/{path}" if path else ""


def script() -> bytes:
    """The line."""
    return f"window.__streamlit = {{ BACKEND_BASE_URL: location.origin + {json.dumps(base())} }}".encode()


class Rooted:
    """An application whose pages say where their server is."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or "text/html" not in Headers(scope=scope).get("accept", ""):
            await self.app(scope, receive, send)  # not somebody who opens a page
            return
        as_it_is = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        begun: list[Message] = []  # the head of a page, until all of it is there
        page = bytearray()

        async def rooted(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_page(message):
                begun.append(message)
            elif not begun:
                await send(message)
            else:
                page.extend(message.get("body", b""))
                if not message.get("more_body"):
                    whole = bytes(page).replace(_FIRST, b"<script>%s</script>%s" % (script(), _FIRST), 1)
                    whole = whole.replace(_ROOT, b"<style>%s</style>%s%s" % (sheet().encode(), _ROOT, _WAITING), 1)
                    headers = MutableHeaders(scope=begun[0])
                    for name in _NO_LONGER_TRUE:
                        del headers[name]
                    if "gzip" in Headers(scope=scope).get("accept-encoding", ""):
                        whole = compress(whole, mtime=0)
                        headers["Content-Encoding"] = "gzip"
                    headers.add_vary_header("Accept-Encoding")
                    headers["Content-Length"] = str(len(whole))
                    await send(begun[0])
                    await send({"type": "http.response.body", "body": whole})

        await self.app({**scope, "headers": as_it_is}, receive, rooted)


def _is_page(start: Message) -> bool:
    return start["status"] == 200 and MutableHeaders(scope=start).get("content-type", "").startswith("text/html")
