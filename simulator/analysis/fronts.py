"""Who answers and who asks in turn, delays ignored: what a reader's own program can check against."""

from dataclasses import dataclass

import numpy as np

from simulator.analysis.runs import CHUNK
from simulator.arrays import FloatArray
from simulator.engine.block import Block
from simulator.engine.draws import NEVER
from simulator.engine.front import spread
from simulator.engine.words import count
from simulator.model.network import Network

ROUNDS_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontChances:
    """Shares of replicates, 0-1; arrays over states."""

    answered: FloatArray  # (n_states,) answers the requesting state itself
    front: FloatArray  # (3, n_states) in the front after 1, 2, 3 rounds; the requesting state always is


def front_chances(network: Network, seed: int, n: int) -> FrontChances:
    """Who answers `network.requesting`, and who holds the request after each round, in `n` replicates."""
    answered = np.zeros(network.n_states, dtype=np.int64)
    held = np.zeros((ROUNDS_SHOWN, network.n_states), dtype=np.int64)
    for start in range(0, n, CHUNK):
        block = Block(seed, start, min(start + CHUNK, n), network.numbers)
        for rounds in range(1, ROUNDS_SHOWN + 1):
            front = spread(network, block, rounds)
            held[rounds - 1] += (front.day < NEVER).sum(axis=1)
        live = front.whole(network.requesting)
        answered += count(np.bitwise_or.reduce(live.words[network.rows.answering[live.rows]], axis=0))
    return FrontChances(answered=answered / n, front=held / n)
