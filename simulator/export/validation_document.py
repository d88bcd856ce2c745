"""`docs/validation.md`, made from the cases that come with the program.

`python -m simulator.export.validation_document --write`; without `--write` it is printed.
"""

import sys
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd

from simulator.analysis.calibration import PRIORS
from simulator.analysis.validation import tables
from simulator.analysis.validation.agreement import Agreement, agree
from simulator.analysis.validation.case_file import COLUMNS, CaseRow, meaning, read_case_file
from simulator.analysis.validation.scores import MODES, score
from simulator.data.tables import TABLES
from simulator.data.treaties import load_treaties
from simulator.export.validation import AIMS, HEADS, READ_TOGETHER, findings, forecasts, groups, hits, sentence, span
from simulator.law.instruments import load_instruments

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "validation.md"


@lru_cache(maxsize=1)
def own_cases() -> tuple[tuple[CaseRow, ...], Agreement]:
    """The cases that come with the program, scored at central assumptions, and how far that agrees."""
    rows = read_case_file(TABLES / "cases.csv")
    found = agree(score(rows, draws=0))
    assert found is not None  # the table has both outcomes; a test says so
    return rows, found


def document() -> str:
    """The whole document."""
    rows, found = own_cases()
    lines = [
        "# Validation",
        "",
        "Made by `python -m simulator.export.validation_document --write`; not edited by hand.",
        "",
        f"**{sentence(found)}**",
        "",
        *(f"* {line}" for line in findings(found, aims=True)),
        "",
        *_how(found),
        "## Against plain rivals",
        "",
        "Each rival is a logistic regression (a ridge of weight 1 on standardised features). Every fit, and the recalibration of",
        "the model, is made in the same folds: ten folds that split no cluster, the mean over ten divisions (by pair); or each",
        "requesting State left out in turn (by origin). Intervals resample clusters 2,000 times; the difference is paired.",
        "`As it is` is the area of a single number without any fit. The last lines add a rival to the model: where that gains, the",
        "rival knows something that the model does not. The base rate of the channel cannot be had where none is recorded; it stands",
        "in the second table as what the channel alone would tell. Areas over pooled folds punish weak scores: each fit leans against",
        "what it left out, so that a score that tells nothing comes out below one half.",
        "",
    ]
    for mode in MODES:
        lines += [f"### {HEADS[mode].capitalize()}", "", *_markdown(forecasts(found, mode))]
    lines += ["## Calibration, by fifths", ""]
    for mode in MODES:
        lines += [f"{HEADS[mode].capitalize()}.", "", *_markdown(tables.calibration(found, mode))]
    for title, by in (("channel", tables.by_channel), ("region of the host", tables.by_region)):
        lines += [f"## By {title}", "", "Areas of the chances as they are, where a group has both outcomes.", ""]
        for mode in MODES:
            lines += [f"{HEADS[mode].capitalize()}.", "", *_markdown(by(found, mode))]
    return "\n".join([*lines, *_misses(found), *_reasons(rows, found), *_limits(found)]) + "\n"


def _how(found: Agreement) -> list[str]:
    left_out = "; ".join(f"{n} {why}" for why, n in sorted(found.left_out().items()))
    return [
        "## How a case is scored",
        "",
        "    safe-havens validate simulator/data/tables/cases.csv --out results/scores.csv",
        "",
        f"scores any CSV file with the columns {', '.join(f'`{name}`' for name in COLUMNS)}; `channel` may be empty, other columns",
        "are ignored but `outcome` and `note`. A file with faults is refused with the line and column of each. An unknown State or",
        "channel is no fault: its case is scored as missing, with the reason.",
        "",
        "* `p_handed_over`, `p_held`, `p_data`: chances given that a request reached the host, with the 10th and 90th percentile over",
        "  64 draws of all assumptions and index errors (widened to hold the central value). They are exact products of the gates, with",
        "  gates that requests share as minima (inclusion-exclusion), not counts of replicates: no Monte Carlo error moves the order.",
        "  A test holds them to the engine. Nothing is forwarded, and time is left out but for the deletion of stored data.",
        "* Held needs found: located by what the host itself gives through any data channel known to bind the two, or by chance",
        "  (`found.base`); in transit, an alert seen at the border (`found.border`) instead. What providers elsewhere would tell is",
        "  left out: no case says which services the person used. A notice only holds; handing over after it is by extradition.",
        "* An assumed bilateral treaty counts where no known treaty can carry the request, and then whole: the request was made.",
        "* `blank_...`: as if the channel were not recorded, because in a documented case it is recorded after the fact and nearly tells",
        "  the outcome. The channels that can be used between the two are mixed, weighed by the share of requests that the host handles",
        "  times `use.<channel>`. Nobody publishes that use: it is the same for all, from half to twice, an assumption.",
        "* A recorded channel that the model does not have between the two (`other` always) is scored as if blank, and marked.",
        "* The alleged conduct and the standing are read from the words of the case by a table,",
        "  `simulator/analysis/validation/words.toml`; what matches nothing is taken as criticism, and marked.",
        "* Scores keep the order of the file; nothing here sorts hosts, channels or conducts by them.",
        "* Treaties, extradition pairs and national laws are those of the year; indices are the latest that do not look ahead, or, before",
        "  2023, those of 2023: `with hindsight`.",
        "",
        "`returned` counts as handed over, `refused` and `released` as not. Rows that carry a count are out, cases called the same",
        f"person are one cluster with their pair. Not judged: {left_out}. Nothing says reliably who was held, so `p_held` is not judged.",
        "",
    ]


