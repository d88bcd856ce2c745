"""The plain cascade: one coin for each ordered pair of states, no gate shared, no days.

What general tools can express (independent cascades, Kempe et al. 2003), through this project's own kernels: a
yardstick for speed, and a first look at reachability where nothing but the chance of each pair is known. The model
itself (`simulator.engine.kernel`) shares draws between channels, so that its figures differ.

Who is reached is kept as words of 64 replicates. A coin belongs to its pair, by permanent numbers, and to its
replicate: all who ask first share the coins, and neither order, chunks, threads nor engine change a bit.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from simulator.arrays import CountArray, FloatArray, IntArray
from simulator.engine import backend
from simulator.engine.draws import BITS, ONE, DrawArray, Purpose, drawing_philox, random_words, stream_keys, threshold
from simulator.engine.words import PER_WORD, WordArray, n_words
from simulator.errors import ScenarioError

MOST_REPLICATES = 10**9  # some hours for 195 states
EVERY = 0xFFFFFFFFFFFFFFFF
NEAR, EARLY = 16_384, 5  # coins at once; bits that hardly a word is decided before


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Thresholds of the coins, and the keys of their streams; a state and itself are no pair."""

    sources: IntArray  # (n_sources,) places of those who ask first
    first: DrawArray  # (n_sources, n_states) of those who ask first
    first_keys: WordArray
    onward: DrawArray  # (n_states, n_states) of those who pass a request on, asking by asked
    onward_keys: WordArray


def reached(
    chance: FloatArray,
    numbers: IntArray,
    seed: int,
    start: int,
    stop: int,
    hops: int,
    *,
    onward: FloatArray | None = None,
    sources: IntArray | None = None,
    engine: backend.Engine | None = None,
    threads: int = 1,
) -> CountArray:
    """Replicates `start` to `stop` in which a request gets to each state, shape (n_sources, n_states).

    A state that a request gets to passes it on once to every other. Memory does not grow with the replicates.

    Parameters
    ----------
    chance : shape (n_states, n_states)
        That the request of a state (row) that asks first gets to another (column); the diagonal is not read.
    numbers : shape (n_states,)
        Permanent numbers of the states, which key the coins.
    hops : how often it may be sent; 1 is the first state's own request
    onward : shape (n_states, n_states)
        That a state that a request got to passes it on to another, on the coin of `chance`; None: as `chance`.
    sources : places of the states that ask first, each in a run of its own; None: every state

    Raises
    ------
    ScenarioError
        If chances are no square of numbers from 0 to 1, a source is no state, or there is nothing to run, or too much.
    """
    sources = np.arange(len(numbers)) if sources is None else sources
    _check(len(numbers), start, stop, hops, threads, sources)
    first = _limits(chance, len(numbers))
    later = first if onward is None else _limits(onward, len(numbers))
    keys = stream_keys(seed, Purpose.PAIR, numbers[:, None], numbers[None, :])
    pairs = Pairs(sources=sources, first=first[sources], first_keys=keys[sources], onward=later, onward_keys=keys)
    hops = min(hops, len(numbers))  # nobody is farther away
    count = _count_reached
    if backend.chosen(engine) == "numba":
        from simulator.engine.compiled.cascade import count_reached as count  # optional, and slow to load
    if threads == 1 or drawing_philox():  # which holds in its own thread
        return count(pairs, start, stop, hops)
    share = n_words(-(-(stop - start) // threads)) * PER_WORD
    starts = range(start, stop, share)
    with ThreadPoolExecutor(threads) as pool:
        return np.asarray(sum(pool.map(lambda at: count(pairs, at, min(at + share, stop), hops), starts)))


def _check(n_states: int, start: int, stop: int, hops: int, threads: int, sources: IntArray) -> None:
    """Refuse what has no answer, or none in time."""
    if not 0 <= start < stop <= MOST_REPLICATES:
        raise ScenarioError(
            f"Replicates {start} to {stop} cannot be run: there are {MOST_REPLICATES:,}, counted from 0; ask for at least 1."
        )
    if hops < 1 or threads < 1:
        raise ScenarioError(f"hops is {hops} and threads is {threads}; each is at least 1.")
    if sources.ndim != 1 or not bool(np.isin(sources, np.arange(n_states)).all()):
        raise ScenarioError(f"Who asks first is a list of places of states, from 0 to {n_states - 1}, not {sources}.")


def _limits(chance: FloatArray, n_states: int) -> DrawArray:
    """Chances of pairs as thresholds; a state and itself are no pair."""
    if chance.shape != (n_states, n_states):
        raise ScenarioError(f"Chances of {n_states} states have shape ({n_states}, {n_states}), not {chance.shape}.")
    if not bool(np.all((chance >= 0) & (chance <= 1))):
        raise ScenarioError("A chance is not a number from 0 to 1.")
    limits = threshold(chance)
    np.fill_diagonal(limits, 0)
    return limits


def _count_reached(pairs: Pairs, start: int, stop: int, hops: int) -> CountArray:
    counts = np.zeros(pairs.first.shape, np.int64)
    for word in range(start // PER_WORD, n_words(stop)):
        counts += np.bitwise_count(_word(pairs, word, hops) & whole_word(start, stop, word))
    return counts


def whole_word(start: int, stop: int, word: int) -> np.uint64:
    """Which replicates of a word were asked for."""
    after, before = max((word + 1) * PER_WORD - stop, 0), max(start - word * PER_WORD, 0)
    return np.uint64((EVERY >> after) & (EVERY << before) & EVERY)


def _word(pairs: Pairs, word: int, hops: int) -> WordArray:
    """Who is reached in 64 replicates, shape (n_sources, n_states), but for the source itself."""
    known = coins(pairs.first, pairs.first_keys, word)
    if hops > 1:
        live = coins(pairs.onward, pairs.onward_keys, word)
    for _ in range(hops - 1):
        before = known.copy()
        for one, asking in zip(known, before, strict=True):
            one |= np.bitwise_or.reduce(asking[:, None] & live, axis=0)
        known[np.arange(len(known)), pairs.sources] = 0
        if np.array_equal(known, before):
            break
    return known


def coins(limits: DrawArray, keys: WordArray, word: int) -> WordArray:
    """Words of 64 replicates whose draws are below their limits; a part at a time stays near the processor."""
    live = np.where(limits >= ONE, np.uint64(EVERY), np.uint64(0))
    flat, limit, key = live.reshape(-1), limits.reshape(-1), keys.reshape(-1)
    open_ = np.flatnonzero((limit > 0) & (limit < ONE))
    for start in range(0, len(open_), NEAR):
        part = open_[start : start + NEAR]
        flat[part] = _decided(limit[part], key[part], word)
    return live


def _decided(limit: DrawArray, key: WordArray, word: int) -> WordArray:
    """Bit by bit from the highest: a draw is below its limit at the first bit that differs, if the limit has it."""
    below, at, left = np.zeros_like(key), np.arange(len(key)), np.full(len(key), EVERY, np.uint64)
    for level in range(BITS):
        if not len(at):
            break
        random = random_words(key, word, level)
        needs = np.negative((limit >> np.uint32(BITS - 1 - level)) & np.uint32(1), dtype=np.uint64)
        below[at] |= left & ~random & needs
        left &= ~(random ^ needs)
        if level >= EARLY:
            more = np.flatnonzero(left)
            at, limit, key, left = at[more], limit[more], key[more], left[more]
    return below
