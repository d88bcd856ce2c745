"""The compiled engine: the same bits as the numpy engine, by machine code (numba), without the interpreter's lock.

Optional: without numba the numpy engine does the work. No `parallel` and no `fastmath`: threads share nothing but
what they read, and rounding is that of the numpy engine.
"""

from simulator.engine.compiled import cache as _  # noqa: F401, I001 - says where machine code is kept, before any is made

from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from simulator.engine.compiled.direct import Channels, channels
from simulator.engine.compiled.hosts import N_EFFECTS, Person, person_of
from simulator.engine.compiled.law import Law, law_of
from simulator.engine.compiled.world import make_work, run_world
from simulator.engine.draws import NEVER, DayArray
from simulator.engine.words import PER_WORD, WordArray, n_words
from simulator.model.network import HORIZONS, Network

CountArray = npt.NDArray[np.int64]
_WHOLE_SEED = 0xFFFFFFFFFFFFFFFF


def run_one(
    network: Network, seed: int, start: int, stop: int, rounds: int, one_mind: bool = False
) -> tuple[WordArray, DayArray, WordArray]:
    """Words by effect (n_effects, n_horizons, n_states, n_words), days of the front, and who answered, of one R."""
    law = law_of(network, one_mind)
    requesters = np.array([network.requesting], dtype=np.int64)
    many = n_words(stop - start)
    words = np.zeros((N_EFFECTS, len(HORIZONS), network.n_states, many), np.uint64)
    day = np.full((network.n_states, stop - start), NEVER, np.int32)
    answered = np.zeros((network.n_states, many), np.uint64)
    nothing = np.zeros((0, N_EFFECTS, len(HORIZONS), network.n_states), np.int64)
    _run(
        law,
        person_of(network),
        requesters,
        channels(law, requesters),
        seed,
        start,
        stop,
        rounds,
        words,
        day,
        answered,
        nothing,
    )
    return words, day, answered


class Asked(NamedTuple):
    """A network and those of its states that each ask for themselves, ready for any block of replicates."""

    law: Law
    person: Person
    requesters: npt.NDArray[np.int64]
    mine: Channels


def asked(network: Network, requesters: npt.NDArray[np.int64]) -> Asked:
    """What does not depend on the replicates, worked out once: a quarter of a second for every state of the world."""
    law = law_of(network)
    return Asked(law, person_of(network), requesters, channels(law, requesters))


def count_block(every: Asked, seed: int, start: int, stop: int, rounds: int) -> CountArray:
    """Replicates `start` to `stop` with each effect, shape (n_requesters, n_effects, n_horizons, n_states)."""
    n_states = len(every.law.numbers)
    counts = np.zeros((len(every.requesters), N_EFFECTS, len(HORIZONS), n_states), np.int64)
    no_words, no_days, nobody = (
        np.zeros((0, 0, 0, 0), np.uint64), np.zeros((0, 0), np.int32), np.zeros((0, 0), np.uint64)
    )  # fmt: skip
    _run(*every, seed, start, stop, rounds, no_words, no_days, nobody, counts)
    return counts


def run_every(
    network: Network, requesters: npt.NDArray[np.int64], seed: int, start: int, stop: int, rounds: int, threads: int = 2
) -> CountArray:
    """Replicates with each effect for each requesting state, shape (n_requesters, n_effects, n_horizons, n_states).

    All meet the same draws, so each is bit for bit what it is alone; memory does not grow with the replicates.
    """
    every = asked(network, requesters)
    share = n_words(-(-(stop - start) // threads)) * PER_WORD
    parts = [(at, min(at + share, stop)) for at in range(start, stop, share)]

    def some(part: tuple[int, int]) -> CountArray:
        return count_block(every, seed, *part, rounds)

    with ThreadPoolExecutor(threads) as pool:
        return np.asarray(sum(pool.map(some, parts)))


def _run(
    law: Law, person: Person, requesters: npt.NDArray[np.int64], mine: Channels, seed: int, start: int, stop: int,
    rounds: int, words: WordArray, day: DayArray, answered: WordArray, counts: CountArray,
) -> None:  # fmt: skip
    key = np.uint64(seed & _WHOLE_SEED)
    run_world(
        law, person, requesters, mine, key, start, stop, rounds, words, day, answered, counts, make_work(law, person)
    )
