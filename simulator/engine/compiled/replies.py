"""What one member of a front is answered in one replicate, on some rows of one law, for one requesting state.

A member asks in few replicates, and a network near to another has few rows of its own. So no channel is prepared for
all replicates: gates are looked at one after another, for the states whose gates before were passed; and gates at which
a row is the same as in the first network are looked at once for all networks.
"""

from typing import Any, NamedTuple

import numpy as np

from simulator.engine.compiled.answers import STORED
from simulator.engine.compiled.asked import Asked, whole_words
from simulator.engine.compiled.coins import coin, narrow, toss
from simulator.engine.compiled.draws import FORWARD, N_OWN, N_SLOTS, QUANTILE_SHIFT, Draws, Keys
from simulator.engine.compiled.law import ANSWER, HAND, HOLD, PRESERVE, Days, Law
from simulator.engine.compiled.making import inlined, kernel
from simulator.engine.compiled.thresholds import (
    COURT,
    DATA,
    DUAL,
    GROUNDS,
    NOBODY,
    NOTICE,
    SCOPE,
    SEVERITY,
    VETTING,
    data_protection,
    dual_criminality,
    grounds,
    handled,
    limit_of,
    review,
    severity,
    vetting,
)
from simulator.engine.compiled.vectors import LANES, below_each, lowest, wipe
from simulator.engine.draws import NEVER
from simulator.model.network import Gate

JOINS = np.int64(ANSWER << 1)  # of what a reply brings: who answered joins the front
_IN_TIME = np.int64((1 << STORED) - 1 | PRESERVE)  # what counts before the data is deleted
_ROWS_EACH = 24  # on which a member reaches anyone at all, for whom there is room on average
_REPLY = np.dtype([("state", "u4"), ("row", "u4"), ("brings", "u4"), ("delay", "i4"), ("deadline", "i4")])


class Seen(NamedTuple):
    """Which states' gates let a member pass, on rows of the first network; gates that are the same are looked at once."""

    block: Any  # (m, k) of a member on a row, from 1; 0: it has none
    known: Any  # (n_blocks, n_gates, w) bits of the states that were looked at
    passed: Any  # the same of those that let it pass
    used: Any  # (1,) blocks


class Replies(NamedTuple):
    """Lists of replies by member in one replicate (m), one after another."""

    reply: Any  # who answered, on which row, with what, how many days later; before which day stored data is there
    first: Any  # (m,) where those to a member begin; -1: not worked out
    last: Any  # (m,) and end
    used: Any  # (1,) how many there are


def replies_for(n_members: int, size: int) -> Replies:
    """Room for so many members, and for so many replies."""
    return Replies(
        reply=np.empty(size, _REPLY),
        first=np.empty(n_members, np.int32),
        last=np.empty(n_members, np.int32),
        used=np.zeros(1, np.int64),
    )


@kernel
def draw_handling(u: int, lane: int, keys: Keys, draws: Draws, out: Any) -> None:
    """How a member's requests are handled at each desk of each state, shape (N_OWN, s)."""
    for desk in range(N_OWN):
        for v in range(len(keys.numbers)):
            out[desk, v] = coin(narrow(keys.capacity[desk, u], keys.numbers[v]), draws.replicates[lane])


def nothing_seen(n_members: int, n_rows: int, n_states: int) -> Seen:
    """Room for so many members."""
    shape = (n_members * _ROWS_EACH, len(Gate), whole_words(n_states))
    return Seen(
        block=np.zeros((n_members, n_rows), np.int32),
        known=np.empty(shape, np.uint64),
        passed=np.empty(shape, np.uint64),
        used=np.zeros(1, np.int64),
    )


@kernel
def list_replies(
    asked: Asked, slot_of: Any, requester: int, u: int, lane: int, handling: Any, keys: Keys, days: Days, draws: Draws,
    seen: Seen, replies: Replies, member: int,
) -> None:  # fmt: skip
    """List what member `u` is answered on the rows of `asked`, as `member` in `replies`.

    Parameters
    ----------
    handling : see `draw_handling`; there must be room in `seen` for every row
    """
    law, at, whole = asked.law, replies.used[0], handling.shape[1]
    replies.first[member] = at
    for place in range(len(law.relay_rows)):
        k, block = law.relay_rows[place], np.int64(-1)
        desk = law.row[k].desk
        for word in range(asked.bound.shape[2]):
            first, left = word * LANES, asked.bound[asked.binding[place], u, word]
            if left:
                left &= below_each(handling, desk * whole + first, asked.most, place * whole + first)
            if left and block < 0:
                block = _block(seen, member, asked.like[place])
            if left:
                left = _let_pass(asked, slot_of, u, place, word, left, draws.replicates[lane], keys, seen, block)
            while left:
                v = first + lowest(left)
                left &= left - np.uint64(1)
                if not law.partial[law.row[k].binding, u, v] or handling[desk, v] < handled(law, u, k, v):
                    _enter(law, slot_of, requester, u, k, v, lane, keys, days, draws, replies.reply[at])
                    at += 1
    replies.last[member] = replies.used[0] = at


@inlined
def _block(seen: Seen, member: Any, like: Any) -> Any:
    """Where it stands what was seen of a member on a row; of a row like none nothing is kept, but in block 0."""
    if like < 0:
        return np.int64(0)
    if seen.block[member, like] == 0:
        seen.used[0] += 1
        seen.block[member, like] = seen.used[0]
        wipe(seen.known[seen.used[0]], 0)
        wipe(seen.passed[seen.used[0]], 0)
    return np.int64(seen.block[member, like])


