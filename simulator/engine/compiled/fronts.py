"""What members of the fronts of several networks near to one another are answered.

Rows that change together from network to network are a class. What members are answered on the rows of a class is
worked out once, by the law of the first network, for all networks that leave the class alone; what the other rows of
a network bring, by its own law.
"""

from typing import Any, NamedTuple

import numpy as np

from simulator.engine.compiled.answers import GIVEN, OF_HOLD, Answers, add_horizons
from simulator.engine.compiled.around import Words, draws_of
from simulator.engine.compiled.batch import SIZE
from simulator.engine.compiled.draws import Draws, Keys
from simulator.engine.compiled.law import PADDED, Days, Law
from simulator.engine.compiled.making import entry, inlined, kernel
from simulator.engine.compiled.relays import (
    Members,
    channels_on,
    full,
    hand_on,
    join_members,
    members_for,
    sees,
    work_out,
)
from simulator.engine.compiled.vectors import LANES, lowest, wipe

_LISTS = 6  # of `Members.found`
_SLOTS, _MEMBERS = 1 << 13, 1 << 11  # beyond which what was worked out is forgotten


class Classes(NamedTuple):
    """The rows of the first network on which members may ask, by class (c), and what was worked out on them."""

    law: Law  # of the first network
    first: Any  # (c + 1,) where the rows of a class begin
    rows: Any  # rows by class
    most: Any  # (c, n_desks, s) threshold of the largest capacity among those
    pair: Any  # (c, s, s, 2) as `Members.pair`
    slot: Any  # (w, s, l) number of a member in one replicate, from 1; 0: nothing is worked out
    found: Any  # (n_slots, c, _LISTS) as `Members.found`; -1: not worked out
    used: Any  # (1,) slots in use
    members: Members  # the lists, and room


class Own(NamedTuple):
    """Rows of one network that are in no class it leaves alone."""

    law: Law  # its own; members may ask on those rows alone
    members: Members
    made: Any  # (s, l) in which turn of work a member was last worked out
    turn: Any  # (1,) the present turn
    once: bool  # see `work_out`


def classes_of(law: Law, rows: Any, first: Any, most: Any, n_words: int) -> Classes:
    """Before any member asked."""
    n_states = len(law.state)
    members = members_for(n_states, len(rows), channels_on(law, rows), _MEMBERS)
    return Classes(
        law=law,
        first=first,
        rows=rows,
        most=most,
        pair=np.full((len(most), n_states, n_states, 2), -1, np.int32),
        slot=np.zeros((n_words, n_states, LANES), np.int32),
        found=np.empty((_SLOTS, len(most), _LISTS), np.int32),
        used=np.zeros(1, np.int64),
        members=members,
    )


@inlined
def _with_rows(law: Law, rows: Any, most: Any) -> Law:
    """The same law, but members ask on these rows alone."""
    return Law(
        law.row, law.state, law.rows, rows, most, law.bound, law.partial, law.partial_share, law.regime, law.floor,
        law.test, law.plainest, law.crime, law.capacity, law.grounds, law.grounds_handover, law.dual_criminality,
        law.data_protection, law.court, law.remedy, law.aligned, law.most_aligned, law.both_laws,
    )  # fmt: skip


@kernel
def _ready(
    classes: Classes, c: int, w: int, u: int, lane: int, slot_of: Any, keys: Keys, days: Days, draws: Draws
) -> None:
    """See that what a member is answered on the rows of a class stands in `classes.members`."""
    law = _with_rows(classes.law, classes.rows[classes.first[c] : classes.first[c + 1]], classes.most[c])
    shared = classes.members
    if full(law, shared) or classes.used[0] + 1 == len(classes.found):  # forget all of it
        wipe(classes.slot, 0)
        classes.used[0] = 0
        for i in range(1, 4):
            shared.used[i] = 0
    slot = classes.slot[w, u, lane]
    if slot == 0:
        classes.used[0] += 1
        slot = classes.used[0]
        classes.slot[w, u, lane] = slot
        for other in range(len(classes.most)):
            classes.found[slot, other, 0] = -1
    found = classes.found[slot, c]
    if found[0] < 0:
        members = Members(
            shared.channels, classes.pair[c], shared.found, shared.answer, shared.given, shared.person, shared.used,
            shared.drawn, shared.soonest, shared.by,
        )  # fmt: skip
        work_out(law, slot_of, u, lane, False, keys, days, draws, members)
        for i in range(_LISTS):
            found[i] = shared.found[u, lane, i]
    else:
        for i in range(_LISTS):
            shared.found[u, lane, i] = found[i]


@kernel
def _ready_own(own: Own, u: int, lane: int, slot_of: Any, keys: Keys, days: Days, draws: Draws) -> None:
    """See that what a member is answered on a network's own rows stands in `own.members`."""
    if own.made[u, lane] != own.turn[0]:
        channels = own.members.used[0] + len(own.law.relay_rows) * len(own.law.state)
        if full(own.law, own.members) or (own.once and channels >= len(own.members.channels.row)):
            _forget(own)
        own.made[u, lane] = own.turn[0]
        work_out(own.law, slot_of, u, lane, own.once, keys, days, draws, own.members)


