"""The panel's rule, the texts beside each other, and which assumption moves a headline."""

import pandas as pd
import pytest

from simulator.analysis.panel import CUT, SEATS, across_texts, dual_criminality, panel
from simulator.analysis.sensitivity import sensitivity
from simulator.export.texts import TEXTS, by_setting, effects, effects_table
from simulator.law import assumptions as table_of
from simulator.law.settings import load_catalogue
from simulator.model.scenario import load_scenario, scenario_paths
from simulator.model.world import load_world


def test_the_panel_has_twelve_states_from_every_region_below_the_cut_where_there_are_any():
    world = load_world()
    chosen, rule = panel(world)
    assert len(set(chosen)) == 12
    regions = [world.states[world.index_of(code)].region for code in chosen]
    assert {region: regions.count(region) for region in SEATS} == SEATS
    record = world.indices["record"].value
    below = [record[world.index_of(code)] < CUT for code in chosen]
    assert sum(below) >= 11 and "within 5% of the cut" in rule


def test_every_scenario_is_run_for_every_state_with_both_kinds_and_intervals():
    found = across_texts(load_world(), ["NIC"], 1, 32)
    assert set(found["scenario"]) == set(scenario_paths())
    for kind in ("data", "person"):
        assert (found[f"{kind}_kept"] <= found[f"{kind}_havens"]).all()
        assert (found[f"{kind}_kept_low"] <= found[f"{kind}_kept_high"]).all()
    assert (found.loc[found["scenario"] == "today", "data_mean_change"] == 0).all()


def test_each_switch_of_dual_criminality_lowers_what_it_can_and_nothing_rises():
    found = dual_criminality(load_world(), ["NIC"], 1, 64)
    assert list(found["label"]) == ["honest"] * 5 + ["pretext"] * 5
    effects_ = found.drop(columns=["label", "switch"])
    assert (effects_ <= 0).all(axis=None)
    honest, pretext = (found[found["label"] == label].set_index("switch")["data"] for label in ("honest", "pretext"))
    assert honest["all four"] < pretext["all four"]  # a label that is a crime everywhere passes


def test_texts_stand_beside_each_other_setting_by_setting():
    found = by_setting()
    assert len(found) == len(load_catalogue()) and len(found.columns) == 4 + len(TEXTS)
    broad = found[load_scenario("broad-scope-text").title]
    assert broad.str.contains("unknown: not read").sum() == len(load_scenario("broad-scope-text").unread)
    adopted = found[load_scenario("adopted-text-universal").title]
    assert not adopted.str.startswith("[").any()


def test_the_effects_of_texts_are_those_of_their_scenarios():
    texts = [load_scenario(name) for name in ("today", "civil-society-text")]
    found = effects(load_world(), "NIC", texts, 1, 32)
    table = effects_table(found)
    assert table["text"].tolist() == [text.title for text in texts]
    assert table["data change [points]"].tolist() == [0, round(found[1].mean_change("data"), 1)]


@pytest.fixture
def few_assumptions(monkeypatch):
    table = table_of.load_assumptions()
    kept = {id: table[id] for id in ("will.provider_order.strong", "conduct.blasphemy.maximum", "days.assistance")}
    monkeypatch.setattr("simulator.analysis.why.ends.load_assumptions", lambda: kept)


@pytest.mark.usefixtures("few_assumptions")
def test_assumptions_are_ranked_by_what_they_move_and_those_that_move_nothing_are_left_out():
    found = sensitivity(load_world(), load_scenario("adopted-text-universal"), "NIC", 1, 64)
    assert isinstance(found, pd.DataFrame)
    assert set(found["assumption"]) == {"will.provider_order.strong", "days.assistance"}
    assert found["kept_moves"].is_monotonic_decreasing
    row = found.set_index("assumption").loc["will.provider_order.strong"]
    assert row["data_change_low"] <= row["data_change"] <= row["data_change_high"]
