"""Figures without colour: what looks alike to somebody, or in grey, differs by dash, symbol, hatch or word."""

from datetime import date
from itertools import combinations

import pytest
from sight import GREY, SIGHT, distance, linear

from simulator.analysis.explain import explain
from simulator.model.scenario import baseline_of, load_scenario
from simulator.model.world import load_world
from simulator.presentation.flow import EFFECT, SENT, STOPPED, flow_figure
from simulator.presentation.frontier import LOOKS
from simulator.presentation.funnel import COLOURS
from simulator.presentation.marks import FACES, FAMILIES, HATCHES
from simulator.presentation.tiles_figure import LOOKS as TILES

ALL = {**SIGHT, "grey": GREY}


def alike(colours, limit=15):
    """Pairs of names whose colours somebody, or a printer without colour, takes for one."""
    return {
        (one, other)
        for one, other in combinations(colours, 2)
        if any(distance(linear(colours[one]), linear(colours[other]), sight) < limit for sight in ALL.values())
    }


def test_families_that_look_alike_have_another_dash():
    pairs = alike({name: colour for name, (colour, _) in FAMILIES.items()})
    assert ("Bilateral treaties", "UN treaties") in pairs
    assert all(FAMILIES[one][1] != FAMILIES[other][1] for one, other in pairs)


def test_classes_that_look_alike_have_another_hatch():
    pairs = alike({name: FACES[name][0] for name in HATCHES})
    assert pairs == {("low", "raised")}, "in grey alone"
    assert len(set(HATCHES.values())) == len(HATCHES)


def test_tiles_of_a_picture_that_look_alike_have_another_sign():
    for view in (("low", "raised", "high", "thin"), ("falls", "same", "rises", "rises_twice", "thin")):
        pairs = alike({name: TILES[name][0] for name in view})
        assert all(TILES[one][2] != TILES[other][2] for one, other in pairs)


def test_points_of_the_frontier_that_look_alike_have_another_symbol():
    pairs = alike({what: colour for what, (_, colour, _) in LOOKS.items()})
    assert all(LOOKS[one][2] != LOOKS[other][2] for one, other in pairs)


def test_baseline_and_scenario_look_alike_to_nobody():
    assert alike(COLOURS) == set()


@pytest.mark.parametrize("sight", [*SIGHT, "grey"])
def test_what_is_stopped_and_what_an_answer_brings_about_look_alike_to_nobody(sight):
    assert distance(linear(STOPPED), linear(EFFECT), ALL[sight]) > 15
    assert distance(linear(SENT), linear(EFFECT), ALL[sight]) > 15


def test_every_station_of_the_flow_is_named_in_words_so_that_its_colour_may_be_anothers():
    world, scenario = load_world(), load_scenario("adopted-text-universal")
    explained = explain(world, scenario, baseline_of(scenario), "NIC", "BRA", 1, 64, 365)
    for funnel in explained.funnels:
        (sankey,) = flow_figure(explained, funnel, "scenario", date(2026, 1, 1)).data
        reached = {place for place, many in zip(sankey.link.target, sankey.link.value, strict=True) if many}
        assert reached and all(sankey.node.label[place] for place in reached)
