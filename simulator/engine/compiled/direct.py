"""What a requesting state's own requests bring, one word of replicates and one requested state after another.

Channels that meet the same thresholds, desk and typical days are live together, so they are kept as one.
"""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from simulator.engine.compiled.answers import Answers, enter, join
from simulator.engine.compiled.coins import LANES, below, below_each, entry, fill, inlined, kernel, lowest, narrow
from simulator.engine.compiled.draws import QUANTILE_SHIFT, Room, WordDraws, gate_draws, retain, sender_key
from simulator.engine.compiled.law import (
    ANSWER,
    CAPACITY,
    CERTAIN,
    GROUNDS,
    HAND,
    HANDOVER,
    N_GATES,
    VETTING,
    Law,
    exists,
    thresholds,
)
from simulator.model.network import HORIZONS

_LAST = len(HORIZONS)


class Channels(NamedTuple):
    """Channels of requesting states; an office is one desk of one requested state."""

    first_office: Any  # (n_requesters * n_states + 1,) of each pair
    desk: Any  # (n_offices,)
    first: Any  # (n_offices + 1,) of the channels of an office
    limits: Any  # (n_channels, N_GATES) thresholds
    days: Any  # (n_channels,) place in the tables of delays
    brings: Any  # (n_channels,) bits of `law`
    forward: Any  # (n_channels,) threshold to join


def channels(law: Law, requesters: npt.NDArray[np.int64]) -> Channels:
    """Every channel of each requesting state that can be live at all."""
    n_states, size = len(law.numbers), len(law.desk) * len(law.numbers)
    room = Channels(
        first_office=np.zeros(n_states + 1, np.int64),
        desk=np.empty(size, np.int64),
        first=np.zeros(size + 1, np.int64),
        limits=np.empty((size, N_GATES), np.uint32),
        days=np.empty(size, np.int64),
        brings=np.empty(size, np.int64),
        forward=np.empty(size, np.uint32),
    )
    found = np.empty(N_GATES, np.uint32)
    parts, offices, count = [], 0, 0
    for requester in requesters.tolist():
        own_offices, own = _channels_of(law, requester, room, found)
        parts.append(
            (
                room.first_office[:-1] + offices,
                room.desk[:own_offices].copy(),
                room.first[:own_offices] + count,
                *(column[:own].copy() for column in (room.limits, room.days, room.brings, room.forward)),
            )
        )
        offices, count = offices + own_offices, count + own
    first_office, desk, first, limits, days, brings, forward = (
        np.concatenate(column) for column in zip(*parts, strict=True)
    )
    return Channels(np.append(first_office, offices), desk, np.append(first, count), limits, days, brings, forward)


@entry
def _channels_of(law: Law, requester: int, room: Channels, found: Any) -> Any:
    """The channels of one requesting state, in `room`; how many offices and channels there are."""
    offices, count = 0, 0
    for v in range(len(law.numbers)):
        room.first_office[v] = offices
        for desk in range(len(law.first_of) - 1):
            start = count
            for place in range(law.first_of[desk], law.first_of[desk + 1]):
                k = law.rows_of[place]
                if not exists(law, requester, k, v, requester):
                    continue
                thresholds(law, requester, k, v, requester, found)
                able = True
                for gate in range(N_GATES - 1):
                    able &= found[gate] > 0
                if not able:
                    continue
                same = _like(room.limits, room.days, start, count, found, law.days[k])
                if same == count:
                    for gate in range(N_GATES):
                        room.limits[count, gate] = found[gate]
                    room.days[count], room.brings[count], room.forward[count] = law.days[k], 0, 0
                    count += 1
                room.brings[same] |= law.brings[k]
                if law.brings[k] & ANSWER:
                    room.forward[same] = max(room.forward[same], law.forward[k])
            if count > start:
                room.desk[offices], room.first[offices] = desk, start
                offices += 1
    return offices, count


@inlined
def _like(limits: Any, days: Any, start: int, count: int, found: Any, typical: int) -> int:
    """Place of a channel of the same office with the same limits and days, or `count`."""
    for c in range(start, count):
        if days[c] == typical:
            same = True
            for gate in range(N_GATES):
                if limits[c, gate] != found[gate]:
                    same = False
                    break
            if same:
                return c
    return count


@kernel
def ask(
    law: Law,
    mine: Channels,
    place: int,
    requester: int,
    seed: Any,
    replicates: Any,
    whole: Any,
    joining: bool,
    words: WordDraws,
    answers: Answers,
    room: Room,
) -> None:
    """Enter what every state answers the requesting state in one word, and who joins the front from which day.

    Parameters
    ----------
    place : of the requesting state among those of `mine`
    replicates : (64,) mixed numbers; `whole` has the bits of those that count
    joining : whether states that answer may pass the request on
    """
    handling, delay, kept, at, passed, by = room.handling, room.delay, room.kept, room.at, room.passed, room.by
    for v in range(len(law.numbers)):
        pair = place * len(law.numbers) + v
        for office in range(mine.first_office[pair], mine.first_office[pair + 1]):
            desk = mine.desk[office]
            fill(handling, narrow(sender_key(seed, False, desk, law.numbers[requester]), law.numbers[v]), replicates, 0)
            for gate in range(N_GATES):
                at[gate], passed[gate] = CERTAIN, whole
            drawn, typical = False, -1
            in_time = np.uint64(0)
            for c in range(mine.first[office], mine.first[office + 1]):
                live = whole
                for turn in range(N_GATES - 1):
                    gate = CAPACITY - turn  # handling stops most, so it comes first
                    limit = mine.limits[c, gate]
                    if limit != at[gate]:
                        at[gate] = limit
                        if gate == CAPACITY:
                            passed[gate] = below(handling, limit)
                        else:
                            of = requester if gate == VETTING else v
                            at_slot = gate_draws(words, seed, gate, desk, of, law.numbers[of], law.one_mind, replicates)
                            passed[gate] = below(words.gate[of, at_slot], limit)
                    live &= passed[gate]
                    if live == 0:
                        break
                if live == 0:
                    continue
                if not drawn:
                    fill(
                        delay,
                        narrow(sender_key(seed, True, desk, law.numbers[requester]), law.numbers[v]),
                        replicates,
                        0,
                    )
                    drawn = True
                if mine.days[c] != typical:
                    typical = mine.days[c]
                    retain(words, seed, v, law.numbers[v], replicates)
                    for lane in range(LANES):
                        kept[lane] = law.kept[typical, words.retention[v, lane]]
                    in_time = below_each(delay, kept)
                    for h in range(_LAST):
                        by[h] = below(delay, law.by[typical, h])
                handed = live
                if mine.brings[c] & HAND and mine.limits[c, HANDOVER] != CERTAIN:
                    at_slot = gate_draws(words, seed, GROUNDS, desk, v, law.numbers[v], law.one_mind, replicates)
                    handed &= below(words.gate[v, at_slot], mine.limits[c, HANDOVER])
                enter(answers, v, desk, mine.brings[c], live, handed, in_time, by)
                if mine.brings[c] & ANSWER:
                    answers.answered[v] |= live
                    if joining and v != requester:
                        joined = live & below(words.forward[v], max(mine.forward[c], law.aligned[requester, v]))
                        while joined:
                            lane = np.int64(lowest(joined))  # type: ignore[assignment]
                            joined &= joined - np.uint64(1)
                            day = law.delay[typical, delay[lane] >> QUANTILE_SHIFT]
                            join(answers, v, lane, day)
