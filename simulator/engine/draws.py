"""Draws: every one a pure function of (seed, purpose, whom it belongs to, replicate).

A counter hash (the finaliser of SplitMix64, Steele et al. 2014) over the seed, the purpose, the permanent
numbers and the replicate gives 31 random bits. Nothing is counted, so a draw means the same in every
scenario, order, chunk and worker (common random numbers). Chances become thresholds on the same grid:
a gate is passed when its draw is below the threshold, exactly, on every machine.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import IntEnum
from functools import lru_cache
from math import exp
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from simulator.engine.philox import coin_words, coins

DrawArray = npt.NDArray[np.uint32]
DayArray = npt.NDArray[np.int32]

BITS = 31
ONE = 1 << BITS  # threshold of a certain gate: every draw is below it
QUANTILES = 4096
NEVER = 1_000_000  # a day beyond every horizon [day]


class Purpose(IntEnum):
    """What a draw decides. Values are permanent: they key the draws."""

    SCOPE = 1  # + requested state (+ desk `provider`)
    SEVERITY = 2  # + requested state
    DUAL_CRIMINALITY = 3  # + requested state
    GROUNDS = 4  # + desk, requested state
    DATA_PROTECTION = 5  # + desk, requested state
    COURT = 6  # + desk, requested state
    NOTICE = 7  # + desk, requested state
    CAPACITY = 8  # + desk, requesting, requested state; desk `provider`: requested state alone
    DELAY = 9  # as CAPACITY
    VETTING = 10  # + requesting state
    FORWARD = 11  # + state
    FOUND = 12  # + state
    WARNED = 13  # + host
    PROVIDER = 14  # + service, host: who holds the data
    RETENTION = 15  # + holder
    TRANSIT = 16  # + host: through which state the person travels
    BORDER = 17  # + host: whether an alert is seen there
    BAND_ASSUMPTION = 18  # + hash of the assumption's id; "replicate" is the band's draw
    BAND_INDEX = 19  # + hash of the index's name, state
    RESAMPLE = 20  # bootstrap of replicates; "replicate" is the resample
    GENUINE_SENDER = 21  # + sample: who sends a genuine request
    GENUINE_REQUESTED = 22  # + sample: who receives it
    PAIR = 23  # + requesting, requested state; in words of 64 replicates: the plain cascade
    ORDER = 24  # + player: orders of changed rules; "replicate" is the order


_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_M1, _M2 = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_WHOLE = 0xFFFFFFFFFFFFFFFF


def _mix(z: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    z = (z ^ (z >> np.uint64(30))) * _M1
    z = (z ^ (z >> np.uint64(27))) * _M2
    return z ^ (z >> np.uint64(31))


_PHILOX: ContextVar[bool] = ContextVar("philox", default=False)


@contextmanager
def philox() -> Iterator[None]:
    """Within it, and in its thread, every draw is a Philox coin: slow, and only to check the hash against."""
    token = _PHILOX.set(True)
    try:
        yield
    finally:
        _PHILOX.reset(token)


def drawing_philox() -> bool:
    """Whether draws are Philox coins here and now."""
    return _PHILOX.get()


def draws(seed: int, purpose: Purpose, *belongs_to: npt.ArrayLike, replicate: npt.ArrayLike) -> DrawArray:
    """Uniform integers below 2**31, one for each element of the broadcast arguments.

    Parameters
    ----------
    belongs_to : integers
        Codes of desks or services and permanent numbers, in the order that `Purpose` says.
    replicate : integers
        Number of each replicate, from 0.
    """
    if _PHILOX.get():
        return coins(seed, int(purpose), belongs_to, replicate).astype(np.uint32)
    key = stream_keys(seed, purpose, *belongs_to)
    with np.errstate(over="ignore"):
        key = _mix(key ^ _mix((np.asarray(replicate).astype(np.uint64) + np.uint64(1)) * _GOLDEN))
    shape = np.broadcast_shapes(*(np.shape(n) for n in belongs_to), np.shape(replicate))
    return (key >> np.uint64(64 - BITS)).astype(np.uint32).reshape(shape)


def stream_keys(seed: int, purpose: Purpose, *belongs_to: npt.ArrayLike) -> npt.NDArray[np.uint64]:
    """Keys of what draws belong to, one for each element of the broadcast arguments."""
    with np.errstate(over="ignore"):
        key = _mix(np.asarray([seed & _WHOLE], dtype=np.uint64) + _GOLDEN)
        key = _mix(key ^ (np.uint64(purpose) * _GOLDEN))
        for number in belongs_to:
            key = _mix(key + (np.asarray(number).astype(np.uint64) + np.uint64(1)) * _GOLDEN)
    return key


def random_words(keys: npt.NDArray[np.uint64], word: int, level: int) -> npt.NDArray[np.uint64]:
    """Bit `level`, from the highest down, of the draws of 64 replicates: those of word `word`, by key.

    Each key is the seed of a generator SplitMix64 of its own, of which every 31 words in turn are one word of draws.
    """
    place = word * BITS + level + 1
    if _PHILOX.get():
        return coin_words(keys, place)
    with np.errstate(over="ignore"):
        return _mix(keys + np.uint64(place * int(_GOLDEN) & _WHOLE))


def threshold(chance: npt.ArrayLike) -> DrawArray:
    """Chances as thresholds: a draw below it passes. 0 never passes, 1 always; NaN never."""
    scaled = np.floor(np.nan_to_num(np.asarray(chance, dtype=np.float64), nan=0.0) * ONE)
    return np.clip(scaled, 0, ONE).astype(np.uint32)


@lru_cache(maxsize=4096)
def delay_table(typical_days: float, sigma: float) -> DayArray:
    """Whole days at 4,096 quantiles of a log-normal with median `typical_days` [day]; at least 0."""
    if typical_days <= 0:
        return np.zeros(QUANTILES, dtype=np.int32)
    return np.asarray(np.minimum(np.rint(typical_days * _spread(max(sigma, 1e-9))), NEVER), dtype=np.int32)


@lru_cache(maxsize=256)
def _spread(sigma: float) -> npt.NDArray[np.float64]:
    """Quantiles of a log-normal with median 1; by `math.exp`, so that the bits are the same on every machine."""
    return np.array([exp(z * sigma) for z in normal_quantiles().tolist()])


@lru_cache(maxsize=1)
def normal_quantiles() -> npt.NDArray[np.float64]:
    """4,096 quantiles of the standard normal, to be looked up by `quantile`."""
    return np.array([NormalDist().inv_cdf((i + 0.5) / QUANTILES) for i in range(QUANTILES)])


def quantile(draw: DrawArray) -> npt.NDArray[np.intp]:
    """Place of a draw in a table of 4,096 quantiles."""
    return (draw >> np.uint32(BITS - 12)).astype(np.intp)
