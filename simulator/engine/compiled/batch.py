"""Several networks side by side: the channels of one requesting state in each of them, and one plan for all.

A channel that several networks have is looked at once, and what it brings is entered for all of them at once: where
a run of one network keeps words by horizon, a batch keeps words by network, and looks at one horizon. The channels on
rows of the first network are listed once; of each other network only those on its own rows.
"""

from typing import Any, NamedTuple

import numpy as np

from simulator.engine.compiled.channels import Channels, able, channels_for
from simulator.engine.compiled.law import ANSWER, HOLD, PADDED, ROW, Law
from simulator.engine.compiled.making import entry, inlined, kernel
from simulator.engine.compiled.plans import COLUMNS, Plans, plan_pair
from simulator.engine.compiled.thresholds import N_GATES, exists, thresholds
from simulator.model.network import DESKS

GROUP, GROUPS = PADDED, 4  # networks of a group: as many as fill a vector; and groups of a batch
SIZE = GROUPS * GROUP
_BROUGHT = (1 << COLUMNS) - 1


class Lists(NamedTuple):
    """Channels of one requesting state, row by row, of several networks one after another."""

    channels: Channels
    office: Any  # (n,) desk and typical days, as one number: a record of `Offices`
    first: Any  # (n_networks, s + 1) where those to each state begin; where nothing begins, 0


def lists_for(n_networks: int, n_rows: int, n_states: int) -> Lists:
    """Room for the channels on so many rows, of all networks together."""
    most = n_rows * n_states
    return Lists(channels_for(most + 1), np.empty(most + 1, np.int64), np.zeros((n_networks, n_states + 1), np.int64))


@entry
def list_all(law: Law, requester: int, n_typical: int, column: int, at: int, out: Lists) -> Any:
    """List the channels on `law.rows` of one network from place `at` on; the place after the last."""
    n, channels = at, out.channels
    for v in range(len(law.state)):
        out.first[column, v] = n
        for place in range(len(law.rows)):
            k = law.rows[place]
            if exists(law, requester, k, v, requester):
                thresholds(law, requester, k, v, channels.limits[n])
                if able(channels.limits, n):
                    row = law.row[k]
                    channels.row[n], channels.brings[n] = k, row.brings
                    channels.forward[n] = row.forward if row.brings & ANSWER else 0
                    out.office[n] = row.desk * n_typical + row.days
                    n += 1
    out.first[column, len(law.state)] = n
    return n


def offices(n_typical: int) -> Any:
    """A record as of a row for each desk and typical days."""
    every = np.zeros(len(DESKS) * n_typical, ROW)
    every["desk"], every["days"] = np.divmod(np.arange(len(every)), n_typical)
    return every


@entry
def plan_all(
    law: Law, slot_of: Any, requester: int, shared: Lists, kept: Any, own: Lists, at: Any, found: Channels, brought: Any,
    plans: Plans,
) -> None:  # fmt: skip
    """One plan for all networks of a batch, pair by pair.

    Parameters
    ----------
    law : has the records of `offices` for rows
    shared, kept : the channels of the first network, and which networks leave each row alone, as bits
    own : those of each network on its own rows
    at, found, brought : (SIZE + 1,) and room for the channels of one pair
    """
    for v in range(len(law.state)):
        n = _merge(shared, kept, own, v, at, found)
        plan_pair(law, slot_of, requester, v, found, n, brought, plans, v)


@kernel
def _merge(shared: Lists, kept: Any, own: Lists, v: int, at: Any, found: Channels) -> Any:
    """The channels to one state that any of the networks has, by office; those of several networks once."""
    n = 0
    for x in range(SIZE + 1):
        at[x] = own.first[x, v] if x < SIZE else shared.first[0, v]
    while True:
        office = np.int64(-1)
        for x in range(SIZE + 1):
            lists, end = (own, own.first[x, v + 1]) if x < SIZE else (shared, shared.first[0, v + 1])
            if at[x] < end and (office < 0 or lists.office[at[x]] < office):
                office = lists.office[at[x]]
        if office < 0:
            return n
        first = n
        for x in range(SIZE + 1):
            lists, end, since = (
                own if x < SIZE else shared,
                own.first[x, v + 1] if x < SIZE else shared.first[0, v + 1],
                n,
            )
            while at[x] < end and lists.office[at[x]] == office:
                columns = 1 << x if x < SIZE else kept[shared.channels.row[at[x]]]
                if columns:
                    n = _add(lists.channels, at[x], columns << COLUMNS, office, since, n, found)
                at[x] += 1
            n = _join_alike(first, since, n, found)


@inlined
def _add(channels: Channels, c: Any, columns: Any, office: Any, since: Any, n: Any, found: Channels) -> Any:
    """Add a channel to what one of the same networks and thresholds brings, data or person; or as a new one."""
    for i in range(since, n):
        same = found.brings[i] & ~_BROUGHT == columns and (found.brings[i] ^ channels.brings[c]) & HOLD == 0
        if same and _same_limits(found, i, channels, c):
            found.brings[i] |= channels.brings[c]
            found.forward[i] = max(found.forward[i], channels.forward[c])
            return n
    found.row[n], found.brings[n], found.forward[n] = office, channels.brings[c] | columns, channels.forward[c]
    for gate in range(N_GATES):
        found.limits[n, gate] = channels.limits[c, gate]
    return n + 1


@inlined
def _join_alike(first: Any, since: Any, end: Any, found: Channels) -> Any:
    """Join channels of one network to those of others that are alike in everything; the place after the last left."""
    n = since
    for c in range(since, end):
        joined = False
        for i in range(first, since):
            same = found.forward[i] == found.forward[c] and (found.brings[i] ^ found.brings[c]) & _BROUGHT == 0
            if same and _same_limits(found, i, found, c):
                found.brings[i] |= found.brings[c]
                joined = True
                break
        if not joined:
            found.row[n], found.brings[n], found.forward[n] = found.row[c], found.brings[c], found.forward[c]
            for gate in range(N_GATES):
                found.limits[n, gate] = found.limits[c, gate]
            n += 1
    return n


@inlined
def _same_limits(one: Channels, i: Any, other: Channels, c: Any) -> Any:
    same = True
    for gate in range(N_GATES):
        same &= one.limits[i, gate] == other.limits[c, gate]
    return same
