"""One host's view: each State of origin has the figures of its own run, and what the host does alone is its own too."""

import re

import numpy as np
import pytest

from simulator.analysis.alone import ACTS, alone
from simulator.analysis.classes import CLASSES, KINDS
from simulator.analysis.country import SHOWN, acted, assessed, country, origins_of
from simulator.analysis.havens import compare
from simulator.data.dyads import protected_persons
from simulator.errors import ScenarioError
from simulator.model.scenario import load_scenario
from simulator.model.world import load_world
from simulator.presentation.country import acts_table, headline, origins_read, origins_table
from simulator.words.names import alphabetical, name_of
from simulator.words.say import say, using

N, SEED = 128, 3


@pytest.fixture(scope="module")
def costa_rica():
    return country(load_world(), load_scenario("adopted-text-universal"), "CRI", SEED, N)


def place_of(found, code):
    return found.origins.tolist().index(found.world.index_of(code))


@pytest.mark.parametrize("code", ["NIC", "RUS"])
def test_a_state_of_origin_has_the_figures_of_its_own_run(costa_rica, code):
    own, here = compare(costa_rica.world, costa_rica.scenario, code, SEED, N), costa_rica.world.index_of("CRI")
    place = place_of(costa_rica, code)
    for effect in SHOWN:
        assert costa_rica.before[effect][place] == own.counts(own.before)[effect][here]
        assert costa_rica.after[effect][place] == own.counts(own.after)[effect][here]
    for kind in KINDS:
        assert costa_rica.lost(kind)[place] == own.lost(kind)[here]


def test_origins_stand_in_the_order_of_names_with_the_people_recorded(costa_rica):
    table = origins_table(costa_rica)
    assert table["people from"].tolist() == sorted(table["people from"]) and len(table) == len(costa_rica.origins)
    row = table[table.iso3 == "NIC"].iloc[0]
    assert row["protected persons"] == protected_persons("NIC")["CRI"]


def test_chances_are_read_to_five_points_and_kept_exactly(costa_rica):
    shown, kept = origins_read(costa_rica), origins_table(costa_rica)
    assert np.allclose(kept["data after %"], 100 * costa_rica.after["data"] / N, atol=0.05)
    exact = kept.set_index("people from")["data after %"][shown.index]
    for name, chance in zip(shown["data exposed: scenario"], exact, strict=True):
        read = int(name.split(", ")[1].removesuffix("%"))
        assert read % 5 == 0 and abs(read - chance) <= 2.5
    assert (shown["data haven"] == "haven lost").sum() == costa_rica.lost("data").sum() > 0


def test_where_nothing_changes_nothing_is_lost():
    found = country(load_world(), load_scenario("today"), "MLT", SEED, 64)
    for kind in KINDS:
        havens, kept = found.tally(kind)
        assert havens == kept and not found.lost(kind).any()
        assert f"a {kind} haven for people from {kept} of {havens}" in headline(found)


def test_what_the_host_does_alone_is_what_it_is_for_one_requesting_state(costa_rica):
    found = acted(costa_rica)
    one = alone(costa_rica.world, costa_rica.scenario, "NIC", "CRI", SEED, N)
    place = place_of(costa_rica, "NIC")
    for act in range(1 + len(ACTS)):
        assert found.met[act]["data_host"][place] / N == one.figures[act, 0]
        assert found.genuine[act] == pytest.approx(one.figures[act, -1])
    table = acts_table(found)
    assert len(table) == 1 + len(ACTS)
    assert table["data havens kept"][0] == "{1} of {0}".format(*costa_rica.tally("data"))


def test_a_host_that_is_not_assessed_says_why():
    assert "rated Not Free" in assessed(load_world(), "EGY")
    with pytest.raises(ScenarioError, match="not assessed as a refuge"):
        country(load_world(), load_scenario("today"), "EGY")
    assert len(origins_of(load_world(), "EGY")[0]) > 0, "what is recorded can be shown all the same"
    with pytest.raises(ScenarioError, match="outside the totals"):
        assessed(load_world(), "XKX")
    with pytest.raises(ScenarioError, match="horizon is 100 days"):
        country(load_world(), load_scenario("today"), "MLT", horizon=100)


def test_in_french_a_host_has_the_same_figures_under_french_names_in_their_order(costa_rica):
    english, told = origins_read(costa_rica), headline(costa_rica)
    with using("fr"):
        french, dit = origins_read(costa_rica), headline(costa_rica)
        names = {state.name: name_of(state) for state in costa_rica.world.states}
        levels = {level: say(level) for level in CLASSES}
    assert french.index.tolist() == sorted(french.index, key=alphabetical) != [names[name] for name in english.index]
    for name, row in english.iterrows():
        said = [str(value) for value in french.loc[names[name]]]
        assert said[-1].replace("\u202f", ",") == row.iloc[-1], "as many people, their thousands grouped"
        for words, mots in zip(row.iloc[[0, 1, 3, 4]], [said[place] for place in (0, 1, 3, 4)], strict=True):
            level, chance = words.split(", ")
            assert mots == f"{levels[level]}, {chance}".replace("%", "\u00a0%")
    assert re.findall(r"\d+", told) == re.findall(r"\d+", dit) and "refuge" in dit
