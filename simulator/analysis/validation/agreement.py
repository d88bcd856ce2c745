"""How far scores agree with what hosts did, beside plain rivals that are fitted in the same way.

A positive outcome is `returned`; a negative one `refused` or `released`. Cases that are pending or mixed, rows that carry a count
and not one person, and cases that could not be scored are left out. Cases of the same origin and host, and cases that the file
calls the same person, are one cluster: clusters are what is resampled, and what cross-validation leaves out together.

The chances of the model are used as they are, and again after a logistic recalibration (an intercept and a slope on the log-odds)
that is fitted in the same folds as every rival; only the second is compared with rivals.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from simulator.analysis.validation import statistics
from simulator.analysis.validation.case_file import CaseRow
from simulator.analysis.validation.rivals import Rival, rivals
from simulator.analysis.validation.scores import MODES, Scores
from simulator.arrays import FloatArray, IntArray
from simulator.words.say import Word

OUTCOME = {"returned": 1.0, "refused": 0.0, "released": 0.0}
SAME_PERSON = re.compile(r"SAME PERSON as[^;]*?\b([A-Z]{3})-([A-Z]{3})\b")
MODEL: Word = "this model"
LEAST = 1e-6  # a chance of 0 has no log-odds


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One forecast under one way of cross-validation."""

    chance: FloatArray  # of each judged case, out of fold
    auc: float
    auc_interval: tuple[float, float]
    brier: float
    ahead: float  # area of the model less that of this forecast
    ahead_interval: tuple[float, float]

    @property
    def verdict(self) -> str:
        """Better or worse only if the interval of the difference excludes 0."""
        low, high = self.ahead_interval
        return "better" if low > 0 else "worse" if high < 0 else "not told apart"


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """The model or a rival, compared."""

    name: str
    plain: float  # area of the score as it is, without any fit; NaN where it needs one
    by_pair: Checked
    by_origin: Checked


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """The scores of a case file against its outcomes; arrays of shape (n_judged,)."""

    scores: Scores
    judged: IntArray  # places of the judged cases in the file
    outcome: FloatArray
    clusters: IntArray
    forecasts: dict[str, tuple[Forecast, ...]]  # by mode; the model is the first

    @property
    def rows(self) -> tuple[CaseRow, ...]:
        """The judged cases."""
        return tuple(self.scores.rows[place] for place in self.judged)

    def chance(self, mode: str) -> FloatArray:
        """The model's recalibrated chance of handing over, out of fold."""
        return self.forecasts[mode][0].by_pair.chance

    def briers(self, mode: str) -> tuple[float, float, float]:
        """Brier scores of the chances as they are, recalibrated out of fold, and of the same share for every case."""
        plain = statistics.brier(self.scores.of(mode)[self.judged], self.outcome)
        even = statistics.brier(np.full_like(self.outcome, self.outcome.mean()), self.outcome)
        return plain, self.forecasts[mode][0].by_pair.brier, even

    def left_out(self) -> dict[str, int]:
        """How many cases are not judged, by why not."""
        found: dict[str, int] = {}
        for place, row in enumerate(self.scores.rows):
            if why := _why_not(row, self.scores.reasons[place]):
                found[why] = found.get(why, 0) + 1
        return found


def _why_not(row: CaseRow, reason: str) -> str:
    if row.aggregate:
        return "a count, not one person"
    if row.outcome not in OUTCOME:
        return f"outcome {row.outcome}" if row.outcome else "no outcome"
    return "not scored" if reason else ""


def agree(scores: Scores, seed: int = 1, resamples: int = statistics.RESAMPLES) -> Agreement | None:
    """The scores against the outcomes of their file, or None if it has not both outcomes among its cases."""
    judged = np.array([i for i, r in enumerate(scores.rows) if not _why_not(r, scores.reasons[i])], dtype=np.int64)
    rows = tuple(scores.rows[place] for place in judged)
    outcome = np.array([OUTCOME[row.outcome] for row in rows])
    if len(set(outcome.tolist())) < 2:
        return None
    clusters = statistics.linked([_links(row) for row in rows])
    weights = list(statistics.resampled(clusters, seed, resamples))
    compared = rivals(rows)
    forecasts = {
        mode: _forecasts(scores.of(mode)[judged], rows, outcome, clusters, compared, weights, seed) for mode in MODES
    }
    return Agreement(scores=scores, judged=judged, outcome=outcome, clusters=clusters, forecasts=forecasts)


def _links(row: CaseRow) -> frozenset[str]:
    same = {f"{origin}-{host}" for origin, host in SAME_PERSON.findall(row.note)}
    return frozenset({f"{row.origin}-{row.host}"} | same)


def log_odds(chance: FloatArray) -> FloatArray:
    """Of a chance, kept away from 0 and 1."""
    kept = np.clip(chance, LEAST, 1 - LEAST)
    return np.asarray(np.log(kept / (1 - kept)))


def _forecasts(
    score: FloatArray,
    rows: tuple[CaseRow, ...],
    outcome: FloatArray,
    clusters: IntArray,
    compared: tuple[Rival, ...],
    weights: list[FloatArray],
    seed: int,
) -> tuple[Forecast, ...]:
    own = Rival(name=MODEL, features=log_odds(score)[:, None], sign=1)
    origins = statistics.linked([frozenset({row.origin}) for row in rows])
    every = [own, *compared, *_with(own, compared)]
    ways: tuple[Callable[[FloatArray], FloatArray], ...] = (
        lambda features: statistics.by_clusters(features, outcome, clusters, seed),
        lambda features: statistics.left_out(features, outcome, origins),
    )
    by_pair, by_origin = (_checked([way(one.features) for one in every], outcome, weights) for way in ways)
    return tuple(
        Forecast(
            name=one.name,
            plain=statistics.auc(one.sign * one.features[:, 0], outcome) if one.sign else float("nan"),
            by_pair=pair,
            by_origin=origin,
        )
        for one, pair, origin in zip(every, by_pair, by_origin, strict=True)
    )


def _with(own: Rival, compared: tuple[Rival, ...]) -> list[Rival]:
    """The model together with a rival: what the rival knows and the model does not."""
    return [
        Rival(name=f"{MODEL} and {one.name}", features=np.column_stack([own.features, one.features]))
        for one in compared
    ]


def _checked(chances: list[FloatArray], outcome: FloatArray, weights: list[FloatArray]) -> list[Checked]:
    own = [statistics.auc(chance, outcome) for chance in chances]
    again = np.column_stack([statistics.areas(chance, outcome, weights) for chance in chances])
    return [
        Checked(
            chance=chance,
            auc=own[place],
            auc_interval=statistics.interval(again[:, place]),
            brier=statistics.brier(chance, outcome),
            ahead=own[0] - own[place],
            ahead_interval=statistics.interval(again[:, 0] - again[:, place]),
        )
        for place, chance in enumerate(chances)
    ]
