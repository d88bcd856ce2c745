"""Monte Carlo error and band: how far a figure would move with other replicates, and with other assumptions.

Only the first shrinks with more replicates. Replicates, or whole batches of them where only totals are kept, are
drawn again or compared with one another; baseline and scenario together, so that differences stay paired.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from simulator.analysis.outcomes import Counted, Ensemble, Outcome, Table
from simulator.arrays import CountArray, FloatArray
from simulator.engine.draws import Purpose, draws
from simulator.engine.words import count
from simulator.words.say import Word

UNCERTAINTY: dict[str, Word] = {
    Word(
        "Monte Carlo error"
    ): "from finitely many replicates; it shrinks with more of them. Of a count, the middle 95% when replicates, "
    "or whole batches of them, are drawn again; of a change, twice its standard error to either side",
    Word(
        "Band"
    ): "from what nobody knows well, the assumptions and the errors of the indices; it does not shrink with replicates. From "
    "the 10th to the 90th percentile over 64 draws of all of them, each on the first 512 replicates",
}
RESAMPLES = 200
AT_ONCE = 20
BAND = (0.1, 0.9)
INTERVAL = (0.025, 0.975)
Batches = Mapping[str, Table]


@lru_cache(maxsize=4)
def _weights(seed: int, n_batches: int) -> npt.NDArray[np.uint16]:
    """How often each batch is drawn in each resample, shape (RESAMPLES, n_batches); keyed draws."""
    place = np.arange(n_batches)
    found = np.empty((RESAMPLES, n_batches), dtype=np.uint16)
    for resample in range(RESAMPLES):
        chosen = draws(seed, Purpose.RESAMPLE, place, replicate=resample).astype(np.int64) * n_batches >> 31
        found[resample] = np.bincount(chosen, minlength=n_batches)
    return found


def resampled(
    seed: int, sizes: FloatArray, before: Batches, after: Batches
) -> tuple[CountArray, dict[str, CountArray], dict[str, CountArray]]:
    """Totals each time whole batches are drawn again, the same of baseline and scenario.

    Parameters
    ----------
    sizes : shape (n_batches,) replicates in each
    before, after : by effect, replicates with it, shape (n_hosts, n_batches)

    Returns
    -------
    Replicates, shape (RESAMPLES, 1), and those with each effect before and after, shape (RESAMPLES, n_hosts).
    """
    weights = _weights(seed, len(sizes))

    def drawn(table: Table) -> CountArray:
        parts = [table @ weights[at : at + AT_ONCE].T.astype(table.dtype) for at in range(0, RESAMPLES, AT_ONCE)]
        return np.concatenate(parts, axis=1).T.astype(np.int64)

    then, now = ({effect: drawn(table) for effect, table in tables.items()} for tables in (before, after))
    return drawn(sizes[None]), then, now


def change_error(before: Outcome, after: Outcome, effect: str) -> FloatArray:
    """Standard error of the change of a chance, on paired replicates; shape (n_horizons, n_states)."""
    if isinstance(before, Ensemble) and isinstance(after, Ensemble):
        n = after.n
        change = after.counts(effect) / n - before.counts(effect) / n
        moved = count(before.words[effect] ^ after.words[effect]) / n
        return np.asarray(np.sqrt(np.maximum(moved - change**2, 0.0) / n))
    if isinstance(before, Counted) and isinstance(after, Counted):
        return _error(after.of(effect) - before.of(effect), after.sizes)
    raise TypeError("of a pair, both are kept or both are counted")


def mean_change_error(sizes: FloatArray, before: Table, after: Table) -> float:
    """Standard error of the mean change of a chance over hosts; tables as in `resampled` [percentage points]."""
    moved = after.sum(axis=0, dtype=np.float64) - before.sum(axis=0, dtype=np.float64)
    return float(100 * _error(moved, sizes) / max(len(before), 1))


def _error(moved: npt.NDArray[Any], sizes: FloatArray) -> FloatArray:
    """Standard error of sum(moved) / sum(sizes), batches on the last axis, from how far each lies from the mean."""
    n = sizes.sum()
    apart = moved - sizes * (moved.sum(axis=-1, keepdims=True) / n)
    return np.asarray(np.sqrt((apart**2).sum(axis=-1)) / n)


def percentiles(values: npt.ArrayLike, shares: tuple[float, float]) -> tuple[Any, Any]:
    """The values at two shares of the draws, which stand on the first axis."""
    low, high = np.quantile(np.asarray(values), shares, axis=0, method="nearest")
    return low, high
