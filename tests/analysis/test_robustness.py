"""Which findings stand: the same counts as a comparison, and statements that can fail."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.analysis.classes import KINDS
from simulator.analysis.findings import Reading, findings, judge
from simulator.analysis.havens import compare
from simulator.analysis.refine import with_band
from simulator.analysis.robustness import OTHERWISE, robustness
from simulator.errors import SimulatorError
from simulator.model.scenario import load_scenario
from simulator.model.world import load_world

N = 192
ASKED = load_world(), load_scenario("adopted-text-universal"), "NIC", 3, N
SOME_LOST = Reading(havens=10, lost=6, change=8.0, elsewhere=4, by_order=3, forwarding=1)


@st.composite
def readings(draw):
    havens = draw(st.integers(0, 60))
    lost = draw(st.integers(0, havens))
    elsewhere = draw(st.integers(0, lost))
    return Reading(
        havens=havens,
        lost=lost,
        change=draw(st.floats(-60, 60)),
        elsewhere=elsewhere,
        by_order=draw(st.integers(0, elsewhere)),
        forwarding=draw(st.integers(0, lost)),
    )


@pytest.fixture(scope="module")
def found():
    return robustness(*ASKED)


@pytest.mark.parametrize("kind", KINDS)
def test_readings_are_the_counts_of_the_comparison(found, kind):
    other = with_band(compare(*ASKED))
    havens, kept = other.tally(kind)
    centre = found.centre[kind]
    assert (centre.havens, centre.lost, centre.change) == (havens, havens - kept, other.mean_change(kind))
    assert centre.forwarding == other.need_forwarding(kind).sum()
    if kind == "data":
        assert (centre.elsewhere, centre.by_order) == (other.elsewhere().sum(), other.lost_by_order().sum())
    for name, own in (("displacement", "displaced"), ("one mind", "one_mind")):
        there = found.otherwise[kind][name]
        assert (there.havens, there.lost) == other.alternative(kind, own)
    for name, factor in (("cuts halved", 0.5), ("cuts raised by half", 1.5)):
        assert found.otherwise[kind][name].havens == other.havens(kind, factor).sum()
        assert found.otherwise[kind][name].lost == other.lost(kind, factor).sum()
    everyone = compare(*ASKED, hosts="all")
    assert found.otherwise[kind]["all hosts"].change == everyone.mean_change(kind)
    assert tuple(found.otherwise[kind]) == OTHERWISE
    low, high = other.mean_change_band(kind)
    changes = sorted(one.change for one in found.drawn[kind])
    assert len(changes) == 64 and low in changes and high in changes


@given(kind=st.sampled_from(tuple(KINDS)), centre=readings())
def test_every_finding_is_true_of_the_run_that_it_was_read_from(kind, centre):
    assert all(one.holds(centre) for one in findings(kind, centre))


def test_each_finding_fails_somewhere():
    none_lost = replace(SOME_LOST, lost=0, change=-8.0, elsewhere=0, by_order=0, forwarding=0)
    assert not any(one.holds(none_lost) for one in findings("data", SOME_LOST) if "Fewer" not in one.words)
    assert not any(one.holds(SOME_LOST) for one in findings("data", none_lost))
    no_haven = replace(none_lost, havens=0)
    assert [one.holds(SOME_LOST) for one in findings("person", no_haven)] == [False]


def test_a_finding_tells_in_how_many_draws_it_holds_and_where_it_fails():
    (most,) = [one for one in findings("data", SOME_LOST) if "At least half" in one.words]
    fewer = replace(SOME_LOST, lost=4, elsewhere=3)
    said = judge(most, [SOME_LOST] * 60 + [fewer] * 4, {"one mind": fewer, "all hosts": SOME_LOST})
    assert (said.held, said.fails, said.stands) == (60, ("one mind",), False)
    assert judge(most, [SOME_LOST] * 64, {"all hosts": SOME_LOST}).stands
    assert not judge(most, [SOME_LOST] * 64, {"all hosts": fewer}).stands


def test_in_an_unchanged_world_it_stands_that_nothing_is_lost():
    found = robustness(load_world(), load_scenario("today"), "NIC", n=64)
    for kind in KINDS:
        judged = found.judged(kind)
        assert any(one.words.startswith("No ") for one in judged)
        assert {one.held for one in judged if "haven is lost" in one.words or "does not change" in one.words} == {64}


def test_a_wrong_question_gives_one_clear_message():
    with pytest.raises(SimulatorError, match="choose one of"):
        robustness(*ASKED[:3], horizon=12)
    with pytest.raises(SimulatorError, match="replicates is 0"):
        robustness(*ASKED[:3], n=0)
