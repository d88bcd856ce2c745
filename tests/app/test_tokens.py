"""The colours of exposure: readable, in order of lightness, and told apart by colour-blind readers."""

import re

import numpy as np
import pytest

from simulator.app.style import TOKENS

# Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB.
SIGHT = {
    "usual": np.eye(3),
    "protan": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deutan": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritan": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
WHITE = np.array([0.9505, 1.0, 1.089])


def colour(name, scheme=0):
    """A token as linear RGB; the first of two is for light paper."""
    (value,) = re.findall(rf"--{name}: (.*);", TOKENS.read_text(encoding="utf-8"))
    hexes = re.findall(r"#([0-9a-f]{6})", value)
    parts = np.array([int(hexes[min(scheme, len(hexes) - 1)][i : i + 2], 16) for i in (0, 2, 4)]) / 255
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def contrast(one, other):
    light, dark = sorted((float(XYZ[1] @ one), float(XYZ[1] @ other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lab(rgb):
    f = np.cbrt(XYZ @ np.clip(rgb, 0, 1) / WHITE)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


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


@pytest.mark.parametrize("sight", SIGHT)
def test_no_two_classes_look_alike_to_anybody(sight):
    seen = {name: lab(SIGHT[sight] @ colour(name)) for name in ("low", "raised", "high", "same", "asked")}
    for one in seen:
        for other in seen:
            assert one == other or np.linalg.norm(seen[one] - seen[other]) > 15
