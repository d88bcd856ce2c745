"""What other members of a front are answered: for each only in the replicates in which it asks.

A member asks under its own law whoever the requesting state is, so what it is answered is worked out once for all, in
days from the day on which it asks. Only what a holder sees in the requesting state itself (persons, gate 5) is looked
at when that is entered.
"""

from typing import Any, NamedTuple

import numpy as np

from simulator.engine.compiled.answers import (
    AT_ALL,
    EVERY,
    GIVEN,
    N_DATA,
    OF_HAND,
    OF_HAND_ON,
    OF_HOLD,
    ORDERED,
    PRESERVED,
    STORED,
    TOO_LATE,
    Answers,
    add_horizons,
    join,
)
from simulator.engine.compiled.channels import Channels, channels_for, list_channels
from simulator.engine.compiled.coins import coin, narrow
from simulator.engine.compiled.draws import FORWARD, N_OWN, N_SLOTS, QUANTILE_SHIFT, Draws, Keys, drawn_in, row_of
from simulator.engine.compiled.law import (
    ANSWER,
    CAPACITY,
    CERTAIN,
    GROUNDS,
    HAND,
    HOLD,
    NOBODY,
    PADDED,
    PRESERVE,
    Days,
    Law,
    grounds,
)
from simulator.engine.compiled.making import inlined, kernel
from simulator.engine.compiled.vectors import LANES, lowest, put_row, wipe
from simulator.engine.draws import NEVER
from simulator.model.network import HORIZONS, IntArray

_MEMBERS = 256  # and replicates, at least, of which what they are answered is kept for the next requesting state
_ALWAYS = 2 * NEVER + 1  # after any day
_LATEST = HORIZONS[-1] + 1  # a day after every horizon
_put_days = put_row(LANES)
_KINDS = N_DATA + 1  # of data, and preserving
_ANSWER = np.dtype([("state", "u4"), ("forward", "u4"), ("drawn", "u4"), ("delay", "i4")])
_GIVEN = np.dtype([("row", "u4"), ("late", "u4"), ("delay", "i4"), ("deadline", "i4")])
_PERSON = np.dtype([("state", "u4"), ("channel", "u4"), ("delay", "i4")])


class Members(NamedTuple):
    """Channels of members with those they ask, worked out when first needed, and what of them is live in this word."""

    channels: Channels
    pair: Any  # (s, s, 2) places of the channels of each pair, first and after the last; -1: not worked out yet
    found: Any  # (s, 64, 6) first and last of the lists below, of each member and replicate; -1: not worked out yet
    answer: Any  # who answered and may join: the threshold of its channel, its draw, and days
    given: Any  # what is brought: row of the answers if before the deadline, and if later; and days
    person: Any  # channels about the person: whom they reach, place in `channels`, and days
    used: Any  # (4,) how many channels there are, and how long the lists are
    drawn: Any  # (N_OWN, s) room: handling of one member's requests in one replicate
    soonest: Any  # (_KINDS,) room: days until one state gave each kind
    by: Any  # (_LATEST + 1, PADDED) by day, flat: all bits from the first horizon on that it does not miss


def no_members(law: Law) -> Members:
    """Before any member asked."""
    return members_for(len(law.state), len(law.relay_rows), channels_on(law, law.relay_rows), _MEMBERS)


def channels_on(law: Law, rows: IntArray) -> int:
    """The most channels that there may be on some rows."""
    return int(law.bound.sum(axis=(1, 2))[law.row["binding"][rows]].sum())


def members_for(n_states: int, n_rows: int, n_channels: int, many: int) -> Members:
    """Room for so many channels, on so many rows at most, and for what so many members are answered at a time."""
    horizons = np.append(HORIZONS, [NEVER] * (PADDED - len(HORIZONS)))
    of_one = n_states * (n_rows + _KINDS)
    return Members(
        channels=channels_for(n_channels + 1),
        pair=np.full((n_states, n_states, 2), -1, np.int32),
        found=np.full((n_states, LANES, 6), -1, np.int32),
        answer=np.empty(many * n_states + of_one, _ANSWER),
        given=np.empty(many * n_states * _KINDS + of_one, _GIVEN),
        person=np.empty(many * n_states + of_one, _PERSON),
        used=np.zeros(4, np.int64),
        drawn=np.empty((N_OWN, n_states), np.uint32),
        soonest=np.empty(_KINDS, np.int32),
        by=((np.arange(_LATEST + 1)[:, None] <= horizons) * EVERY).reshape(-1),
    )


