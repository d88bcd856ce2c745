"""What the front was given, by state that gave it and by horizon, for one requesting state and 64 replicates."""

from typing import Any, NamedTuple

import numpy as np

from simulator.engine.compiled.coins import LANES, inlined, wipe
from simulator.engine.compiled.law import (
    HAND,
    HOLD,
    IDENTIFY,
    IDENTIFY_WARNED,
    LOCATE,
    LOCATE_WARNED,
    PRESERVE,
    READ,
    WATCH,
)
from simulator.model.network import HORIZONS, PROVIDER

# Places in `Answers.known`. Stored data is kept twice: given in time, and given at all (of use where it was preserved).
N_HORIZONS, PADDED = len(HORIZONS), 8
OF_IDENTIFY, OF_IDENTIFY_WARNED, OF_READ, OF_LOCATE, OF_LOCATE_WARNED, OF_WATCH = range(6)
STORED = 3  # the first three kinds are of stored data
AT_ALL = 6  # their places if given at all
N_KINDS = AT_ALL + STORED
ORDERED = N_KINDS  # the same again, by orders to providers
OF_HOLD, OF_HAND, OF_HAND_ON = range(2 * N_KINDS, 2 * N_KINDS + 3)
_BITS = (IDENTIFY, IDENTIFY_WARNED, READ, LOCATE, LOCATE_WARNED, WATCH)


class Answers(NamedTuple):
    """Words of 64 replicates."""

    known: Any  # (places, s, PADDED) by horizon
    preserved: Any  # (s,)
    answered: Any  # (s,) the requesting state itself
    front: Any  # (s,) who asks
    day: Any  # (s, 64) from which day, where the bit of `front` is set
    asks: Any  # (s,) who asked when the round began
    now: Any  # (s, 64) and from which day


def no_answers(n_states: int) -> Answers:
    """Room for the answers of one word."""
    return Answers(
        np.zeros((2 * N_KINDS + 3, n_states, PADDED), np.uint64),
        np.zeros(n_states, np.uint64),
        np.zeros(n_states, np.uint64),
        np.zeros(n_states, np.uint64),
        np.zeros((n_states, LANES), np.int32),
        np.zeros(n_states, np.uint64),
        np.zeros((n_states, LANES), np.int32),
    )


@inlined
def forget(answers: Answers) -> None:
    """Empty it for the next word."""
    wipe(answers.known, 0)
    wipe(answers.preserved, 0)
    wipe(answers.answered, 0)
    wipe(answers.front, 0)


@inlined
def enter(answers: Answers, v: Any, desk: Any, brings: Any, live: Any, handed: Any, in_time: Any, by: Any) -> None:
    """Enter a channel from the requesting state: live where, handing over where, by each horizon."""
    base = ORDERED if desk == PROVIDER else 0
    known = answers.known
    for kind in range(len(_BITS)):
        if brings & _BITS[kind]:
            if kind < STORED:
                for h in range(PADDED):
                    known[base + kind, v, h] |= live & in_time & by[h]
                    known[base + AT_ALL + kind, v, h] |= live & by[h]
            else:
                for h in range(PADDED):
                    known[base + kind, v, h] |= live & by[h]
    if brings & PRESERVE:
        answers.preserved[v] |= live & in_time
    if brings & HOLD:
        for h in range(PADDED):
            known[OF_HOLD, v, h] |= live & by[h]
    if brings & HAND:
        for h in range(PADDED):
            known[OF_HAND, v, h] |= handed & by[h]


@inlined
def enter_one(
    answers: Answers, v: Any, brings: Any, bit: Any, handing: Any, in_time: Any, first: Any, sender: Any
) -> None:
    """Enter an answer to another member of the front in one replicate, from horizon `first` on."""
    known = answers.known
    for kind in range(len(_BITS)):
        if brings & _BITS[kind]:
            at = kind if in_time or kind >= STORED else AT_ALL + kind
            for h in range(first, N_HORIZONS):
                known[at, v, h] |= bit
    if brings & PRESERVE and in_time:
        answers.preserved[v] |= bit
    if brings & HOLD:
        for h in range(first, N_HORIZONS):
            known[OF_HOLD, v, h] |= bit
    if handing:  # first to the member of the joint list, which must hand over to R in its turn
        for h in range(first, N_HORIZONS):
            known[OF_HAND_ON, v, h] |= bit & known[OF_HAND, sender, h]


@inlined
def join(answers: Answers, v: Any, lane: Any, day: Any) -> None:
    """A state joins the front in one replicate, or asks from an earlier day."""
    bit = np.uint64(1) << np.uint64(lane)
    if answers.front[v] & bit:
        answers.day[v, lane] = min(answers.day[v, lane], day)
    else:
        answers.front[v] |= bit
        answers.day[v, lane] = day


@inlined
def answers_resolved(answers: Answers) -> None:
    """Stored data given too late counts after all where it was preserved."""
    known = answers.known
    for base in (0, ORDERED):
        for kind in range(STORED):
            for v in range(len(answers.preserved)):
                if answers.preserved[v]:
                    for h in range(PADDED):
                        known[base + kind, v, h] |= known[base + AT_ALL + kind, v, h] & answers.preserved[v]
