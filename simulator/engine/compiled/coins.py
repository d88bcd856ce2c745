"""Draws and words of 64 replicates in machine code: the same counter hash as `simulator.engine.draws`."""

from typing import Any

import numpy as np
from llvmlite import ir
from numba import njit, types
from numba.core import cgutils
from numba.extending import intrinsic

# Kernels own no memory, so that none of it is counted; what is called per channel leaves no call in machine code.
# Only an `entry` is called from Python: wrappers to be called so cost more to compile than most kernels.
_MADE = {"nogil": True, "_nrt": False, "no_cfunc_wrapper": True}
entry = njit(**_MADE, cache=True)
kernel = njit(**_MADE, no_cpython_wrapper=True)
inlined = njit(**_MADE, no_cpython_wrapper=True, forceinline=True)
LANES = 64
GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_M1, _M2 = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_30, _27, _31, _33, _ONE = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(33), np.uint64(1)


@inlined
def mix(z: Any) -> Any:
    """The finaliser of SplitMix64."""
    z = (z ^ (z >> _30)) * _M1
    z = (z ^ (z >> _27)) * _M2
    return z ^ (z >> _31)


@inlined
def purpose_key(seed: Any, purpose: Any) -> Any:
    """Key of a purpose, to be narrowed by what a draw belongs to."""
    return mix(mix(np.uint64(seed) + GOLDEN) ^ (np.uint64(purpose) * GOLDEN))


@inlined
def narrow(key: Any, number: Any) -> Any:
    """Key of draws that also belong to `number`, a code or a permanent number."""
    return mix(np.uint64(key) + (np.uint64(number) + _ONE) * GOLDEN)


@inlined
def coin(key: Any, replicate: Any) -> Any:
    """One draw; `replicate` as `mix((number + 1) * GOLDEN)`."""
    return np.uint32(mix(key ^ replicate) >> _33)


@inlined
def fill(out: Any, key: Any, replicates: Any, first: Any) -> None:
    """The draws of 64 replicates from place `first` of `replicates` (uint64) into `out` (uint32, 64 of them)."""
    for lane in range(LANES):
        out[lane] = np.uint32(mix(key ^ replicates[first + lane]) >> _33)


def _lanes_at(context: Any, builder: Any, kind: Any, array: Any) -> Any:
    """The 64 numbers at the start of an array, as one vector."""
    data = context.make_array(kind)(context, builder, array).data
    vector = ir.VectorType(ir.IntType(32), LANES)
    loaded = builder.load(builder.bitcast(data, vector.as_pointer()))
    loaded.align = 4
    return loaded


def _as_word(builder: Any, below: Any) -> Any:
    return builder.bitcast(below, ir.IntType(64))


@intrinsic
def below(typing: Any, draws: Any, limit: Any) -> Any:
    """Word of 64 replicates whose draw (uint32, contiguous) is below one limit."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        lanes = _lanes_at(context, builder, signature.args[0], arguments[0])
        one = cgutils.get_null_value(lanes.type)
        one = builder.insert_element(one, arguments[1], ir.Constant(ir.IntType(32), 0))
        every = builder.shuffle_vector(one, one, ir.Constant(ir.VectorType(ir.IntType(32), LANES), [0] * LANES))
        return _as_word(builder, builder.icmp_unsigned("<", lanes, every))

    return types.uint64(draws, types.uint32), generate


@intrinsic
def below_each(typing: Any, draws: Any, limits: Any) -> Any:
    """Word of 64 replicates whose draw is below the limit of the same replicate (both uint32, contiguous)."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        lanes, limits = (
            _lanes_at(context, builder, kind, argument)
            for kind, argument in zip(signature.args, arguments, strict=True)
        )
        return _as_word(builder, builder.icmp_unsigned("<", lanes, limits))

    return types.uint64(draws, limits), generate


@intrinsic
def ones(typing: Any, word: Any) -> Any:
    """Number of bits set in a word."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.ctpop(arguments[0])

    return types.uint64(types.uint64), generate


@intrinsic
def lowest(typing: Any, word: Any) -> Any:
    """Place of the lowest bit set in a word that is not 0."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.cttz(arguments[0], ir.Constant(ir.IntType(1), 1))

    return types.uint64(types.uint64), generate


@intrinsic
def wipe(typing: Any, array: Any, byte: Any) -> Any:
    """Set every byte of a contiguous array; an assignment to a slice would take a second to compile."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        found = context.make_array(signature.args[0])(context, builder, arguments[0])
        size = builder.mul(found.nitems, found.itemsize)
        cgutils.memset(builder, found.data, size, builder.trunc(arguments[1], ir.IntType(8)))
        return context.get_dummy_value()

    return types.void(array, types.int64), generate
