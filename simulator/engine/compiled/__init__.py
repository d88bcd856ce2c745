"""The compiled engine: the same bits as the numpy engine, by machine code (numba), without the interpreter's lock.

Optional: without numba the numpy engine does the work. No `parallel` and no `fastmath`: threads share nothing but
what they read, and rounding is that of the numpy engine.
"""


import numpy as np

from simulator.engine.compiled.direct import channels
from simulator.engine.compiled.draws import make_room
from simulator.engine.compiled.hosts import N_EFFECTS, person_of
from simulator.engine.compiled.law import N_GATES, law_of
from simulator.engine.compiled.world import run_world
from simulator.engine.draws import NEVER, DayArray
from simulator.engine.words import WordArray, n_words
from simulator.model.network import HORIZONS, Network


def run_one(
    network: Network, seed: int, start: int, stop: int, rounds: int, one_mind: bool = False
) -> tuple[WordArray, DayArray, WordArray]:
    """Words by effect (n_effects, n_horizons, n_states, n_words), days of the front, and who answered, of one R."""
    law = law_of(network, one_mind)
    requesters = np.array([network.requesting])
    many = n_words(stop - start)
    words = np.zeros((N_EFFECTS, len(HORIZONS), network.n_states, many), np.uint64)
    day = np.full((network.n_states, stop - start), NEVER, np.int32)
    answered = np.zeros((network.n_states, many), np.uint64)
    nothing = np.zeros((0, N_EFFECTS, len(HORIZONS), network.n_states), np.int64)
    mine = channels(law, requesters)
    run_world(law, person_of(network), requesters, mine, np.uint64(seed), start, stop, rounds, words, day, answered, nothing, make_room(network.n_states, N_GATES))
    return words, day, answered