@inlined
def _let_pass(
    asked: Asked, slot_of: Any, u: Any, place: Any, word: Any, left: Any, replicate: Any, keys: Keys, seen: Seen, block: Any
) -> Any:  # fmt: skip
    """Which of the states `left`, a word of bits, let a request pass the gates between; what may be known comes first."""
    k, todo = asked.law.relay_rows[place], asked.shared[place]
    while todo and left:
        gate = lowest(todo)
        todo &= todo - np.uint64(1)
        new = left & ~seen.known[block, gate, word]
        if new:
            seen.known[block, gate, word] |= new
            seen.passed[block, gate, word] |= _pass(asked.law, slot_of, gate, u, k, word, new, replicate, keys)
        left &= seen.passed[block, gate, word]
    todo = asked.apart[place]
    while todo and left:
        gate = lowest(todo)
        todo &= todo - np.uint64(1)
        left = _pass(asked.law, slot_of, gate, u, k, word, left, replicate, keys)
    return left


@kernel
def _pass(law: Law, slot_of: Any, gate: int, u: int, k: int, word: int, left: Any, replicate: int, keys: Keys) -> Any:
    """Which of the states `left`, a word of bits, let a request pass one gate."""
    passed, desk = np.uint64(0), law.row[k].desk
    while left:
        bit = lowest(left)
        left &= left - np.uint64(1)
        v = word * LANES + bit
        if gate == SEVERITY:
            limit = severity(law, u, k, v)
        elif gate == GROUNDS:
            limit = grounds(law, u, k, v, u, law.grounds)
        elif gate == DUAL:
            limit = dual_criminality(law, u, k, v, NOBODY)
        elif gate == DATA:
            limit = data_protection(law, u, k, v)
        elif gate == COURT:
            limit = review(law, u, k, v, law.court)
        elif gate == NOTICE:
            limit = review(law, u, k, v, law.remedy)
        elif gate == SCOPE:
            limit = limit_of(law.row[k].scope)
        else:
            limit = vetting(law, u, k)
        drawn = drawn_of(slot_of, gate, desk, u if gate == VETTING else v, replicate, keys)
        passed |= np.uint64(drawn < limit) << np.uint64(bit)
    return passed


@inlined
def passes(law: Law, slot_of: Any, u: Any, k: Any, v: Any, replicate: Any, keys: Keys) -> Any:
    """Whether a request passes the gates between: those that stop most come first."""
    desk = law.row[k].desk
    return (
        severity(law, u, k, v) > drawn_of(slot_of, SEVERITY, desk, v, replicate, keys)
        and grounds(law, u, k, v, u, law.grounds) > drawn_of(slot_of, GROUNDS, desk, v, replicate, keys)
        and dual_criminality(law, u, k, v, NOBODY) > drawn_of(slot_of, DUAL, desk, v, replicate, keys)
        and data_protection(law, u, k, v) > drawn_of(slot_of, DATA, desk, v, replicate, keys)
        and review(law, u, k, v, law.court) > drawn_of(slot_of, COURT, desk, v, replicate, keys)
        and review(law, u, k, v, law.remedy) > drawn_of(slot_of, NOTICE, desk, v, replicate, keys)
        and limit_of(law.row[k].scope) > drawn_of(slot_of, SCOPE, desk, v, replicate, keys)
        and vetting(law, u, k) > drawn_of(slot_of, VETTING, desk, u, replicate, keys)
    )


@inlined
def drawn_of(slot_of: Any, gate: Any, desk: Any, whose: Any, replicate: Any, keys: Keys) -> Any:
    """The draw of a gate; to toss it again takes less time than to look where it stands."""
    return toss(keys.slots[whose * N_SLOTS + slot_of[gate, desk]], replicate)


@kernel
def _enter(
    law: Law, slot_of: Any, requester: int, u: int, k: int, v: int, lane: int, keys: Keys, days: Days, draws: Draws,
    reply: Any,
) -> None:  # fmt: skip
    """What a live channel brings, and when.

    About the person a holder decides on the lesser of what it sees in the sender and in the requesting state, gate 5.
    """
    row, replicate = law.row[k], draws.replicates[lane]
    brings = row.brings & ~ANSWER
    if brings & HOLD:
        drawn = drawn_of(slot_of, GROUNDS, row.desk, v, replicate, keys)
        if drawn >= grounds(law, u, k, v, requester, law.grounds):
            brings &= ~(HOLD | HAND)
        elif drawn >= grounds(law, u, k, v, requester, law.grounds_handover):
            brings &= ~HAND
    if row.brings & ANSWER:
        drawn = toss(keys.slots[v * N_SLOTS + FORWARD], replicate)
        if drawn < row.forward or drawn < law.aligned[requester, v]:
            brings |= JOINS
    quantile = coin(narrow(keys.delay[row.desk, u], keys.numbers[v]), replicate) >> QUANTILE_SHIFT
    reply.state, reply.row, reply.brings, reply.delay = v, k, brings, days.delay[row.days, quantile]
    reply.deadline = NEVER
    if brings & _IN_TIME:
        reply.deadline = days.retention[draws.retention[v * LANES + lane]]
