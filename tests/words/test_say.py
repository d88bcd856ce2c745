"""What a reader is told: in the reader's language and register, with the reader's plurals, never with another number."""

import re
import threading
from datetime import date
from types import SimpleNamespace

import pytest

from simulator.data.states import load_states
from simulator.export.link.choice import CHOICES
from simulator.words.figures import day, number, percent
from simulator.words.isolated import BEGIN, END
from simulator.words.names import alphabetical, name_of, origin_of
from simulator.words.say import REGISTERS, direction, forms, languages, plurals, say, say_many, speak, spoken, using

STATES = {state.iso3: state for state in load_states()}


def test_a_text_is_said_in_the_language_of_the_block():
    assert say("serious crime") == "serious crime"
    with using("es"):
        assert say("serious crime") == "delitos graves"
        with using("fr"):
            assert say("serious crime") == "infractions graves"
        assert say("serious crime") == "delitos graves"
    assert say("serious crime") == "serious crime"


def test_what_no_catalogue_has_is_said_in_english_and_nothing_stays_nothing():
    with using("fr"):
        assert say("A sentence that nobody wrote, {n}.", n=3) == "A sentence that nobody wrote, 3."
        assert say("") == ""


def test_two_readers_at_once_each_read_their_own_language():
    heard, both = {}, threading.Barrier(2)

    def read(language):
        speak(language)
        both.wait(10)
        heard[language] = say("serious crime")

    readers = [threading.Thread(target=read, args=(language,)) for language in ("es", "fr")]
    for one in readers:
        one.start()
    for one in readers:
        one.join(10)
    assert heard == {"es": "delitos graves", "fr": "infractions graves"}
    assert spoken().language == "en"


@pytest.mark.parametrize(("language", "zero"), [("en", "1"), ("es", "1"), ("fr", "0")])
def test_nothing_is_plural_in_english_and_spanish_and_singular_in_french(language, zero):
    with using(language):
        assert plurals(4) == f"{zero}0{'11'}"
        assert len(forms("{n} State", "{n} States")) == 2
        assert say_many("{n} thing", "{n} things", 2) == "2 things"


def test_russian_counts_in_three_forms():
    with using("ru"):
        said = [say_many("If {n} State were a party", "If {n} States were parties", n) for n in (1, 2, 5, 11, 21, 22)]
        assert plurals(6) == "201112"
    assert [words.split(" ", 4)[4] for words in said] == [
        "1 государство", "2 государства", "5 государств", "11 государств", "21 государство", "22 государства",
    ]  # fmt: skip


def test_arabic_has_six_forms_and_a_number_takes_the_one_of_the_cldr():
    with using("ar"):
        assert plurals(14) == "01233333333444" and plurals(104)[100:] == "5553"
        assert len(forms("If {n} State were a party", "If {n} States were parties")) == 6
        said = [say_many("If {n} State were a party", "If {n} States were parties", n) for n in (2, 3, 11)]
    assert said == ["لو كانت دولتان (2) طرفين", "لو كانت 3 دول أطرافاً", "لو كانت 11 دولة أطرافاً"]


def test_from_right_to_left_articles_and_signs_keep_their_order_and_arrows_point_ahead():
    words = {"one": "40(6)-(7)", "other": "2021-2025 → 36(1)(a)"}
    with using("ar"):
        assert say("{one} and {other}", **words) == f"{BEGIN}40(6)-(7){END} و2021-2025 ← {BEGIN}36(1)(a){END}"
        assert number(-3.25, 1) == f"{BEGIN}-3.2{END}" and number(2, signed=True) == f"{BEGIN}+2{END}"
        assert number(1234.5, 1) == "1,234.5"
        assert say("`a --out 40(2)` {n}", n="40(2)") == f"`a --out 40(2)` {BEGIN}40(2){END}", "a command can be copied"
        assert say("{one} and {other}", one="<25", other="±31.") == f"{BEGIN}<25{END} و{BEGIN}±31{END}."
        assert say("{name}: {words}", name=number(-1), words=number(-1)) == f"{BEGIN}-1{END}: {BEGIN}-1{END}"
    assert say("{one} and {other}", **words) == "40(6)-(7) and 2021-2025 → 36(1)(a)"


@pytest.mark.parametrize("language", languages())
def test_digits_are_the_same_in_every_language(language):
    values = [0, 0.05, 0.25, 7.25, -3.15, 1024, 1234567.891]
    with using("en"):
        expected = [(number(v, 1, signed=True), number(v), percent(v / 100)) for v in values]
    with using(language):
        found = [(number(v, 1, signed=True), number(v), percent(v / 100)) for v in values]
    for one, other in zip(found, expected, strict=True):
        assert ["".join(c for c in text if c.isdigit()) for text in one] == [
            "".join(c for c in text if c.isdigit()) for text in other
        ]


