"""The page in Arabic: it runs from right to left, whole, by hand and by keyboard, with the same numbers."""

import re

import pytest
from test_access import broken, settle

from simulator.words.say import say, using

LINK = "/#v=0.1.0&s=adopted-text-universal&from=NIC&at=BRA&set.persecution=may&lang="
IN_ARABIC = "() => document.documentElement.lang === 'ar' && document.documentElement.dir === 'rtl'"
LEFT_OF = """([one, other]) => {
  const box = (selector) => safeHavens.state.root.querySelector(selector).getBoundingClientRect();
  return box(one).right <= box(other).left + 1;
}"""
# Wider than the window, and not within what is scrolled by itself.
BEYOND = """() => {
  const scrolls = (node) => node.dataset?.testid !== "stMain"
    && (/auto|scroll|hidden/.test(getComputedStyle(node).overflowX) || (node.parentElement && scrolls(node.parentElement)));
  return [...document.querySelectorAll("[data-testid=stMain] *")].filter((node) => {
    const box = node.getBoundingClientRect();
    return box.width && box.height && (box.left < -1 || box.right > innerWidth + 1) && !scrolls(node.parentElement);
  }).map((node) => node.outerHTML.slice(0, 120));
}"""
STYLES = """(selector) => [...document.querySelectorAll(selector)].filter((node) => node.getClientRects().length)
  .map((node) => { const style = getComputedStyle(node); return [style.direction, style.textAlign]; })"""
PAGES = ("my-country", "present", "assumptions", "validation", "trust")


def in_arabic(visit, **size):
    seen = visit(path=LINK + "ar", **size)
    seen.settled()
    seen.page.wait_for_function(IN_ARABIC)
    return seen


def slider(seen, name):
    with using("ar"):
        return seen.lever(say(name))


def test_levers_stand_right_of_the_world_and_the_world_is_not_mirrored(visit):
    page = in_arabic(visit).page
    assert page.evaluate(LEFT_OF, [".view", ".levers"])
    assert page.evaluate(LEFT_OF, [".tiles [data-state=BRA]", ".tiles [data-state=JPN]"])
    assert page.evaluate(LEFT_OF, [".cost", ".kinds"]), "counters follow one another from the right"
    assert page.evaluate("() => document.documentElement.scrollWidth === innerWidth")


def test_the_scale_of_a_lever_begins_at_the_right_and_the_arrow_to_the_left_protects_more(visit):
    seen = in_arabic(visit)
    lever = slider(seen, "Persecution as a ground")
    bars = seen.page.locator("[data-lever=persecution] .bar")
    assert bars.first.bounding_box()["x"] > bars.last.bounding_box()["x"]
    assert lever.input_value() == "2"
    lever.focus()
    for key, value in (("ArrowLeft", "3"), ("ArrowRight", "2"), ("ArrowRight", "1"), ("Home", "0"), ("End", "3")):
        seen.page.keyboard.press(key)
        assert lever.input_value() == value, key
    seen.page.keyboard.press("Enter")
    seen.page.wait_for_function("() => location.hash.includes('set.persecution=shall')")


def test_the_sentence_and_the_counters_have_the_numbers_of_the_english_page(visit):
    told = []
    for language in ("en", "ar"):
        seen = visit(path=LINK + language)
        seen.settled()
        board = seen.board()
        texts = [board["sentence"], board["change"], *board["kept"].values()]
        told.append([sorted(re.findall(r"\d+", text)) for text in texts])
    assert told[0] == told[1]
    assert re.search("\u2066[+−]\\d", board["change"]), "a sign stays before its number"


def test_texts_begin_at_the_right_and_commands_and_figures_run_from_left_to_right(visit):
    seen = in_arabic(visit)
    styles = {
        "[data-testid=stMarkdownContainer] p:not([lang=en] *)": ("rtl", "start"),
        "[data-testid=stMain] code": ("ltr", "left"),
    }
    seen.page.locator("[data-testid=stExpander]").first.wait_for()
    for selector, expected in styles.items():
        assert {tuple(one) for one in seen.page.evaluate(STYLES, selector)} <= {expected, ("rtl", "center")}, selector


@pytest.mark.parametrize("width", [1440, 390])
def test_no_page_is_wider_than_the_window(browser, address, width):
    page = browser.new_page(viewport={"width": width, "height": 900}, locale="ar")
    page.set_default_timeout(60_000)
    for path in ("", *PAGES):
        page.goto(f"{address}/{path}")
        page.wait_for_function(IN_ARABIC)
        settle(page)
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width, path
        assert page.evaluate(BEYOND) == [], path
    page.close()


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
def test_axe_finds_nothing_on_the_page_in_arabic(visit, size):
    seen = in_arabic(visit, width=size[0], height=size[1])
    settle(seen.page)
    assert broken(seen.page) == {}


def test_on_a_phone_the_list_of_pages_comes_in_from_the_right_and_leaves_again(visit):
    page = in_arabic(visit, width=390, height=844).page
    pages = page.get_by_test_id("stSidebar")
    assert not pages.is_visible()
    page.get_by_test_id("stExpandSidebarButton").click()
    settle(page)
    box = pages.bounding_box()
    assert box["width"] > 200 and box["x"] + box["width"] == pytest.approx(390, abs=1)
    with using("ar"):
        assert page.get_by_role("link", name=say("My country")).is_visible()
    page.get_by_test_id("stSidebarCollapseButton").get_by_role("button").click()
    pages.wait_for(state="hidden")


def test_the_tour_stands_at_its_parts_and_the_arrow_to_the_left_goes_on(visit):
    seen = in_arabic(visit)
    page = seen.page
    with using("ar"):
        page.get_by_role("button", name=say("First visit? Five steps")).click()
        second, third = say("One sentence first"), say("Nine levers, four questions")
    for _ in range(2):
        page.keyboard.press("ArrowLeft")
    page.locator(".step h2").get_by_text(third).wait_for()
    page.wait_for_function(
        """() => {
          const box = (node) => node.getBoundingClientRect(), ring = box(safeHavensTour.root.querySelector(".ring"));
          const levers = box(safeHavens.state.find(".levers")), card = box(safeHavensTour.root.querySelector(".step"));
          return Math.abs(ring.left - levers.left + 6) < 2 && Math.abs(ring.right - levers.right - 6) < 2 && card.right <= levers.left;
        }"""
    )
    page.keyboard.press("ArrowRight")
    page.locator(".step h2").get_by_text(second).wait_for()
