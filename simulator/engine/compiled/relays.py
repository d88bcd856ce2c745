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
from simulator.engine.compiled.coins import coin, narrow, toss
from simulator.engine.compiled.draws import FORWARD, N_OWN, N_SLOTS, QUANTILE_SHIFT, Draws, Keys
from simulator.engine.compiled.law import ANSWER, HAND, HOLD, PADDED, PRESERVE, Days, Law
from simulator.engine.compiled.making import inlined, kernel
from simulator.engine.compiled.replies import draw_handling, drawn_of, passes
from simulator.engine.compiled.thresholds import GROUNDS, NOBODY, exists, grounds, handled
from simulator.engine.compiled.vectors import LANES, below_each, lowest, put_row, wipe
from simulator.engine.draws import NEVER, threshold
from simulator.model.network import HORIZONS

_MEMBERS = 256  # and replicates, at least, of which what they are answered is kept for the next requesting state
_ALWAYS = 2 * NEVER + 1  # after any day
_LATEST = HORIZONS[-1] + 1  # a day after every horizon
_put_days = put_row(LANES)
_KINDS = N_DATA + 1  # of data, and preserving
_ANSWER = np.dtype([("state", "u4"), ("forward", "u4"), ("drawn", "u4"), ("delay", "i4")])
_GIVEN = np.dtype([("row", "u4"), ("late", "u4"), ("delay", "i4"), ("deadline", "i4")])
_PERSON = np.dtype([("state", "u4"), ("row", "u4"), ("delay", "i4")])


class Members(NamedTuple):
    """What members of fronts are answered in this word, worked out when first needed."""

    found: Any  # (s, 64, 6) first and last of the lists below, of each member and replicate; -1: not worked out yet
    answer: Any  # who answered and may join: the threshold of its row, its draw, and days
    given: Any  # what is brought: row of the answers if before the deadline, and if later; and days
    person: Any  # live requests about the person: whom they reach, on which row, and days
    used: Any  # (3,) how long the lists are
    most: Any  # (relay_rows, s') threshold of what each state handles of a row, flat; s' is s up to whole words
    bound: Any  # (b, s, s' / 64) words: which states each may ask by the instruments of a binding
    drawn: Any  # (N_OWN, s') room: handling of one member's requests in one replicate
    soonest: Any  # (s, _KINDS) room: days until each state gave each kind
    by: Any  # (_LATEST + 1, PADDED) by day, flat: all bits from the first horizon on that it does not miss


