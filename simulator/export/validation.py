"""Scores of documented cases as a table, and in words how far they agree with what hosts did."""

from collections import Counter
from collections.abc import Iterable

import numpy as np
import pandas as pd

from simulator.analysis.validation import tables
from simulator.analysis.validation.agreement import MODEL, Agreement, Forecast
from simulator.analysis.validation.case_file import meaning
from simulator.analysis.validation.scores import EFFECTS, MODES, Scores
from simulator.data.freedom import freedom_totals
from simulator.law.vocabulary import Standing

AIMS = {"known": 0.92, "blank": 0.87}
HEADS = {"known": "channel known", "blank": "channel blank"}
READ_TOGETHER = (  # why, as far as the tables of docs/validation.md tell
    "* **Removal by free hosts.** Handling of removals falls with the rule of law (`will.removal`), so the model all but excludes",
    "  them where courts are independent. Documented removals by such hosts were mostly ordinary ends of an asylum procedure in which",
    "  no request was read: the host moves the person for its own reasons. The model has no such process, and asylum seekers, whose",
    "  standing protects them in the model, were all returned in the cases. Handling removals alike everywhere helps where the",
    "  channel is known and harms where it is blank, so another number is no cure: a way to be removed without a request is missing.",
    "* **The channel tells more than anything else on file.** Refusals are documented for notices and extraditions, returns for",
    "  removals and informal handing over. The model keeps notices low and informal handing over high, but in hosts with independent",
    "  courts it puts extradition above removal, and within each channel it draws hosts apart further than the cases do.",
    "* **Gates 5 and 8 hardly move the order.** What they rest on, the sender's record and the host's courts, does not tell these",
    "  cases apart: recognition is capped by `1 - record`, so that a worse record lowers every chance, while in the cases the senders",
    "  with the worst records got people returned as often as others, and Türkiye, with a middling one, was refused most.",
    "* **Labels.** An open charge of speech fails dual criminality in the model where speech is free; documented cases of open charges",
    "  ended in return at least as often as labelled ones. Reading every case alike would raise the area.",
    "* **Alignment** of host and requesting State enters neither practice nor handling. The lines `this model and alignment` above",
    "  say how little votes of 2015 to 2019 would add on these cases; what ties hosts to senders is not in those votes.",
)
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


def findings(found: Agreement, *, aims: bool = False) -> list[str]:
    """What the comparison says, a few sentences a mode, win or lose; with `aims`, whether it is what was aimed at."""
    lines = []
    for mode in MODES:
        own, *others = _alone(found.forecasts[mode])
        low, high = own.by_pair.auc_interval
        plain, fitted, even = found.briers(mode)
        reached = "reached" if own.plain >= AIMS[mode] else "missed"
        aim = f" (aimed at {AIMS[mode]:.2f}: {reached})" if aims else ""
        said = [
            f"{verdict.replace('not told apart', 'not told apart from').replace('better', 'better than').replace('worse', 'worse than')} "
            + _and([other.name for other in others if other.by_pair.verdict == verdict])
            for verdict in ("better", "not told apart", "worse")
            if any(other.by_pair.verdict == verdict for other in others)
        ]
        lines.append(
            f"With the {HEADS[mode]}, the area under the curve is {own.plain:.2f} as it is and {own.by_pair.auc:.2f} "
            f"[{low:.2f}, {high:.2f}] recalibrated and left out by pair{aim}. Left out by pair, "
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
        lines += ["", f"{HEADS[mode].capitalize()}:", forecasts(found, mode).to_string(index=False)]
        lines += ["", tables.calibration(found, mode).round(3).to_string(index=False)]
        for by in (tables.by_channel, tables.by_region):
            lines += ["", by(found, mode).round(3).to_string(index=False, na_rep="")]
    worst = tables.by_dyad(found).head(10)
    return [*lines, "", "Ten worst misses by dyad:", worst.round(3).to_string(index=False)]


def forecasts(found: Agreement, mode: str) -> pd.DataFrame:
    """The table of forecasts in words, one cell an interval."""
    rows = []
    for one in found.forecasts[mode]:
        row = {"forecast": one.name, "AUC as it is": "" if np.isnan(one.plain) else f"{one.plain:.2f}"}
        for name, checked in (("by pair", one.by_pair), ("by origin", one.by_origin)):
            same = one.name == MODEL
            row |= {
                f"AUC {name}": f"{checked.auc:.2f} {span(checked.auc_interval)}",
                f"Brier {name}": f"{checked.brier:.3f}",
                f"model ahead {name}": "" if same else f"{checked.ahead:+.2f} {span(checked.ahead_interval, '+')}",
                f"model is ({name})": "" if same else checked.verdict,
            }
        rows.append(row)
    return pd.DataFrame(rows)


def span(interval: tuple[float, float], sign: str = "") -> str:
    """An interval in words; with `sign` "+" every number shows its own."""
    low, high = interval
    return f"[{low:{sign}.2f}, {high:{sign}.2f}]"


def groups(found: Agreement) -> pd.DataFrame:
    """Kinds of cases in which the model and the hosts part: how many were handed over, and what the model says of them."""
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
    return pd.DataFrame(
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


def hits(found: Agreement) -> str:
    """How often the recalibrated chance lies on the right side of one half."""
    dyads = tables.by_dyad(found)
    known, blank = int(dyads["hit"].sum()), int(dyads["hit_blank"].sum())
    return (
        f"A hit is a recalibrated chance on the right side of one half: {known} of {len(found.judged)} with the channel known, "
        f"{blank} with it blank; calling every case handed over would hit {int(found.outcome.sum())}."
    )
