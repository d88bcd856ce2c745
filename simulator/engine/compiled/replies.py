"""What one member of a front is answered in one replicate, on some rows of one law, for one requesting state.

A member asks in few replicates, and a network near to another has few rows of its own. So no channel is prepared for
all replicates: gates are looked at one after another, and no further than the first that is not passed.
"""

from typing import Any, NamedTuple

import numpy as np

from simulator.engine.compiled.answers import STORED
from simulator.engine.compiled.coins import coin, narrow, toss
from simulator.engine.compiled.draws import FORWARD, N_OWN, N_SLOTS, QUANTILE_SHIFT, Draws, Keys
from simulator.engine.compiled.law import (
    ANSWER,
    COURT,
    DATA,
    DUAL,
    GROUNDS,
    HAND,
    HOLD,
    NOBODY,
    NOTICE,
    PRESERVE,
    SCOPE,
    SEVERITY,
    VETTING,
    Days,
    Law,
    data_protection,
    dual_criminality,
    grounds,
    handled,
    limit_of,
    review,
    severity,
    vetting,
)
from simulator.engine.compiled.making import inlined, kernel
from simulator.engine.compiled.vectors import LANES
from simulator.engine.draws import NEVER

JOINS = np.int64(ANSWER << 1)  # of what a reply brings: who answered joins the front
_IN_TIME = np.int64((1 << STORED) - 1 | PRESERVE)  # what counts before the data is deleted
_REPLY = np.dtype([("state", "u4"), ("row", "u4"), ("brings", "u4"), ("delay", "i4"), ("deadline", "i4")])


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


@kernel
def list_replies(
    law: Law, slot_of: Any, requester: int, u: int, lane: int, handling: Any, keys: Keys, days: Days, draws: Draws,
    reached: Any, replies: Replies, member: int,
) -> None:  # fmt: skip
    """List what member `u` is answered on `relay_rows`, as `member` in `replies`.

    Parameters
    ----------
    handling : see `draw_handling`
    reached : (s + 1,) room
    """
    at = replies.used[0]
    replies.first[member] = at
    for place in range(len(law.relay_rows)):
        k = law.relay_rows[place]
        for i in range(_reach(law, requester, u, k, handling[law.row[k].desk], reached)):
            v = reached[i]
            if passes(law, slot_of, u, k, v, draws.replicates[lane], keys):
                _enter(law, slot_of, requester, u, k, v, lane, keys, days, draws, replies.reply[at])
                at += 1
    replies.last[member] = replies.used[0] = at


@inlined
def _reach(law: Law, requester: Any, u: Any, k: Any, drawn: Any, reached: Any) -> Any:
    """Gates 1, 2 and 10: how many states deal with a member's request on a row, and which."""
    row, n, some = law.row[k], 0, 0
    for v in range(len(drawn)):
        reached[n] = v
        n += int(law.bound[row.binding, u, v] & (drawn[v] < limit_of(law.capacity[k, v])))
    for i in range(n):
        v = reached[i]
        reached[some] = v
        ours = law.partial[row.binding, u, v] and drawn[v] >= handled(law, u, k, v)
        some += int(not ours and v != requester and law.state[v].in_data)
    return some if law.state[u].in_data and row.relayed else 0


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
