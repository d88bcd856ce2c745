"""The world views show the library's own numbers: the front, the flow of requests, the days passing."""

from datetime import date
from functools import lru_cache

import numpy as np
import pytest

from simulator.analysis.classes import CLASSES, KINDS, classes
from simulator.analysis.days import days
from simulator.analysis.explain import explain
from simulator.analysis.fronts import front_chances
from simulator.analysis.funnel import STOPS
from simulator.analysis.havens import compare
from simulator.analysis.joined import joined
from simulator.engine.draws import NEVER
from simulator.law.instruments import load_instruments
from simulator.model.compile import compile_network
from simulator.model.network import HORIZONS
from simulator.model.scenario import baseline_of, find_case, load_scenario
from simulator.model.world import load_world
from simulator.presentation.days import time_figure, time_table
from simulator.presentation.flow import flow_figure, flow_table
from simulator.presentation.joined import MOST, drawn, network_figure, network_table
from simulator.presentation.marks import FAMILIES, SIDES
from simulator.presentation.stamp import standing

DAY = date(2026, 11, 25)
SEED, N, WORLDS = 1, 128, 1024  # worlds of the front, in which joinings are rare
WORLD, SCENARIO = load_world(), load_scenario("adopted-text-universal")
BASELINE = baseline_of(SCENARIO)


@lru_cache
def front(horizon=int(NEVER) - 1):
    return joined(WORLD, SCENARIO, BASELINE, "EGY", SEED, WORLDS, horizon)


@lru_cache
def explained():
    return explain(WORLD, SCENARIO, BASELINE, "EGY", "CRI", SEED, N)


@lru_cache
def compared():
    return compare(WORLD, SCENARIO, "EGY", SEED, N)


def stamped(figure):
    return any(standing(DAY) in note.text for note in figure.layout.annotations)


def test_joinings_of_a_state_add_up_to_its_share_in_the_front_and_answers_are_those_of_the_engine():
    for side, one in enumerate((BASELINE, SCENARIO)):
        chances = front_chances(compile_network(WORLD, one, find_case(one.case), "EGY"), SEED, WORLDS)
        told = dict.fromkeys(WORLD.codes, 0.0) | {"EGY": 1.0}
        for join in front().joins:
            told[join.state] += (join.before, join.after)[side]
        assert list(told.values()) == pytest.approx(chances.front[1].tolist())
        assert [front().answers[code][side] for code in WORLD.codes] == pytest.approx(chances.answered.tolist())


def test_fewer_days_leave_no_more_in_the_front():
    early, late = (sum(join.after for join in front(horizon).joins) for horizon in (7, 730))
    assert 0 < early < late


def test_the_network_draws_what_can_be_read_and_its_table_has_all_by_region_and_name():
    least, lines = drawn(front())
    assert 0 < len(lines) <= MOST < len(front().joins)
    assert all(max(join.before, join.after) < least for join in front().joins if join not in lines)
    table = network_table(front(), WORLD, exact=True)
    region = {state.name: state.region for state in WORLD.states}
    order = [(region[name], name) for name in table["joins"]]
    assert len(table) == len(front().joins) and order == sorted(order)


def test_the_table_of_joinings_is_read_to_the_nearest_fifty_worlds():
    cells = network_table(front(), WORLD)[list(SIDES)].to_numpy().ravel()
    figures = [cell for cell in cells if not cell.startswith(("under", "over"))]
    assert len(figures) > 100 and all(int(cell.replace(",", "")) % 50 == 0 for cell in figures)


@pytest.mark.parametrize("side", SIDES)
def test_each_line_of_the_network_says_the_share_of_its_joining(side):
    figure = network_figure(front(), WORLD, side, DAY)
    shares = {getattr(join, {"baseline": "before", "scenario": "after"}[side]) for join in drawn(front())[1]} - {0}
    said = [value for trace in figure.data for value in (trace.customdata if trace.customdata is not None else ())]
    assert sorted(set(said)) == pytest.approx(sorted(1000 * share for share in shares)) and stamped(figure)


def test_every_family_has_a_colour_and_a_dash_of_its_own():
    families = {instrument.family for instrument in load_instruments().values()}
    assert set(FAMILIES) == families and len({dash for _, dash in FAMILIES.values()}) == len(families)


def test_flows_add_up_to_the_funnel_by_gate_and_by_family():
    for funnel in explained().funnels:
        for side in ("before", "after"):
            flows = [(flow.family, flow.end, getattr(flow, side)) for flow in funnel.flows]
            for stop, shares in funnel.stopped.items():
                assert sum(of for _, end, of in flows if end == stop) == pytest.approx(shares[side == "after"])
            for family in {family for family, _, _ in flows}:
                came = sum(of for name, end, of in flows if name == family and end not in STOPS)
                assert came == pytest.approx(
                    sum(getattr(one, side) for one in funnel.arrived if one.step.family == family)
                )


@pytest.mark.parametrize("side", SIDES)
def test_the_flow_into_every_end_is_that_of_its_table(side):
    funnel = explained().funnel("data")
    figure = flow_figure(explained(), funnel, side, DAY)
    link = figure.data[0].link
    families = len({flow.family for flow in funnel.flows})
    assert sum(link.value[:families]) == pytest.approx(1000) == pytest.approx(sum(link.value[families:]))
    assert [round(value, 2) for value in link.value[families:]] == flow_table(funnel, exact=True)[side].tolist()
    assert stamped(figure)


@pytest.mark.parametrize("kind", KINDS)
def test_days_count_the_classes_of_the_comparison_at_every_horizon(kind):
    found, passing = compared(), days(compared(), kind)
    chosen = found.candidates.chosen
    for side, outcome in enumerate((found.before, found.after)):
        for day in range(len(HORIZONS)):
            of_day = {effect: outcome.counts(effect)[day, chosen] for effect in KINDS[kind]}
            expected = np.bincount(classes(of_day, N, KINDS[kind]), minlength=len(CLASSES))
            assert passing.counts[side, day].tolist() == expected.tolist()
    assert (passing.low <= passing.high).all() and (passing.counts.sum(axis=2) == chosen.sum()).all()


@pytest.mark.parametrize("until", HORIZONS)
def test_the_days_show_no_day_to_come(until):
    passing = days(compared(), "data")
    figure, table = time_figure(passing, DAY, until), time_table(passing)
    assert stamped(figure)
    for bar, (side, level) in zip(figure.data, [(s, level) for s in SIDES for level in CLASSES], strict=True):
        rows = table[(table["world"] == side) & (table["exposure"] == level)]
        expected = [count if day <= until else None for day, count in zip(rows["days"], rows["hosts"], strict=True)]
        assert list(bar.y) == expected
