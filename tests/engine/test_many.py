"""Many networks run together: each has, to the bit, what it has alone, whatever the engine."""

from functools import lru_cache

import numpy as np
import pytest

from simulator.analysis.neighbourhood import variants
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
