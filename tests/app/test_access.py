"""Nothing on any page breaks WCAG 2.2 AA where a machine can tell, whatever is open, on a screen or a phone, light or dark."""

import subprocess
import sys
from urllib.parse import urljoin

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import free_port, up

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OF_THE_FRAMEWORK = (
    set()
)  # rules that an empty page of the framework breaks by itself; none, and so none is forgiven here
SCREENS = {"screen": (1440, 900), "phone": (390, 844)}
IDLE = "[data-testid=stApp][data-test-script-state=notRunning][data-test-connection-state=CONNECTED]"
STILL = """() => !document.querySelector("[data-stale=true]")
  && document.getAnimations().every((one) => one.playState !== "running")"""


WATCH = """() => {
  globalThis.drawnAgain = false;
  new MutationObserver(() => (globalThis.drawnAgain = true))
    .observe(document.querySelector("[data-testid=stApp]"), { attributes: true, attributeFilter: ["data-test-script-state"] });
}"""


def settle(page):
    """Wait until the page is drawn and nothing fades any more."""
    page.locator(IDLE).wait_for()
    page.wait_for_function(STILL)


def broken(page):
    """Each rule that is broken, with the first places where it is and why."""
    options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options).response
    assert len(found["passes"]) > 15, "axe looked at the page"
    return {
        rule["id"]: [(node["html"][:200], node["failureSummary"]) for node in rule["nodes"][:3]]
        for rule in found["violations"]
    }


def broken_standing_still(page):
    """What is broken on a page as it stands; a look during which it was drawn again, and so faded, counts for nothing."""
    for _ in range(10):
        settle(page)
        page.evaluate(WATCH)
        found = broken(page)
        if not page.evaluate("() => globalThis.drawnAgain"):
            return found
    raise AssertionError("The page is drawn again and again.")


def test_an_empty_page_of_the_framework_breaks_no_rule(browser, tmp_path):
    (tmp_path / "empty.py").write_text("import streamlit as st\nst.title('Empty')\nst.text_input('Word')\n")
    port = free_port()
    options = ["--server.headless=true", "--server.address=127.0.0.1", "--browser.gatherUsageStats=false"]
    command = [sys.executable, "-m", "streamlit", "run", "empty.py", f"--server.port={port}", *options]
    server = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        page = browser.new_page()
        page.goto(up(port))
        page.get_by_role("heading", name="Empty").wait_for()
        assert set(broken(page)) == OF_THE_FRAMEWORK
        page.close()
    finally:
        server.terminate()
        server.wait(20)


def test_a_picture_without_words_and_pale_text_would_be_found(visit):
    page = visit().page
    page.evaluate(
        "document.querySelector('h1, h2, p').insertAdjacentHTML('afterend', "
        '\'<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><p style="color: #bbb; background: #fff">pale</p>\')'
    )
    assert {"image-alt", "color-contrast"} <= set(broken(page))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", SCREENS)
def test_the_first_page_breaks_no_rule_with_everything_open(visit, screen, scheme):
    seen = visit(*SCREENS[screen], scheme=scheme)
    page = seen.page
    seen.choose("Requesting State", "Nicaragua")
    seen.settled()
    page.locator('.tiles [data-state="BRA"]').click()
    page.get_by_text("Through which instruments the others came").first.wait_for()
    page.get_by_role("radio", name="Days passing").click()
    page.locator(".js-plotly-plot .barlayer").first.wait_for(state="attached")
    for closed in (
        "Every clause, by article",
        "About this scenario",
        "What these counts hang on",
        "Why, and what brings",
    ):
        page.locator("summary", has_text=closed).click()
    page.get_by_role("radiogroup", name="Question").get_by_text("What do the losses need?").click()
    page.get_by_text("Band over the range of the assumptions:").first.wait_for()
    assert broken_standing_still(page) == {}
    page.get_by_role("button", name="Reset", exact=True).click()
    page.get_by_role("button", name="Reset assumptions").wait_for()
    assert broken(page) == {}


@pytest.mark.parametrize(("screen", "scheme"), [("screen", "light"), ("phone", "dark")])
def test_every_other_page_breaks_no_rule(visit, address, screen, scheme):
    seen = visit(*SCREENS[screen], scheme=scheme)
    page = seen.page
    links = page.locator("[data-testid=stTopNavLink], [data-testid=stSidebarNavLink]")
    paths = sorted({link.get_attribute("href") for link in links.all()})
    assert len(paths) >= 7, "the navigation has them all"
    for path in paths:
        page.goto(urljoin(address, path))
        page.get_by_role("heading", level=1).or_(page.locator("[data-board]")).first.wait_for()
        assert broken_standing_still(page) == {}, path


def test_a_link_with_faults_says_so_without_breaking_a_rule(visit):
    page = visit(path="/#v=0.0.1&set.nothing=1").page
    page.get_by_role("alert").filter(has_text="could not be used").wait_for()
    assert broken_standing_still(page) == {}
