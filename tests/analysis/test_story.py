"""One replicate told as a story says what the run says of it."""

import pytest

from simulator.analysis.ensemble import central
from simulator.analysis.story import Refusals, Told, story
from simulator.engine.kernel import EFFECTS
from simulator.errors import ScenarioError
from simulator.model.network import HORIZONS
from simulator.model.scenario import load_scenario
from simulator.model.world import load_world
from simulator.presentation.story import story_lines

SCENARIO = "adopted-text-universal"


def told(replicate, requesting="EGY", host="KWT", horizon=365):
    return story(load_world(), load_scenario(SCENARIO), requesting, host, 1, replicate, horizon)


def test_a_story_ends_as_its_replicate_does():
    world = load_world()
    run = central(world, load_scenario(SCENARIO), "EGY", 1, 64)
    for replicate in range(64):
        for place, horizon in ((2, 90), (4, 365)):
            ended = told(replicate, horizon=horizon)
            bits = {e: run.words[e][place, world.index_of("KWT"), 0] >> replicate & 1 for e in EFFECTS}
            assert set(ended.came) == {effect for effect, bit in bits.items() if bit}
            assert HORIZONS[place] == horizon
            for event in ended.events:
                assert event.day <= horizon
                if isinstance(event, Told) and event.host:
                    assert event.day == ended.came[event.what]


def test_what_is_asked_is_stopped_answered_or_late():
    for replicate in range(20):
        one = told(replicate)
        asked = sum(event.asked for event in one.events if isinstance(event, Refusals))
        stopped = sum(count for event in one.events if isinstance(event, Refusals) for _, count in event.stopped)
        answers = ("answered", "barred", "deleted")
        came = sum(len(event.steps) for event in one.events if isinstance(event, Told) and event.what in answers)
        assert asked == stopped + came + one.late


def test_who_joins_asks_from_that_day():
    seen = 0
    for replicate in range(40):
        events = told(replicate).events
        joined = {event.requested: event.day for event in events if isinstance(event, Told) and event.what == "joins"}
        asks = {event.sender: event.day for event in events if isinstance(event, Refusals) and event.sender != "EGY"}
        assert all(joined[sender] == day for sender, day in asks.items())
        assert [event.day for event in events] == sorted(event.day for event in events)
        seen += len(asks)
    assert seen


def test_a_story_is_told_in_sentences_with_days_articles_and_no_forecast():
    lines = story_lines(told(17), load_world())
    assert "no forecast" in lines[0] and lines[2].startswith("Day 0. Egypt asks")
    assert any("passes the request on" in line for line in lines) and any("recall" in line for line in lines)
    assert lines[-1].startswith("By day 365: located from day")


@pytest.mark.parametrize("replicate", [-1, 2**31])
def test_a_number_that_is_no_replicate_is_refused(replicate):
    with pytest.raises(ScenarioError, match="Choose a number from 0"):
        told(replicate)
