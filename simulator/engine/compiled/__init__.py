"""The compiled engine: the same bits as the numpy engine, by machine code (numba), without the interpreter's lock.

Optional: without numba the numpy engine does the work. No `parallel` and no `fastmath`: threads share nothing but
what they read, and rounding is that of the numpy engine.
"""

from simulator.engine.compiled import cache as _  # noqa: F401, I001 - says where machine code is kept, before any is made

from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from simulator.arrays import CountArray
from simulator.engine.compiled.draws import SLOT_OF, keys_of
from simulator.engine.compiled.hosts import N_EFFECTS, person_of
from simulator.engine.compiled.law import PADDED, days_of, law_of
from simulator.engine.compiled.merged import merge_rows
from simulator.engine.compiled.plans import plans_of
from simulator.engine.compiled.vectors import in_lines
from simulator.engine.compiled.world import Work, World, kept_of, run_world, work_on
from simulator.engine.draws import NEVER, DayArray
from simulator.engine.words import PER_WORD, WordArray, n_words, unpack
from simulator.model.network import HORIZONS, Network


def run_one(
    network: Network, seed: int, start: int, stop: int, rounds: int, one_mind: bool = False
) -> tuple[WordArray, DayArray, WordArray]:
    """Words by effect (n_effects, n_horizons, n_states, n_words), days of the front, and who answered, of one R."""
    world = _world(network, np.array([network.requesting], dtype=np.int64))
    many, n_states = n_words(stop - start), network.n_states
    kept = kept_of(many, n_states)
    keys = keys_of(seed, network.numbers, one_mind)
    run_world(world, keys, start, stop, rounds, kept, np.zeros(0, np.uint32), work_on(world))
    words = kept.effects.reshape(many, n_states, N_EFFECTS, PADDED)[..., : len(HORIZONS)].transpose(2, 3, 1, 0)
    front = unpack(kept.front.reshape(many, n_states).T, stop - start)
    front[network.requesting], days = False, kept.day.reshape(many, n_states, PER_WORD).transpose(1, 0, 2)
    day = np.where(front, days.reshape(n_states, -1)[:, : stop - start], np.int32(NEVER))
    day[network.requesting] = 0
    return np.ascontiguousarray(words), day, np.ascontiguousarray(kept.answered.reshape(many, n_states).T)


class Asked(NamedTuple):
    """A network and those of its states that each ask for themselves, ready for any block of replicates."""

    world: World
    idle: list[Work]  # room of threads that are done


def asked(network: Network, requesters: npt.NDArray[np.int64], threads: int = 2) -> Asked:
    """What does not depend on the replicates, worked out once: a tenth of a second for every state of the world."""
    return Asked(_world(network, requesters, threads), [])


def count_block(every: Asked, seed: int, start: int, stop: int, rounds: int) -> CountArray:
    """Replicates `start` to `stop` with each effect, shape (n_requesters, n_effects, n_horizons, n_states)."""
    world = every.world
    shape = len(world.requesters), len(world.law.state), N_EFFECTS, PADDED
    counts = in_lines(int(np.prod(shape)), np.uint32).reshape(shape)
    work = every.idle.pop() if every.idle else work_on(world)
    keys = keys_of(seed, world.law.state["number"].astype(np.int64), False)
    run_world(world, keys, start, stop, rounds, kept_of(0, 0), counts.reshape(-1), work)
    every.idle.append(work)
    return counts[..., : len(HORIZONS)].transpose(0, 2, 3, 1).astype(np.int64)


def run_every(
    network: Network, requesters: npt.NDArray[np.int64], seed: int, start: int, stop: int, rounds: int, threads: int = 2
) -> CountArray:
    """Replicates with each effect for each requesting state, shape (n_requesters, n_effects, n_horizons, n_states).

    All meet the same draws, so each is bit for bit what it is alone; memory does not grow with the replicates.
    """
    every = asked(network, requesters, threads)
    share = n_words(-(-(stop - start) // threads)) * PER_WORD
    parts = [(at, min(at + share, stop)) for at in range(start, stop, share)]

    def some(part: tuple[int, int]) -> CountArray:
        return count_block(every, seed, *part, rounds)

    with ThreadPoolExecutor(threads) as pool:
        counts, *others = pool.map(some, parts)
    for other in others:
        counts += other
    return counts


def _world(network: Network, requesters: npt.NDArray[np.int64], threads: int = 1) -> World:
    law = merge_rows(law_of(network))
    plans, rows = plans_of(law, requesters, threads)
    return World(law, SLOT_OF, days_of(network), person_of(network), requesters, plans, rows)