def test_numbers_and_days_are_written_as_the_reader_writes_them():
    assert (number(1234.5, 1), percent(0.256), day(date(2026, 7, 3))) == ("1,234.5", "26%", "2026-07-03")
    with using("es"):
        assert number(1234.5, 1) == "1.234,5" and percent(0.256) == "26\xa0%"
        assert day(date(2026, 7, 3)) == "3 jul 2026"
    with using("fr"):
        assert number(1234.5, 1) == "1\u202f234,5" and percent(0.256) == "26\xa0%"
    with using("zh"):
        assert (number(1234.5, 1), percent(0.256), day(date(2026, 7, 3))) == ("1,234.5", "26%", "2026年7月3日")
    with using("ru"):
        assert number(1234.5, 1) == "1\xa0234,5" and percent(0.256) == "26\xa0%"
        assert day(date(2026, 7, 3)) == "3 июл. 2026\u202fг."


def test_states_have_the_names_used_at_the_united_nations():
    with using("es"):
        said = {code: name_of(STATES[code]) for code in ("CIV", "TUR", "PSE", "PRK", "VAT", "RUS", "NIC")}
    assert said == {
        "CIV": "Côte d'Ivoire", "TUR": "Türkiye", "PSE": "Palestina", "PRK": "República Popular Democrática de Corea",
        "VAT": "Santa Sede", "RUS": "Rusia", "NIC": "Nicaragua",
    }  # fmt: skip
    with using("fr"):
        assert [name_of(STATES[code]) for code in ("CIV", "TUR", "PSE")] == ["Côte d'Ivoire", "Türkiye", "Palestine"]
    with using("zh"):
        assert [name_of(STATES[code]) for code in ("COD", "GBR", "VAT")] == ["刚果民主共和国", "联合王国", "教廷"]
    with using("ru"):
        assert [name_of(STATES[code]) for code in ("KGZ", "VAT", "NIC")] == [
            "Кыргызстан",
            "Святой Престол",
            "Никарагуа",
        ]


@pytest.mark.parametrize("language", languages())
def test_every_state_has_a_name_of_its_own_in_every_language(language):
    with using(language):
        names = [name_of(state) for state in STATES.values()]
        assert len(set(names)) == len(STATES) and all(names)


def test_a_name_follows_from_with_its_preposition():
    with using("fr"):
        said = {code: origin_of(STATES[code]) for code in ("NIC", "RUS", "IRN", "USA", "HTI", "YEM", "ERI")}
    assert said == {
        "NIC": "du Nicaragua", "RUS": "de Russie", "IRN": "d'Iran", "USA": "des États-Unis", "HTI": "d'Haïti",
        "YEM": "du Yémen", "ERI": "d'Érythrée",
    }  # fmt: skip
    assert [origin_of(STATES[code]) for code in ("NIC", "USA")] == ["Nicaragua", "the United States"]
    with using("es"):
        assert [origin_of(STATES[code]) for code in ("NIC", "GBR", "SLV")] == [
            "de Nicaragua",
            "del Reino Unido",
            "de El Salvador",
        ]
    with using("ru"):
        assert [origin_of(STATES[code]) for code in ("NIC", "RUS", "LKA")] == [
            "из Никарагуа",
            "из России",
            "со Шри-Ланки",
        ]


def test_in_russian_every_state_has_its_own_form_after_from_and_a_name_without_one_is_not_bent():
    with using("ru"):
        said = {code: origin_of(state) for code, state in STATES.items()}
        assert origin_of(SimpleNamespace(iso3="XXA", iso2="NI", name="")) == "из государства Никарагуа"
    assert len(set(said.values())) == len(STATES)
    assert all(re.fullmatch(r"(из|со?) [А-Я].+", words) and "государства" not in words for words in said.values())


def test_names_stand_in_the_order_of_each_alphabet():
    order = {
        "fr": ["Égypte", "Équateur", "Érythrée", "Espagne"],  # letters with marks beside those without
        "ru": ["Италия", "Йемен", "Кабо-Верде", "Киргизия", "Южный Судан", "Ямайка"],
        "ar": ["إثيوبيا", "أذربيجان", "الأردن", "ألبانيا", "باكستان", "البرازيل", "تونس"],  # without the article
        "zh": ["阿富汗", "不丹", "丹麦", "东帝汶", "尼加拉瓜", "中国"],  # by sound
    }
    for names in order.values():
        assert sorted(set(names), key=alphabetical) == names


def test_the_way_a_language_is_written_is_known_for_those_to_come():
    assert [direction(code) for code in ("en", "fr", "ar", "zh")] == ["ltr", "ltr", "rtl", "ltr"]


def test_a_link_can_say_every_language_and_register_that_there_is():
    assert (CHOICES["lang"], CHOICES["words"]) == (tuple(languages()), REGISTERS)
