"""Explanations account for every request, and agree with the runs that they explain to the last count."""

from datetime import date

import numpy as np
import pytest

from simulator.analysis import explain as module
from simulator.analysis.explain import explain
from simulator.analysis.funnel import STOPS
from simulator.analysis.havens import compare
from simulator.analysis.paths import EFFECTS, natural
from simulator.errors import ScenarioError
from simulator.model.network import HORIZONS
from simulator.model.scenario import baseline_of, load_scenario
from simulator.model.world import load_world
from simulator.presentation.funnel import funnel_figure, funnel_table, lines, rounded, shown

SEED, N = 1, 256
SIDES = ("before", "after")


def explained(name, host="CRI", requesting="NIC", hosts="recorded", **changed):
    scenario = load_scenario(name).model_copy(update=changed)
    return explain(load_world(), scenario, baseline_of(scenario), requesting, host, SEED, N, 365, hosts)


def total(funnel, side):
    stopped = sum(of[SIDES.index(side)] for of in funnel.stopped.values())
    return stopped + sum(getattr(one, side) for one in funnel.arrived)


@pytest.mark.parametrize("host", ["CRI", "DEU", "CHN", "VAT", None])
def test_every_one_of_a_thousand_requests_is_stopped_once_or_came_through(host):
    for funnel in explained("adopted-text-universal", host, "EGY").funnels:
        assert funnel.requests > 0 and set(funnel.stopped) == set(STOPS)
        for side in SIDES:
            assert total(funnel, side) == pytest.approx(1000)


@pytest.mark.parametrize("host", ["CRI", None])
def test_paths_add_up_to_the_chances_of_the_runs_they_explain(host):
    scenario, world = load_scenario("adopted-text-universal"), load_world()
    found = compare(world, scenario, "EGY", SEED, N)
    why = explained("adopted-text-universal", host, "EGY")
    places = [world.index_of(code) for code in why.hosts]
    assert host or set(why.hosts) == {world.codes[i] for i in np.flatnonzero(found.candidates.chosen)}
    for effect in EFFECTS:
        for side, ensemble in (("before", found.before), ("after", found.after)):
            counted = ensemble.counts(effect)[HORIZONS.index(365)][places].sum()
            told = sum(getattr(path, side) for path in why.paths if path.effect == effect)
            assert told * N * len(places) / 1000 == pytest.approx(counted)


def test_without_a_change_both_sides_are_equal():
    why = explained("today", requesting="EGY")
    assert all(before == after for funnel in why.funnels for before, after in funnel.stopped.values())
    assert all(one.before == one.after for one in (*why.paths, *(one for f in why.funnels for one in f.arrived)))


def test_a_mandatory_match_stops_more_requests_at_dual_criminality():
    usual = explained("adopted-text-universal").funnel("data")
    strict = explained("adopted-text-universal", settings={"dc_stored": "mandatory"}).funnel("data")
    gate = "DUAL_CRIMINALITY"
    assert strict.stopped[gate][1] > usual.stopped[gate][1] and strict.stopped[gate][0] == usual.stopped[gate][0]


def test_requests_to_several_hosts_are_those_to_each_of_them():
    both = explained("adopted-text-universal", None, "EGY", frozenset({"CRI", "KWT"}))
    each = [explained("adopted-text-universal", host, "EGY") for host in ("CRI", "KWT")]
    for asker, kind in (("requesting", "data"), ("requesting", "person"), ("front", "data")):
        whole, parts = both.funnel(kind, asker), [one.funnel(kind, asker) for one in each]
        assert whole.requests == sum(part.requests for part in parts)
        for stop in STOPS:
            assert whole.stopped[stop][1] * whole.requests == pytest.approx(
                sum(part.stopped[stop][1] * part.requests for part in parts)
            )


def test_replicates_done_in_parts_explain_the_same(monkeypatch):
    whole = explained("adopted-text-universal", requesting="EGY")
    monkeypatch.setattr(module, "CHUNK", 100)
    assert explained("adopted-text-universal", requesting="EGY") == whole


def test_providers_are_never_asked_where_somebody_is_and_members_never_order():
    why = explained("adopted-text-universal", None, "EGY")
    assert all(one.step.measure != "locate" for one in why.funnel("data", "requesting", "provider").arrived)
    assert why.funnel("data", "front", "order") is None and why.funnel("person", "front") is not None


def test_arrivals_and_paths_are_ordered_by_family_and_article_and_never_by_success():
    why = explained("adopted-text-universal", None)
    for funnel in why.funnels:
        keys = [(s.family, s.instrument, natural(s.article), s.measure) for s in (one.step for one in funnel.arrived)]
        assert keys == sorted(keys)
    keys = [(EFFECTS.index(path.effect), [step.family for step in path.steps]) for path in why.paths]
    assert keys == sorted(keys)
    assert natural("9") < natural("10") < natural("40(3), 44") < natural("40(12)")


def test_what_the_text_keeps_for_convention_offences_brings_nothing_for_false_news():
    """Articles 40(3), 47 and 48 share measure and desk with others, and must not take their figures."""
    came = {one.step.article for one in explained("adopted-text-universal").funnel("data").arrived if one.after > 0}
    assert {"41", "44"} <= {word for article in came for word in article.split(", ")}
    assert not came & {"40(3)", "47", "48"}


@pytest.mark.parametrize(("host", "words"), [("XXX", "not a state"), ("NIC", "requesting State")])
def test_an_impossible_host_gets_one_clear_message(host, words):
    with pytest.raises(ScenarioError, match=words):
        explained("today", host)


def test_shares_are_shown_in_steps_of_fifty_and_kept_with_their_figures():
    assert [shown(share) for share in (0, 3, 24.9, 25, 74.9, 975, 999.9, 1000)] == [
        "0", "under 25", "under 25", "50", "50", "over 975", "over 975", "1,000",
    ]  # fmt: skip
    why = explained("adopted-text-universal")
    funnel = why.funnel("data")
    exact = funnel_table(funnel, exact=True)["scenario"]
    assert sum(exact) == pytest.approx(1000, abs=1)
    assert {x % 50 for bar in funnel_figure(funnel, date(2026, 11, 25)).data for x in bar.x} == {0}
    assert [rounded(share) for share in exact][::-1] == list(funnel_figure(funnel, date(2026, 11, 25)).data[0].x)
    assert any("Came through" in line for line in lines(why, load_world()))
