"""How sure: a claim is held against the same draws as the band, and said in one way."""

import numpy as np

from simulator.analysis.ensemble import band
from simulator.analysis.havens import lost
from simulator.analysis.why.sure import REPLICATES, Sure, how_sure
from simulator.model.network import HORIZONS
from simulator.model.scenario import baseline_of, load_scenario
from simulator.model.world import load_world
from simulator.presentation.sure import dots, words

WORLD = load_world()


def test_a_claim_is_counted_over_the_draws_of_the_band():
    scenario, few = load_scenario("adopted-text-universal"), 64
    pair, year = (baseline_of(scenario), scenario), HORIZONS.index(365)
    hosts = [WORLD.index_of(code) for code in ("CRI", "DEU", "ESP")]

    def claim(counts, n):
        assert n == few <= REPLICATES
        return lost(*counts, n, ("data",))[hosts]

    found = how_sure(WORLD, pair, claim, "NIC", n=few)
    expected = np.zeros(len(hosts), dtype=int)
    for drawn in band(WORLD, pair, "NIC", 1, few):
        before, after = ({"data": one.counts("data")[year]} for one in drawn)
        expected += lost(before, after, few, ("data",))[hosts]
    assert [one.held for one in found] == expected.tolist() and {one.draws for one in found} == {64}
    assert 0 < sum(one.held for one in found) < 64 * len(hosts)


def test_dots_are_full_quarters_and_what_falls_short_of_four_fifths_depends_on_assumptions():
    assert words(Sure(52, 64)) == "●●●○ in 52 of 64 draws"
    assert words(Sure(51, 64)) == "●●●○ in 51 of 64 draws: depends on assumptions"
    assert [dots(Sure(held, 64)) for held in (0, 15, 16, 63, 64)] == ["○○○○", "○○○○", "●○○○", "●●●○", "●●●●"]
