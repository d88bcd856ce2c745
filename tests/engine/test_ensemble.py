"""Counts of many requesting States over many replicates: each is its own run, in whatever blocks."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from worlds import networks

from simulator.engine import ensemble
from simulator.engine.ensemble import Askers
from simulator.engine.kernel import EFFECTS, run
from simulator.model.compile import compile_network
from simulator.model.network import EACH
from simulator.model.scenario import find_case, load_scenario
from simulator.model.world import load_world

ENGINES = pytest.mark.parametrize("engine", ["numba", "numpy"])


@pytest.fixture(scope="module")
def everyone():
    scenario = load_scenario("adopted-text-universal")
    return compile_network(load_world(), scenario, find_case(scenario.case), None)


def alone(code, start, stop):
    """Counts of one requesting State by a run of its own, shape (n_effects, n_horizons, n_states)."""
    scenario = load_scenario("adopted-text-universal")
    found = run(compile_network(load_world(), scenario, find_case(scenario.case), code), 3, start, stop, engine="numpy")
    return np.stack([found.counts(effect) for effect in EFFECTS])


@ENGINES
def test_each_requesting_state_counts_what_its_own_run_counts(everyone, engine):
    codes = ("RUS", "NIC", "USA")
    places = np.array([load_world().index_of(code) for code in codes])
    found = Askers(everyone, places, engine).counts(3, 64, 200)
    assert all(np.array_equal(one, alone(code, 64, 200)) for one, code in zip(found, codes, strict=True))


@settings(max_examples=40, deadline=None)
@given(network=networks())
def test_both_engines_count_the_same_on_small_worlds_whoever_asks(network):
    everyone, places = replace(network, requesting=EACH), np.arange(network.n_states)
    compiled, by_arrays = (Askers(everyone, places, engine).counts(5, 0, 130) for engine in ("numba", "numpy"))
    assert np.array_equal(compiled, by_arrays)


@ENGINES
def test_blocks_of_any_size_add_up_to_the_same(everyone, engine, monkeypatch):
    askers = Askers(everyone, np.array([load_world().index_of("EGY")]), engine)
    whole = askers.counts(1, 0, 300)
    monkeypatch.setattr(ensemble, "BLOCK", 64)
    monkeypatch.setattr(ensemble, "CHUNK", 64)
    assert np.array_equal(askers.counts(1, 0, 300), whole)
    assert np.array_equal(askers.counts(1, 0, 100) + askers.counts(1, 100, 300), whole)


@ENGINES
def test_the_work_stops_at_the_next_look(everyone, engine, monkeypatch):
    monkeypatch.setattr(ensemble, "BLOCK", 64)
    looks = []

    def look():
        looks.append(len(looks))
        if len(looks) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Askers(everyone, np.array([load_world().index_of("EGY")]), engine).counts(1, 0, 10**15, look=look)
    assert looks == [0, 1, 2]
