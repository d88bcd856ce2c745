"""The page in every language: the same numbers in other words, nothing cut off, and nothing left in English."""

import re

import pytest

from simulator.data.states import load_states
from simulator.words.names import name_of
from simulator.words.say import languages, say, using

LINK = "/#v=0.1.0&s=adopted-text-universal&from=NIC&at=BRA&set.persecution=may"
OTHERS = tuple(code for code in languages() if code != "en")
NUMBERS = "() => { const { kinds, keys, worlds, status, candidates } = safeHavens.state.result; return JSON.stringify([kinds, keys, worlds, status, candidates]); }"
# What is seen of the page before scrolling: every text, the tool tips and what a screen reader is told.
SEEN = """() => {
  const found = [];
  const visit = root => {
    for (const node of root.querySelectorAll("*")) {
      if (node.closest("style, script, template, [data-testid=stIconMaterial], [class*=st-key-english-]")) continue;
      if (node.shadowRoot) visit(node.shadowRoot);
      const box = node.getBoundingClientRect();
      if (!box.width || box.top >= innerHeight) continue;
      for (const name of ["title", "aria-label", "aria-valuetext", "placeholder"]) if (node.getAttribute(name)) found.push(node.getAttribute(name));
      for (const child of node.childNodes) if (child.nodeType === 3 && child.data.trim()) found.push(child.data.trim());
    }
  };
  visit(document.body);
  return found;
}"""
CUT = """() => [...safeHavens.state.root.querySelectorAll(".head label, .head output, .counts button, .choices button, .lists button, .card td, .card th, .cost")]
  .filter(n => n.scrollWidth > n.clientWidth + 1 || n.scrollHeight > n.clientHeight + 2).map(n => n.textContent)"""
ABOVE = """() => {
  const at = (selector, side) => safeHavens.state.root.querySelector(selector).getBoundingClientRect()[side];
  const note = document.querySelector(".st-key-standing").getBoundingClientRect();
  return at(".levers", "bottom") <= note.top && at(".card", "bottom") <= note.top + 2 && at(".tools", "right") <= at(".world", "right") + 1;
}"""
# The same in two languages, or the name of a thing: names of states and languages come on top.
ALIKE = {"Safe Havens", "Validation", *languages().values()}
FRAMEWORK = {
    "App pages",
    "Skip to main content",
    "Open",
    "Clear value",
    "Choose an option",
}  # of the page framework, which speaks English only


def opened(visit, lang, **size):
    seen = visit(path=f"{LINK}&lang={lang}", **size)
    seen.settled()
    seen.page.wait_for_function("lang => document.documentElement.lang === lang", arg=lang)
    return seen


def words(texts):
    return {text for text in texts if re.search(r"[^\W\d_]{4}", text)}  # letters of any script


@pytest.mark.parametrize("lang", OTHERS)
def test_nothing_on_the_first_screen_is_left_in_english(visit, lang):
    english = words(opened(visit, "en").page.evaluate(SEEN))
    with using(lang):
        names = {name_of(state) for state in load_states()}
    there = opened(visit, lang).page.evaluate(SEEN)
    assert len(english) > 200 and len(set(there)) > 200
    assert {text for text in english & words(there) if text.split(",")[0] not in names} - ALIKE - FRAMEWORK == set()


@pytest.mark.parametrize("lang", ["en", *OTHERS])
def test_every_lever_label_and_button_fits_on_a_laptop_and_on_a_phone(visit, lang):
    seen = opened(visit, lang)
    assert seen.page.evaluate(CUT) == []
    seen.page.wait_for_function(ABOVE)
    phone = opened(visit, lang, width=390, height=844)
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_another_language_is_another_table_of_words_for_the_same_numbers(visit):
    seen = opened(visit, "en")
    before, link = seen.page.evaluate(NUMBERS), seen.page.url
    board = seen.board()
    for lang in (*reversed(OTHERS), "en"):
        name = languages()[lang]
        with using(lang):
            asks, undo = say("Requesting State"), say("Undo")
        seen.page.locator(".st-key-language button").first.click()
        seen.page.get_by_text(name, exact=True).last.click()
        seen.page.wait_for_function(
            "lang => document.documentElement.lang === lang && safeHavens.state.plan.lang === lang", arg=lang
        )
        seen.page.get_by_role("combobox", name=asks).wait_for()
        seen.page.keyboard.press("Escape")
        seen.settled()
        assert seen.page.evaluate(NUMBERS) == before
        now = seen.board()
        assert {key: now[key] for key in ("level", "lost")} == {key: board[key] for key in ("level", "lost")}
        assert sorted(re.findall(r"\d+", now["sentence"])) == sorted(re.findall(r"\d+", board["sentence"]))
        assert f"&lang={lang}" in seen.page.url
        assert seen.page.locator("[data-board]").get_attribute("lang") == lang
        assert seen.page.get_by_role("button", name=undo, exact=True).is_disabled()
    assert now["sentence"] == board["sentence"] and seen.page.url == link


LOADED = (
    "() => [...document.fonts].filter(face => face.status === 'loaded').map(face => face.family.replaceAll('\"', ''))"
)


@pytest.mark.parametrize(("lang", "asked"), [("en", False), ("zh", True)])
def test_a_font_of_another_script_is_asked_for_by_a_page_that_shows_it_and_no_other(visit, lang, asked):
    seen = opened(visit, lang)
    seen.page.wait_for_function("() => document.fonts.status === 'loaded'")
    assert ("Noto Sans SC" in seen.page.evaluate(LOADED)) == asked
    assert "Noto Sans Arabic" not in seen.page.evaluate(LOADED)
