"""Scripts, styles and shapes are sent compressed: each is made smaller once, and kept.

The page framework sends its files as they are, because it would compress them anew for every visit. Fonts and pictures are
compressed already.
"""

from gzip import compress

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from simulator.app.rooted import base

FOLDERS = ("/static/", "/app/static/")
KINDS = ("text/javascript", "application/javascript", "text/css", "application/json", "image/svg+xml")
SMALLEST = 1_000  # of what is worth the work [byte]
MOST = 400  # files kept; the framework has about 300


class Smaller:
    """An application whose files are sent compressed to who takes them so; a part of a file, and all else, as it was."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.made: dict[str, bytes] = {}  # by path and version

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _wanted(scope):
            await self.app(scope, receive, send)
            return
        start: Message = {}
        parts: list[bytes] = []

        async def held(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
                if not _worth(message):
                    await send(message)
            elif not _worth(start):
                await send(message)
            else:
                parts.append(message.get("body", b""))
                if not message.get("more_body"):
                    await self._send(scope["path"], start, b"".join(parts), send)

        await self.app(scope, receive, held)

    async def _send(self, path: str, start: Message, body: bytes, send: Send) -> None:
        headers = MutableHeaders(raw=start["headers"])
        tag = headers.get("ETag", "")
        small = self.made.get(path + tag) if tag else None
        if small is None:
            small = await run_in_threadpool(compress, body, mtime=0)
            if tag and len(self.made) < MOST:
                self.made[path + tag] = small
        headers["Content-Encoding"] = "gzip"
        headers["Content-Length"] = str(len(small))
        headers.add_vary_header("Accept-Encoding")
        if tag and not tag.startswith("W/"):
            headers["ETag"] = f"W/{tag}"  # the same file in other bytes
        await send({**start, "headers": headers.raw})
        await send({"type": "http.response.body", "body": small})


def _wanted(scope: Scope) -> bool:
    """Whether the whole of a file is asked for by somebody who takes it compressed."""
    if (
        scope["type"] != "http"
        or scope["method"] != "GET"
        or not scope["path"].removeprefix(base()).startswith(FOLDERS)
    ):
        return False
    headers = Headers(scope=scope)
    return "gzip" in headers.get("Accept-Encoding", "") and "Range" not in headers


def _worth(start: Message) -> bool:
    """Whether an answer is a file that becomes smaller."""
    headers = Headers(raw=start["headers"])
    kind = headers.get("Content-Type", "").partition(";")[0]
    whole = start["status"] == 200 and "Content-Encoding" not in headers
    return whole and kind in KINDS and int(headers.get("Content-Length", SMALLEST)) >= SMALLEST
