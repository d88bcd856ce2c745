"""The picture of the world reads in colour and in grey, and bears its stamp."""

import re
from datetime import date
from functools import lru_cache
from xml.etree import ElementTree

from simulator.analysis.classes import CLASSES as LEVELS
from simulator.analysis.classes import KINDS, classes
from simulator.analysis.havens import compare
from simulator.model.scenario import load_scenario
from simulator.model.world import load_world
from simulator.presentation.marks import INK
from simulator.presentation.stamp import standing
from simulator.presentation.world_picture import FACES, _tile, world_picture

DAY, SVG = date(2026, 11, 25), "{http://www.w3.org/2000/svg}"


def lightness(colour):
    """Relative luminance of a colour, 0-1, as WCAG 2 defines it."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    """Contrast of two colours, 1-21."""
    low, high = sorted((lightness(one), lightness(other)))
    return (high + 0.05) / (low + 0.05)


@lru_cache
def found():
    return compare(load_world(), load_scenario("adopted-text-signatories"), "NIC", 1, 64)


def test_every_code_can_be_read_on_its_tile():
    for level in FACES:
        for pale in (True, False):
            fills = re.findall(r'fill="(#\w{6})"', _tile(0, 0, "CRI", level, pale=pale))
            assert contrast(*fills[-2:]) >= 4.5, (level, pale)


def test_classes_are_told_apart_without_colour():
    assert contrast(FACES["low"], FACES["high"]) >= 3
    assert contrast(FACES["raised"], INK) >= 3, "the stripes of raised"
    striped = [level for level in LEVELS if "stroke=" in _tile(0, 0, "CRI", level, pale=False)]
    assert striped == ["raised"]


def test_each_candidate_has_the_face_of_its_class_in_both_worlds():
    drawn = world_picture(found(), "data", DAY)
    face = {}  # by code: faces of its tiles, baseline first
    for fill, code in re.findall(r'rx="2" fill="(#\w{6})"(?:(?!rx=).)*?>([A-Z]{3})</text>', drawn):
        face.setdefault(code, []).append(fill)
    assert sorted(face) == sorted(found().world.codes) and {len(faces) for faces in face.values()} == {2}
    for side, outcome in enumerate((found().before, found().after)):
        level = classes(found().counts(outcome), found().n, KINDS["data"])
        for place, code in enumerate(found().world.codes):
            if found().candidates.chosen[place]:
                assert face[code][side] == FACES[LEVELS[level[place]]]
    assert standing(DAY) in drawn and len(list(ElementTree.fromstring(drawn).iter(f"{SVG}text"))) > 390


def test_a_title_that_somebody_typed_is_no_markup():
    own = load_scenario("today").model_copy(update={"id": "own", "title": "<script>&"})
    drawn = world_picture(compare(load_world(), own, "NIC", 1, 16), "data", DAY)
    assert "<script>" not in drawn and "&lt;script&gt;&amp;" in drawn
