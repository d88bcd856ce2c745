"""The channels of one pair of states: from the rows of the law to thresholds, alike ones kept as one.

Channels that meet the same thresholds at one desk, with the same typical days, are live together.
"""

from typing import Any, NamedTuple

import numpy as np

from simulator.engine.compiled.law import ANSWER, HOLD, Law
from simulator.engine.compiled.making import inlined, kernel
from simulator.engine.compiled.thresholds import CAPACITY, N_GATES, exists, thresholds


class Channels(NamedTuple):
    """Channels by desk and typical days."""

    limits: Any  # (n, N_GATES) thresholds
    row: Any  # (n,) of the law, or the first of several
    brings: Any  # (n,) bits
    forward: Any  # (n,) threshold to join, of rows that answer


def channels_for(size: int) -> Channels:
    """Room for `size` channels."""
    return Channels(
        np.empty((size, N_GATES), np.uint32),
        np.empty(size, np.int64),
        np.empty(size, np.int64),
        np.empty(size, np.uint32),
    )


@kernel
def list_channels(law: Law, u: int, v: int, out: Channels, at: int) -> Any:
    """Channels from requesting state `u` to `v` that can be live at all, from place `at` of `out`; the place after."""
    n, first = at, at
    for place in range(len(law.rows)):
        k = law.rows[place]
        if not exists(law, u, k, v, u):
            continue
        thresholds(law, u, k, v, out.limits[n])
        if not able(out.limits, n):
            continue
        row = law.row[k]
        if n > at and not alike_in_days(law, out.row[n - 1], k):
            first = n
        out.row[n], out.brings[n], out.forward[n] = k, row.brings & HOLD, 0
        same = _alike(out, first, n)
        if same == n:
            n += 1
        out.brings[same] |= row.brings
        if row.brings & ANSWER and row.forward > out.forward[same]:
            out.forward[same] = row.forward
    return n


@inlined
def able(limits: Any, n: Any) -> Any:
    """Whether a channel can be live at all."""
    every = True
    for gate in range(CAPACITY + 1):
        every &= limits[n, gate] > 0
    return every


@inlined
def alike_in_days(law: Law, one: Any, other: Any) -> Any:
    """Whether two rows are of one desk and of the same typical days."""
    return law.row[one].desk == law.row[other].desk and law.row[one].days == law.row[other].days


@inlined
def _alike(channels: Channels, first: Any, n: Any) -> Any:
    """Place of the first channel from `first` on that is like the last, at `n`: data or person, same thresholds."""
    for c in range(first, n):
        same = (channels.brings[c] ^ channels.brings[n]) & HOLD == 0
        for gate in range(N_GATES):
            same &= channels.limits[c, gate] == channels.limits[n, gate]
        if same:
            return c
    return n
