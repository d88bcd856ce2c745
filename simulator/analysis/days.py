"""How the classes of the candidate hosts stand as the days pass: counts of low, raised and high, with their error."""

from dataclasses import dataclass

import numpy as np

from simulator.analysis.classes import CLASSES, KINDS, Counts, classes
from simulator.analysis.havens import Comparison
from simulator.analysis.outcomes import Outcome
from simulator.analysis.resample import BAND, INTERVAL, percentiles, resampled
from simulator.arrays import IntArray
from simulator.model.network import HORIZONS


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """Candidate hosts of each class by each horizon; arrays of shape (2, n_horizons, n_classes), baseline first."""

    kind: str
    hosts: int
    counts: IntArray
    low: IntArray  # Monte Carlo error: 2.5th percentile of the count
    high: IntArray  # and 97.5th
    band: tuple[IntArray, IntArray] | None  # 10th and 90th percentile over draws of the assumptions, once drawn


def days(found: Comparison, kind: str) -> Days:
    """The candidates' classes within 7, 30, 90, 180, 365 and 730 days, in both runs of a comparison."""
    hosts = np.flatnonzero(found.candidates.chosen)
    sides = (found.before, found.after)
    counts = np.stack([_in_class(_at(one, kind, hosts), one.n, kind) for one in sides])
    ends = np.stack([_interval(found, kind, hosts, place) for place in range(len(HORIZONS))], axis=2)
    drawn = [[_in_class(_at(one, kind, hosts), found.n_band, kind) for one in pair] for pair in found.banded]
    return Days(
        kind=kind,
        hosts=len(hosts),
        counts=counts,
        low=ends[0],
        high=ends[1],
        band=percentiles(drawn, BAND) if drawn else None,
    )


def _at(outcome: Outcome, kind: str, hosts: IntArray) -> Counts:
    """Replicates by effect, shape (n_horizons, n_hosts)."""
    return {effect: outcome.counts(effect)[:, hosts] for effect in KINDS[kind]}


def _in_class(counts: Counts, n: int | IntArray, kind: str) -> IntArray:
    """How many of the hosts, which stand on the last axis, are in each class, which then stands there."""
    found = classes(counts, n, KINDS[kind])
    return np.stack([(found == level).sum(axis=-1) for level in range(len(CLASSES))], axis=-1)


def _interval(found: Comparison, kind: str, hosts: IntArray, horizon: int) -> IntArray:
    """Ends of the counts when replicates are drawn again, shape (2 ends, 2 sides, n_classes)."""
    tables = [
        {effect: one.by_batch(effect, horizon, hosts) for effect in KINDS[kind]} for one in (found.before, found.after)
    ]
    n, *again = resampled(found.seed, found.after.sizes, *tables)
    return np.stack([percentiles(_in_class(side, n, kind), INTERVAL) for side in again], axis=1)
