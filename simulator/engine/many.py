"""Many networks about one requesting state on the same draws: what comes about by one horizon.

Each network has bit for bit what it has alone.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from simulator.engine import backend
from simulator.engine.block import Block
from simulator.engine.kernel import EFFECTS, ROUNDS, run
from simulator.engine.words import PER_WORD, WordArray, count, n_words
from simulator.model.network import HORIZONS, IntArray, Network

BLOCK = 1024  # replicates at once
Look = Callable[[float], object]  # is told the share that is done; what it raises stops the work


@dataclass(frozen=True, slots=True, kw_only=True)
class Many:
    """Outcomes of `n` replicates of several networks by one horizon."""

    n: int
    horizon: int  # [day]
    counts: IntArray  # (n_networks, n_effects, n_states) replicates with each effect of `EFFECTS` in each host
    words: WordArray | None  # (n_networks, n_effects, n_states, n_words), if they were asked for


def run_many(
    networks: Sequence[Network],
    seed: int,
    n: int,
    horizon: int = 365,
    rounds: int = ROUNDS,
    one_mind: bool = False,
    keep_words: bool = False,
    look: Look = lambda share: None,
    engine: backend.Engine | None = None,
) -> Many:
    """Outcomes of the first `n` replicates of networks of one world, each about the same requesting state.

    Parameters
    ----------
    horizon : one of `HORIZONS` [day]
    keep_words : also each replicate, not only how many
    """
    place, shape = HORIZONS.index(horizon), (len(networks), len(EFFECTS), networks[0].n_states)
    counts = np.zeros(shape, dtype=np.int64)
    words = np.zeros((*shape, n_words(n) if keep_words else 0), dtype=np.uint64)
    jobs = [(start, which) for start in range(0, n, BLOCK) for which in range(len(networks))]
    blocks = {start: Block(seed, start, min(start + BLOCK, n), networks[0].numbers, one_mind) for start, _ in jobs}

    def one(job: tuple[int, int]) -> WordArray:
        start, which = job
        found = run(networks[which], seed, start, min(start + BLOCK, n), rounds, blocks[start], engine).words
        return np.stack([found[effect][place] for effect in EFFECTS])

    threads = ThreadPoolExecutor(2)
    try:
        for done, ((start, which), block) in enumerate(zip(jobs, threads.map(one, jobs), strict=True)):
            counts[which] += count(block)
            if keep_words:
                words[which, ..., start // PER_WORD :][..., : block.shape[-1]] = block
            look((done + 1) / len(jobs))
    finally:
        threads.shutdown(cancel_futures=True)
    return Many(n=n, horizon=horizon, counts=counts, words=words if keep_words else None)
