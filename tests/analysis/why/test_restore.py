"""Sets of changes that bring havens back: what they claim is what separate runs show, and nothing smaller does it."""

from functools import lru_cache
from itertools import combinations
from math import ceil

import pytest

from simulator.analysis.candidates import candidates
from simulator.analysis.genuine import CRIMES, DAYS, genuine
from simulator.analysis.havens import compare
from simulator.analysis.why.changes import OPEN_TODAY, applied, changes
from simulator.analysis.why.restore import restore
from simulator.errors import ScenarioError
from simulator.law.vocabulary import Route
from simulator.model.scenario import baseline_of, load_scenario
from simulator.model.world import load_world

N = 64
WORLD = load_world()


@lru_cache(maxsize=64)
def still_lost(scenario, *changed):
    """Hosts of lost havens when these changes are made, against the scenario's own baseline."""
    rules = load_scenario(scenario)
    moved = applied(rules, changed)
    found = compare(WORLD, moved, "NIC", 1, N, baseline=baseline_of(rules))
    against = compare(WORLD, rules, "NIC", 1, N)
    before = against.counts(against.before)
    after = found.counts(found.after)
    rise = (after["data"] - before["data"] >= 0.1 * N - 1e-9) & (after["data"] >= 0.25 * N - 1e-9)
    gone = candidates(WORLD, "NIC").chosen & (before["data"] < 0.25 * N - 1e-9) & rise
    return frozenset(WORLD.codes[place] for place in gone.nonzero()[0])


@lru_cache(maxsize=8)
def found(name, share, all_routes=False):
    return restore(WORLD, load_scenario(name), "NIC", "data", share, all_routes, n=N)


@pytest.mark.parametrize(
    ("name", "share", "all_routes"),
    [
        ("strongest-safeguards", 0.5, False),
        ("adopted-text-universal", 1.0, False),
        ("adopted-text-universal", 0.5, True),
    ],
)
def test_what_a_set_restores_and_costs_is_what_its_own_run_shows(name, share, all_routes):
    of = found(name, share, all_routes)
    lost = still_lost(name)
    assert set(of.lost) == lost and of.target == ceil(share * len(lost)) and of.sets
    for one in of.sets:
        assert set(one.restored) == lost - still_lost(name, *one.changes)
        assert len(one.restored) >= of.target
        assert all(change.more and (all_routes or change.route in OPEN_TODAY) for change in one.changes)
        met = genuine(WORLD, applied(of.scenario, one.changes), 1, N)
        assert one.met == sum(int((met[crime].days <= DAYS).sum()) for crime in CRIMES) <= of.met


def test_no_smaller_set_over_open_routes_restores_as_much():
    """Each of the others alone, and every pair where three are needed, run one by one."""
    of = found("adopted-text-universal", 1.0)
    size = len(of.sets[0].changes)
    offered = [one for one in changes(WORLD, of.scenario, "NIC") if one.more and one.route in OPEN_TODAY]
    tops = list({one.of: one for one in offered}.values())  # the most protective level of each thing
    assert of.exact and size > 1
    for fewer in range(1, min(size, 3)):
        for some in combinations(tops, fewer):
            assert (
                len(still_lost("adopted-text-universal")) - len(still_lost("adopted-text-universal", *some)) < of.target
            )


def test_each_change_of_a_set_is_as_mild_as_will_do():
    for of in (found("strongest-safeguards", 0.5), found("adopted-text-universal", 0.5, True)):
        for one in of.sets:
            for change in one.changes:
                milder = [
                    other
                    for other in changes(WORLD, of.scenario, "NIC")
                    if other.of == change.of and other.more and other != change
                ]
                for other in milder[: [c.level for c in milder].index(change.level) if change in milder else 1]:
                    if _before(of.scenario, other, change):
                        rest = [c for c in one.changes if c != change]
                        lost = still_lost(of.scenario.id)
                        assert len(lost - still_lost(of.scenario.id, *rest, other)) < of.target


def _before(scenario, one, other):
    levels = [change.level for change in changes(WORLD, scenario, "NIC") if change.of == other.of]
    return levels.index(one.level) < levels.index(other.level)


def test_routes_that_need_others_are_looked_at_only_when_asked_for():
    closed = {Route.AMENDMENT, Route.PROTOCOL, Route.OTHER_BODY}
    assert not OPEN_TODAY & closed
    routes = {change.route for one in found("adopted-text-universal", 0.5, True).sets for change in one.changes}
    assert routes & closed


def test_where_nothing_is_lost_nothing_is_to_be_restored():
    of = restore(WORLD, load_scenario("today"), "NIC", n=N)
    assert of.lost == () and of.sets == () and of.target == 0


def test_states_that_do_not_join_never_stand_beside_a_change_of_setting_31():
    """Fewer parties may lose a floor that others were to keep: together the two are out of order."""
    of = restore(WORLD, load_scenario("strongest-safeguards"), "NIC", "data", 1.0, True, n=N, most=2)
    for one in of.sets:
        assert not (any(c.leaving for c in one.changes) and any(c.of == "other_treaties" for c in one.changes))


@pytest.mark.parametrize(("kind", "share"), [("data", 0), ("data", 1.5), ("both", 0.5)])
def test_a_share_or_a_kind_that_is_none_is_refused(kind, share):
    with pytest.raises(ScenarioError, match="share above 0 up to 1"):
        restore(WORLD, load_scenario("today"), "NIC", kind, share, n=N)