def _misses(found: Agreement) -> list[str]:
    dyads = tables.by_dyad(found)
    shown = dyads[["dyad", "channels", "cases", "handed_over", "as_it_is", "known", "blank", "miss"]]
    return [
        "## Hits and misses by dyad",
        "",
        hits(found),
        "A miss is the mean distance of the recalibrated chance (channel known, left out by pair) from the outcome.",
        "",
        "### The ten worst misses",
        "",
        *_markdown(shown.head(10)),
        "### All dyads",
        "",
        *_markdown(shown.iloc[10:]),
    ]


def _reasons(rows: tuple[CaseRow, ...], found: Agreement) -> list[str]:
    parts = tables.parts(rows, found)
    shown = pd.DataFrame(
        {
            "supposed": parts["supposed"],
            **{
                f"{HEADS[mode]}": [
                    f"{area:.2f}"
                    + ("" if name == "as scored" else f" ({change:+.2f} {span((low, high), signed=True)})")
                    for name, area, change, low, high in parts[
                        ["supposed", mode, f"{mode}_change", f"{mode}_low", f"{mode}_high"]
                    ].itertuples(index=False)
                ]
                for mode in MODES
            },
        }
    )
    return [
        "## What the model is bad at",
        "",
        *_markdown(groups(found)),
        "Areas without any fit when one part of the model is set aside or one number moved, and the paired change. These are places to",
        "look, and none was adopted: to choose among them by these cases would fit the model to its own test.",
        "",
        *_markdown(shown),
        "Read together:",
        "",
        *("* " + words.replace("\n", "\n  ") for words in READ_TOGETHER),
        "",
    ]


def _limits(found: Agreement) -> list[str]:
    treaties = load_treaties()
    keys = sorted({key for one in load_instruments().values() for key in one.treaty})
    undated = [key for key in keys if treaties.undated(key) == len(treaties.bound(key)) and treaties.bound(key)]
    judged = found.judged
    return [
        "## What this cannot show",
        "",
        "* Cases are publicised because something surprised: returns by free hosts, refusals that a court explained. They show order and",
        "  direction, never levels; a calibrated chance here is a chance among publicised cases.",
        f"* Overlap: {len(PRIORS)} assumptions were calibrated with these cases in hand, by the order of three ways of handing over only",
        "  ([calibration](calibration.md)); no State was tuned, no number was moved for this page.",
        f"* Hindsight: of {len(judged)} judged cases {int(found.scores.hindsight[judged].sum())} lie before 2023, and use indices of 2023,",
        "  for the model and the rivals alike.",
        f"* Memberships without a date count in every year: {', '.join(undated)}. Other treaties count from the year of their date.",
        f"* {sum(not meaning(row)[1] for row in found.rows)} judged cases have no word in the table of conducts;",
        f"  {sum(bool(found.scores.remarks[place]) for place in judged)} carry a remark. Most facts of a case are not in its row.",
        f"* {len(judged)} cases in {int(found.clusters.max()) + 1} clusters: intervals are wide, and a difference that is `not told apart`",
        "  is no proof of equality.",
        f"* The aim was an area of {AIMS['known']:.2f} with the channel known and {AIMS['blank']:.2f} without. No figure is a condition.",
    ]


def _markdown(table: pd.DataFrame) -> list[str]:
    head = [str(name).replace("_", " ") for name in table.columns]
    lines = [f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}"]
    return [*lines, *(f"| {' | '.join(map(_cell, row))} |" for row in table.itertuples(index=False)), ""]


def _cell(value: object) -> str:
    if isinstance(value, float):
        return "" if np.isnan(value) else f"{value:.3f}"
    return str(value)


if __name__ == "__main__":
    if "--write" in sys.argv[1:]:
        DOCUMENT.write_text(document(), encoding="utf-8")
    else:
        sys.stdout.write(document())
