"""Figures on a dark page: every colour that a view writes is seen there, and as well told apart as on light paper."""

import re
from itertools import combinations

import pytest
from sight import GREY, SIGHT, contrast, distance, linear

from simulator.app.charts import colours
from simulator.app.tokens import TOKENS
from simulator.presentation import dark, flow, marks, stamp
from simulator.presentation.dark import COUNTERPARTS, DARK_PAPER
from simulator.presentation.flow import EFFECT, SENT, STOPPED
from simulator.presentation.frontier import LOOKS
from simulator.presentation.funnel import COLOURS
from simulator.presentation.marks import FACES, FAMILIES, INK

FOLDER = TOKENS.parents[2] / "presentation"
PALE = {
    "#ffffff",
    "#ebf0f8",
    FACES["unknown"][0],
    FACES["same"][0],
}  # paper, grid, no class, no change: they stand back
ON_A_FACE = {FACES[name][1] for name in ("low", "raised", "high")}  # inks that stay with their face


def shown(colour):
    """What a dark page shows for a colour."""
    return linear(COUNTERPARTS.get(colour, colour))


def written():
    """Every colour in a module that makes a figure, and in those that all of them use."""
    makes = [path for path in FOLDER.glob("*.py") if "_figure(" in path.read_text(encoding="utf-8")]
    shared = [FOLDER / f"{module.__name__.split('.')[-1]}.py" for module in (marks, stamp, flow)]
    texts = [path.read_text(encoding="utf-8") for path in {*makes, *shared}]
    light = {colour for text in texts for colour in re.findall(r"#[0-9a-f]{6}", text)}
    return light - {dark for pair in marks.DARK_FACES.values() for dark in pair} | {INK}


def test_every_colour_of_a_figure_is_seen_on_dark_paper():
    colours = written() - PALE - ON_A_FACE
    assert len(colours) > 15
    faint = {
        one: contrast(shown(one), linear(DARK_PAPER)) for one in colours if contrast(shown(one), linear(DARK_PAPER)) < 3
    }
    assert faint == {}


def test_words_are_read_on_dark_paper_and_on_every_face():
    assert contrast(shown(INK), linear(DARK_PAPER)) >= 7
    for face, ink in FACES.values():
        assert contrast(shown(ink), shown(face)) >= 4.5, face


def test_paper_and_ink_of_charts_are_those_of_the_page():
    css = TOKENS.read_text(encoding="utf-8")
    assert f"--paper: light-dark({dark.PAPER}, {dark.DARK_PAPER})" in css
    assert f"--ink: light-dark({INK}, {dark.DARK_INK})" in css


@pytest.mark.parametrize("sight", [*SIGHT, "grey"])
def test_what_is_told_apart_by_colour_alone_looks_alike_to_nobody_on_dark_paper(sight):
    seen = {**SIGHT, "grey": GREY}[sight]
    for pair in (COLOURS.values(), (STOPPED, EFFECT), (SENT, EFFECT)):
        assert distance(*map(shown, pair), seen) > 15, pair


def test_what_looks_alike_on_dark_paper_has_another_dash_or_symbol_as_on_light():
    families = {name: shown(colour) for name, (colour, _) in FAMILIES.items()}
    points = {what: shown(colour) for what, (_, colour, _) in LOOKS.items()}
    for looks, sign in (
        (families, {n: d for n, (_, d) in FAMILIES.items()}),
        (points, {w: s for w, (_, _, s) in LOOKS.items()}),
    ):
        for one, other in combinations(looks, 2):
            if any(distance(looks[one], looks[other], seen) < 15 for seen in (*SIGHT.values(), GREY)):
                assert sign[one] != sign[other], (one, other)


def test_the_page_shows_each_colour_as_its_counterpart_whether_it_is_filled_or_drawn():
    assert (
        '[style*="fill: rgb(31, 95, 139)"], [fill="rgb(31, 95, 139)"]) { fill: light-dark(#1f5f8b, #3d94cf) !'
        in colours()
    )
    assert colours().count("light-dark(") == 2 * len(COUNTERPARTS)
