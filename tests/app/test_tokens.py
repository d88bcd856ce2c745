"""The colours of exposure: readable, in order of lightness, and told apart by colour-blind readers and in grey print."""

import re
from itertools import combinations

import pytest
from sight import GREY, SIGHT, contrast, distance, lab, linear

from simulator.app.tokens import TOKENS, tokens

CSS = TOKENS.with_name("board.css").read_text(encoding="utf-8")
# Looks that stand beside each other in one view of the board, and the token that fills each.
EXPOSURE = {"low": "low", "raised": "raised", "high": "high", "requesting": "asked"}
CHANGE = {"falls": "low", "same": "same", "rises": "raised", "rises_twice": "high", "requesting": "asked"}
VIEWS = {"exposure": EXPOSURE, "change": CHANGE}
BY_MARK_IN_GREY = {("falls", "same"), ("same", "rises_twice")}  # too alike without colour: the second on dark paper


def colour(name, scheme=0):
    """A token as linear RGB; the first of two is for light paper."""
    (value,) = re.findall(rf"--{name}: (.*);", tokens())
    codes = re.findall(r"#[0-9a-f]{6}", value)
    return linear(codes[min(scheme, len(codes) - 1)])


def marks(look):
    """What a look has beside its colour: a notch, two, or an edge."""
    shown = re.findall(r"^([^{}\n]+)\{ display: inline; \}", CSS, re.MULTILINE)
    notches = {
        part.strip().split(" ")[1] for rule in shown for part in rule.split(",") if part.strip().startswith(f".{look} ")
    }
    return notches | ({"edge"} if f".{look} .face {{ stroke:" in CSS else set())


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "paper"),
    [("on-low", "low"), ("on-raised", "raised"), ("on-high", "high"), ("on-same", "same"), ("on-asked", "asked"),
     ("on-unknown", "unknown"), ("ink", "paper"), ("soft", "paper"), ("soft", "sea"), ("on-accent", "accent")],
)  # fmt: skip
def test_words_can_be_read_on_every_ground(ink, paper, scheme):
    assert contrast(colour(ink, scheme), colour(paper, scheme)) >= 4.5


def test_more_exposure_is_darker_so_that_grey_print_keeps_the_order():
    low, raised, high = (lab(colour(name))[0] for name in ("low", "raised", "high"))
    assert low - raised > 8 and raised - high > 20


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("view", VIEWS)
def test_no_two_classes_have_colours_that_look_alike_to_anybody(view, sight, scheme):
    for one, other in combinations(VIEWS[view].values(), 2):
        assert distance(colour(one, scheme), colour(other, scheme), SIGHT[sight]) > 15, (one, other)


@pytest.mark.parametrize("view", VIEWS)
def test_what_grey_print_makes_alike_has_another_mark(view):
    alike = {
        (one, other)
        for one, other in combinations(VIEWS[view], 2)
        for scheme in (0, 1)
        if distance(colour(VIEWS[view][one], scheme), colour(VIEWS[view][other], scheme), GREY) < 8
    }
    assert all(marks(one) != marks(other) for one, other in alike), alike
    assert alike == (BY_MARK_IN_GREY if view == "change" else set()), "said where it is said what rests on a mark alone"


def test_each_step_of_exposure_has_a_mark_of_its_own_beside_its_colour():
    assert [marks(look) for look in ("low", "raised", "high")] == [set(), {".one"}, {".two"}]
    assert [marks(look) for look in ("falls", "same", "rises", "rises_twice")] == [{"edge"}, set(), {".one"}, {".two"}]
    assert len(set(re.findall(r"--fill: url\(#(\w+)\)", CSS))) == 2, "no class, for two reasons: dots and a grid"
