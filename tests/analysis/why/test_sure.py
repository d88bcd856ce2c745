"""How sure a claim is: what is counted is what the band itself draws, and how it is said."""

import numpy as np
import pandas as pd

from simulator.analysis.classes import lost
from simulator.analysis.ensemble import band, drawn_assumptions
from simulator.analysis.genuine import CRIMES, DAYS, genuine
from simulator.analysis.why.sure import REPLICATES, Sure, held_in
from simulator.model.network import HORIZONS
from simulator.model.scenario import baseline_of, load_scenario
from simulator.model.world import load_world
from simulator.presentation.sure import dots, with_sure, words

WORLD = load_world()


def test_a_claim_is_counted_over_the_draws_of_the_band():
    scenario, few = load_scenario("adopted-text-universal"), 64
    pair, year = (baseline_of(scenario), scenario), HORIZONS.index(365)
    hosts = [WORLD.index_of(code) for code in ("CRI", "DEU", "ESP")]

    def claim(draw):
        assert draw.n == few <= REPLICATES
        return {"lost": lost(*draw.counts(pair), draw.n, ("data",))[hosts]}

    found = held_in(WORLD, "NIC", claim, n=few)["lost"]
    expected = np.zeros(len(hosts), dtype=int)
    for drawn in band(WORLD, pair, "NIC", 1, few):
        before, after = ({"data": one.counts("data")[year]} for one in drawn)
        expected += lost(before, after, few, ("data",))[hosts]
    assert [one.held for one in found] == expected.tolist() and {one.draws for one in found} == {64}
    assert 0 < sum(one.held for one in found) < 64 * len(hosts)


def test_genuine_requests_of_a_draw_are_met_under_its_assumptions_and_its_index_errors(monkeypatch):
    monkeypatch.setattr("simulator.analysis.why.sure.BAND_DRAWS", 6)
    scenario, met = load_scenario("adopted-text-universal"), {}

    def claim(draw):
        met[draw.number] = int(draw.met([scenario])[0])
        drawn = draw.under(scenario).assumptions
        assert drawn == drawn_assumptions(1, draw.number, {})
        without_errors = genuine(WORLD, draw.under(scenario), 1, 64)
        same = met[draw.number] == sum(int((without_errors[crime].days <= DAYS).sum()) for crime in CRIMES)
        return {"same without index errors": [same]}

    (same,) = held_in(WORLD, "NIC", claim, n=64)["same without index errors"]
    assert len(met) == 6 and len(set(met.values())) > 3 and same.held < 3


def test_an_assumption_that_the_scenario_sets_is_not_drawn():
    scenario = load_scenario("adopted-text-universal").model_copy(update={"assumptions": {"found.base": 0.01}})
    (kept,) = held_in(
        WORLD, "NIC", lambda draw: {"kept": [draw.under(scenario).assumptions["found.base"] == 0.01]}, n=64
    )["kept"]
    assert kept == Sure(64, 64)


def test_dots_are_full_quarters_and_what_falls_short_of_four_fifths_depends_on_assumptions():
    assert words(Sure(52, 64)) == "●●●○ holds in 52 of 64 draws"
    assert words(Sure(51, 64)) == "●●●○ holds in 51 of 64 draws: depends on assumptions"
    assert [dots(Sure(held, 64)) for held in (0, 15, 16, 63, 64)] == ["○○○○", "○○○○", "●○○○", "●●●○", "●●●●"]


def test_a_table_says_of_each_row_how_sure_it_is():
    told = with_sure(pd.DataFrame({"gain": [1, 2]}), {"gain": (Sure(64, 64), Sure(10, 64))})
    assert told["gain: how sure"].tolist() == [words(Sure(64, 64)), words(Sure(10, 64))]
    assert with_sure(pd.DataFrame({"gain": [1]}), {}).columns.tolist() == ["gain"]
