"""The page on a port of its own, and a browser that reaches nothing but this machine."""

import shutil
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import TimeoutError as TimeoutError_
from playwright.sync_api import sync_playwright

from simulator.commands.app import command, environment

ROOT = Path(__file__).resolve().parents[2]
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")


ROOM = "room.example"  # a name that the server was told to answer to


@pytest.fixture(scope="session")
def log(tmp_path_factory):
    """Whatever the server says, in a file."""
    return tmp_path_factory.mktemp("server") / "log.txt"


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def up(port, path=""):
    """The address of a server, once it answers; `path` is where it stands."""
    url = f"http://127.0.0.1:{port}{path}"
    for _ in range(300):
        try:
            urllib.request.urlopen(f"{url}/_stcore/health", timeout=1)
            break
        except OSError:
            time.sleep(0.2)
    return url


@pytest.fixture(scope="session")
def address(log):
    port = free_port()
    with log.open("wb") as said:
        server = subprocess.Popen(command(port, hosts=[ROOM]), cwd=ROOT, env=environment(), stdout=said, stderr=said)
    yield up(port)
    server.terminate()
    server.wait(20)


@pytest.fixture(scope="session")
def browser():
    path = shutil.which("chromium") or shutil.which("google-chrome") or str(MAC)
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()


PREVIEWED = """() => Object.entries(safeHavens.state.result.keys).every(
  ([lever, key]) => safeHavens.state.tables.get(lever)?.key === key)"""
EVERY_NUMBER = "() => safeHavens.state.tables.get('parties').levels.has('signature-194')"
READ = """board => ({
  level: Object.fromEntries([...board.querySelectorAll(".pane:not([hidden]) .tiles [data-state]")].map(n => [n.dataset.state, n.dataset.level])),
  lost: [...board.querySelectorAll(".pane:not([hidden]) .tiles .lost")].map(n => n.dataset.state).sort(),
  kept: Object.fromEntries([...board.querySelectorAll("[data-kind]")].map(n => [n.dataset.kind, n.querySelector("b").textContent])),
  change: board.querySelector("[data-kind=data] small").textContent,
  sentence: board.querySelector(".sentence").textContent,
  mark: board.querySelector(".mark").dataset.look,
})"""


class Visit:
    """One page with what it asked of other machines, and what its console complained of."""

    def __init__(self, browser, address, width=1440, height=900, path="", scheme="light", frames=None, locale="en-US"):
        self.address, self.outside, self.errors = address, [], []
        self.page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme, locale=locale)
        self.page.set_default_timeout(60_000)
        self.page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        if frames is not None:  # everything that the server sends
            self.page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: frames.append(frame)))
        self.page.route(lambda url: not url.startswith((address, "data:", "blob:")), self._refuse)
        self.page.goto(address + path)
        self.page.wait_for_selector("[data-state]", state="attached")

    def _refuse(self, route):
        self.outside.append(route.request.url)
        route.abort()

    def lever(self, name):
        """The slider of a lever by its title."""
        return self.page.get_by_role("slider", name=name, exact=True)

    def settled(self):
        """Wait until what is seen is the full result, and every lever can be previewed."""
        self.page.locator(".mark[data-look=full]").wait_for()
        self.page.wait_for_function(PREVIEWED)

    def board(self):
        """What the board shows now: the class and the loss of every state, the counters, the sentence, the mark."""
        return self.page.locator("[data-board]").evaluate(READ)

    def take(self, label, form):
        """The file of a table in a format, from its menu."""
        return self.file(form, self.page.get_by_role("button", name=f"Download: {label}").first)

    def file(self, name, menu=None):
        """The file behind a button, which may stand in a menu; a page that is still being drawn may close it, or lose the press."""
        for _ in range(10):
            try:
                with self.page.expect_download() as download:
                    if menu:
                        menu.click()
                    self.page.get_by_role("button", name=name, exact=True).first.click(timeout=10_000)
                return download.value
            except TimeoutError_:
                continue
            finally:
                if menu:
                    self.page.keyboard.press("Escape")
        raise AssertionError(f"{name}: no file came.")

    def run_every_state(self):
        """Have every requesting State run, unless the server knows it from an earlier visit."""
        run = self.page.get_by_role("button", name="Run every requesting State")
        run.or_(self.page.get_by_role("button", name="Download: every requesting State")).first.wait_for()
        if run.count():
            run.click()

    def choose(self, label, text):
        options = self.page.get_by_role("option")
        for _ in range(10):  # a page that is still being drawn may close the list again
            self.page.get_by_role("combobox", name=label).click()
            try:
                options.first.wait_for(timeout=3_000)
            except TimeoutError_:
                continue
            self.page.keyboard.type(text)
            if options.count():
                self.page.keyboard.press("Enter")
                return
        raise AssertionError(f"the list {label!r} does not stay open")


@pytest.fixture
def visit(browser, address):
    made = []

    def start(*size, **how):
        made.append(Visit(browser, address, *size, **how))
        return made[-1]

    yield start
    for one in made:
        one.page.close()
        assert one.outside == [], "the page asked another machine"
        assert one.errors == []
