"""The world as a figure shows what the library says: every State once, its class, what is lost, and the stamp."""

from datetime import date

import pytest

from simulator.analysis.classes import KINDS
from simulator.analysis.havens import compare
from simulator.model.scenario import load_scenario
from simulator.model.world import load_world
from simulator.presentation.stamp import standing
from simulator.presentation.tiles import load_tiles
from simulator.presentation.tiles_figure import LOOKS, tiles_figure
from simulator.presentation.world_map import WORDS, places

DAY = date(2026, 11, 25)
FOUND = compare(load_world(), load_scenario("adopted-text-universal"), "NIC", 1, 128)


def drawn(figure):
    """The sign under each State's code, and the cells crossed out."""
    signs, crossed = {}, set()
    for trace in figure.data:
        if trace.text is not None:
            signs |= dict(text.split("<br>") for text in trace.text)
        if trace.name == "haven lost":
            crossed |= set(zip(trace.x, trace.y, strict=True))
    return signs, crossed


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("view", ["scenario", "baseline", "change"])
def test_every_state_has_its_sign_and_every_haven_lost_its_cross(kind, view):
    signs, crossed = drawn(tiles_figure(FOUND, kind, DAY, view))
    shown = places(FOUND, kind, view)
    assert signs == {place.iso3: LOOKS[place.level][2] for place in shown}
    lost = [place.iso3 for place in shown if place.lost and place.candidate]
    assert crossed == {load_tiles()[code] for code in lost}
    if (kind, view) == ("data", "scenario"):
        assert len(lost) == FOUND.lost("data").sum() > 0


def test_the_figure_is_stamped_and_says_how_many_are_kept():
    told = tiles_figure(FOUND, "data", DAY).layout.annotations[0].text
    assert standing(DAY) in told
    assert "{1} of {0} data havens kept".format(*FOUND.tally("data")) in told


def test_every_class_has_a_sign_of_its_own_so_that_colour_is_never_needed():
    for group in (("low", "raised", "high"), ("falls", "same", "rises", "rises_twice")):
        assert len({LOOKS[level][2] for level in group} - {""}) == len(group)
    assert LOOKS.keys() == WORDS.keys()