@inlined
def _forget(own: Own) -> None:
    own.turn[0] += 1
    for i in range(0 if own.once else 1, 4):
        own.members.used[i] = 0


@entry
def spread(
    classes: Classes, own: Own, kept: Any, column: int, slot_of: Any, requester: int, rounds: int, horizon: int,
    keys: Keys, days: Days, columns: Any, words: Words, asks: Any, now: Any,
) -> None:  # fmt: skip
    """The rounds after the first in one network of a batch, and then what its members are answered on its own rows.

    Parameters
    ----------
    kept : (c,) whether the network leaves each class alone
    asks, now : (s,), (s, l) room: who asked when a round began, and from which day
    """
    n_states = len(keys.numbers)
    for w in range(len(words.known)):
        front, day = words.front[w, column], words.day[w, column]
        some = np.uint64(0)
        for u in range(n_states):
            some |= front[u]
        if some == 0:
            continue
        draws = draws_of(words, w)
        answers = Answers(words.known[w], front, day, asks, now, columns)
        _forget(own)
        for _ in range(rounds - 1):
            for u in range(n_states):
                asks[u] = front[u]
                for lane in range(LANES if asks[u] else 0):
                    now[u, lane] = day[u, lane]
            for u in range(n_states):
                left = asks[u]
                while left:
                    lane = lowest(left)
                    left &= left - np.uint64(1)
                    for c in range(len(kept)):
                        if kept[c]:
                            _ready(classes, c, w, u, lane, slot_of, keys, days, draws)
                            join_members(classes.law, requester, u, lane, answers, classes.members)
                    if len(own.law.relay_rows):
                        _ready_own(own, u, lane, slot_of, keys, days, draws)
                        join_members(own.law, requester, u, lane, answers, own.members)
        for u in range(n_states if len(own.law.relay_rows) else 0):
            left = front[u]
            while left:
                lane = lowest(left)
                left &= left - np.uint64(1)
                if day[u, lane] <= horizon:
                    _ready_own(own, u, lane, slot_of, keys, days, draws)
                    _give(
                        own.law, own.members, slot_of, requester, u, lane, day[u, lane], horizon, 1 << column, keys,
                        draws, columns, words.known[w],
                    )  # fmt: skip


@entry
def tell(
    classes: Classes, kept: Any, slot_of: Any, requester: int, horizon: int, keys: Keys, days: Days, columns: Any,
    words: Words,
) -> None:  # fmt: skip
    """What members are answered on the rows of classes, for all networks of a batch that leave the class alone.

    Parameters
    ----------
    kept : (c,) the networks that do, as bits
    """
    for w in range(len(words.known)):
        front, day, draws = words.front[w], words.day[w], draws_of(words, w)
        for u in range(len(keys.numbers)):
            left = np.uint64(0)
            for x in range(SIZE):
                left |= front[x, u]
            while left:
                lane = lowest(left)
                left &= left - np.uint64(1)
                todo = 0
                for x in range(SIZE):
                    todo |= int((front[x, u] >> np.uint64(lane)) & np.uint64(1)) << x
                while todo:  # those that ask from the same day together
                    on, alike = np.int64(-1), 0
                    for x in range(SIZE):
                        if (todo >> x) & 1 and (on < 0 or day[x, u, lane] == on):
                            on = day[x, u, lane]
                            alike |= 1 << x
                    todo &= ~alike
                    for c in range(len(kept) if on <= horizon else 0):
                        if kept[c] & alike:
                            _ready(classes, c, w, u, lane, slot_of, keys, days, draws)
                            _give(
                                classes.law, classes.members, slot_of, requester, u, lane, on, horizon,
                                kept[c] & alike, keys, draws, columns, words.known[w],
                            )  # fmt: skip


@kernel
def _give(
    law: Law, members: Members, slot_of: Any, requester: int, u: int, lane: int, day: int, horizon: int, which: int,
    keys: Keys, draws: Draws, columns: Any, known: Any,
) -> None:  # fmt: skip
    """Enter what member `u`, who asks from `day`, is answered by the horizon, for networks `which` as bits."""
    bit, at = np.uint64(1) << np.uint64(lane), which * PADDED
    for i in range(members.found[u, lane, 2], members.found[u, lane, 3]):
        given = members.given[i]
        on = day + given.delay
        if on <= horizon:
            add_horizons(known, given.row if on < given.deadline else given.late, columns, at, bit)
    for i in range(members.found[u, lane, 4], members.found[u, lane, 5]):
        person = members.person[i]
        v, c = np.int64(person.state), np.int64(person.channel)
        if day + person.delay <= horizon:
            held, handed = sees(law, slot_of, requester, u, v, c, lane, keys, draws, members)
            if held:
                add_horizons(known, v * GIVEN + OF_HOLD * PADDED, columns, at, bit)
            if handed:
                hand_on(known, u, v, columns, at, bit)
