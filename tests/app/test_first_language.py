"""The language in which the page opens: the link's, else the browser's own where the program has it, else English."""

import pytest
from test_languages import LINK, NUMBERS

from simulator.app.language import preferred
from simulator.export.link.text import decode
from simulator.words.say import direction, say, using

SPEAKS = "lang => document.documentElement.lang === lang"


def speaks(seen, lang):
    seen.page.wait_for_function(SPEAKS, arg=lang)
    with using(lang):
        seen.page.get_by_role("combobox", name=say("Requesting State")).wait_for()


@pytest.mark.parametrize(("locale", "lang"), [("fr-FR", "fr"), ("ar", "ar"), ("pt-BR", "en")])
def test_a_link_without_a_language_opens_in_the_browsers_own_with_the_same_numbers(visit, locale, lang):
    english, own = visit(path=LINK), visit(path=LINK, locale=locale)
    for seen in (english, own):
        seen.page.wait_for_function("() => safeHavens.state.result?.kinds.data.chances")  # the last numbers to come
    speaks(own, lang)
    assert own.page.evaluate("document.documentElement.dir") == direction(lang)
    assert own.page.evaluate(NUMBERS) == english.page.evaluate(NUMBERS)
    assert decode(own.page.url.partition("#")[2])[0].lang == lang, "who is sent the link reads the same words"


@pytest.mark.parametrize(
    ("first", "others", "lang"),
    [
        ("pt-BR", "pt-BR,pt;q=0.9,es-MX;q=0.8,en;q=0.7", "es"),
        ("ZH-Hans-CN", "", "zh"),
        ("", "*, ru ;q=0.5", "ru"),
        ("nl", "de;q=1,,;;-", "en"),
        ("", "", "en"),
    ],
)
def test_who_asks_for_several_languages_reads_the_first_that_the_program_has(first, others, lang):
    assert preferred(first, others) == lang


def test_a_link_that_names_a_language_wins_over_the_browser(visit):
    speaks(visit(path=f"{LINK}&lang=en", locale="fr-FR"), "en")


def test_a_link_that_is_broken_throughout_says_so_in_the_browsers_language(visit):
    text = "nothing of a link"
    seen = visit(path=f"/#{text}", locale="fr-FR")
    speaks(seen, "fr")
    with using("fr"):
        for fault in decode(text)[1]:
            seen.page.get_by_role("alert").get_by_text(fault).wait_for()


def test_english_that_was_chosen_in_a_french_browser_is_still_there_when_the_page_is_loaded_anew(visit):
    seen = visit(path=LINK, locale="fr-FR")
    speaks(seen, "fr")
    seen.page.locator(".st-key-language button").first.click()
    seen.page.get_by_text("English", exact=True).last.click()
    speaks(seen, "en")
    seen.page.wait_for_function("() => location.hash.endsWith('&lang=en')")
    seen.page.reload()
    speaks(seen, "en")
