"""Networks made together equal those made alone, and what a change leaves alone is the same object."""

import gc
import weakref
from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.analysis.ensemble import drawn_assumptions, drawn_noise
from simulator.analysis.neighbourhood import variants
from simulator.law.settings import load_catalogue
from simulator.model.adoption import Adoption, Declarations, Suspension
from simulator.model.compile import Compiler, compile_network
from simulator.model.given import KEPT, Given, Memory, step
from simulator.model.network import Rows
from simulator.model.scenario import case_paths, find_case, load_scenario
from simulator.model.world import load_world

CATALOGUE = load_catalogue()
CODES = [state.iso3 for state in load_world().states if state.in_totals]
WORLD = load_world()


def differing(one, other):
    """Names of the fields that are not equal to the last bit."""
    found = set()
    for field in fields(one):
        a, b = getattr(one, field.name), getattr(other, field.name)
        if isinstance(a, Rows):
            found |= {f"rows.{name}" for name in differing(a, b)}
        elif isinstance(a, np.ndarray):
            if a.dtype != b.dtype or a.shape != b.shape or a.tobytes() != b.tobytes():
                found.add(field.name)
        elif a != b:
            found.add(field.name)
    return found


def apart(one, other):
    """Names of the fields that are not the same object."""
    return {field.name for field in fields(one) if getattr(one, field.name) is not getattr(other, field.name)}


@pytest.mark.parametrize("name", ["today", "adopted-text-universal", "strongest-safeguards"])
def test_each_variant_made_together_equals_the_one_made_alone(name):
    scenario = load_scenario(name)
    case, compiler = find_case(scenario.case), Compiler(WORLD)
    first = compiler.network(scenario, case, "NIC")
    for variant in variants(scenario):
        network = compiler.network(variant.scenario, case, "NIC")
        assert not differing(network, compile_network(WORLD, variant.scenario, case, "NIC")), variant
        arrays = {name for name in apart(first, network) if isinstance(getattr(first, name), np.ndarray)}
        assert arrays <= differing(first, network), variant  # equal arrays are one


def test_a_change_touches_the_arrays_it_should_and_no_other():
    scenario, compiler = load_scenario("adopted-text-universal"), Compiler(WORLD)
    case = find_case(scenario.case)

    def touched(setting, level):
        moved = scenario.model_copy(update={"settings": {setting: level}})
        return apart(first, compiler.network(moved, case, "NIC"))

    first = compiler.network(scenario, case, "NIC")
    assert touched("dc_stored", "mandatory") == {"dual_criminality"}
    assert touched("dc_test", "category") == {"test"}
    assert touched("purpose", "prohibited") == {"rows"}
    assert touched("court", "prior_all") == {"court", "rows"}
    assert touched("screening", "check") == {"concern"}
    assert touched("transparency", "register") == set()  # its assumption is off


@st.composite
def scenarios(draw):
    """Any levels, parties, declarations and suspensions."""
    levels = {id: draw(st.sampled_from([level.id for level in CATALOGUE[id].level])) for id in CATALOGUE}
    parties = draw(st.lists(st.sampled_from(CODES), min_size=30, max_size=120, unique=True))
    return load_scenario("adopted-text-universal").model_copy(
        update={
            "settings": levels,
            "adoption": Adoption(list="own", states=tuple(parties)),
            "suspension": Suspension(list=draw(st.sampled_from(["none", "rated_not_free"]))),
            "declarations": Declarations(list=draw(st.sampled_from(["none", "rated_free", "all"]))),
        }
    )


@settings(max_examples=15, deadline=None)
@given(several=st.lists(scenarios(), min_size=2, max_size=3), data=st.data())
def test_any_scenarios_made_together_equal_those_made_alone(several, data):
    compiler = Compiler(WORLD)
    for _ in range(6):
        scenario = data.draw(st.sampled_from(several))
        setting = data.draw(st.sampled_from(sorted(CATALOGUE)))
        level = data.draw(st.sampled_from([level.id for level in CATALOGUE[setting].level]))
        moved = scenario.model_copy(update={"settings": {**scenario.settings, setting: level}})
        case = find_case(data.draw(st.sampled_from(sorted(case_paths()))))
        place = data.draw(st.sampled_from([None, 1, 2]))
        drawn = (None, None) if place is None else (drawn_assumptions(3, place, {}), drawn_noise(WORLD, 3, place))
        requesting = data.draw(st.sampled_from([None, "RUS", "FRA"]))
        together = compiler.network(moved, case, requesting, *drawn)
        assert not differing(together, compile_network(WORLD, moved, case, requesting, *drawn))


def counted():
    """Two steps, of which the second follows from the first, and how often each was worked out."""
    worked = {"half": 0, "sign": 0}

    @step
    def half(given):
        worked["half"] += 1
        return given["a"] // 2 if given["on"] else 0

    @step
    def sign(given):
        worked["sign"] += 1
        return (half(given) > 0, given["b"])

    return sign, worked


def test_a_step_is_worked_out_again_only_if_something_it_read_has_changed():
    sign, worked = counted()
    memory = Memory()

    def found(**said):
        return sign(Given(WORLD, {"a": 4, "b": 1, "on": True, "c": 0, **said}, memory))

    assert found() == (True, 1) and worked == {"half": 1, "sign": 1}
    assert found(c=9) == (True, 1) and worked == {"half": 1, "sign": 1}  # nobody reads c
    assert found(a=5) == (True, 1) and worked == {"half": 2, "sign": 1}  # half of it is the same
    assert found(on=False) == (False, 1) and worked == {"half": 3, "sign": 2}
    assert found(on=False, a=8) == (False, 1) and worked == {"half": 3, "sign": 2}  # where it is off, a is not read
    assert found(a=9, b=2) == (True, 2) and worked == {"half": 4, "sign": 3}


def test_what_was_given_is_let_go_as_soon_as_nobody_uses_it():
    sign, _ = counted()
    told = Given(WORLD, {"a": 4, "b": 1, "on": True}, Memory())
    assert sign(told) == (True, 1) and told.numbers["a"] == 4
    gone = weakref.ref(told)
    gc.disable()  # nothing of it waits for the collector
    try:
        del told
        assert gone() is None
    finally:
        gc.enable()


def test_of_many_results_the_first_and_the_latest_are_remembered():
    sign, worked = counted()
    memory = Memory()
    for b in range(3 * KEPT):
        assert sign(Given(WORLD, {"a": 4, "b": b, "on": True}, memory)) == (True, b)
    for b in (0, 3 * KEPT - 1):
        assert sign(Given(WORLD, {"a": 4, "b": b, "on": True}, memory)) == (True, b)
    assert worked["sign"] == 3 * KEPT and all(len(kept) <= KEPT for kept in memory.made.values())
