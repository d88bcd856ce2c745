"""The plain cascade in machine code, 64 replicates to a word: see `simulator.engine.cascade`.

The coins of a word of replicates are made once, for all who ask first. These take turns in tiles, as many as a
processor keeps near: whom a request got to is a word for each state and each of the tile.
"""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic

from simulator.engine.cascade import Pairs
from simulator.engine.compiled.coins import GOLDEN, entry, inlined, kernel, mix, ones
from simulator.engine.draws import BITS

TILE = 16  # of those who ask first; two vectors of the widest kind
EARLY = 10  # bits of the draws looked at without asking whether that is still needed
_EVERY, _NONE, _ONE = np.uint64(0xFFFFFFFFFFFFFFFF), np.uint64(0), np.uint64(1)
_LATER = np.uint32((1 << (BITS - EARLY)) - 1)


class Tiles(NamedTuple):
    """What `Pairs` holds, for tiles (t) of those who ask first, and flat, as kernels like it."""

    first: Any  # (t, s * TILE) state by place in the tile
    first_keys: Any
    own: Any  # (t, TILE) place of the source; past the last of them, any
    onward: Any  # (p,) of the pairs that may pass a request on, in the order of who is asked
    onward_keys: Any
    asking: Any  # (p,) the state that asks
    begin: Any  # (s + 1,) the first pair of each state asked


class Room(NamedTuple):
    """Room to work in."""

    live: Any  # (p,) coins of one word
    undecided: Any  # (max(p, s * TILE),)
    words: Any  # (p + 1,) those that are not 0
    asking: Any  # (p + 1,) whose they are
    begin: Any  # (s + 1,) the first of each state asked
    known: Any  # (s * TILE,)
    new: Any


def count_reached(pairs: Pairs, start: int, stop: int, hops: int) -> npt.NDArray[np.int64]:
    """Replicates in which a request gets to each state, shape (n_sources, n_states)."""
    n_sources, n_states = pairs.first.shape
    n_tiles = -(-n_sources // TILE)

    def by_tile(rows: Any) -> Any:
        padded = np.zeros((n_tiles * TILE, *rows.shape[1:]), rows.dtype)
        padded[:n_sources] = rows
        return padded.reshape(n_tiles, TILE, -1).swapaxes(1, 2).reshape(n_tiles, -1)

    asked, asking = np.nonzero(pairs.onward.T)
    tiles = Tiles(
        first=by_tile(pairs.first),
        first_keys=by_tile(pairs.first_keys),
        own=by_tile(pairs.sources),
        onward=pairs.onward[asking, asked],
        onward_keys=pairs.onward_keys[asking, asked],
        asking=asking.astype(np.uint32),
        begin=np.searchsorted(asked, np.arange(n_states + 1)),
    )
    room = Room(
        live=np.zeros(len(asked), np.uint64),
        undecided=np.zeros(max(len(asked), n_states * TILE), np.uint64),
        words=np.zeros(len(asked) + 1, np.uint64),
        asking=np.zeros(len(asked) + 1, np.uint32),
        begin=np.zeros(n_states + 1, np.int64),
        known=np.zeros(n_states * TILE, np.uint64),
        new=np.zeros(n_states * TILE, np.uint64),
    )
    counts = np.zeros((n_tiles, n_states * TILE), np.int64)
    _run(tiles, start, stop, hops, room, counts)
    return counts.reshape(n_tiles, n_states, TILE).swapaxes(1, 2).reshape(-1, n_states)[:n_sources]


@kernel
def _coins(limits: Any, keys: Any, place: Any, live: Any, undecided: Any) -> None:
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
def _list_live(tiles: Tiles, room: Room) -> None:
    """Who asks each state in any of the 64 replicates, and in which of them."""
    at = 0
    for v in range(len(tiles.begin) - 1):
        room.begin[v] = at
        for pair in range(tiles.begin[v], tiles.begin[v + 1]):
            word = room.live[pair]
            room.words[at], room.asking[at] = word, tiles.asking[pair]
            at += word != 0  # no branch: whether it is so is anybody's guess
    room.begin[len(tiles.begin) - 1] = at


@intrinsic
def _asked(typing: Any, new: Any, known: Any, words: Any, asking: Any, v: Any, begin: Any, end: Any) -> Any:
    """`new[v] = known[v] | (words[j] & known[asking[j]] for every j)`; a row of a tile never leaves the registers."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> None:
        number, row_type = ir.IntType(64), ir.VectorType(ir.IntType(64), TILE)
        to, of, word_at, asking_at = (
            context.make_array(kind)(context, builder, argument).data
            for kind, argument in zip(signature.args[:4], arguments[:4], strict=True)
        )
        place, first, last = arguments[4:]

        def row(base: Any, state: Any) -> Any:
            at = builder.gep(base, [builder.mul(state, ir.Constant(number, TILE))])
            return builder.bitcast(at, row_type.as_pointer())

        def load(state: Any) -> Any:
            loaded = builder.load(row(of, state))
            loaded.align = 8
            return loaded

        reached = cgutils.alloca_once_value(builder, load(place))
        with cgutils.for_range_slice(builder, first, last, ir.Constant(number, 1), intp=number) as (j, _):
            state = builder.zext(builder.load(builder.gep(asking_at, [j])), number)
            word = builder.load(builder.gep(word_at, [j]))
            one = builder.insert_element(cgutils.get_null_value(row_type), word, ir.Constant(ir.IntType(32), 0))
            every = builder.shuffle_vector(one, one, ir.Constant(ir.VectorType(ir.IntType(32), TILE), [0] * TILE))
            builder.store(builder.or_(builder.load(reached), builder.and_(every, load(state))), reached)
        builder.store(builder.load(reached), row(to, place)).align = 8

    return types.void(new, known, words, asking, types.int64, types.int64, types.int64), generate


@inlined
def _hop(known: Any, new: Any, own: Any, room: Room) -> bool:
    """Everybody who is known to have the request asks; whether anybody new has it."""
    for v in range(len(room.begin) - 1):
        _asked(new, known, room.words, room.asking, v, room.begin[v], room.begin[v + 1])
    for i in range(TILE):
        new[own[i] * TILE + i] = 0
    grown = _NONE
    for i in range(len(known)):
        grown |= known[i] ^ new[i]
    return bool(grown != 0)


@entry
def _run(tiles: Tiles, start: Any, stop: Any, hops: Any, room: Room, counts: Any) -> None:
    """One word of replicates after another."""
    for word in range(start // 64, (stop + 63) // 64):
        whole = (_EVERY >> np.uint64(max((word + 1) * 64 - stop, 0))) & (_EVERY << np.uint64(max(start - word * 64, 0)))
        place = np.uint64(word) * np.uint64(BITS) * GOLDEN
        if hops > 1:
            _coins(tiles.onward, tiles.onward_keys, place, room.live, room.undecided)
            _list_live(tiles, room)
        for t in range(len(tiles.first)):
            known, new = room.known, room.new
            _coins(tiles.first[t], tiles.first_keys[t], place, known, room.undecided)
            for _ in range(hops - 1):
                grown = _hop(known, new, tiles.own[t], room)
                known, new = new, known
                if not grown:
                    break
            for i in range(len(known)):
                counts[t, i] += np.int64(ones(known[i] & whole))
