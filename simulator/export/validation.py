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
from simulator.words.figures import number
from simulator.words.say import Word, clauses, say, series

AIMS = {"known": 0.92, "blank": 0.87}
HEADS: dict[str, Word] = {"known": "channel known", "blank": "channel blank"}
FINDINGS: dict[str, Word] = {
    "known": "With the channel known, the area under the curve is {plain} as it is and {fitted} {interval} recalibrated and left out by "
    "pair{aim}. Left out by pair, the model is {compared}. Brier score {brier} as it is, {brier_fitted} recalibrated; the same share "
    "for every case would score {brier_even}.",
    "blank": "With the channel blank, the area under the curve is {plain} as it is and {fitted} {interval} recalibrated and left out by "
    "pair{aim}. Left out by pair, the model is {compared}. Brier score {brier} as it is, {brier_fitted} recalibrated; the same share "
    "for every case would score {brier_even}.",
}
AIMED: dict[bool, Word] = {True: " (aimed at {aim}: reached)", False: " (aimed at {aim}: missed)"}
VERDICTS: dict[str, Word] = {
    "better": "better than {rivals}",
    "not told apart": "not told apart from {rivals}",
    "worse": "worse than {rivals}",
}
HEADINGS: tuple[Word, ...] = (
    "forecast", "AUC as it is", "AUC by pair", "Brier by pair", "model ahead by pair", "model is (by pair)",
    "AUC by origin", "Brier by origin", "model ahead by origin", "model is (by origin)",
    "group", "dyad", "cases", "channels", "cases that were", "handed over", "chance as it is", "chance recalibrated",
)  # fmt: skip
CELLS: tuple[Word, ...] = (
    "better", "not told apart", "worse", "not recorded", "Africa", "Americas", "Asia", "Europe", "Oceania", "no region",
)  # fmt: skip
READ_TOGETHER: tuple[Word, ...] = (  # why, as far as the tables of docs/validation.md tell; its lines
    "**Removal by free hosts.** Handling of removals falls with the rule of law (`will.removal`), so the model all but excludes\n"
    "them where courts are independent. Documented removals by such hosts were mostly ordinary ends of an asylum procedure in which\n"
    "no request was read: the host moves the person for its own reasons. The model has no such process, and asylum seekers, whose\n"
    "standing protects them in the model, were all returned in the cases. Handling removals alike everywhere helps where the\n"
    "channel is known and harms where it is blank, so another number is no cure: a way to be removed without a request is missing.",
    "**The channel tells more than anything else on file.** Refusals are documented for notices and extraditions, returns for\n"
    "removals and informal handing over. The model keeps notices low and informal handing over high, but in hosts with independent\n"
    "courts it puts extradition above removal, and within each channel it draws hosts apart further than the cases do.",
    "**Gates 5 and 8 hardly move the order.** What they rest on, the sender's record and the host's courts, does not tell these\n"
    "cases apart: recognition is capped by `1 - record`, so that a worse record lowers every chance, while in the cases the senders\n"
    "with the worst records got people returned as often as others, and Türkiye, with a middling one, was refused most.",
    "**Labels.** An open charge of speech fails dual criminality in the model where speech is free; documented cases of open charges\n"
    "ended in return at least as often as labelled ones. Reading every case alike would raise the area.",
    "**Alignment** of host and requesting State enters neither practice nor handling. The lines `this model and alignment` above\n"
    "say how little votes of 2015 to 2019 would add on these cases; what ties hosts to senders is not in those votes.",
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
    return say(
        "Person results are checked against {n} publicised cases; data results are not validated.", n=len(found.judged)
    )


def findings(found: Agreement, *, aims: bool = False) -> list[str]:
    """What the comparison says, a few sentences a mode, win or lose; with `aims`, whether it is what was aimed at."""
    lines = []
    for mode in MODES:
        own, *others = _alone(found.forecasts[mode])
        plain, fitted, even = found.briers(mode)
        compared = [
            say(words, rivals=_and([say(one.name) for one in others if one.by_pair.verdict == verdict]))
            for verdict, words in VERDICTS.items()
            if any(one.by_pair.verdict == verdict for one in others)
        ]
        lines.append(
            say(
                FINDINGS[mode],
                plain=number(own.plain, 2), fitted=number(own.by_pair.auc, 2), interval=span(own.by_pair.auc_interval),
                aim=say(AIMED[own.plain >= AIMS[mode]], aim=number(AIMS[mode], 2)) if aims else "",
                compared=clauses(compared),
                brier=number(plain, 2), brier_fitted=number(fitted, 2), brier_even=number(even, 2),
            )
        )  # fmt: skip
    return lines


def _alone(forecasts: Iterable[Forecast]) -> list[Forecast]:
    """The model and its rivals, without the fits of both together."""
    return [one for one in forecasts if not one.name.startswith(f"{MODEL} and")]


def _and(names: list[str]) -> str:
    *others, last = names
    return say("{one} and {other}", one=series(others), other=last) if others else last


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
        row = {"forecast": _named(one.name), "AUC as it is": "" if np.isnan(one.plain) else number(one.plain, 2)}
        for name, checked in (("by pair", one.by_pair), ("by origin", one.by_origin)):
            same = one.name == MODEL
            row |= {
                f"AUC {name}": f"{number(checked.auc, 2)} {span(checked.auc_interval)}",
                f"Brier {name}": number(checked.brier, 3),
                f"model ahead {name}": ""
                if same
                else f"{number(checked.ahead, 2, signed=True)} {span(checked.ahead_interval, signed=True)}",
                f"model is ({name})": "" if same else say(checked.verdict),
            }
        rows.append(row)
    return pd.DataFrame(rows)


def _named(name: str) -> str:
    """The name of a forecast; one of the model and a rival together is said by its parts."""
    rival = name.removeprefix(f"{MODEL} and ")
    return say(name) if rival == name else _and([say(MODEL), say(rival)])


def span(interval: tuple[float, float], *, signed: bool = False) -> str:
    """An interval in words; every number shows its sign, or only those below 0."""
    low, high = (number(end, 2, signed=signed) for end in interval)
    return say("[{low}, {high}]", low=low, high=high)


def dyads(found: Agreement) -> pd.DataFrame:
    """The cases by dyad, their channels by name."""
    table = tables.by_dyad(found)
    named = table["channels"].map(lambda channels: series(map(say, channels.split(", "))))
    return table.assign(channels=named)


def groups(found: Agreement) -> pd.DataFrame:
    """Kinds of cases in which the model and the hosts part: how many were handed over, and what the model says of them."""
    known = found.chance("known")
    read = [meaning(row)[0] for row in found.rows]
    groups = {
        say("removed by a host with a freedom total of {total} or more", total=FREE): np.array(
            [r.channel == "deportation" and (freedom_totals(r.year).get(r.host) or 0) >= FREE for r in found.rows]
        ),
        say("removed by any other host"): np.array(
            [r.channel == "deportation" and (freedom_totals(r.year).get(r.host) or 0) < FREE for r in found.rows]
        ),
        say("asylum seekers"): np.array([case.standing is Standing.ASYLUM_SEEKER for case in read]),
        say("charged openly with speech or politics"): np.array([case.pretext is None for case in read]),
        say("charged with another offence"): np.array([case.pretext is not None for case in read]),
        say("sought by Türkiye"): np.array([row.origin == "TUR" for row in found.rows]),
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
    table = tables.by_dyad(found)
    return say(
        "A hit is a recalibrated chance on the right side of one half: {known} of {cases} with the channel known, {blank} with it "
        "blank; calling every case handed over would hit {every}.",
        known=int(table["hit"].sum()), cases=len(found.judged), blank=int(table["hit_blank"].sum()),
        every=int(found.outcome.sum()),
    )  # fmt: skip
