"""What the front was given, by state that gave it and by horizon, for one requesting state and 64 replicates."""

from typing import Any, NamedTuple

import numpy as np

from simulator.engine.compiled.law import PADDED
from simulator.engine.compiled.making import inlined, kernel
from simulator.engine.compiled.vectors import LANES, add_row, clear_row, in_lines

# Rows of what each state gave; the first are those of the first bits of what a channel brings. Stored data is kept
# twice: given in time, and given at all, which is of use where it was preserved.
OF_IDENTIFY, OF_IDENTIFY_WARNED, OF_READ, OF_WATCH, OF_LOCATE, OF_LOCATE_WARNED = range(6)
N_ANYWHERE = 4  # the first kinds: of data that any holder of a service may give
STORED, N_DATA = 3, 6  # how many kinds are of stored data, and of data
AT_ALL = N_DATA  # the rows of stored data if given at all
OF_HOLD, OF_HAND, OF_HAND_ON, PRESERVED, TOO_LATE, ORDERED = range(AT_ALL + STORED, AT_ALL + STORED + 6)
N_ROWS = ORDERED + AT_ALL + STORED  # from `ORDERED`: data by orders to providers
GIVEN = N_ROWS * PADDED  # words of one state
JOINED = N_ROWS  # no row: who joins the front is kept apart

EVER = PADDED - 1  # past every horizon
EVERY = np.uint64(0xFFFFFFFFFFFFFFFF)

add_horizons, _clear_given = add_row(PADDED), clear_row(GIVEN)


class Answers(NamedTuple):
    """Words of 64 replicates (l) by state (s)."""

    known: Any  # (s, N_ROWS, PADDED) by horizon, flat
    front: Any  # (s,) who asks
    day: Any  # (s, l) from which day, where the bit of `front` is set
    asks: Any  # (s,) who asked when the round began
    now: Any  # (s, l) and from which day
    by: Any  # (PADDED,) room


def no_answers(n_states: int) -> Answers:
    """Room for the answers of one word."""
    return Answers(
        known=in_lines(n_states * GIVEN, np.uint64),
        front=np.zeros(n_states, np.uint64),
        day=np.zeros((n_states, LANES), np.int32),
        asks=np.zeros(n_states, np.uint64),
        now=np.zeros((n_states, LANES), np.int32),
        by=in_lines(PADDED, np.uint64),
    )


@inlined
def join(answers: Answers, v: Any, lane: Any, day: Any) -> None:
    """A state joins the front in one replicate, or asks from an earlier day."""
    bit = np.uint64(1) << np.uint64(lane)
    if answers.front[v] & bit == 0 or day < answers.day[v, lane]:
        answers.day[v, lane] = day
    answers.front[v] |= bit


@inlined
def forget(answers: Answers, v: Any) -> None:
    """Empty what one state gave; to do so just before it is asked takes less time than to do so for all at once."""
    answers.front[v] = 0
    _clear_given(answers.known, v * GIVEN)


@inlined
def gave(answers: Answers, v: Any) -> Any:
    """In which replicates a state gave any data: those in which it answered."""
    given = np.uint64(0)
    for kind in range(N_DATA):
        given |= answers.known[v * GIVEN + (AT_ALL + kind if kind < STORED else kind) * PADDED + EVER]
    return given


@kernel
def resolve(answers: Answers) -> None:
    """Stored data given too late counts after all where it was preserved."""
    known = answers.known
    for v in range(len(answers.front)):
        kept = known[v * GIVEN + PRESERVED * PADDED + EVER]
        if kept:
            for kind in range(STORED):
                for base in (v * GIVEN, v * GIVEN + ORDERED * PADDED):
                    add_horizons(known, base + kind * PADDED, known, base + (AT_ALL + kind) * PADDED, kept)
