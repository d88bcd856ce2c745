"""Invariants 1 and 2 in any scenario: settings, parties, declarations and draws of the assumptions at random."""

from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.analysis.ensemble import drawn_assumptions, drawn_noise
from simulator.engine.kernel import EFFECTS, run
from simulator.law.settings import load_catalogue
from simulator.model import compile as compiling
from simulator.model import forces, profile
from simulator.model.adoption import Adoption, Declarations, Suspension
from simulator.model.compile import compile_network
from simulator.model.scenario import case_paths, find_case, load_scenario
from simulator.model.world import load_world

CATALOGUE = load_catalogue()
CODES = [state.iso3 for state in load_world().states if state.in_totals]
CASES = [id for id in case_paths() if find_case(id).kind == "composite"]


@st.composite
def choices(draw):
    """A scenario, a case, a requesting state and a draw of the assumptions."""
    levels = {id: draw(st.sampled_from([level.id for level in CATALOGUE[id].level])) for id in CATALOGUE}
    parties = draw(st.lists(st.sampled_from(CODES), min_size=60, max_size=150, unique=True))
    leaving, some = (tuple(draw(st.lists(st.sampled_from(parties), max_size=12, unique=True))) for _ in range(2))
    suspended = [Suspension(list="none"), Suspension(list="rated_not_free"), Suspension(list="own", states=some)]
    declaring = [
        *(Declarations(list=who) for who in ("none", "rated_free", "all")),
        Declarations(list="own", states=some),
    ]
    scenario = load_scenario("adopted-text-universal").model_copy(
        update={
            "settings": levels,
            "adoption": Adoption(list="own", states=tuple(parties), leaving=leaving),
            "suspension": draw(st.sampled_from(suspended)),
            "declarations": draw(st.sampled_from(declaring)),
        }
    )
    return scenario, draw(st.sampled_from(CASES)), draw(st.sampled_from(parties)), draw(st.integers(0, 10_000))


def words(scenario, case, requesting, draw):
    world = load_world()
    changed, noise = drawn_assumptions(3, draw, {}), drawn_noise(world, 3, draw)
    try:
        network = compile_network(world, scenario, find_case(case), requesting, changed, noise)
    except compiling.ScenarioError:
        return None
    return run(network, 3, 0, 64).words


def within(less, more):
    return all(not (less[effect] & ~more[effect]).any() for effect in EFFECTS)


@settings(max_examples=60, deadline=None)
@given(chosen=choices(), data=st.data())
def test_a_more_protective_level_lets_no_replicate_gain_an_effect_in_any_scenario(chosen, data):
    scenario, *rest = chosen
    setting = data.draw(st.sampled_from(sorted(CATALOGUE)))
    place = data.draw(st.integers(1, len(CATALOGUE[setting].level) - 1))
    weaker, stronger = (CATALOGUE[setting].level[place + step].id for step in (-1, 0))
    one, other = (
        words(scenario.model_copy(update={"settings": {**scenario.settings, setting: level}}), *rest)
        for level in (stronger, weaker)
    )
    assert (one is None) == (other is None)
    assert one is None or within(one, other), (setting, weaker, stronger)


@settings(max_examples=40, deadline=None)
@given(chosen=choices(), data=st.data())
def test_one_more_party_suspended_or_declaring_lets_no_replicate_gain_an_effect_in_any_scenario(chosen, data):
    scenario, *rest = chosen
    who = frozenset(data.draw(st.lists(st.sampled_from(sorted(scenario.joined)), min_size=1, max_size=40)))
    suspended = Suspension(list="own", states=tuple(scenario.suspension.of(scenario.joined) | who))
    declaring = Declarations(list="own", states=tuple(scenario.declaring | who))
    more = data.draw(st.sampled_from([{"suspension": suspended}, {"declarations": declaring}]))
    one, other = (words(which, *rest) for which in (scenario.model_copy(update=more), scenario))
    assert one is None or within(one, other), more


@settings(max_examples=40, deadline=None)
@given(chosen=choices(), data=st.data())
def test_a_larger_set_of_parties_loses_no_effect_in_any_scenario(chosen, data):
    scenario, case, requesting, draw = chosen
    scenario = scenario.model_copy(
        update={
            "settings": {**scenario.settings, "other_treaties": "prevails"},
            "declarations": Declarations(),
            "suspension": Suspension(),
        }
    )
    more = sorted({*scenario.adoption.states, *data.draw(st.lists(st.sampled_from(CODES), max_size=60))})
    larger = scenario.model_copy(update={"adoption": Adoption(list="own", states=tuple(more))})
    small, large = words(scenario, case, requesting, draw), words(larger, case, requesting, draw)
    assert small is None or within(small, large)


@pytest.mark.parametrize("setting", sorted(CATALOGUE))
def test_the_guard_never_binds_at_default_assumptions(setting, monkeypatch):
    world, case = load_world(), find_case("journalist-false-news")

    def networks():
        scenario = load_scenario("adopted-text-universal")
        return [
            compile_network(world, scenario.model_copy(update={"settings": {setting: level.id}}), case, "NIC")
            for level in CATALOGUE[setting].level
        ]

    guarded = networks()
    for module in (profile, compiling, forces):
        monkeypatch.setattr(module, "guarded", lambda values, setting, level, *, rising: values[level])
    for one, other in zip(guarded, networks(), strict=True):
        for field in fields(one):
            if isinstance(getattr(one, field.name), np.ndarray | float):
                assert np.array_equal(getattr(one, field.name), getattr(other, field.name), equal_nan=True)
