"""What a requesting state's own requests bring in one word of replicates: its plans, one pair after another."""

from typing import Any, NamedTuple

import numpy as np

from simulator.engine.compiled.answers import GIVEN, Answers, add_horizons, forget, join
from simulator.engine.compiled.coins import begun, narrow
from simulator.engine.compiled.draws import N_OWN, Draws, Keys, make_kept
from simulator.engine.compiled.law import PADDED, Days
from simulator.engine.compiled.making import inlined, kernel
from simulator.engine.compiled.plans import MOST_TESTS, PASSED, Plans
from simulator.engine.compiled.vectors import LANES, below, below_each, below_several, fill, in_lines, lowest
from simulator.model.network import HORIZONS

_below_horizons = below_several(len(HORIZONS), PADDED)


class Room(NamedTuple):
    """Words of one pair."""

    passed: Any  # by number of the test
    live: Any  # by number of the channel
    bundle: Any


def room_for(n_rows: int) -> Room:
    """Room for pairs with channels of as many rows."""
    return Room(
        passed=in_lines(n_rows * (MOST_TESTS + 2) + 1, np.uint64),
        live=in_lines(n_rows, np.uint64),
        bundle=in_lines(3 * n_rows + 1, np.uint64),
    )


@kernel
def ask(
    plans: Plans, first: int, u: int, joining: bool, whole: Any, keys: Keys, days: Days, draws: Draws,
    answers: Answers, room: Room,
) -> None:  # fmt: skip
    """Enter what every state answers requesting state `u`, and who joins the front from which day.

    Parameters
    ----------
    first : place of its plans
    joining : whether states that answer may pass the request on
    whole : the bits of replicates that count
    """
    room.passed[0] = whole
    for v in range(len(keys.numbers)):
        forget(answers, v)
        begin, end = plans.pair[first + v], plans.pair[first + v + 1]
        pass_tests(plans, begin, end, u, v, keys, draws, room)
        made = 0
        for g in range(begin.group, end.group):
            group = plans.group[g]
            if any_live(group, room):
                made = draw_delays(group, made, u, v, keys, draws)
                _enter(plans, begin, group, v, days, draws, answers, room)
                if joining and group.joining:
                    _join(group, v, days, draws, answers, room)


@inlined
def pass_tests(plans: Plans, begin: Any, end: Any, u: Any, v: Any, keys: Keys, draws: Draws, room: Room) -> None:
    """Which channels of a pair are live, in their bundles; draws that are the pair's own are made."""
    for desk in range(N_OWN):
        if (begin.desks >> desk) & 1:
            fill(draws.drawn, desk * LANES, begun(narrow(keys.capacity[desk, u], keys.numbers[v])), draws.replicates)
    for t in range(begin.test, end.test):
        test = plans.test[t]
        room.passed[t - begin.test + 1] = below(draws.drawn, test.row * LANES, test.limit)
    for b in range(begin.bundles):
        room.bundle[b] = np.uint64(0)
    passes, passed = plans.passes, room.passed
    for c in range(begin.channel, end.channel):
        m = c * MOST_TESTS
        live = (
            passed[PASSED] & passed[passes[m]] & passed[passes[m + 1]] & passed[passes[m + 2]] & passed[passes[m + 3]]
        )
        if passes[m + 4] != PASSED:  # few meet more than four
            live &= passed[passes[m + 4]] & passed[passes[m + 5]] & passed[passes[m + 6]] & passed[passes[m + 7]]
        room.live[c - begin.channel] = live
        room.bundle[plans.bundle[c]] |= live
    for f in range(begin.further, end.further):
        further = plans.further[f]
        room.bundle[further.bundle] |= room.live[further.channel] & passed[further.test]


@inlined
def any_live(group: Any, room: Room) -> Any:
    """Whether any channel of a group is live in any replicate."""
    live = np.uint64(0)
    for b in range(group.bundle, group.bundle_end):
        live |= room.bundle[b]
    return live != 0


@inlined
def draw_delays(group: Any, made: Any, u: Any, v: Any, keys: Keys, draws: Draws) -> Any:
    """Draw a pair's delays for a group, if its desk has its own; which desks' delays are `made` now, as bits."""
    if group.delay < N_OWN and not (made >> group.delay) & 1:
        key = narrow(keys.delay[group.delay, u], keys.numbers[v])
        fill(draws.delay, group.delay * LANES, begun(key), draws.replicates)
        made |= 1 << group.delay
    return made


@inlined
def _enter(
    plans: Plans, begin: Any, group: Any, v: Any, days: Days, draws: Draws, answers: Answers, room: Room
) -> None:
    """Enter what the bundles of a group bring, by each horizon."""
    _below_horizons(draws.delay, group.delay * LANES, days.by, group.days * PADDED, answers.by)
    in_time = ~np.uint64(0)
    if group.stored:
        in_time = below_each(
            draws.delay, group.delay * LANES, draws.kept, make_kept(draws, days.kept, v, group.days) * LANES
        )
    for e in range(begin.entry + group.entry, begin.entry + group.entry_end):
        entry = plans.entry[e]
        word = room.bundle[entry.bundle]
        if entry.in_time:
            word &= in_time
        add_horizons(answers.known, v * GIVEN + entry.row * PADDED, answers.by, 0, word)


@inlined
def _join(group: Any, v: Any, days: Days, draws: Draws, answers: Answers, room: Room) -> None:
    joined = room.bundle[group.joining]
    while joined:
        lane = lowest(joined)
        joined &= joined - np.uint64(1)
        join(answers, v, lane, np.int64(days.delay[group.days, draws.delay[group.delay * LANES + lane]]))
