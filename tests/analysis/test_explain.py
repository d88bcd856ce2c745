"""The funnel accounts for every request, and agrees with the channels it explains."""

import pytest

from simulator.analysis.explain import STOPS, explain
from simulator.errors import ScenarioError
from simulator.model.scenario import baseline_of, load_scenario
from simulator.model.world import load_world


def parts(name, host="CRI", **changed):
    scenario = load_scenario(name).model_copy(update=changed)
    return explain(load_world(), scenario, baseline_of(scenario), "NIC", host, 1, 256)


@pytest.mark.parametrize("host", ["CRI", "DEU", "CHN", "VAT"])
def test_every_one_of_a_thousand_requests_is_stopped_once_or_came_through(host):
    for part in parts("adopted-text-universal", host):
        for side, name in enumerate(("before", "after")):
            total = sum(of[side] for of in part.stopped.values()) + sum(getattr(one, name) for one in part.arrived)
            assert total == pytest.approx(1000) or part.requests == 0


def test_without_a_change_both_sides_are_equal():
    for part in parts("today"):
        assert all(before == after for before, after in part.stopped.values())
        assert all(one.before == one.after for one in part.arrived)


def test_a_mandatory_match_stops_more_requests_at_dual_criminality():
    usual = parts("adopted-text-universal")[0]
    strict = parts("adopted-text-universal", settings={"dc_stored": "mandatory"})[0]
    gate = "DUAL_CRIMINALITY"
    assert strict.stopped[gate][1] > usual.stopped[gate][1] and strict.stopped[gate][0] == usual.stopped[gate][0]


def test_arrivals_are_ordered_by_family_and_article_and_never_by_success():
    for part in parts("adopted-text-universal"):
        keys = [(one.family, one.instrument, one.article, one.measure) for one in part.arrived]
        assert keys == sorted(keys) and set(part.stopped) == set(STOPS)


def test_an_unknown_host_gets_one_clear_message():
    with pytest.raises(ScenarioError, match="not a state"):
        parts("today", "XXX")


def test_what_the_text_keeps_for_convention_offences_brings_nothing_for_false_news():
    """Articles 40(3), 47 and 48 share measure and desk with others, and must not take their figures."""
    came = {one.article for one in parts("adopted-text-universal")[0].arrived if one.after > 0}
    assert {"41", "44"} <= {word for article in came for word in article.split(", ")}
    assert not came & {"40(3)", "47", "48"}