@inlined
def begin_members(members: Members) -> None:
    """Forget what was live in the word before."""
    wipe(members.found, -1)
    members.used[1] = members.used[2] = members.used[3] = 0


@kernel
def spread(
    law: Law, slot_of: Any, requester: int, rounds: int, keys: Keys, days: Days, draws: Draws, answers: Answers,
    members: Members,
) -> None:  # fmt: skip
    """The rounds after the first, and then everything the members are answered."""
    n_states = len(law.state)
    for turn in range(rounds):
        for u in range(n_states):
            answers.asks[u] = answers.front[u]
            if answers.asks[u]:
                _put_days(answers.now, u * LANES, answers.day, u * LANES)
        for u in range(n_states):
            left = answers.asks[u]
            while left:
                lane = lowest(left)
                left &= left - np.uint64(1)
                if members.found[u, lane, 0] < 0:
                    work_out(law, slot_of, u, lane, keys, days, draws, members)
                if turn < rounds - 1:
                    join_members(law, requester, u, lane, answers, members)
                else:
                    _enter(u, lane, answers, members)
                    _enter_persons(law, slot_of, requester, u, lane, keys, draws, answers, members)
    for row in range(ORDERED):  # nobody asks the requesting state
        for x in range(PADDED):
            answers.known[requester * GIVEN + row * PADDED + x] = 0


@inlined
def join_members(law: Law, requester: Any, u: Any, lane: Any, answers: Answers, members: Members) -> None:
    """Those who answered a member join in their turn."""
    for i in range(members.found[u, lane, 0], members.found[u, lane, 1]):
        answer = members.answer[i]
        joins = answer.drawn < answer.forward or answer.drawn < law.aligned[requester, answer.state]
        if joins and answer.state != requester:
            join(answers, np.int64(answer.state), lane, answers.now[u, lane] + answer.delay)


@inlined
def _enter(u: Any, lane: Any, answers: Answers, members: Members) -> None:
    """Enter what a member is given, by each horizon."""
    bit, day = np.uint64(1) << np.uint64(lane), answers.now[u, lane]
    for i in range(members.found[u, lane, 2], members.found[u, lane, 3]):
        given = members.given[i]
        on = day + given.delay
        row = given.row if on < given.deadline else given.late
        add_horizons(answers.known, row, members.by, (on if on < _LATEST else _LATEST) * PADDED, bit)


@inlined
def _enter_persons(
    law: Law, slot_of: Any, requester: Any, u: Any, lane: Any, keys: Keys, draws: Draws, answers: Answers,
    members: Members,
) -> None:  # fmt: skip
    """Enter who would hold the person for a member, and hand over to it, where it must hand over to R in its turn."""
    bit, day, known = np.uint64(1) << np.uint64(lane), answers.now[u, lane], answers.known
    for i in range(members.found[u, lane, 4], members.found[u, lane, 5]):
        person = members.person[i]
        v, c = np.int64(person.state), np.int64(person.channel)
        on = day + person.delay
        by = (on if on < _LATEST else _LATEST) * PADDED
        held, handed = sees(law, slot_of, requester, u, v, c, lane, keys, draws, members)
        if held:
            add_horizons(known, v * GIVEN + OF_HOLD * PADDED, members.by, by, bit)
        if handed:
            hand_on(known, u, v, members.by, by, bit)


@inlined
def sees(
    law: Law,
    slot_of: Any,
    requester: Any,
    u: Any,
    v: Any,
    c: Any,
    lane: Any,
    keys: Keys,
    draws: Draws,
    members: Members,
) -> Any:
    """Whether a holder would hold the person for a member, and hand over to it: gate 5.

    It decides on the lesser of what it sees in the sender and in the requesting state.
    """
    k = members.channels.row[c]
    drawn = drawn_in(keys, draws, row_of(slot_of, GROUNDS, law.row[k].desk, u, v), lane)
    held = drawn < grounds(law, u, k, v, requester, law.grounds)
    handing = held and members.channels.brings[c] & HAND != 0
    return held, handing and drawn < grounds(law, u, k, v, requester, law.grounds_handover)


@inlined
def hand_on(known: Any, u: Any, v: Any, words: Any, at: Any, bit: Any) -> None:
    """A holder hands over to member `u`, which must hand over to the requesting state in its turn."""
    for x in range(PADDED):
        handed = known[u * GIVEN + OF_HAND * PADDED + x] & words[at + x] & bit
        known[v * GIVEN + OF_HAND_ON * PADDED + x] |= handed


