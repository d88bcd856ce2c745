"""Sixty-four replicates in a word: the last axis of booleans packed into bits, and counted again."""

import numpy as np
import numpy.typing as npt

from simulator.arrays import BoolArray

WordArray = npt.NDArray[np.uint64]

PER_WORD = 64


def n_words(n_replicates: int) -> int:
    """Words that hold `n_replicates` bits."""
    return -(-n_replicates // PER_WORD)


def pack(bits: BoolArray) -> WordArray:
    """Booleans of shape (..., n_replicates) as words of shape (..., n_words); spare bits are 0."""
    packed = np.packbits(bits, axis=-1, bitorder="little")
    spare = n_words(bits.shape[-1]) * 8 - packed.shape[-1]
    if spare:
        packed = np.concatenate([packed, np.zeros((*packed.shape[:-1], spare), dtype=np.uint8)], axis=-1)
    return np.ascontiguousarray(packed).view("<u8")


def unpack(words: WordArray, n_replicates: int) -> BoolArray:
    """Words of shape (..., n_words) as booleans of shape (..., n_replicates)."""
    octets = np.ascontiguousarray(words).view(np.uint8)
    return np.unpackbits(octets, axis=-1, count=n_replicates, bitorder="little").view(np.bool_)


def count(words: WordArray) -> npt.NDArray[np.int64]:
    """Replicates set, over the last axis."""
    return np.asarray(np.bitwise_count(words).sum(axis=-1, dtype=np.int64))


def set_bits(words: WordArray, state: npt.NDArray[np.intp], replicate: npt.NDArray[np.intp]) -> None:
    """Set single replicates of single states, in place; `words` has shape (n_states, n_words)."""
    bit = np.left_shift(np.uint64(1), (replicate % PER_WORD).astype(np.uint64))
    np.bitwise_or.at(words, (state, replicate // PER_WORD), bit)


def get_bits(words: WordArray, state: npt.NDArray[np.intp], replicate: npt.NDArray[np.intp]) -> BoolArray:
    """Single replicates of single states; `words` has shape (n_states, n_words)."""
    shift = (replicate % PER_WORD).astype(np.uint64)
    return ((words[state, replicate // PER_WORD] >> shift) & np.uint64(1)).astype(np.bool_)
