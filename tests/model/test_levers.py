"""Nine levers: what each level sets, and that moving one leaves the others alone."""

import pytest

from simulator.errors import ScenarioError
from simulator.law.settings import load_catalogue
from simulator.model.levers import LISTS, PARTIES, QUESTIONS, first_of, levers, move, parties_of
from simulator.model.scenario import Scenario, load_scenario, scenario_paths

WHOLE = load_scenario("adopted-text-universal")


def test_there_are_nine_levers_in_four_questions():
    assert len(levers()) + 1 == 9  # and who has joined
    assert {lever.question for lever in levers().values()} == set(QUESTIONS)


@pytest.mark.parametrize("lever", levers().values(), ids=lambda lever: lever.id)
def test_a_lever_has_the_level_it_was_moved_to_and_the_others_keep_theirs(lever):
    for level in lever.levels:
        moved = lever.moved(WHOLE, level.id)
        Scenario.model_validate(moved.model_dump())
        assert lever.level_of(moved) == level.id
        for other in levers().values():
            assert other is lever or other.level_of(moved) == other.level_of(WHOLE)


@pytest.mark.parametrize("lever", levers().values(), ids=lambda lever: lever.id)
def test_the_adopted_text_has_the_adopted_level_of_every_lever(lever):
    assert lever.level_of(WHOLE) == lever.adopted


@pytest.mark.parametrize("lever", levers().values(), ids=lambda lever: lever.id)
def test_levels_run_from_least_to_most_protective_in_every_setting_they_move(lever):
    catalogue = load_catalogue()
    for setting in lever.levels[0].settings:
        ranks = [catalogue[setting].rank(level.settings[setting]) for level in lever.levels]
        assert ranks == sorted(ranks)


def test_a_scenario_between_two_levels_has_none():
    between = WHOLE.model_copy(update={"settings": {"dc_stored": "uncac"}})
    assert levers()["data"].level_of(between) is None


@pytest.mark.parametrize(
    "level", [*LISTS, first_of("votes", 0), first_of("governance_low", 87), first_of("signature", 195)]
)
def test_who_has_joined_moves_along_lists_and_orders(level):
    moved = move(WHOLE, PARTIES, level)
    assert parties_of(moved.adoption) == level and moved.settings == WHOLE.settings
    if level[-1].isdigit():
        assert len(moved.parties) == int(level.split("-")[1])


def test_those_that_left_stay_away_when_the_list_moves():
    gone = WHOLE.model_copy(update={"adoption": WHOLE.adoption.model_copy(update={"leaving": ("FRA",)})})
    assert "FRA" not in move(gone, PARTIES, first_of("signature", 195)).parties


@pytest.mark.parametrize(
    ("lever", "level"),
    [
        ("scop", "any"),
        ("scope", "everything"),
        (PARTIES, "some"),
        (PARTIES, "signature-196"),
        (PARTIES, "signature-"),
        (PARTIES, "x-4"),
    ],
)
def test_a_lever_or_level_that_does_not_exist_is_refused(lever, level):
    with pytest.raises(ScenarioError, match="lever"):
        move(WHOLE, lever, level)


def test_every_scenario_of_the_program_can_be_put_on_the_levers():
    for name in scenario_paths():
        scenario = load_scenario(name)
        for lever in levers().values():
            known = {level.id for level in lever.levels}
            assert lever.level_of(scenario) in known | {None}
        assert parties_of(scenario.adoption) in {*LISTS, "own"} or scenario.adoption.first is not None
