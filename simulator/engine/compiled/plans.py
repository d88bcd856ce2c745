"""What a requesting state's channels to one requested state come to, as a plan: lists that are worked off in order.

1. *Tests*: draws are compared with a threshold, for 64 replicates at once. What several channels meet is one test.
2. *Channels*: one is live where its tests are passed, and adds to a *bundle*: of channels that bring the same on the
   same days. Some go *further*: where one more test is passed, they add to a bundle of those that hand over, or join.
3. *Groups* of bundles share their days. Of each bundle, *entries* say what it brings: a row of the answers.
"""

from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from simulator.engine.compiled.answers import (
    AT_ALL,
    JOINED,
    N_DATA,
    OF_HAND,
    OF_HOLD,
    ORDERED,
    PRESERVED,
    STORED,
)
from simulator.engine.compiled.channels import Channels, alike_in_days, channels_for, list_channels
from simulator.engine.compiled.draws import FORWARD, N_OWN, N_SLOTS, SLOT_OF, row_of
from simulator.engine.compiled.law import ANSWER, HAND, HOLD, PRESERVE, Law
from simulator.engine.compiled.making import entry, inlined, kernel
from simulator.engine.compiled.thresholds import CAPACITY, CERTAIN, GROUNDS, HANDOVER, N_GATES
from simulator.model.network import PROVIDER

COLUMNS = 16  # bits of what a channel brings from here on: which of several networks have it
MOST_TESTS = 8  # of one channel: every gate may ask for one but severity, which stops nothing or everything
PASSED = 0  # number of the test that everything passes
_JOIN = np.int64(ANSWER << 1)  # of a bundle: joins the front
# What bits bring: bit; whether in time only; row of the answers, row of orders.
_STORED = [(1 << kind, 1, kind, ORDERED + kind) for kind in range(STORED)]
_STORED_AT_ALL = [(1 << kind, 0, AT_ALL + kind, ORDERED + AT_ALL + kind) for kind in range(STORED)]
_OTHER = [(1 << kind, 0, kind, ORDERED + kind) for kind in range(STORED, N_DATA)]
_BROUGHT = np.array(
    _STORED + _STORED_AT_ALL + _OTHER
    + [(HOLD, 0, OF_HOLD, OF_HOLD), (HAND, 0, OF_HAND, OF_HAND)]
    + [(PRESERVE, 1, PRESERVED, PRESERVED), (_JOIN, 0, JOINED, JOINED)]
)  # fmt: skip
_LAST = len(_BROUGHT) - 1
_LISTS = ("test", "channel", "further", "group", "entry")
_PAIR = np.dtype([(name, "u4") for name in (*_LISTS, "desks", "bundles")])
# Plans of all states are read once for every word of replicates: small records take less time.
_TEST = np.dtype([("row", "u4"), ("limit", "u4")])
_FURTHER = np.dtype([(name, "u2") for name in ("channel", "test", "bundle")])
_GROUP = np.dtype(
    [(name, "u2") for name in ("delay", "days", "bundle", "bundle_end", "entry", "entry_end", "stored", "joining")]
)
_ENTRY = np.dtype([("bundle", "u2"), ("in_time", "u1"), ("row", "u1"), ("columns", "u4")])


class Plans(NamedTuple):
    """Plans of pairs one after another; where the lists of a pair begin, those of the one before end."""

    pair: (
        Any  # where its lists begin; bits of the desks whose draws it needs; bundles. For each sender one more, the end
    )
    test: Any  # row of the draws, and limit; the first of a pair has number 1
    passes: Any  # (n_channels, MOST_TESTS) numbers of tests, flat
    bundle: Any  # (n_channels,) from 1
    further: Any  # number of the channel in its pair, of the test, and bundle
    group: Any  # row of the delays; typical days; its bundles; its entries, in the pair; 1 if any counts in time only
    entry: Any  # bundle; 1 if in time only; row of the answers


def plans_for(n_pairs: int, size: int) -> Plans:
    """Room for the plans of so many pairs, with at most `size` channels; what is not used of it takes no memory."""
    return Plans(
        pair=np.zeros(n_pairs, _PAIR),
        test=np.empty(size * (N_GATES + 1), _TEST),
        passes=np.empty(size * MOST_TESTS, np.uint16),
        bundle=np.empty(size, np.uint16),
        further=np.empty(2 * size, _FURTHER),
        group=np.empty(size, _GROUP),
        entry=np.empty(2 * size * N_DATA, _ENTRY),
    )


def plans_of(law: Law, requesters: npt.NDArray[np.int64], threads: int) -> tuple[Plans, npt.NDArray[np.int64]]:
    """Plans of each requesting state with every state, in their order; and the rows of the draws that they look at."""
    n_states, n_rows, many = len(law.state), len(law.rows), len(requesters)
    threads = min(threads, many)
    bound = law.bound.sum(axis=2)[law.row["binding"][law.rows]].sum(axis=0)  # channels that each state may ask on
    first = np.append(0, np.cumsum(bound[requesters]))
    plans = plans_for(many * (n_states + 1), int(first[-1]))
    looked_at = np.zeros((threads, N_OWN + n_states * N_SLOTS), np.bool_)

    def some(thread: int) -> None:
        begin, end = thread * many // threads, (thread + 1) * many // threads
        brought = np.empty(3 * n_rows + 1, np.int64)
        found = channels_for(n_rows + 1)
        _plan_all(law, SLOT_OF, requesters[begin:end], begin, first[begin], found, brought, plans, looked_at[thread])

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(some, range(threads)))
    rows = np.flatnonzero(looked_at.any(axis=0))
    return plans, rows[rows >= N_OWN]


