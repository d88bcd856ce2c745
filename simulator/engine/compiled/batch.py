"""Several networks side by side: the channels of one requesting state in each of them, and one plan for all.

A channel that several networks have is looked at once, and what it brings is entered for all of them at once: where
a run of one network keeps words by horizon, a batch keeps words by network, and looks at one horizon.
"""

from typing import Any, NamedTuple

import numpy as np

from simulator.engine.compiled.channels import Channels, channels_for, list_channels
from simulator.engine.compiled.law import N_GATES, PADDED, ROW, Law
from simulator.engine.compiled.making import entry, inlined, kernel
from simulator.engine.compiled.plans import COLUMNS, Plans, plan_pair
from simulator.model.network import DESKS

SIZE = PADDED  # networks of a batch: as many as fill a vector
_BROUGHT = (1 << COLUMNS) - 1


class Lists(NamedTuple):
    """Channels of one requesting state, of each network of a batch one after another."""

    channels: Channels
    office: Any  # (n,) desk and typical days, as one number: a record of `Offices`
    first: Any  # (SIZE, s + 1) where those to each state begin; where nothing begins, 0


def lists_for(n_rows: int, n_states: int) -> Lists:
    """Room for the channels of a batch."""
    most = SIZE * n_rows * n_states
    return Lists(channels_for(most + 1), np.empty(most + 1, np.int64), np.zeros((SIZE, n_states + 1), np.int64))


@entry
def list_all(law: Law, requester: int, n_typical: int, column: int, at: int, out: Lists) -> Any:
    """List the channels of one network from place `at` on; the place after the last."""
    n = at
    for v in range(len(law.state)):
        out.first[column, v] = n
        first, n = n, list_channels(law, requester, v, out.channels, n)
        for c in range(first, n):
            row = law.row[out.channels.row[c]]
            out.office[c] = row.desk * n_typical + row.days
    out.first[column, len(law.state)] = n
    return n


def offices(n_typical: int) -> Any:
    """A record as of a row for each desk and typical days."""
    every = np.zeros(len(DESKS) * n_typical, ROW)
    every["desk"], every["days"] = np.divmod(np.arange(len(every)), n_typical)
    return every


@entry
def plan_all(
    law: Law, slot_of: Any, requester: int, lists: Lists, at: Any, found: Channels, brought: Any, plans: Plans
) -> None:
    """One plan for all networks of a batch, pair by pair; `law` has the records of `offices` for rows."""
    for v in range(len(law.state)):
        n = _merge(lists, v, at, found)
        plan_pair(law, slot_of, requester, v, found, n, brought, plans)


@kernel
def _merge(lists: Lists, v: int, at: Any, found: Channels) -> Any:
    """The channels to one state that any of the networks has, by office; those of several networks once."""
    n = 0
    for x in range(SIZE):
        at[x] = lists.first[x, v]
    while True:
        office = np.int64(-1)
        for x in range(SIZE):
            if at[x] < lists.first[x, v + 1] and (office < 0 or lists.office[at[x]] < office):
                office = lists.office[at[x]]
        if office < 0:
            return n
        first = n
        for x in range(SIZE):
            while at[x] < lists.first[x, v + 1] and lists.office[at[x]] == office:
                same = _place(lists.channels, at[x], found, first, n)
                if same == n:
                    _copy(lists.channels, at[x], found, n, office)
                    n += 1
                found.brings[same] |= 1 << (COLUMNS + x)
                at[x] += 1


@inlined
def _place(channels: Channels, c: Any, found: Channels, first: Any, n: Any) -> Any:
    """Place in `found` of a channel like channel `c`, or `n`."""
    for i in range(first, n):
        same = found.brings[i] & _BROUGHT == channels.brings[c] and found.forward[i] == channels.forward[c]
        for gate in range(N_GATES):
            same &= found.limits[i, gate] == channels.limits[c, gate]
        if same:
            return i
    return n


@inlined
def _copy(channels: Channels, c: Any, found: Channels, n: Any, office: Any) -> None:
    found.row[n], found.brings[n], found.forward[n] = office, channels.brings[c], channels.forward[c]
    for gate in range(N_GATES):
        found.limits[n, gate] = channels.limits[c, gate]
