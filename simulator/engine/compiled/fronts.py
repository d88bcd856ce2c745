"""What members of the fronts of several networks near to one another are answered.

What a member is answered on rows of the first network is worked out once for all networks that leave those rows alone;
what the other rows of a network bring, by its own law.
"""

from typing import Any, NamedTuple

import numpy as np

from simulator.engine.compiled.answers import (
    AT_ALL,
    GIVEN,
    N_DATA,
    OF_HAND,
    OF_HAND_ON,
    OF_HOLD,
    PRESERVED,
    STORED,
    Answers,
    add_horizons,
    join,
)
from simulator.engine.compiled.around import Words, draws_of
from simulator.engine.compiled.asked import Asked, whole_words
from simulator.engine.compiled.batch import GROUP
from simulator.engine.compiled.draws import N_OWN, Draws, Keys
from simulator.engine.compiled.law import HAND, HOLD, PADDED, PRESERVE, Days
from simulator.engine.compiled.making import entry, inlined, kernel
from simulator.engine.compiled.replies import (
    JOINS,
    Replies,
    Seen,
    draw_handling,
    list_replies,
    nothing_seen,
    replies_for,
)
from simulator.engine.compiled.vectors import LANES, lowest, wipe

_MEMBERS = 1 << 11  # and replicates, of which what they are answered is kept
_REPLIES = 1 << 7  # for each of them


class Members(NamedTuple):
    """Members in one replicate each (m), and what they are answered on rows of the first network and of one other."""

    member: Any  # (w, s, l) number of a state in a replicate, from 1; 0: it has none
    used: Any  # (1,) how many numbers are
    handling: Any  # (m, N_OWN, s) see `draw_handling`
    shared: Replies  # on the rows of the first network
    own: Replies  # on the rows of the network at work that are not those of the first
    seen: Seen


def members_for(n_words: int, n_states: int, n_all: int, n_rows: int, n_own: int) -> Members:
    """Room where members ask on `n_rows` of the first network's `n_all`, and on `n_own` of any other's own at most."""
    usual = _MEMBERS * _REPLIES
    return Members(
        member=np.zeros((n_words, n_states, LANES), np.int32),
        used=np.zeros(1, np.int64),
        handling=np.empty((_MEMBERS, N_OWN, whole_words(n_states) * LANES), np.uint32),
        shared=replies_for(_MEMBERS, usual + n_rows * n_states),
        own=replies_for(_MEMBERS, usual + n_own * n_states),
        seen=nothing_seen(_MEMBERS, n_all, n_states),
    )


@kernel
def _number(members: Members, w: int, u: int, lane: int, n_rows: int, n_own: int, keys: Keys, draws: Draws) -> Any:
    """Number of a member in one replicate, with room for its replies; when there is none, all members are forgotten."""
    n_states, shared, own = len(keys.numbers), members.shared, members.own
    full = members.used[0] + 1 == len(members.handling)
    full |= shared.used[0] + n_rows * n_states > len(shared.reply)
    full |= own.used[0] + n_own * n_states > len(own.reply)
    full |= members.seen.used[0] + n_rows + n_own >= len(members.seen.known)
    if full:
        wipe(members.member, 0)
        members.seen.used[0] = 0
        members.used[0] = shared.used[0] = own.used[0] = 0
    member = members.member[w, u, lane]
    if member == 0:
        members.used[0] += 1
        member = members.used[0]
        members.member[w, u, lane] = member
        shared.first[member] = own.first[member] = -1
        wipe(members.seen.block[member], 0)
        draw_handling(u, lane, keys, draws, members.handling[member])
    return member


@kernel
def _ready(
    asked: Asked, replies: Replies, slot_of: Any, requester: int, u: int, lane: int, member: int, keys: Keys, days: Days,
    draws: Draws, members: Members,
) -> None:  # fmt: skip
    """See that what a member is answered by a law stands in `replies`."""
    if replies.first[member] < 0:
        handling = members.handling[member]
        list_replies(
            asked, slot_of, requester, u, lane, handling, keys, days, draws, members.seen, replies, member
        )  # fmt: skip


