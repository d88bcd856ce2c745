"""The plain cascade in machine code: see `simulator.engine.cascade`.

The coins of 64 replicates are made at once, a word for each pair, and serve all who ask first. Where few do, whom a
request got to is a word of replicates for each state. Where many do, it is, for each state and replicate, a row of
bits, one for each of those who ask first: a live pair then joins one row to another.
"""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from simulator.engine.cascade import Pairs
from simulator.engine.compiled.bits import ROW, or_rows, transpose
from simulator.engine.compiled.coins import GOLDEN, mix
from simulator.engine.compiled.making import entry, inlined, kernel
from simulator.engine.compiled.vectors import LANES, lowest, ones
from simulator.engine.draws import BITS

FEW = 4  # who ask first, each by words of replicates
MANY = ROW * 64  # who ask first, in rows of bits
COINS = 2048  # looked at together
EARLY = 10  # bits of the draws looked at without asking whether that is still needed
_EVERY, _NONE, _ONE = np.uint64(0xFFFFFFFFFFFFFFFF), np.uint64(0), np.uint64(1)
_LATER = np.uint32((1 << (BITS - EARLY)) - 1)


class Coins(NamedTuple):
    """`Pairs`, flat as kernels like it; of those who pass on, only pairs that can be live, in the order of who asks.

    Those who ask first stand alone where they are few (groups of 1), else in groups (g) of `MANY`, in which `ROW` after
    one another share a place: their words are side by side.
    """

    own: Any  # (n_sources,)
    first: Any  # (g, size) state by source where they are few, else place in the group by state by source at that place
    first_keys: Any
    onward: Any  # (p,)
    onward_keys: Any
    asked: Any  # (p,)
    begin: Any  # (s + 1,) the first pair of each state that asks


class Room(NamedTuple):
    """Room to work in."""

    coins: Any  # (COINS,)
    undecided: Any  # (COINS,)
    live: Any  # (p + 1,) pairs of one word that are live in any replicate of it, and in which
    asked: Any  # (p + 1,)
    begin: Any  # (s + 1,)
    known: Any  # (s,), or (LANES * s * ROW,) where many ask first
    new: Any