@entry
def _plan_all(
    law: Law, slot_of: Any, requesters: Any, place: int, first: int, found: Channels, brought: Any, plans: Plans,
    looked_at: Any,
) -> None:  # fmt: skip
    """The plans of some requesting states, of which the first is at `place` of all and has channels from `first` on."""
    n_states = len(law.state)
    at = place * (n_states + 1)
    begin = plans.pair[at]
    begin.channel = begin.group = first
    begin.test, begin.further, begin.entry = first * (N_GATES + 1), 2 * first, 2 * first * N_DATA
    for i in range(len(requesters)):
        for v in range(n_states):
            n = list_channels(law, requesters[i], v, found, 0)
            plan_pair(law, slot_of, requesters[i], v, found, n, brought, plans, at)
            at += 1
        for t in range(plans.pair[at - n_states].test, plans.pair[at].test):
            looked_at[plans.test[t].row] = True
        if i + 1 < len(requesters):
            _begin(plans.pair[at + 1], plans.pair[at])
        at += 1


@inlined
def _begin(pair: Any, before: Any) -> None:
    """Begin the lists of a pair where those of the one before end."""
    pair.test, pair.channel, pair.further = before.test, before.channel, before.further
    pair.group, pair.entry = before.group, before.entry


@kernel
def plan_pair(
    law: Law, slot_of: Any, u: int, v: int, found: Channels, n: int, brought: Any, plans: Plans, at: int
) -> None:
    """Write the plan of one pair to place `at`: it has the first `n` channels of `found`. `brought`: room, by bundle."""
    begin, end = plans.pair[at], plans.pair[at + 1]
    _begin(end, begin)
    begin.desks, begin.bundles = 0, 1
    for c in range(n):
        row, orders = law.row[found.row[c]], law.row[found.row[c]].desk == PROVIDER
        if c == 0 or not alike_in_days(law, found.row[c - 1], found.row[c]):
            group = plans.group[end.group]
            group.delay, group.days = N_OWN + v if orders else row.desk, row.days
            group.bundle, group.entry, group.stored, group.joining = begin.bundles, end.entry - begin.entry, 0, 0
            begin.desks |= 1 << row.desk
            end.group += 1
        group, m = plans.group[end.group - 1], end.channel * MOST_TESTS
        for gate in range(CAPACITY + 1):
            number = _number(plans, begin, end, row_of(slot_of, gate, row.desk, u, v), found.limits[c, gate])
            if number != PASSED or gate == CAPACITY:
                plans.passes[m] = number
                m += 1
        while m < (end.channel + 1) * MOST_TESTS:
            plans.passes[m] = PASSED
            m += 1
        plans.bundle[end.channel] = _bundle(plans, begin, end, group, brought, found.brings[c] & ~HAND, orders)
        columns = found.brings[c] >> COLUMNS << COLUMNS
        if found.brings[c] & HAND:
            barred = _number(plans, begin, end, row_of(slot_of, GROUNDS, row.desk, u, v), found.limits[c, HANDOVER])
            _further(plans, begin, end, barred, _bundle(plans, begin, end, group, brought, HAND | columns, orders))
        joins = found.forward[c] if found.forward[c] > law.aligned[u, v] else law.aligned[u, v]
        if found.brings[c] & ANSWER and v != u and joins > 0:
            joining = _number(plans, begin, end, N_OWN + v * N_SLOTS + FORWARD, joins)
            joined = _bundle(plans, begin, end, group, brought, _JOIN | columns, orders)
            _further(plans, begin, end, joining, joined)
            group.joining = joined
        end.channel += 1


@inlined
def _number(plans: Plans, begin: Any, end: Any, row: Any, limit: Any) -> Any:
    """Number of a test in its pair; a new one is appended."""
    if limit == CERTAIN:
        return PASSED
    for number in range(end.test - begin.test, 0, -1):  # most are among the last
        test = plans.test[begin.test + number - 1]
        if test.row == row and test.limit == limit:
            return number
    plans.test[end.test].row, plans.test[end.test].limit = row, limit
    end.test += 1
    return end.test - begin.test


@inlined
def _further(plans: Plans, begin: Any, end: Any, test: Any, bundle: Any) -> None:
    """The channel at work adds to one more bundle, where it passes one more test."""
    further = plans.further[end.further]
    further.channel, further.test, further.bundle = end.channel - begin.channel, test, bundle
    end.further += 1


@kernel
def _bundle(plans: Plans, begin: Any, end: Any, group: Any, brought: Any, brings: int, orders: bool) -> Any:
    """Number of the bundle of those channels of a group that bring the same; a new one is appended with its entries."""
    for b in range(group.bundle, begin.bundles):
        if brought[b] == brings:
            return b
    b = begin.bundles
    brought[b] = brings
    begin.bundles += 1
    columns = brings >> COLUMNS
    for i in range(len(_BROUGHT) if columns else _LAST):  # where there are no columns, the group says who joins
        if brings & _BROUGHT[i, 0]:
            entry = plans.entry[end.entry]
            entry.bundle, entry.in_time = b, _BROUGHT[i, 1]
            entry.row = _BROUGHT[i, 3] if orders else _BROUGHT[i, 2]
            entry.columns = columns
            group.stored |= entry.in_time
            end.entry += 1
    group.bundle_end, group.entry_end = begin.bundles, end.entry - begin.entry
    return b
