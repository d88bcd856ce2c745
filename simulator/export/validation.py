"""Scores of documented cases as a table, and `docs/validation.md`: `python -m simulator.export.validation --write`.

The document is made from the scores of the cases that come with the program; without `--write` it is printed.
"""

import sys
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd

from simulator.analysis.calibration import PRIORS
from simulator.analysis.validation import tables
from simulator.analysis.validation.agreement import MODEL, Agreement, Forecast, agree
from simulator.analysis.validation.case_file import COLUMNS, CaseRow, meaning, read_case_file
from simulator.analysis.validation.scores import EFFECTS, MODES, Scores, score
from simulator.data.freedom import freedom_totals
from simulator.data.tables import TABLES
from simulator.data.treaties import load_treaties
from simulator.law.instruments import load_instruments
from simulator.law.vocabulary import Standing

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "validation.md"
AIMS = {"known": 0.92, "blank": 0.87}
HEADS = {"known": "channel known", "blank": "channel blank"}
FREE = 70  # a total of Freedom in the World from which a host is called free here


def scores_table(scores: Scores) -> pd.DataFrame:
    """One row a case: chances with their band, with the channel as recorded and as if it were blank, and what was supposed."""
    columns: dict[str, object] = {"case_id": [row.id for row in scores.rows]}
    for m, prefix in enumerate(("", "blank_")):
        for e, effect in enumerate(EFFECTS):
            for name, values in (("", scores.central), ("_low", scores.low), ("_high", scores.high)):
                columns[f"{prefix}p_{effect}{name}"] = [float(f"{value:.6g}") for value in values[m, e]]
    meanings = [meaning(row)[0] for row in scores.rows]
    columns |= {
        "indices": ["with hindsight" if late else "of the year or before" for late in scores.hindsight],
        "conduct": [case.conduct for case in meanings],
        "label": [case.label for case in meanings],
        "standing": [case.standing.value for case in meanings],
        "missing_because": list(scores.reasons),
        "remark": list(scores.remarks),
    }
    return pd.DataFrame(columns)


def sentence(found: Agreement) -> str:
    """What is checked, and what is not."""
    return f"Person results are checked against {len(found.judged)} publicised cases; data results are not validated."


def findings(found: Agreement) -> list[str]:
    """What the comparison says, one sentence a mode, win or lose."""
    lines = []
    for mode in MODES:
        own, *others = _alone(found.forecasts[mode])
        low, high = own.by_pair.auc_interval
        plain, fitted, even = found.briers(mode)
        reached = "reached" if own.plain >= AIMS[mode] else "missed"
        said = [
            f"{verdict.replace('not told apart', 'not told apart from').replace('better', 'better than').replace('worse', 'worse than')} "
            + _and([other.name for other in others if other.by_pair.verdict == verdict])
            for verdict in ("better", "not told apart", "worse")
            if any(other.by_pair.verdict == verdict for other in others)
        ]
        lines.append(
            f"With the {HEADS[mode]}, the area under the curve is {own.plain:.2f} as it is and {own.by_pair.auc:.2f} "
            f"[{low:.2f}, {high:.2f}] recalibrated and left out by pair (aimed at {AIMS[mode]:.2f}: {reached}). Left out by pair, "
            f"the model is {'; '.join(said)}. Brier score {plain:.2f} as it is, {fitted:.2f} recalibrated; the same share for every case "
            f"would score {even:.2f}."
        )
    return lines


def _alone(forecasts: Iterable[Forecast]) -> list[Forecast]:
    """The model and its rivals, without the fits of both together."""
    return [one for one in forecasts if not one.name.startswith(f"{MODEL} and")]