def count_reached(pairs: Pairs, start: int, stop: int, hops: int) -> npt.NDArray[np.int64]:
    """Replicates in which a request gets to each state, shape (n_sources, n_states)."""
    n_sources, n_states = pairs.first.shape
    many = n_sources > FEW
    group, row, size = (MANY, ROW, LANES * n_states * ROW) if many else (1, 1, n_states)
    n_groups = -(-n_sources // group)

    def grouped(words: Any) -> Any:
        whole = np.zeros((n_groups * group, n_states), words.dtype)
        whole[:n_sources] = words
        return np.ascontiguousarray(whole.reshape(-1, row, n_states).swapaxes(1, 2)).reshape(n_groups, size)

    asking, asked = np.nonzero(pairs.onward)
    coins = Coins(
        own=pairs.sources.astype(np.int64),
        first=grouped(pairs.first),
        first_keys=grouped(pairs.first_keys),
        onward=pairs.onward[asking, asked],
        onward_keys=pairs.onward_keys[asking, asked],
        asked=asked.astype(np.uint32),
        begin=np.searchsorted(asking, np.arange(n_states + 1)),
    )
    room = Room(
        coins=np.zeros(COINS, np.uint64),
        undecided=np.zeros(COINS, np.uint64),
        live=np.zeros(len(asked) + 1, np.uint64),
        asked=np.zeros(len(asked) + 1, np.uint32),
        begin=np.zeros(n_states + 1, np.int64),
        known=np.zeros(size, np.uint64),
        new=np.zeros(size, np.uint64),
    )
    counts = np.zeros((n_groups, size), np.int64)
    _run(coins, many, start, stop, hops, room, counts)
    return counts.reshape(-1, n_states, row).swapaxes(1, 2).reshape(-1, n_states)[:n_sources]


@kernel
def _toss(limits: Any, keys: Any, place: Any, live: Any, undecided: Any) -> None:
    """Words of 64 replicates whose draws are below their limits.

    The first bits are looked at for all, without a branch, so that many are done at once; what is left then is rare.
    """
    for i in range(len(limits)):
        state = keys[i] + place
        below = _NONE - np.uint64(limits[i] >> np.uint32(BITS))  # a limit of 1 is above every draw
        left = ~below
        for level in range(EARLY):
            state += GOLDEN
            random = mix(state)
            needs = _NONE - np.uint64((limits[i] >> np.uint32(BITS - 1 - level)) & np.uint32(1))
            below |= left & ~random & needs
            left &= ~(random ^ needs)
        live[i] = below
        undecided[i] = left if limits[i] & _LATER else _NONE
    for i in range(len(limits)):
        if undecided[i]:
            live[i] |= _rest(limits[i], keys[i] + place + np.uint64(EARLY) * GOLDEN, undecided[i])


@inlined
def _rest(limit: Any, state: Any, left: Any) -> Any:
    """What the later bits decide, of one pair."""
    below = _NONE
    for level in range(EARLY, BITS):
        if left == 0:
            break
        state += GOLDEN
        random = mix(state)
        if (limit >> np.uint32(BITS - 1 - level)) & np.uint32(1):
            below |= left & ~random
            left &= random
        else:
            left &= ~random
    return below


@inlined
def _toss_first(coins: Coins, group: Any, many: Any, place: Any, room: Room) -> None:
    """The same for those who ask first, into `known`."""
    limits, keys = coins.first[group], coins.first_keys[group]
    for at in range(0, many, COINS):
        end = min(at + COINS, many)
        _toss(limits[at:end], keys[at:end], place, room.known[at:end], room.undecided)
    for at in range(many, len(room.known)):
        room.known[at] = 0


@inlined
def _list_live(coins: Coins, place: Any, room: Room) -> None:
    """Whom each state asks in any of the 64 replicates, and in which of them."""
    at, start, end = 0, 0, 0
    for u in range(len(coins.begin) - 1):
        room.begin[u] = at
        for pair in range(coins.begin[u], coins.begin[u + 1]):
            if pair == end:
                start, end = end, min(end + COINS, len(coins.onward))
                _toss(coins.onward[start:end], coins.onward_keys[start:end], place, room.coins, room.undecided)
            word = room.coins[pair - start]
            room.live[at], room.asked[at] = word, coins.asked[pair]
            at += word != 0  # no branch: whether it is so is anybody's guess
    room.begin[len(coins.begin) - 1] = at


@inlined
def _become(known: Any, new: Any) -> bool:
    """Make `known` what is new; whether it differed."""
    grown = _NONE
    for i in range(len(known)):
        grown |= known[i] ^ new[i]
        known[i] = new[i]
    return bool(grown != 0)


@inlined
def _add(counts: Any, known: Any, whole: Any) -> None:
    """Count the replicates of one word."""
    for at in range(len(known)):
        counts[at] += np.int64(ones(known[at] & whole))


@inlined
def _spread(coins: Coins, source: Any, hops: Any, room: Room) -> None:
    """Whom the request of one source gets to, by words of replicates."""
    known, new = room.known, room.new
    _become(new, known)
    for _ in range(hops - 1):
        for u in range(len(known)):
            if known[u]:
                for j in range(room.begin[u], room.begin[u + 1]):
                    new[room.asked[j]] |= known[u] & room.live[j]
        new[coins.own[source]] = 0
        if not _become(known, new):
            break


@inlined
def _spread_all(coins: Coins, first: Any, hops: Any, room: Room) -> None:
    """Whom the requests of all of a group get to, by rows of bits for each replicate and state."""
    known, new, n_states = room.known, room.new, len(room.begin) - 1
    _become(new, known)
    for _ in range(hops - 1):
        for u in range(n_states):
            for j in range(room.begin[u], room.begin[u + 1]):
                v, replicates = np.int64(room.asked[j]), room.live[j]
                while replicates:
                    world = np.int64(lowest(replicates)) * n_states
                    replicates &= replicates - _ONE
                    or_rows(new, (world + v) * ROW, known, (world + u) * ROW)
        for source in range(first, min(first + MANY, len(coins.own))):
            others = ~(_ONE << np.uint64((source - first) // ROW))
            for lane in range(LANES):
                new[(lane * n_states + coins.own[source]) * ROW + source % ROW] &= others
        if not _become(known, new):
            break


@entry
def _run(coins: Coins, many: Any, start: Any, stop: Any, hops: Any, room: Room, counts: Any) -> None:
    """One word of replicates after another."""
    n_states = len(room.begin) - 1
    for word in range(start // 64, (stop + 63) // 64):
        whole = (_EVERY >> np.uint64(max((word + 1) * 64 - stop, 0))) & (_EVERY << np.uint64(max(start - word * 64, 0)))
        place = np.uint64(word) * np.uint64(BITS) * GOLDEN
        if hops > 1:
            _list_live(coins, place, room)
        for group in range(len(counts)):
            if many:
                first = group * MANY
                places = (min(MANY, len(coins.own) - first) + ROW - 1) // ROW
                _toss_first(coins, group, places * n_states * ROW, place, room)
                if hops > 1:
                    transpose(room.known, n_states * ROW)
                    _spread_all(coins, first, hops, room)
                    transpose(room.known, n_states * ROW)
            else:
                _toss_first(coins, group, n_states, place, room)
                _spread(coins, group, hops, room)
            _add(counts[group], room.known, whole)
