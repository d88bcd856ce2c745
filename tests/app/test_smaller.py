"""Files are sent compressed to who takes them so, byte for byte the same, and everything else as it was."""

import asyncio
import gzip
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from simulator.app import smaller
from simulator.app.smaller import Smaller

SCRIPT = b"const haven = 1;\n" * 500


@pytest.fixture
def app(tmp_path):
    for name, content in {"a.js": SCRIPT, "b.woff2": SCRIPT, "c.js": b"1", "world.json": SCRIPT}.items():
        (tmp_path / name).write_bytes(content)
    told = Route("/told", lambda request: PlainTextResponse(SCRIPT.decode()))
    return Smaller(Starlette(routes=[told, Mount("/static", StaticFiles(directory=tmp_path))]))


def ask(app, path, method="GET", takes="gzip, br", **headers):
    """Status, headers and body of an answer."""
    said = {"accept-encoding": takes, **{name.replace("_", "-"): value for name, value in headers.items()}}
    scope = {
        "type": "http", "method": method, "path": path, "root_path": "", "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in said.items()],
    }  # fmt: skip
    sent = []

    async def receive():
        await asyncio.Event().wait()  # nobody hangs up

    async def send(message):
        sent.append(message)

    with ThreadPoolExecutor(1) as apart:  # this thread has the browser's loop, once there is a browser
        apart.submit(asyncio.run, app(scope, receive, send)).result()
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return sent[0]["status"], {name.decode().lower(): value.decode() for name, value in sent[0]["headers"]}, body


@pytest.mark.parametrize("path", ["/static/a.js", "/static/world.json"])
def test_a_file_is_sent_compressed_and_is_the_same_file(app, path):
    status, headers, body = ask(app, path)
    assert status == 200 and headers["content-encoding"] == "gzip" and "Accept-Encoding" in headers["vary"]
    assert int(headers["content-length"]) == len(body) < len(SCRIPT) / 10 and gzip.decompress(body) == SCRIPT


@pytest.mark.parametrize(
    "asked",
    [
        {"path": "/static/a.js", "takes": "identity"},
        {"path": "/static/a.js", "range": "bytes=0-99"},
        {"path": "/static/a.js", "method": "HEAD"},
        {"path": "/static/b.woff2"},
        {"path": "/static/c.js"},
        {"path": "/static/no-such.js"},
        {"path": "/told"},
    ],
)
def test_parts_fonts_small_files_faults_and_pages_go_as_they_were(app, asked):
    assert ask(app, **asked) == ask(app.app, **asked)


def test_a_file_is_compressed_once_and_again_when_it_has_changed(app, tmp_path, monkeypatch):
    made = []
    monkeypatch.setattr(smaller, "compress", lambda body, mtime: made.append(body) or gzip.compress(body, mtime=mtime))
    assert ask(app, "/static/a.js") == ask(app, "/static/a.js") and len(made) == 1
    (tmp_path / "a.js").write_bytes(SCRIPT * 2)
    assert gzip.decompress(ask(app, "/static/a.js")[2]) == SCRIPT * 2 and len(made) == 2


def test_a_browser_that_has_the_file_is_told_so(app):
    tag = ask(app, "/static/a.js")[1]["etag"]
    assert tag.startswith("W/") and ask(app, "/static/a.js", if_none_match=tag)[0] == 304
