"""Whole vectors at once: 64 draws, and rows of words.

Written in the compiler's own language, because it would take long to see that loops are vectors. Arrays are flat
and contiguous; a place is that of the first element. Nothing looks whether a place is there.
"""

from typing import Any

import numpy as np
import numpy.typing as npt
from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic

from simulator.engine.compiled.coins import M1, M2

LANES = 64  # replicates in a word
_WORD, _INDEX = ir.IntType(64), ir.IntType(32)
_LINE = 64  # bytes of a line of the cache, and of the widest vector
_STEP = 8  # draws mixed at a time: a vector of the widest kind


def in_lines(n: int, dtype: npt.DTypeLike) -> npt.NDArray[Any]:
    """Zeros, flat, from where a line of the cache begins: a vector that lies in two of them takes twice as long."""
    whole = np.zeros(n * np.dtype(dtype).itemsize + _LINE, np.uint8)
    first = -whole.ctypes.data % _LINE
    return whole[first : first + n * np.dtype(dtype).itemsize].view(dtype)


class _Code:
    """The vectors of one call, while its code is written."""

    def __init__(self, context: Any, builder: Any, signature: Any, arguments: Any) -> None:
        self.builder, self.arguments, self.kinds = builder, arguments, signature.args
        self._context = context

    def _at(self, array: int, place: Any, many: int) -> Any:
        data = self._context.make_array(self.kinds[array])(self._context, self.builder, self.arguments[array]).data
        vector = ir.VectorType(data.type.pointee, many)
        return self.builder.bitcast(self.builder.gep(data, [place]), vector.as_pointer())

    def load(self, array: int, place: Any, many: int) -> Any:
        """`many` elements of argument `array`."""
        loaded = self.builder.load(self._at(array, place, many))
        loaded.align = self.kinds[array].dtype.bitwidth // 8
        return loaded

    def store(self, vector: Any, array: int, place: Any) -> None:
        """Put a vector into argument `array`."""
        self.builder.store(vector, self._at(array, place, vector.type.count)).align = (
            self.kinds[array].dtype.bitwidth // 8
        )

    def every(self, number: Any, many: int) -> Any:
        """A vector of `many` times the same number."""
        empty = ir.Constant(ir.VectorType(number.type, many), ir.Undefined)
        one = self.builder.insert_element(empty, number, ir.Constant(_INDEX, 0))
        return self.builder.shuffle_vector(one, empty, ir.Constant(ir.VectorType(_INDEX, many), [0] * many))

    def word(self, bits: Any) -> Any:
        """64 comparisons as one word."""
        return self.builder.bitcast(bits, _WORD)


def _constant(number: int, many: int) -> Any:
    return ir.Constant(ir.VectorType(_WORD, many), [number] * many)


def _plus(builder: Any, place: Any, more: int) -> Any:
    return builder.add(place, ir.Constant(_WORD, more))


@intrinsic
def fill(typing: Any, out: Any, place: Any, key: Any, replicates: Any) -> Any:
    """Draws of 64 replicates (`replicate_key`) for one key (`begun`): 31 bits (uint32), or their quantile (uint16)."""
    shift = 33 if out.dtype is types.uint32 else 52

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        code = _Code(context, builder, signature, arguments)
        key = code.every(arguments[2], _STEP)
        for first in range(0, LANES, _STEP):
            z = builder.xor(code.load(3, ir.Constant(_WORD, first), _STEP), key)
            z = builder.mul(z, _constant(M1, _STEP))
            z = builder.mul(builder.xor(z, builder.lshr(z, _constant(27, _STEP))), _constant(M2, _STEP))
            narrow = ir.VectorType(ir.IntType(out.dtype.bitwidth), _STEP)
            code.store(
                builder.trunc(builder.lshr(z, _constant(shift, _STEP)), narrow), 0, _plus(builder, arguments[1], first)
            )
        return context.get_dummy_value()

    return types.void(out, types.int64, types.uint64, replicates), generate


