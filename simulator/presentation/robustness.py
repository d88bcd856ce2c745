"""One page a scenario on which findings stand, and `docs/robustness.md`, made of such pages.

`python -m simulator.presentation.robustness --write`; without `--write` it is printed.
"""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from simulator.analysis.candidates import ANY_RECORDED, RULE
from simulator.analysis.ensemble import BAND_DRAWS, BAND_REPLICATES
from simulator.analysis.findings import NOUN, Judged, Reading
from simulator.analysis.havens import DISPLACED
from simulator.analysis.resample import BAND, percentiles
from simulator.analysis.robustness import Robustness, robustness
from simulator.analysis.why.sure import Sure
from simulator.model.scenario import load_scenario
from simulator.model.world import load_world
from simulator.presentation.sure import words

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "robustness.md"
SHOWN = (("adopted-text-universal", "NIC"), ("adopted-text-universal", "RUS"))
FIGURES: dict[str, tuple[Callable[[Reading], float], str]] = {
    "havens": (lambda one: one.havens, ".0f"),
    "lost": (lambda one: one.lost, ".0f"),
    "through the host": (lambda one: one.through_host, ".0f"),
    "through another State": (lambda one: one.elsewhere, ".0f"),
    "of those by order": (lambda one: one.by_order, ".0f"),
    "lost only by forwarding": (lambda one: one.forwarding, ".0f"),
    "mean change [points]": (lambda one: one.change, "+.1f"),
}
FINDING = ("finding, at central assumptions", "how sure", "fails under", "")
ONLY_DATA = ("through the host", "through another State", "of those by order")


def page(found: Robustness, level: int = 1) -> list[str]:
    """The findings of one scenario with how far each stands, and the figures behind them; Markdown, heads from `level`."""
    name = found.world.state(found.requesting).name
    lines = [
        f"{'#' * level} {found.scenario.title}, against {found.baseline.title}: requests of {name}, within {found.horizon} days",
        "",
        summary(found),
        "",
    ]
    for kind, noun in NOUN.items():
        lines += [f"{'#' * (level + 1)} {noun.capitalize()}s", "", *_table(FINDING, _findings(found.judged(kind)))]
        lines += [*_table(["run", *_figures(kind)], _readings(found, kind))]
    return lines


def summary(found: Robustness) -> str:
    """How many of the findings stand everywhere."""
    judged = [one for kind in NOUN for one in found.judged(kind)]
    every = sum(one.held == BAND_DRAWS for one in judged)
    return (
        f"Of {len(judged)} findings {every} hold in all {BAND_DRAWS} draws of the assumptions, and "
        f"{sum(one.stands for one in judged)} of them also in every other way to count."
    )


def _findings(judged: Sequence[Judged]) -> list[list[str]]:
    return [
        [one.words, words(Sure(one.held, BAND_DRAWS)), ", ".join(one.fails) or "none", "stands" if one.stands else ""]
        for one in judged
    ]


def _figures(kind: str) -> list[str]:
    return [name for name in FIGURES if kind == "data" or name not in ONLY_DATA]


def _readings(found: Robustness, kind: str) -> list[list[str]]:
    """The figures of every run; of the draws, the 10th and the 90th percentile of each figure alone."""
    shown = [FIGURES[name] for name in _figures(kind)]

    def row(name: str, reading: Reading) -> list[str]:
        return [name, *(format(value(reading), form) for value, form in shown)]

    spans = [(*percentiles([value(one) for one in found.drawn[kind]], BAND), form) for value, form in shown]
    return [
        row("central assumptions", found.centre[kind]),
        ["draws, 10th to 90th percentile", *(f"{low:{form}} to {high:{form}}" for low, high, form in spans)],
        *(row(name, reading) for name, reading in found.otherwise[kind].items()),
    ]


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    return [f"| {' | '.join(line)} |" for line in (head, ["---"] * len(head), *rows)] + [""]


def document() -> str:
    """The whole document."""
    world = load_world()
    lines = [
        "# Robustness",
        "",
        "Made by `python -m simulator.presentation.robustness --write`; not edited by hand. For any scenario and requesting State:",
        "",
        "    safe-havens robustness adopted-text-universal --requesting NIC",
        "",
        "A finding is a plain statement that is true at central assumptions. The table says in how many draws of all assumptions and",
        f"index errors it holds (the first {BAND_REPLICATES} replicates of each), and under which other way to count it fails:",
        "",
        f"* displacement: {DISPLACED:.0%} of the informal requests move into the Convention's channel, in the scenario;",
        "* one mind: one draw decides for all bodies of a State, so that what one body lets pass, the others do;",
        "* cuts halved, cuts raised by half: the cuts between low, raised and high exposure, for havens and losses alike;",
        "* Not Free and thin hosts too, all hosts: the other rules for candidate hosts.",
        "",
        RULE,
        "",
        f"Not Free and thin hosts too: {ANY_RECORDED[len('Candidate hosts: ') :]}",
        "",
        "`Stands` says: in every draw and in every other way. It does not say that the model is right; what it cannot see stands in",
        "no draw. Cuts halved often leave no haven to lose, and then every statement about losses fails.",
        "",
    ]
    for scenario, requesting in SHOWN:
        lines += page(robustness(world, load_scenario(scenario), requesting), level=2)
    return "\n".join(lines[:-1]) + "\n"


if __name__ == "__main__":
    if "--write" in sys.argv[1:]:
        DOCUMENT.write_text(document(), encoding="utf-8")
    else:
        sys.stdout.write(document())
