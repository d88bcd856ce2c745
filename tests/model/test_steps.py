"""A scenario told step by step: each step adds to those before, and names what it cannot change."""

import tomllib
from pathlib import Path

import pytest

from simulator.analysis.classes import KINDS
from simulator.analysis.havens import compare
from simulator.errors import ScenarioError
from simulator.model.levers import PARTIES, level_at
from simulator.model.scenario import Step, load_scenario, scenario_paths
from simulator.model.steps import after
from simulator.model.world import load_world

TOLD = [one for id in scenario_paths() if (one := load_scenario(id)).steps]


@pytest.mark.parametrize("scenario", TOLD, ids=lambda one: one.id)
def test_every_step_that_comes_with_the_program_can_be_taken(scenario):
    for many in range(len(scenario.steps) + 1):
        moved = after(scenario, many)
        for step in scenario.steps[many - 1 : many]:
            assert all(level_at(moved, lever) == level for lever, level in step.changes.items())
    assert after(scenario, 0) == scenario
    assert any(step.world is not None for step in scenario.steps), "a room hears one world day by day"


def test_the_story_of_the_adopted_text_begins_with_today_and_ends_with_the_scenario():
    scenario, world = load_scenario("adopted-text-universal"), load_world()
    assert level_at(after(scenario, 1), PARTIES) == "none"
    first = compare(world, after(scenario, 1), "NIC", 1, 64)
    for kind in KINDS:
        havens, kept = first.tally(kind)
        assert havens == kept
    last = after(scenario, len(scenario.steps))
    assert (last.treaty.changed(), last.parties, last.declarations) == ({}, scenario.parties, scenario.declarations)


def test_the_step_of_the_guide_can_be_taken():
    guide = (Path(__file__).parents[2] / "docs/guide.md").read_text(encoding="utf-8")
    blocks = [block.split("```")[0] for block in guide.split("```toml\n")[1:]]
    (told,) = (tomllib.loads(block)["steps"] for block in blocks if block.startswith("[[steps]]"))
    scenario = load_scenario("today").model_copy(update={"steps": tuple(Step.model_validate(one) for one in told)})
    assert after(scenario, len(told)).treaty.changed()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"scop": "convention"}, "step 1: 'scop' is no lever and no setting. Did you mean 'scope'"),
        ({"scope": "all"}, "step 1: lever scope: 'all' is not a level of it"),
        ({"oversight": "none at all"}, "step 1: oversight: 'none at all' is not a level of it"),
    ],
)
def test_a_step_that_cannot_be_taken_is_named(changes, said):
    scenario = load_scenario("today").model_copy(update={"steps": (Step(text="One.", changes=changes),)})
    with pytest.raises(ScenarioError, match=said):
        after(scenario, 1)


def test_a_step_names_states_of_the_model_only():
    with pytest.raises(ValueError, match="'NICA' is not a state of this model"):
        Step(text="One.", requesting="NICA")
