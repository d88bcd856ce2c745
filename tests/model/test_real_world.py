"""Invariants of the definition on the real world, replicate by replicate."""

from functools import lru_cache

import numpy as np
import pytest

from simulator.analysis.ensemble import simulate
from simulator.analysis.havens import compare
from simulator.engine.kernel import EFFECTS, run
from simulator.law.settings import load_catalogue
from simulator.model.adoption import Adoption
from simulator.model.compile import compile_network
from simulator.model.scenario import find_case, load_scenario, scenario_paths
from simulator.model.world import load_past_world, load_world

N = 64
UNIVERSAL = "adopted-text-universal"


def words_of(scenario, requesting="NIC", rounds=2, seed=5):
    network = compile_network(load_world(), scenario, find_case(scenario.case), requesting)
    return run(network, seed, 0, N, rounds).words


def within(less, more):
    return all(not (less[effect] & ~more[effect]).any() for effect in EFFECTS)


@lru_cache(maxsize=2)
def universal():
    return load_scenario(UNIVERSAL)


PAIRS = [
    (setting, weaker.id, stronger.id)
    for setting, entry in load_catalogue().items()
    for weaker, stronger in zip(entry.level, entry.level[1:], strict=False)
]


@pytest.mark.parametrize(("setting", "weaker", "stronger"), PAIRS, ids=["-".join(pair) for pair in PAIRS])
def test_a_more_protective_level_lets_no_replicate_gain_an_effect(setting, weaker, stronger):
    moved = [universal().model_copy(update={"settings": {setting: level}}) for level in (stronger, weaker)]
    assert within(words_of(moved[0]), words_of(moved[1]))


def test_more_parties_lose_no_effect_and_fewer_than_forty_carry_nothing():
    codes = [state.iso3 for state in load_world().states if state.in_totals]
    made = [
        universal().model_copy(update={"adoption": Adoption(list="own", states=tuple(codes[:n]))})
        for n in (39, 60, 120)
    ]
    found = [words_of(scenario, "AFG") for scenario in made]
    today = words_of(load_scenario("today"), "AFG")
    assert all((found[0][effect] == today[effect]).all() for effect in EFFECTS)
    assert within(found[1], found[2]) and within(today, found[1])


def test_handed_over_is_held_and_a_longer_horizon_contains_the_shorter():
    words = words_of(universal(), "TUR")
    assert not (words["handed_over"] & ~words["held"]).any()
    for effect in EFFECTS:
        assert not (words[effect][:-1] & ~words[effect][1:]).any()


def test_more_rounds_contain_fewer():
    assert within(words_of(universal(), rounds=0), words_of(universal(), rounds=2))


def test_the_size_of_a_chunk_changes_no_bit():
    network = compile_network(load_world(), universal(), find_case("journalist-false-news"), "NIC")
    (whole,), (parts,) = (simulate([network], 3, 200, chunk=chunk) for chunk in (512, 64))
    assert all((whole.words[effect] == parts.words[effect]).all() for effect in EFFECTS)


def test_mandatory_dual_criminality_lowers_what_is_read_in_free_hosts():
    strict = universal().model_copy(update={"settings": {"dc_stored": "mandatory", "dc_preservation": "mandatory"}})
    place = load_world().index_of("DEU")
    before, after = (np.bitwise_count(words_of(s)["read"][4, place]).sum() for s in (universal(), strict))
    assert after < before


@pytest.mark.parametrize("name", sorted(scenario_paths()))
def test_every_scenario_runs_for_every_kind_of_requesting_state(name):
    for requesting in ("CHN", "NOR"):
        assert words_of(load_scenario(name), requesting)["data"].any()


def test_an_unchanged_scenario_shows_exactly_no_change():
    found = compare(load_world(), load_scenario("today"), "NIC", n=64)
    assert not found.lost("data").any() and not found.lost("person").any()
    assert found.mean_change("data") == 0.0


@pytest.mark.parametrize("setting", ["rights_clause", "persecution"])
def test_where_compliance_is_practice_shall_equals_may(setting):
    made = [
        universal().model_copy(update={"settings": {setting: level}, "assumptions": {"comply.top": 0.0}})
        for level in ("may", "shall")
    ]
    one, other = (words_of(scenario) for scenario in made)
    assert all((one[effect] == other[effect]).all() for effect in EFFECTS)


@pytest.mark.parametrize("setting", ["rights_clause", "persecution"])
def test_where_practice_and_compliance_are_none_both_equal_an_absent_clause(setting):
    made = [
        universal().model_copy(
            update={"settings": {setting: level, "host_practice": "never"}, "assumptions": {"comply.top": 0.0}}
        )
        for level in ("none", "may", "shall")
    ]
    absent, *others = (words_of(scenario) for scenario in made)
    assert all((absent[effect] == other[effect]).all() for other in others for effect in EFFECTS)


def test_today_equals_bit_for_bit_a_world_whose_files_hold_no_convention():
    world = load_world()
    without = {id: i for id, i in world.instruments.items() if id != "un_convention"}
    today = load_scenario("today")
    network = compile_network(world, today, find_case(today.case), "NIC")
    assert "un_convention" not in network.rows.instrument
    bare = network.rows.instrument
    assert set(bare) <= set(without)
    more = compile_network(world, universal(), find_case(today.case), "NIC")
    kept = [k for k, id in enumerate(more.rows.instrument) if id != "un_convention"]
    place = (np.array(0), np.array(kept)[:, None], np.arange(1, 40)[None, :])
    same = (np.array(0), np.arange(len(bare))[:, None], np.arange(1, 40)[None, :])
    assert [more.rows.instrument[k] for k in kept] == list(bare)
    assert all((a == b).all() for a, b in zip(more.chances(*place), network.chances(*same), strict=True))


def test_a_past_world_has_the_laws_and_treaties_of_its_year():
    now, then = load_world(), load_past_world(2012)
    assert "NIC" in now.conducts["false_news"].national and "TUR" not in then.conducts["false_news"].national
    assert then.conducts["discrediting_army"].national["RUS"].maximum == 3
    assert now.bound["e_evidence"].any() and not then.bound["e_evidence"].any()
    assert (then.bound["budapest"] <= now.bound["budapest"]).all() and then.bound["budapest"].sum() < now.bound[
        "budapest"
    ].sum()
    assert then.non_refoulement["torture"].sum() < now.non_refoulement["torture"].sum()


def test_the_world_of_the_latest_year_is_the_world():
    now, latest = load_world(), load_past_world(2026)
    assert all((now.bound[id] == latest.bound[id]).all() for id in now.bound)
    assert all(now.indices[name].source == latest.indices[name].source for name in now.indices)
    assert now.conducts == latest.conducts
