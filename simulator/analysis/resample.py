"""Monte Carlo error and band: how far a figure would move with other replicates, and with other assumptions.

Only the first shrinks with more replicates. Replicates, or whole batches of them where only totals are kept, are
drawn again or compared with one another; baseline and scenario together, so that differences stay paired.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from simulator.analysis.outcomes import CountArray, Counted, Ensemble, Outcome
from simulator.engine.draws import Purpose, draws
from simulator.engine.words import count
from simulator.model.world import BoolArray, FloatArray

UNCERTAINTY = {
    "Monte Carlo error": "from finitely many replicates; it shrinks with more of them. Of a count, the middle 95 % when replicates, "
    "or whole batches of them, are drawn again; of a change, twice its standard error to either side",
    "Band": "from what nobody knows well, the assumptions and the errors of the indices; it does not shrink with replicates. From the "
    "10th to the 90th percentile over 64 draws of all of them, each on the first 512 replicates",
}
RESAMPLES = 200
AT_ONCE = 20
BAND = (0.1, 0.9)
INTERVAL = (0.025, 0.975)
Drawn = tuple[int, dict[str, CountArray], dict[str, CountArray]]


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
    seed: int, before: Outcome, after: Outcome, effects: Sequence[str], horizon: int, chosen: BoolArray
) -> Iterator[Drawn]:
    """Replicates, and baseline's and scenario's totals in the chosen hosts, each time whole batches are drawn again."""
    hosts = np.flatnonzero(chosen)
    arrays = [one.by_batch(effect, horizon, hosts) for one in (before, after) for effect in effects]
    table = np.concatenate([after.sizes[None].astype(arrays[0].dtype), *arrays])
    weights = _weights(seed, table.shape[1])
    for start in range(0, RESAMPLES, AT_ONCE):
        drawn = table @ weights[start : start + AT_ONCE].T.astype(table.dtype)  # whole numbers: exact in any order
        for column in drawn.T.astype(np.int64):
            parts = column[1:].reshape(2, len(effects), len(hosts))
            first, second = (dict(zip(effects, part, strict=True)) for part in parts)
            yield int(column[0]), first, second


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


def mean_change_error(before: Outcome, after: Outcome, effect: str, horizon: int, chosen: BoolArray) -> float:
    """Standard error of the mean change over the chosen hosts [percentage points]."""
    hosts = np.flatnonzero(chosen)
    moved = after.by_batch(effect, horizon, hosts).sum(axis=0) - before.by_batch(effect, horizon, hosts).sum(axis=0)
    return float(100 * _error(moved, after.sizes) / max(len(hosts), 1))


def _error(moved: npt.NDArray[Any], sizes: FloatArray) -> FloatArray:
    """Standard error of sum(moved) / sum(sizes), batches on the last axis, from how far each lies from the mean."""
    n = sizes.sum()
    apart = moved - sizes * (moved.sum(axis=-1, keepdims=True) / n)
    return np.asarray(np.sqrt((apart**2).sum(axis=-1)) / n)


def percentiles(values: npt.ArrayLike, shares: tuple[float, float]) -> tuple[Any, Any]:
    """The values at two shares of the draws, which stand on the first axis."""
    low, high = np.quantile(np.asarray(values), shares, axis=0, method="nearest")
    return low, high
