"""What assumptions are called where people read of them: in words, each in its own, in every language."""

import re

import pytest

from simulator.data.naming import aliases
from simulator.law.assumptions import load_assumptions
from simulator.law.called import NAMES, called
from simulator.model.scenario import load_scenario
from simulator.presentation.condition import edited
from simulator.words.say import clauses, inside, languages, using

IDS = tuple(load_assumptions())


@pytest.mark.parametrize("language", languages())
def test_every_assumption_has_a_name_of_its_own_without_code(language):
    with using(language):
        names = [called(id) for id in IDS]
    assert len(set(names)) == len(IDS)
    assert not [name for name in names if re.search(r"_|\w\.\w|\b[A-Z]{3}\b", name)]


def test_no_name_is_of_an_assumption_that_is_gone():
    assert set(NAMES) <= set(IDS)


def test_the_sentence_names_what_was_edited_in_the_words_of_its_card():
    scenario = load_scenario("today").model_copy(
        update={"assumptions": {"cooperation_level": 0.4, "service.mail.IRL": 0.2}}
    )
    for language in ("en", "fr", "ar"):
        with using(language):
            told = edited(scenario)
            assert clauses([inside(called("cooperation_level")), inside(called("service.mail.IRL"))]) in told
        assert "cooperation_level" not in told and "IRL" not in told


def test_a_state_in_a_name_goes_by_its_alias():
    with using("en", aliases=aliases("invented", 9)):
        assert "Ireland" not in called("service.mail.IRL") and "Panama" not in called("transit.PAN")
