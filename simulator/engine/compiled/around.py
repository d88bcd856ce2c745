"""One requesting state in several networks near to one another, on the same draws, by one horizon.

Word after word of replicates is kept, so that the next batch of networks meets draws that are made.
"""

from typing import Any, NamedTuple

import numpy as np

from simulator.engine.compiled.answers import (
    AT_ALL,
    EVERY,
    GIVEN,
    JOINED,
    ORDERED,
    PRESERVED,
    STORED,
    add_horizons,
)
from simulator.engine.compiled.batch import GROUP, GROUPS, SIZE
from simulator.engine.compiled.coins import replicate_key
from simulator.engine.compiled.direct import Room, any_live, draw_delays, pass_tests
from simulator.engine.compiled.draws import Draws, Keys, begin, draws_for, make, make_kept
from simulator.engine.compiled.hosts import N_EFFECTS, Person, effects, find_holders, no_holders, warn
from simulator.engine.compiled.law import PADDED, Days
from simulator.engine.compiled.making import entry, inlined, kernel
from simulator.engine.compiled.plans import Plans
from simulator.engine.compiled.vectors import LANES, below, below_each, count_row, lowest, wipe

NEVER_DRAWN = 0xFFFFFFFF
_count_effects = count_row(N_EFFECTS * PADDED)
# For each set of networks of a group, as bits: a word of each network, all bits or none.
COLUMN_WORDS = np.where(np.arange(1 << GROUP)[:, None] >> np.arange(GROUP) & 1, EVERY, np.uint64(0)).reshape(-1)


class Words(NamedTuple):
    """What is kept of every word of replicates (w)."""

    start: int  # the first replicate
    stop: int
    draws: Draws  # every array by word
    held_by: Any  # (w, rows) who holds the services, by word
    warned: Any  # (w,) for which threshold the person is warned there
    known: Any  # (w, GROUPS, s * GIVEN) what the front of each network of a batch was given
    front: Any  # (w, SIZE, s) who asks in each network
    day: Any  # (w, SIZE, s, l) from which day, where the bit of `front` is set


