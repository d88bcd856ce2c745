"""The hash against an independent source of coins: known answers of Philox, and the whole model on both."""

import numpy as np
import pytest

from simulator.engine.draws import ONE, Purpose, draws, philox
from simulator.engine.kernel import run
from simulator.engine.philox import philox4x32
from simulator.model.compile import compile_network
from simulator.model.network import HORIZONS
from simulator.model.scenario import find_case, load_scenario
from simulator.model.world import load_world

# The known answers published with the generator (Random123).
KNOWN = [
    ((0, 0, 0, 0), (0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
    ((0xFFFFFFFF,) * 4, (0xFFFFFFFF,) * 2, (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
    (
        (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
        (0xA4093822, 0x299F31D0),
        (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
    ),
]


@pytest.mark.parametrize(("counter", "key", "answer"), KNOWN)
def test_the_generator_gives_its_published_answers(counter, key, answer):
    assert tuple(int(word) for word in philox4x32(tuple(np.uint64(c) for c in counter), key)) == answer


def test_both_sources_are_uniform_and_differ():
    place = np.arange(200_000)
    hashed = draws(1, Purpose.CAPACITY, 2, 3, 4, replicate=place)
    with philox():
        coined = draws(1, Purpose.CAPACITY, 2, 3, 4, replicate=place)
    assert (hashed != coined).mean() > 0.99
    for drawn in (hashed, coined):
        cells = np.bincount(drawn.astype(np.int64) * 256 // ONE, minlength=256)
        chi_square = float(((cells - len(place) / 256) ** 2 / (len(place) / 256)).sum())
        assert 150 < chi_square < 390  # 255 degrees of freedom: 5.8 deviations either way


@pytest.mark.parametrize(("name", "requesting"), [("adopted-text-universal", "NIC"), ("today", "BHR")])
def test_the_whole_model_has_the_same_chances_on_both_sources(name, requesting):
    n, scenario = 1024, load_scenario(name)
    network = compile_network(load_world(), scenario, find_case(scenario.case), requesting)
    hashed = run(network, 1, 0, n)
    with philox():
        coined = run(network, 1, 0, n)
    year, most = HORIZONS.index(365), 0.0
    for effect in ("located", "read", "watched", "data", "held", "handed_over"):
        one, other = (outcome.counts(effect)[year] / n for outcome in (hashed, coined))
        pooled = (one + other) / 2
        error = np.sqrt(np.maximum(2 * pooled * (1 - pooled) / n, 1e-12))
        assert (np.abs(one - other)[pooled == 0] == 0).all()
        most = max(most, float((np.abs(one - other) / error)[pooled > 0.005].max(initial=0)))
        assert abs(one.mean() - other.mean()) < 0.03
    assert 0 < most < 4.9  # some 1,000 comparisons, Bonferroni at one in a thousand
