"""Tables of reasons as a reader of another language reads them: every word said, every figure kept."""

import pandas as pd

from simulator.analysis.why.changes import changes
from simulator.data.naming import aliases
from simulator.model.scenario import load_scenario
from simulator.model.world import load_world
from simulator.presentation.said import cell, heading, said
from simulator.words.say import using

TABLE = pd.DataFrame(
    [
        {
            "change": "Human-rights clause: may refuse",
            "article": "40(21) [assume], paraphrase",
            "brought back": 3,
            "practice, not law": False,
        },
        {
            "change": "Not joining: parties rated Free (87 States)",
            "article": "64-65, 67 [recall-H], paraphrase",
            "brought back": 29,
            "practice, not law": False,
        },
    ]
)


def test_in_english_a_table_is_what_it_was():
    assert said(TABLE).equals(TABLE)


def test_in_french_words_are_french_and_figures_what_they_were():
    with using("fr"):
        told = said(TABLE)
    assert list(told.columns) == ["changement", "article", "rétablis", "pratique, non droit"]
    assert told["changement"].tolist() == [
        "Clause des droits humains : peut refuser",
        "Sans adhérer : parties classées « Free » (87 États)",
    ]
    assert told["rétablis"].tolist() == [3, 29] and told["article"].iloc[0] == "40(21) [assume], paraphrase"


def test_a_heading_is_said_with_what_it_ends_in():
    with using("es"):
        assert heading("data havens kept, standard error") == "refugios de datos mantenidos, error estándar"
        assert heading("held, now") == "detención, ahora"


CODED = pd.DataFrame(
    [{"hosts back": "DEU CHE", "hosts lost": "", "State": "CIV", "assumption": "mask.pretext", "rests on": ""}]
)


def test_states_and_assumptions_stand_by_name_in_the_readers_alphabet_though_files_have_codes():
    assert said(CODED).iloc[0].tolist() == [
        "Germany, Switzerland", "", "Ivory Coast", "How far a pretext hides what a request is about", "",
    ]  # fmt: skip
    with using("fr"):
        assert said(CODED)["États rétablis"].tolist() == ["Allemagne, Suisse"]
    with using("en", aliases=aliases("invented", 9)):
        blinded = said(CODED).to_string()
    assert not [word for word in ("DEU", "CHE", "CIV", "Germany", "Switzerland") if word in blinded]


def test_every_change_that_may_be_tried_is_said_in_spanish():
    tried = changes(load_world(), load_scenario("adopted-text-universal"), "NIC", ["DEU"])
    with using("es"):
        told = {one.words: cell(one.words) for one in tried}
    assert len(told) > 40 and [words for words in told if told[words] == words] == []
    assert told["Not joining: Germany"] == "Sin adherirse: Alemania"
    assert not [words for words in told.values() if "States" in words or "rated" in words]
