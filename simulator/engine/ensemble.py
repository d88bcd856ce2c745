"""Counts over any number of replicates for any number of requesting States, on shared worlds and block by block.

Sums of whole numbers: blocks, their order, threads and the engine change no bit, and memory does not grow with the
replicates. What to do with the counts, and on which machine, is for others.
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from simulator.arrays import IntArray
from simulator.engine import backend
from simulator.engine.block import Block
from simulator.engine.kernel import EFFECTS, ROUNDS, run
from simulator.engine.words import PER_WORD
from simulator.model.network import HORIZONS, Network

BLOCK = 1 << 13  # replicates times requesting states between two looks of the compiled engine: a tenth of a second
CHUNK = 512  # replicates of one requesting state between two looks of the numpy engine: the same
Look = Callable[[], object]  # called between blocks; what it raises stops the work


class Askers:
    """A network whose senders each ask for themselves (`requesting` is `EACH`), and the places of those that are counted."""

    def __init__(self, network: Network, requesters: IntArray, engine: backend.Engine | None = None) -> None:
        self.network, self.requesters = network, requesters
        self._compiled = None
        if backend.chosen(engine) == "numba":
            from simulator.engine.compiled import asked  # optional, and slow to load

            self._compiled = asked(network, requesters)

    def counts(self, seed: int, start: int, stop: int, rounds: int = ROUNDS, look: Look = lambda: None) -> IntArray:
        """Replicates `start` to `stop` with each effect, shape (n_requesters, n_effects, n_horizons, n_states).

        Each requesting state has bit for bit what it has alone.
        """
        total = np.zeros((len(self.requesters), len(EFFECTS), len(HORIZONS), self.network.n_states), dtype=np.int64)
        if self._compiled is None:
            self._add_by_arrays(total, seed, start, stop, rounds, look)
            return total
        from simulator.engine.compiled import count_block

        size = max(PER_WORD, BLOCK // len(self.requesters) // PER_WORD * PER_WORD)
        for at in range(start, stop, size):
            look()
            total += count_block(self._compiled, seed, at, min(at + size, stop), rounds)
        return total

    def _add_by_arrays(self, total: IntArray, seed: int, start: int, stop: int, rounds: int, look: Look) -> None:
        own = [replace(self.network, requesting=requester) for requester in self.requesters.tolist()]
        for at in range(start, stop, CHUNK):
            block = Block(seed, at, min(at + CHUNK, stop), self.network.numbers)
            for place, network in enumerate(own):
                look()
                found = run(network, seed, at, at + block.n, rounds, block, engine="numpy")
                total[place] += [found.counts(effect) for effect in EFFECTS]
                block.forget_senders()
