"""Philox4x32-10 coins (Salmon et al. 2011), an independent and slower source of the same draws.

The model never needs it. Results made with it are compared with those of the hash, so that a weakness of the hash
would show: nothing but the source of the bits differs.
"""

import numpy as np
import numpy.typing as npt

Words = npt.NDArray[np.uint64]

_M0, _M1 = np.uint64(0xD2511F53), np.uint64(0xCD9E8D57)
_W0, _W1 = 0x9E3779B9, 0xBB67AE85
_LOW, _HALF = np.uint64(0xFFFFFFFF), np.uint64(32)
ROUNDS = 10


def philox4x32(counter: tuple[Words, Words, Words, Words], key: tuple[int, int]) -> tuple[Words, Words, Words, Words]:
    """Four words of 32 bits for each counter; counters broadcast, keys are words of 32 bits."""
    c0, c1, c2, c3 = counter
    k0, k1 = key
    for _ in range(ROUNDS):
        one, two = _M0 * c0, _M1 * c2
        c0, c1, c2, c3 = (
            (two >> _HALF) ^ c1 ^ np.uint64(k0),
            two & _LOW,
            (one >> _HALF) ^ c3 ^ np.uint64(k1),
            one & _LOW,
        )
        k0, k1 = (k0 + _W0) & 0xFFFFFFFF, (k1 + _W1) & 0xFFFFFFFF
    return c0, c1, c2, c3


def word(value: npt.ArrayLike) -> Words:
    """A number as a word of 32 bits; larger ones are folded."""
    whole = np.asarray(value).astype(np.uint64)
    return np.asarray((whole ^ (whole >> _HALF)) & _LOW)


def coins(seed: int, purpose: int, belongs_to: tuple[npt.ArrayLike, ...], replicate: npt.ArrayLike) -> Words:
    """31 random bits for each element of the broadcast arguments, at most three of them before the replicate."""
    codes = [word(number) for number in belongs_to]
    missing = [_LOW + np.zeros((), dtype=np.uint64)] * (3 - len(codes))
    counter = np.broadcast_arrays(*codes, *missing, word(replicate))
    first, *_ = philox4x32((counter[0], counter[1], counter[2], counter[3]), (seed & 0xFFFFFFFF, purpose))
    return first >> np.uint64(1)


def coin_words(keys: Words, place: int) -> Words:
    """64 random bits for each key at a place of its stream."""
    low, high = (np.asarray(np.uint64(place >> shift & 0xFFFFFFFF)) for shift in (0, 32))
    one, two, *_ = philox4x32((keys & _LOW, keys >> _HALF, low, high), (0, 0))
    return one | (two << _HALF)
