"""Outcomes of many replicates: each of them kept, or, of very many, only totals of batches of whole replicates.

Batches are the same replicates in every scenario, so differences between scenarios stay paired, batch by batch.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from simulator.arrays import CountArray, FloatArray, IndexArray
from simulator.engine.kernel import EFFECTS
from simulator.engine.words import PER_WORD, WordArray, count, n_words, unpack

Table = npt.NDArray[np.floating[Any]]  # whole numbers: sums and products of them are exact in any order
Words = Mapping[str, WordArray]  # by effect: (n_horizons, n_states, n_words)

KEPT = 65_536  # as far as each replicate is kept; what is asked beyond is counted
BATCHES = 256
WITHOUT_ORDERS = "data_without_orders"  # exposed through the host or another State, orders to providers left out
COUNTED = (*EFFECTS, WITHOUT_ORDERS)


def of_effect(words: Words, effect: str) -> WordArray:
    """Words of one effect of `COUNTED`."""
    return words["data_host"] | words["data_provider"] if effect == WITHOUT_ORDERS else words[effect]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ensemble:
    """Every one of `n` replicates: a batch is a single replicate."""

    n: int
    words: Words

    def counts(self, effect: str) -> CountArray:
        """Replicates with the effect, shape (n_horizons, n_states)."""
        return count(of_effect(self.words, effect))

    def first(self, n: int) -> "Ensemble":
        """The first `n` of them."""
        if n == self.n:
            return self
        words = {effect: array[..., : n_words(n)] for effect, array in self.words.items()}
        if n % PER_WORD:
            whole = np.full(n_words(n), ~np.uint64(0))
            whole[-1] = (1 << n % PER_WORD) - 1
            words = {effect: array & whole for effect, array in words.items()}
        return Ensemble(n=n, words=words)

    def by_batch(self, effect: str, horizon: int, hosts: IndexArray) -> Table:
        """Replicates with the effect in each batch, shape (n_hosts, n_batches)."""
        return unpack(of_effect(self.words, effect)[horizon, hosts], self.n).astype(np.float32)

    @property
    def sizes(self) -> FloatArray:
        """Replicates in each batch."""
        return np.ones(self.n)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Totals of `n` replicates by batches of `size`, the last of which may be smaller."""

    n: int
    size: int
    totals: npt.NDArray[np.signedinteger[Any]]  # (n_counted, n_horizons, n_states, n_batches), by place in `COUNTED`

    def of(self, effect: str) -> CountArray:
        """Replicates with the effect in each batch, shape (n_horizons, n_states, n_batches)."""
        return np.asarray(self.totals[COUNTED.index(effect)])

    def counts(self, effect: str) -> CountArray:
        """Replicates with the effect, shape (n_horizons, n_states)."""
        return np.asarray(self.of(effect).sum(axis=-1))

    def by_batch(self, effect: str, horizon: int, hosts: IndexArray) -> Table:
        """Replicates with the effect in each batch, shape (n_hosts, n_batches)."""
        return np.asarray(self.of(effect)[horizon, hosts], dtype=np.float64)

    @property
    def sizes(self) -> FloatArray:
        """Replicates in each batch."""
        left = self.n - self.size * np.arange(self.totals.shape[-1])
        return np.asarray(np.minimum(self.size, left), dtype=np.float64)


Outcome = Ensemble | Counted


def batch_size(n: int, batches: int) -> int:
    """Replicates of a batch, in whole words, so that there are at most `batches` of them."""
    return PER_WORD * n_words(-(-n // batches))


def batch_totals(words: Words, start: int, size: int) -> tuple[slice, CountArray]:
    """Which batches the replicates from `start` on belong to, and their totals there.

    Parameters
    ----------
    start, size : multiples of 64

    Returns
    -------
    The batches, and (n_counted, n_horizons, n_states, n_batches) of them.
    """
    per_batch = size // PER_WORD
    batch = (start // PER_WORD + np.arange(words["data"].shape[-1])) // per_batch
    first = np.flatnonzero(np.diff(batch, prepend=-1))
    found = [
        np.add.reduceat(np.bitwise_count(of_effect(words, effect)), first, axis=-1, dtype=np.int64)
        for effect in COUNTED
    ]
    return slice(int(batch[0]), int(batch[-1]) + 1), np.stack(found)
