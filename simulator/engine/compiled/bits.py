"""Rows of bits joined, and squares of bits turned, in machine code."""

from typing import Any

import numpy as np
from llvmlite import ir
from numba import types
from numba.extending import intrinsic

from simulator.engine.compiled.making import inlined

ROW = 4  # words of a row


@intrinsic
def or_rows(typing: Any, new: Any, to: Any, known: Any, of: Any) -> Any:
    """Join the row of `known` from place `of` to that of `new` from place `to`, all words at once."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        row = ir.VectorType(ir.IntType(64), ROW).as_pointer()
        new, to, known, of = arguments

        def at(kind: Any, array: Any, place: Any) -> Any:
            return builder.bitcast(builder.gep(context.make_array(kind)(context, builder, array).data, [place]), row)

        target = at(signature.args[0], new, to)
        words = [builder.load(pointer) for pointer in (target, at(signature.args[2], known, of))]
        for word in words:
            word.align = 8
        builder.store(builder.or_(*words), target).align = 8
        return context.get_dummy_value()

    return types.void(new, types.int64, known, types.int64), generate


@inlined
def transpose(words: Any, columns: Any) -> None:
    """Bit j of word i becomes bit i of word j, in every column of `words`, shape (64 * columns,).

    Blocks of bits across the diagonal change places, from half of the square down to single bits.
    """
    size, low = np.int64(32), np.uint64(0x00000000FFFFFFFF)  # of a block, and the bits of the lower of two
    while size:
        shift = np.uint64(size)
        for i in range(64):
            if i & size == 0:
                one = words[i * columns : (i + 1) * columns]
                other = words[(i + size) * columns : (i + size + 1) * columns]
                for at in range(columns):
                    change = ((one[at] >> shift) ^ other[at]) & low
                    one[at] ^= change << shift
                    other[at] ^= change
        size >>= 1
        low ^= low << np.uint64(size)
