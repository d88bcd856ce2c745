"""Pages with results on them, read in one language after another: no sentence left in English, and the same numbers."""

import re
from collections import Counter
from datetime import date, timedelta

from playwright.sync_api import TimeoutError

from simulator.analysis.havens import compare
from simulator.data.states import load_states
from simulator.export.link.choice import Choice
from simulator.export.link.text import encode
from simulator.law.routes import WAYS
from simulator.law.vocabulary import Mark
from simulator.model.adoption import known_on
from simulator.model.scenario import load_scenario
from simulator.model.steps import after
from simulator.model.world import load_world
from simulator.words.extract import template
from simulator.words.figures import day
from simulator.words.names import name_of
from simulator.words.say import PLAIN, languages, say, using

OTHERS = ("fr", "es")
# Every text of the page's own part, what tables that are drawn as pictures say to a screen reader among them.
SAID = """() => {
  const found = [], skipped = "style, script, template, [data-testid=stIconMaterial], .st-key-standing, .st-key-language";
  const visit = (root) => {
    for (const node of root.querySelectorAll("*")) {
      if (node.closest(skipped)) continue;
      if (node.shadowRoot) visit(node.shadowRoot);
      if (!(node.closest("canvas") ?? node).getBoundingClientRect().width) continue;
      for (const child of node.childNodes) if (child.nodeType === 3 && child.data.trim()) found.push([child.data.trim(), !node.closest("canvas")]);
    }
  };
  visit(document.querySelector('[data-testid=stMain]'));
  return found;
}"""
DATES = {known_on(), *(way.earliest(known_on()) for way in WAYS.values())}
IDLE = "[data-testid=stApp][data-test-script-state=notRunning]"
TRIES, PAUSE = 60, 300  # how often the page is read until it is whole, and how long between [ms]
ALIKE = {*Mark, "recall-H, -M, -L", "true", "false"}  # marks of law, and how the framework says yes and no aloud
VERSION = re.compile(r"Safe Havens \d[\d.]* \([0-9a-f]+\)")  # the first line of a stamp, where it has two
KNOWN = {one for ids in (message.id for message in template()) for one in (ids if isinstance(ids, tuple) else (ids,))}


def words(texts):
    """Texts with words in them, without the figure or the sign in which some end."""
    return {text for text in (re.sub(r"[\s\d.,<>]+$", "", one) for one in texts) if re.search(r"[A-Za-z]{4}", text)}


def numbers(texts, lang):
    """Every run of digits that is no part of a day, and how often it is there."""
    text = "\n".join(texts)
    with using(lang):
        for one in {*DATES, date.today(), date.today() - timedelta(1)}:  # a page may be drawn before midnight
            text = text.replace(day(one), "")
    return Counter(re.findall(r"\d+", text))


def left(english, there, lang):
    """Texts that stand in English still: those of the English page but names, and those that a catalogue has otherwise."""
    with using(lang, PLAIN):
        same = {name_of(state) for state in load_states()} | {text for text in KNOWN if say(text) == text} | ALIKE
        english = english | {text for text in KNOWN if say(text) != text}
        others = {say(text) for text in KNOWN}
    return {text for text in words(there) & words(english) - same - others if not VERSION.fullmatch(text)}


def turn_to(page, lang):
    for _ in range(10):  # a page that is still being drawn may close the menu again
        page.locator(".st-key-language button").first.click()
        try:
            page.get_by_text(languages()[lang], exact=True).last.click(timeout=5_000)
            page.wait_for_function("lang => document.documentElement.lang === lang", arg=lang, timeout=20_000)
            break
        except TimeoutError:
            page.keyboard.press("Escape")
    page.keyboard.press("Escape")


def read(page, lang):
    """What is said, and the numbers, but those of tables drawn as pictures, which show a part."""
    said = page.evaluate(SAID)
    return {text for text, _ in said}, numbers([text for text, whole in said if whole], lang)


def read_in_every_language(page):
    """Read the page in English, then in the others until nothing is left in English and the numbers are the same."""
    page.locator(IDLE).wait_for()
    english, before = read(page, "en")
    assert len(words(english)) > 5
    for lang in OTHERS:
        turn_to(page, lang)
        for _ in range(TRIES):
            there, after = read(page, lang)
            remains = left(english, there, lang)
            if not remains and before == after:
                break
            page.wait_for_timeout(PAUSE)
        assert (remains, before - after, after - before) == (set(), Counter(), Counter())


def opened(visit, title):
    choice = Choice.of().model_copy(update={"requesting": "NIC", "host": "CRI"})
    seen = visit(path=f"/#{encode(choice)}")
    seen.page.locator(".mark[data-look=full]").wait_for()
    seen.page.get_by_role("link", name=title).click()
    return seen, seen.page


def test_my_country(visit):
    seen, page = opened(visit, "My country")
    seen.choose("Host", "Malta")
    page.get_by_role("button", name="Try each act alone").click()
    page.get_by_role("table").nth(1).wait_for()
    read_in_every_language(page)


def test_tell_it_in_a_room(visit):
    page = opened(visit, "Tell it in a room")[1]
    scenario = load_scenario("adopted-text-universal")
    page.get_by_text(scenario.steps[0].text).wait_for()
    page.wait_for_function("() => globalThis.safeHavens.remote?.root.isConnected")  # its keys are heard from here on
    for step in scenario.steps[1:]:
        page.keyboard.press("PageDown")
        page.get_by_text(step.text).wait_for()
    page.locator(".st-key-days li").first.wait_for()
    page.keyboard.press("PageDown")
    page.locator(".st-key-days li").nth(1).wait_for()
    kept = "{1} of {0}".format(*compare(load_world(), after(scenario, len(scenario.steps)), "NIC").tally("data"))
    page.locator("[data-kind=data] b", has_text=kept).wait_for()
    sentence = page.locator("[data-board] .sentence").inner_text()
    page.locator("[data-board] [aria-live]", has_text=sentence).wait_for(state="attached")  # said aloud a moment later
    read_in_every_language(page)


def test_every_state(visit):
    seen, page = opened(visit, "Every State")
    seen.run_every_state()
    page.get_by_role("table").wait_for()
    read_in_every_language(page)


def test_texts_compared(visit):
    page = opened(visit, "Texts compared")[1]
    page.get_by_text("And the rules as they stand on the page Safe havens").click()
    page.get_by_text("The first 4 of 5 texts are drawn").wait_for()
    page.locator(".js-plotly-plot .scatterlayer").nth(3).wait_for(state="attached")
    read_in_every_language(page)


def test_the_main_page_with_a_view_and_a_state_explained(visit):
    page = opened(visit, "Safe havens")[1]
    page.get_by_role("button", name="Two-page report (PDF)").wait_for(timeout=300_000)  # nothing is refined any more
    page.get_by_role("radio", name="Flow of 1,000 requests").click()
    page.locator(".js-plotly-plot .sankey").nth(1).wait_for(state="attached")
    page.locator(".js-plotly-plot .barlayer").first.wait_for(state="attached")
    read_in_every_language(page)