@intrinsic
def below(typing: Any, draws: Any, place: Any, limit: Any) -> Any:
    """Word of 64 replicates: whose draw is below one limit."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        code = _Code(context, builder, signature, arguments)
        return code.word(builder.icmp_unsigned("<", code.load(0, arguments[1], LANES), code.every(arguments[2], LANES)))

    return types.uint64(draws, types.int64, draws.dtype), generate


@intrinsic
def below_each(typing: Any, draws: Any, place: Any, limits: Any, other: Any) -> Any:
    """Word of 64 replicates: whose draw is below the limit of the same replicate, from place `other`."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        code = _Code(context, builder, signature, arguments)
        return code.word(
            builder.icmp_unsigned("<", code.load(0, arguments[1], LANES), code.load(2, arguments[3], LANES))
        )

    return types.uint64(draws, types.int64, limits, types.int64), generate


def below_several(some: int, many: int) -> Any:
    """As `below` for `some` limits in a row; puts `many` words into `out`, from its start, the others of all bits."""

    @intrinsic
    def several(typing: Any, draws: Any, place: Any, limits: Any, other: Any, out: Any) -> Any:
        def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            code = _Code(context, builder, signature, arguments)
            drawn, limit = code.load(0, arguments[1], LANES), code.load(2, arguments[3], many)
            words = _constant(-1, many)
            for i in range(some):
                of = ir.Constant(_INDEX, i)
                bits = builder.icmp_unsigned("<", drawn, code.every(builder.extract_element(limit, of), LANES))
                words = builder.insert_element(words, code.word(bits), of)
            code.store(words, 4, ir.Constant(_WORD, 0))
            return context.get_dummy_value()

        return types.void(draws, types.int64, limits, types.int64, out), generate

    return several


def add_row(many: int) -> Any:
    """`to[i : i + many] |= of[j : j + many] & word`, of words."""

    @intrinsic
    def add(typing: Any, to: Any, i: Any, of: Any, j: Any, word: Any) -> Any:
        def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            code = _Code(context, builder, signature, arguments)
            chosen = builder.and_(code.load(2, arguments[3], many), code.every(arguments[4], many))
            code.store(builder.or_(code.load(0, arguments[1], many), chosen), 0, arguments[1])
            return context.get_dummy_value()

        return types.void(to, types.int64, of, types.int64, types.uint64), generate

    return add


def put_row(many: int) -> Any:
    """`to[i : i + many] = of[j : j + many]`."""

    @intrinsic
    def put(typing: Any, to: Any, i: Any, of: Any, j: Any) -> Any:
        def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            code = _Code(context, builder, signature, arguments)
            code.store(code.load(2, arguments[3], many), 0, arguments[1])
            return context.get_dummy_value()

        return types.void(to, types.int64, of, types.int64), generate

    return put


def clear_row(many: int) -> Any:
    """`to[i : i + many] = 0`, of words."""

    @intrinsic
    def clear(typing: Any, to: Any, i: Any) -> Any:
        def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            code, place = _Code(context, builder, signature, arguments), arguments[1]
            for first in range(0, many, _STEP):
                size = min(_STEP, many - first)
                code.store(_constant(0, size), 0, _plus(builder, place, first))
            return context.get_dummy_value()

        return types.void(to, types.int64), generate

    return clear


def count_row(many: int) -> Any:
    """`counts[i : i + many] +=` the bits set in each of `many` words from the start of `words`."""

    @intrinsic
    def count(typing: Any, counts: Any, i: Any, words: Any) -> Any:
        def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            code = _Code(context, builder, signature, arguments)
            words = code.load(2, ir.Constant(_WORD, 0), many)
            population = builder.module.declare_intrinsic(
                f"llvm.ctpop.v{many}i64", fnty=ir.FunctionType(words.type, [words.type])
            )
            ones = builder.call(population, [words])
            counted = code.load(0, arguments[1], many)
            code.store(builder.add(counted, builder.trunc(ones, counted.type)), 0, arguments[1])
            return context.get_dummy_value()

        return types.void(counts, types.int64, words), generate

    return count


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

    return types.int64(types.uint64), generate


@intrinsic
def wipe(typing: Any, array: Any, byte: Any) -> Any:
    """Set every byte of an array; an assignment to a slice would take a second to compile."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        found = context.make_array(signature.args[0])(context, builder, arguments[0])
        size = builder.mul(found.nitems, found.itemsize)
        cgutils.memset(builder, found.data, size, builder.trunc(arguments[1], ir.IntType(8)))
        return context.get_dummy_value()

    return types.void(array, types.int64), generate
