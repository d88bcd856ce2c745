"""The server answers under its own names only, and every answer says what a browser may do with it."""

import base64
import gzip
import http.client
import os
import re
import subprocess
from hashlib import sha256
from urllib.parse import urlsplit

import pytest
from conftest import ROOM, ROOT, Visit, free_port, up

from simulator.app.guard import content_policy
from simulator.app.rooted import script
from simulator.commands.app import command, environment
from simulator.errors import SimulatorError

SAID = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}
PATHS = ("/", "/trust", "/app/static/world.json", "/favicon.png", "/_stcore/health", "/_stcore/metrics", "/no-such.js")
SOCKET = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13"}


def ask(address, path="/", method="GET", **headers):
    """One plain request; its status and headers."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=20)
    try:
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        if answer.status != 101:
            answer.read()
        return answer.status, answer.headers
    finally:
        connection.close()


def open_socket(address, **headers):
    key = base64.b64encode(os.urandom(16)).decode()
    return ask(address, "/_stcore/stream", **{**SOCKET, "Sec-WebSocket-Key": key, **headers})[0]


def policy(headers):
    parts = (part.split(maxsplit=1) for part in headers["Content-Security-Policy"].split("; "))
    return {name: set(allowed.split()) for name, allowed in parts}


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("host", [None, "evil.example"], ids=["answered", "refused"])
def test_every_answer_is_guarded_files_and_refusals_too(address, path, host):
    named = {"Host": host} if host else {}
    status, headers = ask(address, path, Origin="http://evil.example", **named)
    assert (status >= 400) == bool(host)
    assert {name: headers[name] for name in SAID} == SAID
    assert headers["Access-Control-Allow-Origin"] is None, "another page could find out that the program runs here"
    allowed = policy(headers)
    assert allowed["default-src"] == allowed["frame-ancestors"] == allowed["base-uri"] == {"'none'"}
    assert not {"'unsafe-inline'", "'unsafe-eval'", "*", "http:", "https:"} & allowed["script-src"]
    assert not {"*", "ws:", "wss:", "http:", "https:"} & allowed["connect-src"]


def test_a_page_says_where_its_server_is_in_a_script_that_the_policy_names(address):
    for path in ("/", "/trust"):
        connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=20)
        connection.request("GET", path, headers={"Accept": "text/html,*/*", "Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        page = gzip.decompress(answer.read())
        connection.close()
        assert page.index(script()) < page.index(b'<script type="module"') and page.rstrip().endswith(b"</html>")
        scripts = re.findall(rb"<script>(.*?)</script>", page, re.DOTALL)
        named = {f"'sha256-{base64.b64encode(sha256(script).digest()).decode()}'" for script in scripts}
        assert len(named) == 2 and named <= policy(answer.headers)["script-src"]


def test_behind_another_server_it_may_stand_under_a_path(browser):
    port = free_port()
    under = environment() | {"STREAMLIT_SERVER_BASE_URL_PATH": "under/it"}
    server = subprocess.Popen(command(port), cwd=ROOT, env=under, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        seen = Visit(browser, up(port, "/under/it"), path="/")
        seen.page.goto(f"http://127.0.0.1:{port}/under/it/trust")
        seen.page.get_by_role("heading", name="How far to trust this").wait_for()
        assert seen.outside == seen.errors == []
        assert (
            ask(f"http://127.0.0.1:{port}", "/under/it/app/static/world.json", Accept_Encoding="gzip")[1][
                "Content-Encoding"
            ]
            == "gzip"
        )
        seen.page.close()
    finally:
        server.terminate()
        server.wait(20)


def test_who_waits_for_the_scripts_sees_the_name_of_the_program(browser, address):
    page = browser.new_page()
    page.route("**/*.js", lambda route: route.abort())  # none has come yet
    page.goto(address)
    assert page.locator("body").inner_text().strip() == "Safe Havens …"
    page.close()


def test_no_file_beyond_the_folder_of_public_ones_is_served(address):
    for path in ("/app/static/../pyproject.toml", "/app/static/%2e%2e/pyproject.toml", "/app/static//etc/passwd"):
        status, headers = ask(address, path)
        assert status >= 400 or headers["Content-Type"].startswith("text/html"), path


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "169.254.169.254", ""])
def test_a_foreign_name_is_refused_for_pages_and_for_the_socket(address, host):
    assert ask(address, Host=host)[0] == 400
    assert open_socket(address, Host=host) in (400, 403)


@pytest.mark.parametrize("host", ["localhost:1", "127.0.0.1", ROOM, f"{ROOM}:8501"])
def test_this_machine_and_the_names_allowed_are_answered(address, host):
    assert ask(address, Host=host)[0] == 200
    assert open_socket(address, Host=host) == 101


def test_a_socket_opened_by_another_page_is_refused(address):
    assert open_socket(address, Origin="http://evil.example") == 403
    assert open_socket(address, Origin=address) == 101


def test_nothing_that_was_asked_for_is_written_down(address, log):
    assert ask(address, "/havens?marked-request=1")[0] == 200
    assert ask(address, Host="marked-host.example")[0] == 400
    assert "marked" not in log.read_text(encoding="utf-8")


def test_a_name_in_the_policy_is_a_name_and_nothing_more():
    assert "ws://localhost:8501 " in content_policy("localhost:8501")
    for name in ("a; script-src *", "a b", "", "a,b", "a\r\nb"):
        assert content_policy(name).split("; ")[-1] == "connect-src 'self'"


def test_a_room_names_the_hosts_it_answers_to():
    allowed = {part.partition("=")[2] for part in command(1, "192.168.1.20", ["room.lan"]) if "allowedHosts" in part}
    assert allowed == {"127.0.0.1", "localhost", "192.168.1.20", "room.lan"}
    assert "--server.address 127.0.0.1" in " ".join(command(1))
    with pytest.raises(SimulatorError, match="--allow-host"):
        command(1, "0.0.0.0")
    with pytest.raises(SimulatorError, match="one by one"):
        command(1, "192.168.1.20", ["*"])


def test_the_browser_keeps_code_and_requests_of_others_out(visit):
    seen = visit()
    tried = seen.page.evaluate("""async () => {
      const broken = [];
      document.addEventListener("securitypolicyviolation", (event) => broken.push(event.effectiveDirective));
      await fetch("http://evil.example/").catch(() => 0);
      new Image().src = "http://evil.example/seen.png";
      setTimeout("globalThis.ran = 1");
      document.head.appendChild(document.createElement("script")).textContent = "globalThis.ran = 1";
      document.body.insertAdjacentHTML("beforeend", "<img src='data:,' onerror='globalThis.ran = 1'>");
      const frame = document.body.appendChild(document.createElement("iframe"));
      frame.src = "http://evil.example/";
      await new Promise((done) => setTimeout(done, 300));
      return [broken.sort(), globalThis.ran];
    }""")
    assert tried[1] is None
    assert {"connect-src", "img-src", "script-src", "script-src-elem", "script-src-attr", "frame-src"} <= set(tried[0])
    assert seen.outside == [], "stopped by the policy, before a request was made"
    assert len(seen.errors) >= 5 and all("Content Security Policy" in error for error in seen.errors)
    seen.errors.clear()


def test_no_page_can_frame_this_one(browser, address):
    page = browser.new_page()
    page.set_content(f"<iframe src='{address}'></iframe>")
    page.wait_for_timeout(1000)
    assert not any(frame.url.startswith(address) for frame in page.frames)
    page.close()


def test_map_pictures_and_charts_keep_to_the_policy(visit):
    seen = visit()  # which fails at the first complaint in the browser's console
    page = seen.page
    seen.choose("Requesting State", "Nicaragua")
    seen.settled()
    page.get_by_role("button", name="Map", exact=True).click()
    page.locator(".shapes [data-state]").first.wait_for(state="attached")
    page.get_by_role("radio", name="Days passing").click()
    page.locator(".js-plotly-plot .barlayer").first.wait_for(state="attached")
    for picture, start in (("SVG", b"<svg"), ("PNG", b"\x89PNG")):
        for place in (page.locator("[data-board]"), page.locator("[class*=st-key-picture-]")):
            with page.expect_download() as download:
                place.get_by_role("button", name=picture, exact=True).click()
            assert download.value.path().read_bytes().startswith(start)
    page.locator(".st-key-why summary").first.click()
    page.get_by_role("radiogroup", name="Question").get_by_text("Havens against").click()
    page.locator(".js-plotly-plot").nth(1).wait_for()


def test_nothing_that_came_with_a_link_becomes_part_of_the_page_itself(visit):
    marked = "<u>mark</u>"
    seen = visit(path=f"/#{marked}&set.{marked}=1&s={marked}")
    notice = seen.page.get_by_role("alert").filter(has_text="is no part of a link")
    notice.wait_for()
    assert notice.inner_text().count("<u>mark") == 3
    assert seen.page.locator("u").count() == 0
