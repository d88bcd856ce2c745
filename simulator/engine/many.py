"""Many networks about one requesting state on the same draws: what comes about by one horizon.

Each network has bit for bit what it has alone. With machine code, networks that differ in rules alone share most of
the work; others, and all with the numpy engine, are run one by one.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from simulator.arrays import IntArray
from simulator.engine import backend
from simulator.engine.block import Block
from simulator.engine.kernel import EFFECTS, ROUNDS, run
from simulator.engine.words import PER_WORD, WordArray, count, n_words
from simulator.model.network import HORIZONS, Network

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
    shape, done = (len(networks), len(EFFECTS), networks[0].n_states), 0.0
    counts = np.zeros(shape, dtype=np.int64)
    words = np.zeros((*shape, n_words(n) if keep_words else 0), dtype=np.uint64)
    for group in _groups(networks, backend.chosen(engine)):
        some = _prepared([networks[place] for place in group], backend.chosen(engine))
        for start in range(0, n, BLOCK):
            stop = min(start + BLOCK, n)
            share = len(group) * (stop - start) / (len(networks) * n)
            told = _part(look, done, share)
            found, kept = some.run(seed, start, stop, horizon, rounds, one_mind, keep_words, told)
            counts[group] += found
            if keep_words:
                words[group, ..., start // PER_WORD : start // PER_WORD + kept.shape[-1]] = kept
            done += share
            look(min(done, 1.0))
    return Many(n=n, horizon=horizon, counts=counts, words=words if keep_words else None)


class _Some(Protocol):
    """Some networks, ready to be run."""

    def run(
        self,
        seed: int,
        start: int,
        stop: int,
        horizon: int,
        rounds: int,
        one_mind: bool,
        keep_words: bool,
        look: Look,
    ) -> tuple[IntArray, WordArray]:
        """Replicates `start` to `stop`: counts (n_networks, n_effects, n_states), and words (..., n_words) or empty."""


def _groups(networks: Sequence[Network], engine: backend.Engine) -> list[list[int]]:
    """Places of networks that may be run together."""
    if engine == "numpy":
        return [list(range(len(networks)))]
    from simulator.engine.compiled.near import near  # optional, and slow to load

    groups: list[list[int]] = []
    for place, network in enumerate(networks):
        for group in groups:
            if near(networks[group[0]], network):
                group.append(place)
                break
        else:
            groups.append([place])
    return groups


def _prepared(networks: list[Network], engine: backend.Engine) -> _Some:
    if engine == "numpy" or len(networks) == 1:
        return _Apart(networks, engine)
    from simulator.engine.compiled.together import Together  # optional, and slow to load

    return Together(networks)


def _part(look: Look, done: float, share: float) -> Look:
    return lambda part: look(min(done + share * part, 1.0))


class _Apart:
    """Networks that are run one by one."""

    def __init__(self, networks: list[Network], engine: backend.Engine) -> None:
        self.networks, self.engine = networks, engine

    def run(
        self,
        seed: int,
        start: int,
        stop: int,
        horizon: int,
        rounds: int,
        one_mind: bool,
        keep_words: bool,
        look: Look,
    ) -> tuple[IntArray, WordArray]:
        """See `_Some`."""
        block, place = Block(seed, start, stop, self.networks[0].numbers, one_mind), HORIZONS.index(horizon)

        def one(network: Network) -> WordArray:
            found = run(network, seed, start, stop, rounds, block, self.engine).words
            return np.stack([found[effect][place] for effect in EFFECTS])

        counts, kept = [], []
        threads = ThreadPoolExecutor(2)
        try:
            for done, words in enumerate(threads.map(one, self.networks)):
                counts.append(count(words))
                kept.append(words if keep_words else words[..., :0])
                look((done + 1) / len(self.networks))
        finally:
            threads.shutdown(cancel_futures=True)
        return np.stack(counts), np.stack(kept)