def _and(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def report(scores: Scores, found: Agreement | None) -> list[str]:
    """What `safe-havens validate` prints."""
    missing = Counter(reason for reason in scores.reasons if reason)
    lines = [
        f"{len(scores.rows)} cases, {len(scores.rows) - missing.total()} scored, {missing.total()} missing.",
        *(f"  missing, {n}: {reason}." for reason, n in sorted(missing.items())),
        f"Indices with hindsight in {int(scores.hindsight.sum())}: those of the year are not on file.",
        "Chances are given that a request reached the host. With the channel blank each channel counts by the share that the host "
        "handles times `use.<channel>`, an assumption.",
    ]
    if found is None:
        return [*lines, "No comparison: the file has not both outcomes, `returned` and `refused` or `released`."]
    left_out = "; ".join(f"{n} {why}" for why, n in sorted(found.left_out().items()))
    lines += [sentence(found), f"Not judged: {left_out or 'none'}.", *findings(found)]
    for mode in MODES:
        lines += ["", f"{HEADS[mode].capitalize()}:", _forecasts(found, mode).to_string(index=False)]
        lines += ["", tables.calibration(found, mode).round(3).to_string(index=False)]
        for by in (tables.by_channel, tables.by_region):
            lines += ["", by(found, mode).round(3).to_string(index=False, na_rep="")]
    worst = tables.by_dyad(found).head(10)
    return [*lines, "", "Ten worst misses by dyad:", worst.round(3).to_string(index=False)]


def _forecasts(found: Agreement, mode: str) -> pd.DataFrame:
    """The table of forecasts in words, one cell an interval."""
    rows = []
    for one in found.forecasts[mode]:
        row = {"forecast": one.name, "AUC as it is": "" if np.isnan(one.plain) else f"{one.plain:.2f}"}
        for name, checked in (("by pair", one.by_pair), ("by origin", one.by_origin)):
            same = one.name == MODEL
            row |= {
                f"AUC {name}": f"{checked.auc:.2f} {_span(checked.auc_interval)}",
                f"Brier {name}": f"{checked.brier:.3f}",
                f"model ahead {name}": "" if same else f"{checked.ahead:+.2f} {_span(checked.ahead_interval, '+')}",
                f"model is ({name})": "" if same else checked.verdict,
            }
        rows.append(row)
    return pd.DataFrame(rows)


def _span(interval: tuple[float, float], sign: str = "") -> str:
    low, high = interval
    return f"[{low:{sign}.2f}, {high:{sign}.2f}]"


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
        "Made by `python -m simulator.export.validation --write`; not edited by hand.",
        "",
        f"**{sentence(found)}**",
        "",
        *(f"* {line}" for line in findings(found)),
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
        lines += [f"### {HEADS[mode].capitalize()}", "", *_markdown(_forecasts(found, mode))]
    lines += ["## Calibration, by fifths", ""]
    for mode in MODES:
        lines += [f"{HEADS[mode].capitalize()}.", "", *_markdown(tables.calibration(found, mode))]
    for title, by in (("channel", tables.by_channel), ("region of the host", tables.by_region)):
        lines += [f"## By {title}", "", "Areas of the chances as they are, where a group has both outcomes.", ""]
        for mode in MODES:
            lines += [f"{HEADS[mode].capitalize()}.", "", *_markdown(by(found, mode))]
    return "\n".join([*lines, *_misses(found), *_reasons(rows, found), *_limits(rows, found)]) + "\n"


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
        "* Treaties, extradition pairs and national laws are those of the year; indices are the latest that do not look ahead, or, before",
        "  2023, those of 2023: `with hindsight`.",
        "",
        "`returned` counts as handed over, `refused` and `released` as not. Rows that carry a count are out, cases called the same",
        f"person are one cluster with their pair. Not judged: {left_out}. Nothing says reliably who was held, so `p_held` is not judged.",
        "",
    ]


