"""Many networks run together: each has, to the bit, what it has alone, whatever the engine."""

from dataclasses import replace
from functools import lru_cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import networks, with_rows

from simulator.analysis.neighbourhood import variants
from simulator.engine.block import Block
from simulator.engine.kernel import EFFECTS, run
from simulator.engine.many import run_many
from simulator.model.compile import Compiler
from simulator.model.network import HORIZONS
from simulator.model.scenario import find_case, load_scenario
from simulator.model.world import load_world

N = 96  # one word and a half


@lru_cache(maxsize=4)
def around(name, requesting):
    """The networks of a scenario's baseline, of itself and of every variant."""
    scenario, compiler = load_scenario(name), Compiler(load_world())
    case = find_case(scenario.case)
    every = [load_scenario("today"), *(variant.scenario for variant in variants(scenario))]
    return [compiler.network(one, case, requesting) for one in every]


def alone(network, horizon, engine, rounds=2):
    words = run(network, 3, 0, N, rounds, engine=engine).words
    return np.stack([words[effect][HORIZONS.index(horizon)] for effect in EFFECTS])


@pytest.mark.parametrize(
    ("name", "requesting", "horizon"),
    [("adopted-text-universal", "NIC", 365), ("today", "SAU", 30), ("strongest-safeguards", "RUS", 730)],
)
def test_each_of_a_neighbourhood_has_bit_for_bit_what_it_has_alone(name, requesting, horizon):
    networks = around(name, requesting)
    found = run_many(networks, 3, N, horizon, keep_words=True)
    for network, words, counts in zip(networks, found.words, found.counts, strict=True):
        expected = alone(network, horizon, None)
        assert np.array_equal(words, expected)
        assert np.array_equal(counts, np.bitwise_count(expected).sum(axis=-1))


FOR_EACH_STATE = ("concern", "vetting", "protection_force", "penalty", "crime", "trust")
FOR_ONE_ROW = {"scope": 0, "protection": 0, "capacity": 0, "test": 1, "grounds": 1, "grounds_handover": 1}
FOR_ONE_ROW |= {"dual_criminality": 1, "data_protection": 1, "court": 1, "remedy": 1, "plainest": 1}
FOR_PAIRS = ("bound", "partial", "floor")
OTHER = ("days", "forward", "dropped", "warned", "partial_share", "both_laws", "nothing", "found_base")


def moved(network, rng):
    """A network with one rule changed: of one row, for every state, between pairs, or of the person."""
    name, k, rows = str(rng.choice([*FOR_EACH_STATE, *FOR_ONE_ROW, *FOR_PAIRS, *OTHER])), None, network.rows
    k = int(rng.integers(len(rows.desk)))
    if name in FOR_EACH_STATE:
        return replace(network, **{name: getattr(network, name) * rng.random(network.n_states)})
    if name in FOR_PAIRS:
        array = getattr(network, name)
        return replace(network, **{name: array ^ (rng.random(array.shape) < 0.2)})
    if name in FOR_ONE_ROW:
        array = getattr(network, name).copy()
        row = (slice(None),) * FOR_ONE_ROW[name] + (k,)
        array[row] = rng.integers(0, 2, array[row].shape) if name in ("scope", "test") else rng.random(array[row].shape)
        return replace(network, **{name: array})
    if name in ("days", "forward"):
        array = getattr(rows, name).copy()
        array[k] = rng.choice([0.0, 20.0, 90.0] if name == "days" else [0.0, 0.5, 1.0])
        return replace(network, rows=replace(rows, **{name: array}))
    if name == "dropped" and len(rows.desk) > 1:
        return with_rows(network, [i for i in range(len(rows.desk)) if i != k])
    changed = {"warned": 0.9, "partial_share": network.partial_share / 2, "both_laws": True, "found_base": 0.7}
    return replace(network, **{name: changed[name]}) if name in changed else network


@settings(max_examples=60, deadline=None)
@given(
    first=networks(),
    seed=st.integers(0, 2**32 - 1),
    many=st.integers(2, 20),
    horizon=st.sampled_from(HORIZONS),
    rounds=st.integers(0, 3),
    one_mind=st.booleans(),
)
def test_any_networks_near_to_one_another_have_bit_for_bit_what_they_have_alone(
    first, seed, many, horizon, rounds, one_mind
):
    rng = np.random.default_rng(seed)
    several = [first]
    for _ in range(many):  # one rule further from the first, or from another
        several.append(moved(several[int(rng.integers(len(several)))], rng))
    found = run_many(several, 3, N, horizon, rounds, one_mind, keep_words=True)
    block = Block(3, 0, N, first.numbers, one_mind)
    for network, words in zip(several, found.words, strict=True):
        alone = run(network, 3, 0, N, rounds, block).words
        for effect, one in zip(EFFECTS, words, strict=True):
            assert np.array_equal(one, alone[effect][HORIZONS.index(horizon)]), effect


def test_members_of_fronts_may_be_forgotten_and_are_worked_out_again(monkeypatch):
    pytest.importorskip("numba")
    from simulator.engine.compiled import fronts, replies

    networks = around("adopted-text-universal", "NIC")[::6]
    found = run_many(networks, 3, N, keep_words=True)
    monkeypatch.setattr(fronts, "_MEMBERS", 4)
    monkeypatch.setattr(fronts, "_REPLIES", 1)
    monkeypatch.setattr(replies, "_ROWS_EACH", 50)
    assert np.array_equal(run_many(networks, 3, N, keep_words=True).words, found.words)


def test_both_engines_say_the_same_of_many():
    pytest.importorskip("numba")
    networks = around("today", "SAU")[::20]
    one, other = (run_many(networks, 3, N, engine=engine, keep_words=True) for engine in ("numba", "numpy"))
    assert np.array_equal(one.words, other.words) and np.array_equal(one.counts, other.counts)


def test_it_tells_how_far_it_is_and_can_be_stopped():
    told = []

    def stop(share):
        told.append(share)
        if share > 0.2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_many(around("today", "SAU"), 3, N, look=stop)
    assert told == sorted(told) and 0.2 < told[-1] < 0.6
