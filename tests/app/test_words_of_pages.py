"""Assumptions, Validation, Trust and Law and sources: other words in each language, the same figures, English files."""

import json
import re
from collections import Counter

import pytest
from page_tables import tables
from streamlit.testing.v1 import AppTest

from simulator.export.trust import record
from simulator.words.extract import template
from simulator.words.say import languages, say, using

PAGES = ("assumptions", "validation", "trust", "sources")
MARKS = {"text"}  # of the law; they read alike in every language
OTHERS = [code for code in languages() if code != "en"]


def show(name, lang):
    from importlib import import_module

    from simulator.words.say import speak

    speak(lang)
    import_module(f"simulator.app.{name}_page").show()


def heads(table):
    """The heads of a table as they are seen."""
    chosen = json.loads(table.proto.columns or "{}")
    return [chosen.get(name, {}).get("label") or name for name in table.value.columns]


def texts(name, lang):
    """What the page says: sentences and labels one by one, and tables with heads and cells; data in English apart."""
    page = AppTest.from_function(show, args=(name, lang), default_timeout=300).run()
    assert not page.exception
    said = [one.value for kind in ("title", "subheader", "markdown", "caption") for one in page.get(kind)]
    said += [label for kind in ("radio", "selectbox", "button") for label in (one.label for one in page.get(kind))]
    said += [option for one in page.radio for option in one.options]
    said += [one.label for kind in ("tab", "expander") for one in page.get(kind)]
    edited = [one.value.set_axis(heads(one), axis=1) for one in page.dataframe]
    shown = tables(page)
    return said, edited + (shown[:-1] if name == "sources" else shown)


def lines(name, lang):
    said, tables = texts(name, lang)
    cells = [str(cell) for table in tables for cell in (*table.columns, *table.to_numpy().ravel().tolist())]
    return {line.strip("*● ") for text in (*said, *cells) for line in text.splitlines()}


def translated(lang):
    """English texts that read otherwise in a language."""
    known = {message.id for message in template() if isinstance(message.id, str) and message.id}
    with using(lang):
        return {text.strip("*● ") for text in known if say(text) != text}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("lang", ["es", "fr"])
def test_nothing_that_has_other_words_is_left_in_english(name, lang):
    assert len(translated(lang)) > 1000
    assert lines(name, "en") & translated(lang), "the English page says nothing that has other words"
    assert lines(name, lang) & translated(lang) - MARKS == set()


def figures(text):
    return Counter(re.findall(r"\d+", text))


@pytest.mark.parametrize("lang", ["es", "fr"])
def test_figures_of_the_validation_are_the_same_in_other_words(lang):
    (said, tables), (other, others) = texts("validation", "en"), texts("validation", lang)
    without_days = [i for i, text in enumerate(said) if not re.search(r"\d{4}-\d{2}", text)]
    assert len(said) == len(other) and sum(figures(said[i]).total() for i in without_days) > 40
    assert [figures(said[i]) for i in without_days] == [figures(other[i]) for i in without_days]
    for one, two in zip(tables, others, strict=True):
        assert [figures(str(row)) for row in one.to_numpy().tolist()] == [
            figures(str(row)) for row in two.to_numpy().tolist()
        ]


@pytest.mark.parametrize("lang", OTHERS)
def test_the_verification_record_is_said_anew_with_its_figures(lang):
    written = "**All 2 checks passed.**\n\n| check | where | result | found |\n| --- | --- | --- | --- |\n"
    written += "| Invariants | `tests/x.py` | passed | 16 tests, 0 failures, 0 errors, 3 skipped |"
    assert record(written).splitlines()[-1] == "| Invariants | passed | 16 tests, 0 failures, 0 errors, 3 skipped |"
    with using(lang):
        said = record(written)
        assert say("Invariants") in said and say("All {checks} checks passed.", checks=2) in said
    assert figures(said) == figures(record(written)) and "skipped" not in said
