"""What other members of a front are answered: for each only in the replicates in which it asks.

A member asks under its own law whoever the requesting state is, so its live channels are worked out once for all;
only what a holder sees in the requesting state itself (persons, gate 5) is looked at when they are entered.
"""

from typing import Any, NamedTuple

import numpy as np

from simulator.engine.compiled.answers import Answers, enter_one, join
from simulator.engine.compiled.coins import LANES, coin, inlined, kernel, lowest, narrow, wipe
from simulator.engine.compiled.draws import (
    N_DESKS,
    QUANTILE_SHIFT,
    Room,
    WordDraws,
    gate_draw,
    retain,
    sender_key,
)
from simulator.engine.compiled.law import (
    ANSWER,
    CAPACITY,
    CERTAIN,
    GROUNDS,
    HAND,
    HOLD,
    VETTING,
    Law,
    grounds,
    handled,
    thresholds,
)
from simulator.model.network import HORIZONS

NOBODY = -1  # as requesting state: no sender asks for itself
_LAST = len(HORIZONS)


class Items(NamedTuple):
    """Live channels of members of fronts."""

    requested: Any  # (n,)
    row: Any  # (n,)
    delay: Any  # (n,) [day]


class Relayed(NamedTuple):
    """Where the items of each member and replicate stand; -1: not worked out yet."""

    start: Any  # (s, 64)
    stop: Any  # (s, 64)


def no_items(size: int) -> Items:
    """Room for `size` items."""
    return Items(np.empty(size, np.int64), np.empty(size, np.int64), np.empty(size, np.int32))


@kernel
def live_items(
    law: Law, u: int, lane: int, seed: Any, replicates: Any, words: WordDraws, items: Items, n: int, room: Room
) -> Any:
    """Append what is live from member `u` in one replicate; the items, perhaps moved, and how many there are."""
    n_states = len(law.numbers)
    drawn, limits = room.drawn, room.limits
    for desk in range(N_DESKS):
        if law.relay_first[desk] == law.relay_first[desk + 1]:
            continue
        key = sender_key(seed, False, desk, law.numbers[u])
        for v in range(n_states):
            drawn[v] = coin(narrow(key, law.numbers[v]), replicates[lane])
        for v in range(n_states):
            if drawn[v] >= law.relay_most[desk, v] or not law.in_data[v]:
                continue
            delay = np.int64(-1)
            for place in range(law.relay_first[desk], law.relay_first[desk + 1]):
                k = law.relay_rows[place]
                if not law.bound[law.binding[k], u, v]:
                    continue
                if drawn[v] >= handled(law, u, k, v):
                    continue
                thresholds(law, u, k, v, NOBODY, limits)
                if not _passes(law, u, k, v, lane, seed, replicates, words, limits):
                    continue
                if delay < 0:
                    of_delay = narrow(sender_key(seed, True, desk, law.numbers[u]), law.numbers[v])
                    delay = np.int64(coin(of_delay, replicates[lane]) >> QUANTILE_SHIFT)
                items.requested[n], items.row[n], items.delay[n] = v, k, law.delay[law.days[k], delay]
                n += 1
    return n


@inlined
def _passes(
    law: Law, u: Any, k: Any, v: Any, lane: int, seed: Any, replicates: Any, words: WordDraws, limits: Any
) -> bool:
    for gate in range(CAPACITY):
        if limits[gate] == CERTAIN or (gate == GROUNDS and law.person[k]):
            continue
        of = u if gate == VETTING else v
        if limits[gate] <= gate_draw(
            words, seed, gate, law.desk[k], of, law.numbers[of], law.one_mind, replicates, lane
        ):
            return False
    return True


@kernel
def items_of(
    law: Law,
    u: int,
    lane: int,
    seed: Any,
    replicates: Any,
    words: WordDraws,
    relayed: Relayed,
    items: Items,
    n: int,
    room: Room,
) -> Any:
    """See that the items of one member and replicate are there; when the room is full, the others are forgotten."""
    if relayed.start[u, lane] < 0:
        if n + len(law.desk) * len(law.numbers) > len(items.row):
            wipe(relayed.start, -1)
            n = 0
        relayed.start[u, lane] = n
        n = live_items(law, u, lane, seed, replicates, words, items, n, room)
        relayed.stop[u, lane] = n
    return n


@kernel
def spread(
    law: Law,
    requester: int,
    rounds: int,
    seed: Any,
    replicates: Any,
    words: WordDraws,
    answers: Answers,
    relayed: Relayed,
    items: Items,
    n: int,
    room: Room,
) -> Any:
    """The rounds after the first, and then everything the members are answered."""
    n_states = len(law.numbers)
    for _ in range(rounds - 1):
        for u in range(n_states):
            answers.asks[u] = answers.front[u]
            if answers.asks[u]:
                for lane in range(LANES):
                    answers.now[u, lane] = answers.day[u, lane]
        for u in range(n_states):
            left = answers.asks[u]
            while left:
                lane = np.int64(lowest(left))  # type: ignore[assignment]
                left &= left - np.uint64(1)
                n = items_of(law, u, lane, seed, replicates, words, relayed, items, n, room)
                for i in range(relayed.start[u, lane], relayed.stop[u, lane]):
                    v, k = items.requested[i], items.row[i]
                    may_join = law.brings[k] & ANSWER and v != requester
                    if may_join and words.forward[v, lane] < max(law.forward[k], law.aligned[requester, v]):
                        join(answers, v, lane, answers.now[u, lane] + items.delay[i])
    for u in range(n_states):
        left = answers.front[u]
        while left:
            lane = np.int64(lowest(left))  # type: ignore[assignment]
            left &= left - np.uint64(1)
            n = items_of(law, u, lane, seed, replicates, words, relayed, items, n, room)
            for i in range(relayed.start[u, lane], relayed.stop[u, lane]):
                day = answers.day[u, lane] + items.delay[i]
                _enter(law, requester, u, items.requested[i], items.row[i], lane, day, seed, replicates, words, answers)
    return n


@inlined
def _enter(
    law: Law, requester: int, u: Any, v: Any, k: Any, lane: Any, day: Any, seed: Any, replicates: Any, words: WordDraws,
    answers: Answers,
) -> None:  # fmt: skip
    if v == requester:
        return
    handing = False
    if law.brings[k] & HOLD:  # the lesser of what the holder sees in the sender and in the requesting state
        drawn = gate_draw(words, seed, GROUNDS, law.desk[k], v, law.numbers[v], law.one_mind, replicates, lane)
        if drawn >= grounds(law, u, k, v, requester, False):
            return
        handing = bool(law.brings[k] & HAND) and drawn < grounds(law, u, k, v, requester, True)
    first = 0
    while first < _LAST and day > HORIZONS[first]:
        first += 1
    retain(words, seed, v, law.numbers[v], replicates)
    retained = law.retention[words.retention[v, lane]]
    enter_one(answers, v, law.brings[k], np.uint64(1) << np.uint64(lane), handing, day < retained, first, u)


def nothing_relayed(n_states: int) -> Relayed:
    """Before any member asked."""
    return Relayed(np.full((n_states, LANES), -1), np.full((n_states, LANES), -1))
