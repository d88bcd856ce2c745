"""The first screen without a pointer, and what one click on it finds."""

import pytest
from test_board import WHOLE, agrees, answer

from simulator.analysis.havens import compare
from simulator.model.levers import levers, move
from simulator.model.world import load_world
from simulator.presentation.governs import governs

# What has the focus, inside components too: its kind, and the words by which it goes.
FOCUSED = """() => {
  let here = document.activeElement;
  while (here?.shadowRoot?.activeElement) here = here.shadowRoot.activeElement;
  const words = here?.getAttribute("aria-label") || here?.labels?.[0]?.textContent || here?.textContent || "";
  return [here?.getAttribute("role") || here?.type || here?.tagName, words.trim()];
}"""

# A word typed after a pause, without one inside, where the focus is.
TYPE = """word => {
  safeHavens.state.typed.at = -Infinity;
  for (const key of word) {
    let here = document.activeElement;
    while (here.shadowRoot?.activeElement) here = here.shadowRoot.activeElement;
    here.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, composed: true, cancelable: true }));
  }
}"""


def tab_to(page, words, key="Tab"):
    """Press Tab until what goes by these words has the focus."""
    passed = []
    for _ in range(120):
        page.keyboard.press(key)
        kind, named = page.evaluate(FOCUSED)
        if named.startswith(words):
            return kind
        passed.append(named[:30])
    pytest.fail(f"{words!r} is not reached by Tab; passed {passed}")


def in_view(page, place):
    """Whether all of it is seen without scrolling, and nothing lies over it."""
    box, note = place.bounding_box(), page.locator(".st-key-standing").bounding_box()
    return box["x"] >= 0 and box["x"] + box["width"] <= 1440 and box["y"] >= 0 and box["y"] + box["height"] <= note["y"]


def test_lever_view_state_and_reasons_by_keyboard_alone(visit):
    seen = visit()
    page = seen.page
    assert tab_to(page, "Requesting State") == "combobox"
    page.keyboard.type("Nicaragua")
    page.get_by_role("option", name="Nicaragua").wait_for()
    page.keyboard.press("Enter")
    seen.settled()

    moved = move(WHOLE, "persecution", "shall")
    assert answer(moved) != answer(WHOLE)
    assert tab_to(page, "Persecution as a ground") == "range"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.locator(".sentence", has_text="persecution ground: shall refuse").wait_for()
    seen.settled()
    agrees(seen.board(), answer(moved))

    tab_to(page, "Map")
    page.keyboard.press("Enter")
    page.locator(".shapes [data-state]").first.wait_for(state="attached")
    tab_to(page, "Tiles", "Shift+Tab")
    page.keyboard.press("Space")

    assert tab_to(page, "Afghanistan, AFG") == "option"
    for _ in range(5):
        page.keyboard.press("ArrowLeft")
    code = page.locator(".tiles [tabindex='0']").get_attribute("data-state")
    world = load_world()
    name = world.states[world.index_of(code)].name
    assert code != "AFG" and page.evaluate(FOCUSED)[1].startswith(f"{name}, {code}")
    page.keyboard.press("Enter")
    page.locator(f'.tiles [data-state="{code}"][aria-selected="true"]').wait_for()
    page.get_by_text(governs(world, moved, "NIC", code)).first.wait_for()

    seen.settled()
    tab_to(page, "Why, and what brings it back")
    page.keyboard.press("Enter")
    assert page.evaluate(FOCUSED)[0] == "SUMMARY", "the focus goes with it"
    page.keyboard.press("Enter")
    tab_to(page, "no question")
    page.keyboard.press("ArrowRight")
    page.locator(".st-key-why").get_by_text("only because States pass the request on").first.wait_for()


def test_a_state_of_the_board_is_found_by_typing_any_of_its_names(visit):
    page = visit().page
    tab_to(page, "Afghanistan, AFG")
    page.keyboard.press("c")
    first = page.evaluate(FOCUSED)[1]
    assert first.startswith("C")
    assert page.get_by_role("dialog").count() == 0, "no key of the page framework was pressed"
    for typed, words in {
        "turkey": "Türkiye, TUR",
        "cote d'ivoire": "Ivory Coast, CIV",
        "Corée du Sud": "South Korea, KOR",
        "Бирма": "Myanmar, MMR",
        "uk": "United Kingdom, GBR",
        "ukr": "Ukraine, UKR",
        "nic": "Nicaragua, NIC",
        "الهند": "India, IND",
    }.items():
        page.evaluate(TYPE, typed)
        assert page.evaluate(FOCUSED)[1].startswith(words), typed
    page.evaluate(TYPE, "øøø")
    assert page.evaluate(FOCUSED)[1].startswith("India, IND"), "what no name has leads nowhere"


def test_three_questions_are_found_from_the_first_screen_with_one_click(visit):
    seen = visit()
    page, texts = seen.page, levers()["data"]
    seen.choose("Requesting State", "Nicaragua")
    seen.settled()

    # Must it be a crime in both States before data are given?
    assert in_view(page, page.get_by_text("Must it be a crime in both?"))
    box = seen.lever("For data").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    card = page.get_by_role("table", name="For data: what each level would do")
    assert in_view(page, card)
    required = compare(load_world(), texts.moved(WHOLE, "mandatory"), "NIC")
    column = [level.id for level in texts.levels].index("mandatory")
    row = card.get_by_role("row", name="Data havens").get_by_role("cell").nth(column)
    assert row.inner_text() == "{1} of {0}".format(*required.tally("data"))

    # Who has joined?
    assert in_view(page, page.get_by_text("Who has joined?"))
    told = page.locator("[data-lever=parties] output")
    assert in_view(page, told) and told.inner_text().endswith(str(len(WHOLE.parties)))

    # Why?
    way = page.get_by_role("button", name="Why, and what brings it back")
    assert in_view(page, way)
    way.click()
    page.wait_for_function(
        "() => document.querySelector('.st-key-why summary').getBoundingClientRect().top < innerHeight"
    )
    assert in_view(page, page.locator(".st-key-why summary").first)
    assert in_view(page, page.get_by_role("heading", name="Why?"))


def test_the_ring_of_a_lever_in_hand_stands_around_its_bars_not_on_them(visit):
    seen = visit()
    seen.choose("Requesting State", "Nicaragua")
    seen.settled()
    slider = seen.lever("Persecution as a ground")
    slider.focus()
    seen.page.keyboard.press("ArrowLeft")
    assert slider.evaluate("one => getComputedStyle(one).outlineStyle") == "none"
    lever = seen.page.locator("[data-lever=persecution]").first
    ring = lever.evaluate(
        "one => { const { outlineStyle, outlineWidth } = getComputedStyle(one); return [outlineStyle, outlineWidth]; }"
    )
    assert ring == ["solid", "2px"]
    around = lever.bounding_box()
    for bar in lever.locator(".bar").all():
        box = bar.bounding_box()
        assert around["y"] + 1 <= box["y"] and box["y"] + box["height"] <= around["y"] + around["height"] - 1