@entry
def spread(
    first: Asked, own: Asked, kept: Any, every: Any, column: int, slot_of: Any, requester: int, rounds: int, horizon: int,
    keys: Keys, days: Days, columns: Any, members: Members, words: Words, asks: Any, now: Any,
) -> None:  # fmt: skip
    """The rounds after the first in one network of a batch, and then what its members are answered on its own rows.

    Parameters
    ----------
    first, own : the rows of the first network, and those of this one that are not of the first
    kept : (k,) which networks of the batch leave each row of the first alone, as bits
    every : the same for its own rows: all bits
    asks, now : (s,), (s, l) room: who asked when a round began, and from which day
    """
    n_rows, n_own, n_states = len(first.like), len(own.like), len(keys.numbers)
    for w in range(len(words.known)):
        front, day, draws = words.front[w, column], words.day[w, column], draws_of(words, w)
        answers = Answers(words.known[w, column // GROUP], front, day, asks, now, columns)
        wipe(members.own.first, -1)
        members.own.used[0] = 0
        for turn in range(rounds if n_own else rounds - 1):
            for u in range(n_states):
                asks[u] = front[u]
                for lane in range(LANES if asks[u] else 0):
                    now[u, lane] = day[u, lane]
            for u in range(n_states):
                left = asks[u]
                while left:
                    lane = lowest(left)
                    left &= left - np.uint64(1)
                    if now[u, lane] > horizon:
                        continue
                    member = _number(members, w, u, lane, n_rows, n_own, keys, draws)
                    _ready(own, members.own, slot_of, requester, u, lane, member, keys, days, draws, members)
                    if turn == rounds - 1:
                        _give(
                            members.own, member, every, 0, 1 << column % GROUP, u, lane, now[u, lane], horizon, columns,
                            answers.known,
                        )  # fmt: skip
                        continue
                    _ready(first, members.shared, slot_of, requester, u, lane, member, keys, days, draws, members)
                    _join(members.own, member, every, column, u, lane, answers)
                    _join(members.shared, member, kept, column, u, lane, answers)


@inlined
def _join(replies: Replies, member: Any, kept: Any, column: Any, u: Any, lane: Any, answers: Answers) -> None:
    """Those who answered a member join in their turn."""
    for i in range(replies.first[member], replies.last[member]):
        reply = replies.reply[i]
        if reply.brings & JOINS and (kept[reply.row] >> column) & 1:
            join(answers, np.int64(reply.state), lane, answers.now[u, lane] + reply.delay)


@entry
def tell(
    first: Asked, kept: Any, group: int, slot_of: Any, requester: int, horizon: int, keys: Keys, days: Days, columns: Any,
    members: Members, words: Words,
) -> None:  # fmt: skip
    """What members are answered on rows of the first network, for all networks of a group that leave them alone.

    Parameters
    ----------
    first, kept : see `spread`
    group : which of the batch
    """
    for w in range(len(words.known)):
        draws, since = draws_of(words, w), group * GROUP
        front, day = words.front[w, since : since + GROUP], words.day[w, since : since + GROUP]
        for u in range(len(keys.numbers)):
            left = np.uint64(0)
            for x in range(GROUP):
                left |= front[x, u]
            while left:
                lane = lowest(left)
                left &= left - np.uint64(1)
                todo = 0
                for x in range(GROUP):
                    todo |= int((front[x, u] >> np.uint64(lane)) & np.uint64(1)) << x
                member = _number(members, w, u, lane, len(first.like), 0, keys, draws)
                _ready(first, members.shared, slot_of, requester, u, lane, member, keys, days, draws, members)
                while todo:  # those that ask from the same day together
                    on, alike = np.int64(-1), 0
                    for x in range(GROUP):
                        if (todo >> x) & 1 and (on < 0 or day[x, u, lane] == on):
                            on = day[x, u, lane]
                            alike |= 1 << x
                    todo &= ~alike
                    if on <= horizon:
                        _give(
                            members.shared, member, kept, since, alike, u, lane, on, horizon, columns, words.known[w, group]
                        )  # fmt: skip


@kernel
def _give(
    replies: Replies, member: int, kept: Any, since: int, alike: int, u: int, lane: int, day: int, horizon: int, columns: Any,
    known: Any,
) -> None:  # fmt: skip
    """Enter what member `u`, who asks from `day` in networks `alike` of a group, is answered by the horizon.

    `since` : the first network of the group
    """
    bit = np.uint64(1) << np.uint64(lane)
    for i in range(replies.first[member], replies.last[member]):
        reply = replies.reply[i]
        on, at, which = day + reply.delay, np.int64(reply.state) * GIVEN, ((kept[reply.row] >> since) & alike) * PADDED
        if on > horizon or which == 0:
            continue
        in_time = on < reply.deadline
        for kind in range(N_DATA):
            if (reply.brings >> kind) & 1:
                row = kind if kind >= STORED or in_time else AT_ALL + kind
                add_horizons(known, at + row * PADDED, columns, which, bit)
        if reply.brings & PRESERVE and in_time:
            add_horizons(known, at + PRESERVED * PADDED, columns, which, bit)
        if reply.brings & HOLD:
            add_horizons(known, at + OF_HOLD * PADDED, columns, which, bit)
        if reply.brings & HAND:
            for x in range(PADDED):
                handed = known[u * GIVEN + OF_HAND * PADDED + x] & columns[which + x] & bit
                known[at + OF_HAND_ON * PADDED + x] |= handed
