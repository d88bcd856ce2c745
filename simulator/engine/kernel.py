"""One block of replicates from network to outcomes: the model of design section 3, 64 replicates to a word.

Equal, replicate by replicate, to `simulator.engine.reference`, which reads like the definition.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from simulator.engine import backend
from simulator.engine.block import Block
from simulator.engine.draws import DayArray
from simulator.engine.effects import gather
from simulator.engine.front import spread
from simulator.engine.outcomes import effects_of
from simulator.engine.words import WordArray, count, unpack
from simulator.model.network import Network

EFFECTS = (
    "located",
    "read",
    "watched",
    "data",
    "data_host",
    "data_provider",
    "data_order",
    "held",
    "handed_over",
    "held_in_transit",
)
ROUNDS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcomes:
    """What happened in a block of replicates, for every host; the requesting state's own column is empty."""

    n: int  # replicates
    words: dict[str, WordArray]  # by effect: (n_horizons, n_states, n_words)
    front: DayArray  # (n_states, n): the day from which each state asks, `draws.NEVER` if it does not
    answered: npt.NDArray[np.bool_]  # (n_states, n): answered the requesting state itself

    def bits(self, effect: str) -> npt.NDArray[np.bool_]:
        """Whether the effect came about, shape (n_horizons, n_states, n)."""
        return unpack(self.words[effect], self.n)

    def counts(self, effect: str) -> npt.NDArray[np.int64]:
        """Replicates in which the effect came about, shape (n_horizons, n_states)."""
        return count(self.words[effect])


def run(
    network: Network,
    seed: int,
    start: int,
    stop: int,
    rounds: int = ROUNDS,
    block: Block | None = None,
    engine: backend.Engine | None = None,
) -> Outcomes:
    """Outcomes of replicates `start` to `stop` of one network.

    Parameters
    ----------
    block : the draws of these replicates, if another scenario has met them already; it says whether desks are of one mind
    engine : which of the two does it; the bits are the same
    """
    if backend.chosen(engine) == "numba":
        from simulator.engine.compiled import run_one  # optional, and slow to load

        every, day, gave = run_one(network, seed, start, stop, rounds, block is not None and block.one_mind)
        by_effect = dict(zip(EFFECTS, every, strict=True))
        return Outcomes(n=stop - start, words=by_effect, front=day, answered=unpack(gave, stop - start))
    block = block or Block(seed, start, stop, network.numbers)
    front = spread(network, block, rounds)
    words = effects_of(gather(front))
    for effect in EFFECTS:
        words[effect][:, network.requesting] = 0
    requester = front.whole(network.requesting)
    answering = network.rows.answering[requester.rows]
    answered = np.bitwise_or.reduce(requester.words[answering], axis=0)
    return Outcomes(n=block.n, words=words, front=front.day, answered=unpack(answered, block.n))