@inlined
def full(law: Law, members: Members) -> Any:
    """Whether there may be no room for what one more member is answered."""
    of_one = len(law.state) * (len(law.relay_rows) + _KINDS)
    short = members.used[1] + of_one > len(members.answer)
    short |= members.used[2] + of_one > len(members.given)
    return short or members.used[3] + of_one > len(members.person)


@kernel
def work_out(law: Law, slot_of: Any, u: int, lane: int, keys: Keys, days: Days, draws: Draws, members: Members) -> None:
    """What one member is answered in one replicate; when there is no more room, what others were is forgotten."""
    n_states = len(law.state)
    if full(law, members):
        begin_members(members)
    for i in range(3):
        members.found[u, lane, 2 * i] = members.used[1 + i]
    for desk in range(N_OWN):
        for v in range(n_states):
            members.drawn[desk, v] = coin(narrow(keys.capacity[desk, u], keys.numbers[v]), draws.replicates[lane])
    for v in range(n_states):
        heard = False
        for desk in range(N_OWN):
            heard |= members.drawn[desk, v] < law.relay_most[desk, v]
        if heard:
            if members.pair[u, v, 0] < 0:
                members.pair[u, v, 0] = members.used[0]
                members.used[0] = list_channels(law, u, v, NOBODY, members.channels, members.used[0])
                members.pair[u, v, 1] = members.used[0]
            _ask(law, slot_of, u, v, lane, keys, days, draws, members)
    for i in range(3):
        members.found[u, lane, 2 * i + 1] = members.used[1 + i]


@inlined
def _ask(
    law: Law, slot_of: Any, u: Any, v: Any, lane: Any, keys: Keys, days: Days, draws: Draws, members: Members
) -> None:
    """What member `u` is answered by one state."""
    for kind in range(_KINDS):
        members.soonest[kind] = NEVER
    channels, desk_asked, quantile = members.channels, -1, np.uint32(0)
    for c in range(members.pair[u, v, 0], members.pair[u, v, 1]):
        row, brings = law.row[channels.row[c]], channels.brings[c]
        if not _live(slot_of, u, v, c, row.desk, lane, keys, draws, members):
            continue
        if row.desk != desk_asked:
            desk_asked = row.desk
            quantile = coin(narrow(keys.delay[row.desk, u], keys.numbers[v]), draws.replicates[lane]) >> QUANTILE_SHIFT
        delay = days.delay[row.days, quantile]
        for kind in range(_KINDS):
            if brings & (PRESERVE if kind == N_DATA else 1 << kind) and delay < members.soonest[kind]:
                members.soonest[kind] = delay
        if brings & ANSWER:
            drawn = drawn_in(keys, draws, N_OWN + v * N_SLOTS + FORWARD, lane)
            if drawn < channels.forward[c] or drawn < law.most_aligned[v]:
                answer = members.answer[members.used[1]]
                answer.state, answer.forward, answer.drawn, answer.delay = v, channels.forward[c], drawn, delay
                members.used[1] += 1
        if brings & HOLD:
            person = members.person[members.used[3]]
            person.state, person.channel, person.delay = v, c, delay
            members.used[3] += 1
    retention = days.retention[draws.retention[v * LANES + lane]]
    for kind in range(_KINDS):
        if members.soonest[kind] < NEVER:
            stored, keeping = kind < STORED, kind == N_DATA
            row_in_time = PRESERVED if keeping else kind
            given = members.given[members.used[2]]
            given.row = v * GIVEN + row_in_time * PADDED
            given.late = v * GIVEN + (TOO_LATE if keeping else AT_ALL + kind) * PADDED
            given.delay = members.soonest[kind]
            given.deadline = retention if stored or keeping else _ALWAYS
            members.used[2] += 1


@inlined
def _live(
    slot_of: Any, u: Any, v: Any, c: Any, desk: Any, lane: Any, keys: Keys, draws: Draws, members: Members
) -> Any:
    """Whether a channel passes every gate in one replicate."""
    if members.drawn[desk, v] >= members.channels.limits[c, CAPACITY]:
        return False
    for gate in range(CAPACITY):
        limit = members.channels.limits[c, gate]
        if limit != CERTAIN and drawn_in(keys, draws, row_of(slot_of, gate, desk, u, v), lane) >= limit:
            return False
    return True