def no_members(law: Law) -> Members:
    """Before any member asked."""
    n_states, n_rows = len(law.state), len(law.relay_rows)
    horizons = np.append(HORIZONS, [NEVER] * (PADDED - len(HORIZONS)))
    most = np.zeros((n_rows, -(-n_states // LANES) * LANES), np.uint32)
    most[:, :n_states] = threshold(law.capacity[law.relay_rows])
    packed = np.packbits(law.bound, axis=-1, bitorder="little")
    bound = np.zeros((*packed.shape[:2], most.shape[1] // 8), np.uint8)
    bound[..., : packed.shape[-1]] = packed
    usual, of_one = _MEMBERS * n_states, n_states * n_rows
    return Members(
        found=np.full((n_states, LANES, 6), -1, np.int32),
        answer=np.empty(usual + of_one, _ANSWER),
        given=np.empty((usual + n_states) * _KINDS, _GIVEN),
        person=np.empty(usual + of_one, _PERSON),
        used=np.zeros(3, np.int64),
        most=most.reshape(-1),
        bound=bound.view(np.uint64),
        drawn=np.empty((N_OWN, most.shape[1]), np.uint32),
        soonest=np.empty((n_states, _KINDS), np.int32),
        by=((np.arange(_LATEST + 1)[:, None] <= horizons) * EVERY).reshape(-1),
    )


@inlined
def begin_members(members: Members) -> None:
    """Forget what was live in the word before."""
    wipe(members.found, -1)
    members.used[0] = members.used[1] = members.used[2] = 0


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
                    _work_out(law, slot_of, u, lane, keys, days, draws, members)
                if turn < rounds - 1:
                    _join(law, requester, u, lane, answers, members)
                else:
                    _enter(u, lane, answers, members)
                    _enter_persons(law, slot_of, requester, u, lane, keys, draws, answers, members)
    for row in range(ORDERED):  # nobody asks the requesting state
        for x in range(PADDED):
            answers.known[requester * GIVEN + row * PADDED + x] = 0


@inlined
def _join(law: Law, requester: Any, u: Any, lane: Any, answers: Answers, members: Members) -> None:
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
        k, v = np.int64(person.row), np.int64(person.state)
        on = day + person.delay
        by = (on if on < _LATEST else _LATEST) * PADDED
        held, handed = _sees(law, slot_of, requester, u, k, v, lane, keys, draws)
        if held:
            add_horizons(known, v * GIVEN + OF_HOLD * PADDED, members.by, by, bit)
        if handed:
            _hand_on(known, u, v, members.by, by, bit)


@inlined
def _sees(law: Law, slot_of: Any, requester: Any, u: Any, k: Any, v: Any, lane: Any, keys: Keys, draws: Draws) -> Any:
    """Whether a holder would hold the person for a member, and hand over to it: gate 5.

    It decides on the lesser of what it sees in the sender and in the requesting state.
    """
    drawn = drawn_of(slot_of, GROUNDS, law.row[k].desk, v, draws.replicates[lane], keys)
    held = drawn < grounds(law, u, k, v, requester, law.grounds)
    handing = held and law.row[k].brings & HAND != 0
    return held, handing and drawn < grounds(law, u, k, v, requester, law.grounds_handover)


@inlined
def _hand_on(known: Any, u: Any, v: Any, words: Any, at: Any, bit: Any) -> None:
    """A holder hands over to member `u`, which must hand over to the requesting state in its turn."""
    for x in range(PADDED):
        handed = known[u * GIVEN + OF_HAND * PADDED + x] & words[at + x] & bit
        known[v * GIVEN + OF_HAND_ON * PADDED + x] |= handed


@inlined
def _full(law: Law, members: Members) -> Any:
    """Whether there may be no room for what one more member is answered."""
    n_states = len(law.state)
    of_one = n_states * len(law.relay_rows)
    short = members.used[0] + of_one > len(members.answer)
    short |= members.used[1] + n_states * _KINDS > len(members.given)
    return short or members.used[2] + of_one > len(members.person)


@kernel
def _work_out(
    law: Law, slot_of: Any, u: int, lane: int, keys: Keys, days: Days, draws: Draws, members: Members
) -> None:
    """What one member is answered in one replicate; when there is no more room, what others were is forgotten."""
    if _full(law, members):
        begin_members(members)
    for i in range(3):
        members.found[u, lane, 2 * i] = members.used[i]
    for v in range(len(law.state)):
        for kind in range(_KINDS):
            members.soonest[v, kind] = NEVER
    draw_handling(u, lane, keys, draws, members.drawn)
    replicate, whole = draws.replicates[lane], members.drawn.shape[1]
    for place in range(len(law.relay_rows)):
        k = law.relay_rows[place]
        desk, bound = law.row[k].desk, members.bound[law.row[k].binding, u]
        for first in range(0, whole, LANES):
            left = below_each(members.drawn, desk * whole + first, members.most, place * whole + first)
            left &= bound[first // LANES]
            while left:
                v = first + lowest(left)
                left &= left - np.uint64(1)
                there = exists(law, u, k, v, NOBODY) and members.drawn[desk, v] < handled(law, u, k, v)
                if there and passes(law, slot_of, u, k, v, replicate, keys):
                    _answer(law, u, k, v, replicate, keys, days, members)
    _give(days, draws, lane, members)
    for i in range(3):
        members.found[u, lane, 2 * i + 1] = members.used[i]


@inlined
def _answer(law: Law, u: Any, k: Any, v: Any, replicate: Any, keys: Keys, days: Days, members: Members) -> None:
    """What a live request of member `u` brings, and when."""
    row = law.row[k]
    quantile = coin(narrow(keys.delay[row.desk, u], keys.numbers[v]), replicate) >> QUANTILE_SHIFT
    delay = days.delay[row.days, quantile]
    for kind in range(_KINDS):
        if row.brings & (PRESERVE if kind == N_DATA else 1 << kind) and delay < members.soonest[v, kind]:
            members.soonest[v, kind] = delay
    if row.brings & ANSWER:
        drawn = toss(keys.slots[v * N_SLOTS + FORWARD], replicate)
        if drawn < row.forward or drawn < law.most_aligned[v]:
            answer = members.answer[members.used[0]]
            answer.state, answer.forward, answer.drawn, answer.delay = v, row.forward, drawn, delay
            members.used[0] += 1
    if row.brings & HOLD:
        person = members.person[members.used[2]]
        person.state, person.row, person.delay = v, k, delay
        members.used[2] += 1


@inlined
def _give(days: Days, draws: Draws, lane: Any, members: Members) -> None:
    """List what the states gave a member, each kind once."""
    for v in range(len(members.soonest)):
        retention = days.retention[draws.retention[v * LANES + lane]]
        for kind in range(_KINDS):
            if members.soonest[v, kind] < NEVER:
                stored, keeping = kind < STORED, kind == N_DATA
                row_in_time = PRESERVED if keeping else kind
                given = members.given[members.used[1]]
                given.row = v * GIVEN + row_in_time * PADDED
                given.late = v * GIVEN + (TOO_LATE if keeping else AT_ALL + kind) * PADDED
                given.delay = members.soonest[v, kind]
                given.deadline = retention if stored or keeping else _ALWAYS
                members.used[1] += 1