def _misses(found: Agreement) -> list[str]:
    dyads = tables.by_dyad(found)
    hits = {mode: int(dyads[column].sum()) for mode, column in (("known", "hit"), ("blank", "hit_blank"))}
    shown = dyads[["dyad", "channels", "cases", "handed_over", "as_it_is", "known", "blank", "miss"]]
    cases = len(found.judged)
    return [
        "## Hits and misses by dyad",
        "",
        f"A hit is a recalibrated chance on the right side of one half: {hits['known']} of {cases} with the channel known,",
        f"{hits['blank']} with it blank; calling every case handed over would hit {int(found.outcome.sum())}. A miss is the mean",
        "distance of the recalibrated chance (channel known, left out by pair) from the outcome.",
        "",
        "### The ten worst misses",
        "",
        *_markdown(shown.head(10)),
        "### All dyads",
        "",
        *_markdown(shown.iloc[10:]),
    ]


def _reasons(rows: tuple[CaseRow, ...], found: Agreement) -> list[str]:
    known = found.chance("known")
    read = [meaning(row)[0] for row in found.rows]
    groups = {
        f"removed by a host with a freedom total of {FREE} or more": np.array(
            [r.channel == "deportation" and (freedom_totals(r.year).get(r.host) or 0) >= FREE for r in found.rows]
        ),
        "removed by any other host": np.array(
            [r.channel == "deportation" and (freedom_totals(r.year).get(r.host) or 0) < FREE for r in found.rows]
        ),
        "asylum seekers": np.array([case.standing is Standing.ASYLUM_SEEKER for case in read]),
        "charged openly with speech or politics": np.array([case.pretext is None for case in read]),
        "charged with another offence": np.array([case.pretext is not None for case in read]),
        "sought by Türkiye": np.array([row.origin == "TUR" for row in found.rows]),
    }
    table = pd.DataFrame(
        [
            {
                "cases that were": name,
                "cases": int(here.sum()),
                "handed over": int(found.outcome[here].sum()),
                "chance as it is": found.scores.of("known")[found.judged][here].mean(),
                "chance recalibrated": known[here].mean(),
            }
            for name, here in groups.items()
        ]
    )
    parts = tables.parts(rows, found)
    shown = pd.DataFrame(
        {
            "supposed": parts["supposed"],
            **{
                f"{HEADS[mode]}": [
                    f"{area:.2f}" + ("" if name == "as scored" else f" ({change:+.2f} {_span((low, high), '+')})")
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
        *_markdown(table),
        "Areas without any fit when one part of the model is set aside, and the paired change. These are places to look, and none was",
        "adopted: to choose among them by these cases would fit the model to its own test.",
        "",
        *_markdown(shown),
        "Read together:",
        "",
        "* **Removal by free hosts.** Handling of removals falls with the rule of law (`will.removal`), so the model all but excludes",
        "  them where courts are independent. Documented removals by such hosts were mostly ordinary ends of an asylum procedure in which",
        "  no request was read: the host moves the person for its own reasons. The model has no such process, and asylum seekers, whose",
        "  standing protects them in the model, were all returned in the cases.",
        "* **The channel tells more than anything else on file.** Refusals are documented for notices and extraditions, returns for",
        "  removals and informal handing over. The model keeps notices low and informal handing over high, but removals and extraditions",
        "  lie together, and within each channel it draws hosts apart further than the cases do.",
        "* **Gates 5 and 8 hardly move the order.** What they rest on, the sender's record and the host's courts, does not tell these",
        "  cases apart: recognition is capped by `1 - record`, so that a worse record lowers every chance, while in the cases the senders",
        "  with the worst records got people returned as often as others, and Türkiye, with a middling one, was refused most.",
        "* **Labels.** An open charge of speech fails dual criminality in the model where speech is free; documented cases of open charges",
        "  ended in return at least as often as labelled ones. Reading every case alike would raise the area.",
        "* **Alignment** of host and requesting State enters neither practice nor handling. The lines `this model and alignment` above",
        "  say how little votes of 2015 to 2019 would add on these cases; what ties hosts to senders is not in those votes.",
        "",
    ]


def _limits(rows: tuple[CaseRow, ...], found: Agreement) -> list[str]:
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
