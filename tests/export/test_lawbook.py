"""The law document is made from the files and has an entry for everything in them."""

from pathlib import Path

import pytest

from simulator.errors import LawError, SimulatorError
from simulator.export.lawbook import lawbook
from simulator.export.sources import articles
from simulator.law.assumptions import load_assumptions
from simulator.law.conducts import load_conducts
from simulator.law.instruments import FOLDER, load_instruments
from simulator.law.settings import CATALOGUE, load_catalogue

DOCS = Path(__file__).resolve().parents[2] / "docs"
LAW = (DOCS / "law.md").read_text(encoding="utf-8")


def test_the_document_on_file_is_the_one_that_the_files_make():
    assert lawbook() == LAW.rstrip("\n") or lawbook() == LAW


@pytest.mark.parametrize("load", [load_catalogue, load_instruments, load_conducts, load_assumptions])
def test_nothing_of_the_law_lacks_its_entry(load):
    assert [id for id in load() if f"`{id}`" not in LAW] == []


def test_every_kind_of_assumption_has_its_place_in_the_description_of_the_model():
    model = (DOCS / "model.md").read_text(encoding="utf-8")
    stems = {id.split(".")[0] for id in load_assumptions()}
    assert sorted(stem for stem in stems if f"`{stem}" not in model) == []


@pytest.mark.parametrize(
    ("article", "words"),
    [
        ("40(22)", ("persecution", "gate 5", "recall-H", "Declare to refuse")),
        ("42(4)", ("dc_preservation", "gate 6", "reservation of 42(5)", "amendment")),
        ("40(7)", ("other_treaties", "floor", "take", "recall-H")),
        ("46", ("live_content", "Interception")),
    ],
)
def test_a_lawyer_finds_what_an_article_does_where_it_acts_and_how_sure_that_is(article, words):
    found = articles(article)
    assert all(word in found for word in words)


def test_an_article_that_is_not_on_file_is_refused_in_words():
    with pytest.raises(SimulatorError, match="No clause or measure"):
        articles("99(9)")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('measure = "subscriber"', 'measure = "subscribe"', "measure"),
        ('desk = "assistance"', 'desk = "assistence"', "desk"),
        ("[[measure]]", "[[measures]]", "measures"),
        ('mark = "recall-H"', 'mark = "read"', "mark"),
    ],
)
def test_a_faulty_instrument_names_file_key_and_mend(tmp_path, old, new, words):
    text = (FOLDER / "un_convention.toml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "un_convention.toml").write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(LawError) as fault:
        load_instruments(tmp_path)
    assert "un_convention.toml" in str(fault.value) and words in str(fault.value)


def test_a_faulty_setting_names_file_and_level(tmp_path):
    path = tmp_path / "settings.toml"
    path.write_text(
        CATALOGUE.read_text(encoding="utf-8").replace('adopted = "serious"', 'adopted = "grave"'), encoding="utf-8"
    )
    with pytest.raises(LawError, match=r"settings\.toml[\s\S]*'grave' is not one of"):
        load_catalogue(path)
