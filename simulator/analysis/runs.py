"""Runs that grow: replicate i is the same however many are asked for, so what is there is only added to.

Work is cut into spans of replicates that take a fraction of a second; between two of them it can be stopped, and
what was finished stays.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock

import numpy as np

from simulator.analysis.outcomes import COUNTED, Counted, Ensemble, Words, batch_size, batch_totals
from simulator.arrays import CountArray
from simulator.engine import backend
from simulator.engine.block import Block
from simulator.engine.kernel import ROUNDS, run
from simulator.engine.words import PER_WORD, n_words
from simulator.model.network import HORIZONS, Network

CHUNK = 512  # replicates at once: what a block of the numpy engine keeps in reach of the processor
COMPILED_CHUNK = 4096  # machine code works on 64 at a time; so many take a twentieth of a second
Span = tuple[int, int]


def chunk_size() -> int:
    """Replicates at once, by the engine that does the work; no bit hangs on it."""
    return COMPILED_CHUNK if backend.chosen() == "numba" else CHUNK


def spans(start: int, stop: int, chunk: int) -> list[Span]:
    """The replicates from `start` to `stop` in spans of a chunk."""
    return [(at, min(at + chunk, stop)) for at in range(start, stop, chunk)]


def joined(parts: Sequence[Words]) -> Words:
    """Words of replicates that follow one another."""
    if len(parts) == 1:
        return parts[0]
    return {effect: np.concatenate([words[effect] for words in parts], axis=-1) for effect in parts[0]}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Run:
    """One network with a seed: everything that decides the replicates but their number."""

    network: Network
    seed: int
    rounds: int = ROUNDS
    one_mind: bool = False  # the structural alternative: one draw for all deciding bodies of a state

    def words(self, span: Span) -> Words:
        """Outcomes of a span of replicates."""
        block = Block(self.seed, *span, self.network.numbers, self.one_mind)
        return run(self.network, self.seed, *span, self.rounds, block).words


class Kept:
    """Every replicate of a run from the first on, in whole words; asked for more, it grows."""

    def __init__(self, one: Run) -> None:
        self._run, self._parts, self._done, self._lock = one, list[Words](), 0, Lock()

    def missing(self, n: int) -> list[Span]:
        """Spans still to be done for `n` replicates."""
        return spans(self._done, PER_WORD * n_words(n), chunk_size())

    def work(self, span: Span) -> Callable[[], None]:
        """Do one span, in any thread; what is returned takes it in, after the one before."""
        made = self._run.words(span)
        return lambda: self._add(span, made)

    def _add(self, span: Span, made: Words) -> None:
        with self._lock:  # another reader may have brought some of it
            there = (self._done - span[0]) // PER_WORD
            if span[1] > self._done:
                self._parts.append({effect: words[..., there:] for effect, words in made.items()})
                self._done = span[1]

    def upto(self, n: int) -> Ensemble:
        """The first `n`, all of which are there."""
        with self._lock:
            self._parts = [joined(self._parts)]
            return Ensemble(n=self._done, words=self._parts[0]).first(n)


class Tallied:
    """Totals of the first `n` replicates of a run, by batches; memory does not grow with `n`."""

    def __init__(self, one: Run, n: int, batches: int) -> None:
        self._run, self._n, self._done, self._lock = one, n, 0, Lock()
        self._size = batch_size(n, batches)
        self._totals = np.zeros((len(COUNTED), len(HORIZONS), one.network.n_states, -(-n // self._size)), np.int64)

    def missing(self, n: int) -> list[Span]:
        """Spans still to be done for all `n` replicates."""
        return spans(self._done, n, chunk_size())

    def work(self, span: Span) -> Callable[[], None]:
        """Do one span, in any thread; what is returned takes it in, after the one before."""
        batches, made = batch_totals(self._run.words(span), span[0], self._size)
        return lambda: self._add(span, batches, made)

    def _add(self, span: Span, batches: slice, made: CountArray) -> None:
        with self._lock:
            if span[0] == self._done:  # else another reader has brought it
                self._totals[..., batches] += made
                self._done = span[1]

    def upto(self, n: int) -> Counted:
        """The totals of all `n`."""
        return Counted(n=n, size=self._size, totals=self._totals)
