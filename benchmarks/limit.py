"""What this machine could do at best: the coins and words of one possible world, at the speeds measured here.

A coin for each pair is one hash and one comparison; a state that passes a request on is one row of the world's live
pairs, joined word by word to what its requesting State reached. Both speeds are of data in the nearest cache, without
any search for what to do next. More than all of it can be reached where replicates share the bits of a hash.
"""

import numpy as np
from numba import njit

from benchmarks.measure import Row, in_turns
from benchmarks.worlds import HOPS, PlainWorld
from simulator.engine.compiled.coins import GOLDEN, mix

NEAR, TURNS, WORLDS = 1024, 20_000, 6_400  # words that the nearest cache holds; how often; replicates of the kernel


@njit(nogil=True)
def _coins(keys: np.ndarray, limit: int, times: int) -> int:
    passed = 0
    for turn in range(times):
        for i in range(len(keys)):
            passed += mix(keys[i] + np.uint64(turn) * GOLDEN) < limit
    return passed


@njit(nogil=True)
def _joins(rows: np.ndarray, words: np.ndarray, found: np.ndarray, times: int) -> None:
    """Four rows at a time into one."""
    for turn in range(times):
        a, b, c, d = words[turn % 5], words[turn % 6], words[turn % 7], words[turn % 8]
        for i in range(len(found)):
            found[i] |= (a & rows[0, i]) | (b & rows[1, i]) | (c & rows[2, i]) | (d & rows[3, i])


def share_of_limit(world: PlainWorld) -> list[Row]:
    """How much of the limit the kernel reaches, for all requesting States."""
    random = np.random.default_rng(1)
    keys, found = random.integers(0, 2**63, NEAR, dtype=np.uint64), np.zeros(NEAR // 2, np.uint64)
    rows, words = (
        random.integers(0, 2**63, (4, NEAR // 2), dtype=np.uint64),
        random.integers(0, 2**63, 8, dtype=np.uint64),
    )
    taken = in_turns(
        {
            "coins": lambda: _coins(keys, np.uint64(2**60), TURNS),
            "joins": lambda: _joins(rows, words, found, TURNS),
            "kernel": lambda: world.reached(WORLDS, everyone=True, engine="numba"),
        }
    )
    per_coin, per_join = taken["coins"] / NEAR / TURNS, taken["joins"] / (4 * len(found)) / TURNS
    asked = int((world.chance > 0).sum())
    passing = world.reached(WORLDS, everyone=True, hops=HOPS - 1).sum() / WORLDS
    joined = passing * -(-len(world.chance) // 64)
    limit, kernel = asked * per_coin + joined * per_join, taken["kernel"] / WORLDS
    return [
        Row(
            what="plain cascade, all requesters: share of this machine's limit",
            goal=30,
            reached=100 * limit / kernel,
            unit="%",
        ),
        Row(
            what="one possible world for all requesters: the limit; the kernel",
            reached=1e6 * limit,
            unit=f"; {1e6 * kernel:.1f} µs",
        ),
        Row(
            what="coins a second; words joined a second",
            reached=1e-9 / per_coin,
            unit=f"; {1e-9 / per_join:.1f} thousand million",
        ),
    ]