def words_for(person: Person, n_states: int, n_typical: int, start: int, stop: int) -> Words:
    """Room for the words of some replicates."""
    n = -(-(stop - start) // LANES)
    return Words(
        start=start,
        stop=stop,
        draws=Draws(*(np.zeros((n, *a.shape), a.dtype) for a in draws_for(n_states, n_typical))),
        held_by=np.zeros((n, len(no_holders(person, n_states))), np.uint64),
        warned=np.full(n, NEVER_DRAWN, np.uint32),
        known=np.zeros((n, GROUPS, n_states * GIVEN), np.uint64),
        front=np.zeros((n, SIZE, n_states), np.uint64),
        day=np.zeros((n, SIZE, n_states, LANES), np.int32),
    )


@inlined
def draws_of(words: Words, w: Any) -> Draws:
    """The draws of one word."""
    draws = words.draws
    return Draws(
        draws.replicates[w], draws.drawn[w], draws.made[w], draws.delay[w], draws.retention[w], draws.kept[w],
        draws.kept_made[w],
    )  # fmt: skip


@inlined
def whole_of(words: Words, w: Any) -> Any:
    """The bits of replicates that count."""
    left = words.stop - words.start - w * LANES
    return EVERY if left >= LANES else (np.uint64(1) << np.uint64(left)) - np.uint64(1)


@entry
def begin_words(person: Person, keys: Keys, rows: Any, words: Words) -> None:
    """Draw what belongs to no network."""
    for w in range(len(words.known)):
        draws = draws_of(words, w)
        for lane in range(LANES):
            draws.replicates[lane] = replicate_key(np.uint64(words.start + w * LANES + lane))
        begin(keys, draws, rows)
        find_holders(person, keys, draws, words.held_by[w])


@entry
def ask(
    plans: Plans, rows: Any, n_groups: int, u: int, joining: bool, within: Any, keys: Keys, days: Days, columns: Any, words: Words,
    room: Room,
) -> None:  # fmt: skip
    """Enter what every state answers requesting state `u` in each network of a batch, and who joins the front.

    Parameters
    ----------
    rows : of the draws that the plans look at
    n_groups : of the batch
    joining : whether states that answer may pass the request on
    within : (n_typical,) quantile of the delay from which on an answer comes after the horizon
    columns : `COLUMN_WORDS`
    """
    for w in range(len(words.known)):
        draws, known = draws_of(words, w), words.known[w]
        for i in range(len(rows)):
            make(keys, draws, rows[i])
        for group in range(n_groups):
            wipe(known[group], 0)
        wipe(words.front[w], 0)
        room.passed[0] = whole_of(words, w)
        for v in range(len(keys.numbers)):
            begin, end = plans.pair[v], plans.pair[v + 1]
            pass_tests(plans, begin, end, u, v, keys, draws, room)
            made = 0
            for g in range(begin.group, end.group):
                group = plans.group[g]
                if any_live(group, room):
                    made = draw_delays(group, made, u, v, keys, draws)
                    _enter(
                        plans, begin, group, n_groups, v, joining, within, days, columns, draws, known, words, w, room
                    )


@inlined
def _enter(
    plans: Plans, begin: Any, group: Any, n_groups: Any, v: Any, joining: Any, within: Any, days: Days, columns: Any, draws: Draws,
    known: Any, words: Words, w: Any, room: Room,
) -> None:  # fmt: skip
    """Enter what the bundles of a group bring by the horizon, each for the networks that have it."""
    by = below(draws.delay, group.delay * LANES, within[group.days])
    in_time = EVERY
    if group.stored:
        row = make_kept(draws, days.kept, v, group.days)
        in_time = below_each(draws.delay, group.delay * LANES, draws.kept, row * LANES)
    for e in range(begin.entry + group.entry, begin.entry + group.entry_end):
        entry = plans.entry[e]
        word = room.bundle[entry.bundle] & by
        if entry.in_time:
            word &= in_time
        if entry.row != JOINED:
            at = v * GIVEN + entry.row * PADDED
            for i in range(n_groups):
                which = (entry.columns >> (i * GROUP)) & (1 << GROUP) - 1
                if which:
                    add_horizons(known, i * known.shape[1] + at, columns, which * PADDED, word)
        elif joining:
            _join(words, w, v, entry.columns, word, days.delay[group.days], draws.delay, group.delay * LANES)


@kernel
def _join(words: Words, w: int, v: int, columns: int, joined: Any, delays: Any, drawn: Any, at: int) -> None:
    """A state that answered joins in some networks and replicates, or asks from an earlier day."""
    front, day = words.front[w], words.day[w]
    while joined:
        lane = lowest(joined)
        joined &= joined - np.uint64(1)
        on = delays[drawn[at + lane]]
        bit = np.uint64(1) << np.uint64(lane)
        left = np.uint64(columns)
        while left:
            x = lowest(left)
            left &= left - np.uint64(1)
            if front[x, v] & bit == 0 or on < day[x, v, lane]:
                front[x, v] |= bit
                day[x, v, lane] = on


@entry
def settle(
    person: Person, u: int, group: int, warned: Any, keys: Keys, words: Words, got: Any, out: Any, counts: Any, kept: Any,
) -> None:  # fmt: skip
    """Every effect on a person in every host, in each network of a group.

    Parameters
    ----------
    group : which of the batch
    warned : threshold of the person being warned, in all of these networks
    got, out : see `effects`
    counts : (s, N_EFFECTS, GROUP) uint32, flat, to which replicates are added
    kept : (GROUP, N_EFFECTS, s, w), or empty
    """
    n_states = len(keys.numbers)
    for w in range(len(words.known)):
        known, held_by = words.known[w, group], words.held_by[w]
        if words.warned[w] != warned:
            words.warned[w] = warned
            warn(keys, draws_of(words, w), warned, held_by)
        for i in range(u * GIVEN, u * GIVEN + ORDERED * PADDED):  # nobody asks the requesting state
            known[i] = 0
        _resolve(known)
        for h in range(n_states):
            if h != u:
                effects(person, held_by, u, known, h, got, out)
                _count_effects(counts, h * N_EFFECTS * PADDED, out)
                if kept.size:
                    for effect in range(N_EFFECTS):
                        for x in range(GROUP):
                            kept[x, effect, h, w] = out[effect * PADDED + x]


@kernel
def _resolve(known: Any) -> None:
    """Stored data given too late counts after all where it was preserved."""
    for v in range(len(known) // GIVEN):
        for kind in range(STORED):
            for base in (v * GIVEN, v * GIVEN + ORDERED * PADDED):
                for x in range(PADDED):
                    late = known[base + (AT_ALL + kind) * PADDED + x]
                    known[base + kind * PADDED + x] |= late & known[v * GIVEN + PRESERVED * PADDED + x]
