"""What the answers do to a person in each host, for one word of 64 replicates: see `simulator.engine.kernel`."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from simulator.engine.compiled.answers import (
    GIVEN,
    N_ANYWHERE,
    OF_HAND,
    OF_HAND_ON,
    OF_HOLD,
    OF_IDENTIFY,
    OF_IDENTIFY_WARNED,
    OF_LOCATE,
    OF_LOCATE_WARNED,
    OF_READ,
    OF_WATCH,
    ORDERED,
    add_horizons,
)
from simulator.engine.compiled.coins import begun
from simulator.engine.compiled.draws import LOTS, Draws, Keys
from simulator.engine.compiled.law import PADDED
from simulator.engine.compiled.making import inlined, kernel
from simulator.engine.compiled.vectors import add_row, below, fill, in_lines, wipe
from simulator.engine.draws import ONE, Purpose, threshold
from simulator.model.network import ACCESS, HOST, OWN, SERVICES, Network

N_EFFECTS = 10
_LOCATED, _READ, _WATCHED, _DATA, _BY_HOST, _BY_OTHER, _BY_ORDER, _HELD, _HANDED, _TRANSIT = range(N_EFFECTS)
_NOBODY = -1
_WARNED_LOT = len(SERVICES) + LOTS.index(Purpose.WARNED)
# Rows of words by host: in which replicates the host holds a service, and one besides the access network; whether the
# person is warned, found by chance, or seen at a border; then who else holds a service, and where the person passes.
_AT_HOST, _BUT_ACCESS, _WARNED, _FOUND, _SEEN, _NOWHERE, _ELSEWHERE = range(7)
_PART = np.dtype(
    [("lot", "u4"), ("limit", "u4"), ("state", "i4")] + [(at, "u4") for at in ("row", "too", "home", "home_too")]
)
HELD = N_ANYWHERE * PADDED  # words of what one state gave
_add_given = add_row(HELD)


class Person(NamedTuple):
    """What befalls the person: lots are drawn for each host, and each falls on one of its parts, or on none."""

    part: Any  # lot, upper limit, state if it is one; rows of words if it falls here, and if here is that state
    holders: Any  # (p,) states that hold services elsewhere, rows from `_ELSEWHERE`; -1: the requesting state
    transit: Any  # (t,) states through which the person may travel, rows after those
    pseudonymous: bool


def person_of(network: Network) -> Person:
    """What the network says of the person."""
    holders = sorted({who for _, parts in network.service_holders for who, _ in parts if who >= 0})
    through = [state for state, _ in network.transit] if network.travels else []
    row = {OWN: _ELSEWHERE + len(holders), **{state: _ELSEWHERE + i for i, state in enumerate(holders)}}
    parts: list[tuple[int, ...]] = []

    def add(lot: int, places: Sequence[tuple[int, ...]], limits: list[int]) -> None:
        parts.extend((lot, limit, *place) for place, limit in zip(places, limits, strict=True))

    for service, shares in network.service_holders:
        home = (_AT_HOST, _NOWHERE if service == ACCESS else _BUT_ACCESS)
        places = [(_NOBODY, *home, *home) if who == HOST else (who, row[who], _NOWHERE, *home) for who, _ in shares]
        add(service, places, _limits([share for _, share in shares]))
    away = (_NOWHERE, _NOWHERE, _NOWHERE)
    for lot, at, chance in ((Purpose.WARNED, _WARNED, network.warned), (Purpose.FOUND, _FOUND, network.found_base)):
        add(len(SERVICES) + LOTS.index(lot), [(_NOBODY, at, *away)], [int(threshold(chance))])
    if through:
        border, transit = len(SERVICES) + LOTS.index(Purpose.BORDER), len(SERVICES) + LOTS.index(Purpose.TRANSIT)
        add(border, [(_NOBODY, _SEEN, *away)], [int(threshold(network.found_border))])
        first = _ELSEWHERE + len(holders) + 1  # who is there already does not pass through
        add(
            transit,
            [(state, first + i, *away) for i, state in enumerate(through)],
            _limits([s for _, s in network.transit]),
        )
    return Person(
        part=np.array(parts, dtype=_PART),
        holders=np.array([*holders, _NOBODY], dtype=np.int64),
        transit=np.array(through, dtype=np.int64),
        pseudonymous=network.pseudonymous,
    )


def _limits(shares: list[float]) -> list[int]:
    """Thresholds up to which a draw falls on each part or an earlier one."""
    return [*threshold(np.cumsum(shares)).tolist()[:-1], ONE]


def no_holders(person: Person, n_states: int) -> Any:
    """Room for the rows of one word, flat."""
    return in_lines((_ELSEWHERE + len(person.holders) + len(person.transit)) * n_states, np.uint64)


@kernel
def find_holders(person: Person, keys: Keys, draws: Draws, held_by: Any) -> None:
    """Draw the lots of one word; they are the same for every requesting state."""
    n_states = len(keys.numbers)
    wipe(held_by, 0)
    for h in range(n_states):
        lot, earlier = np.int64(_NOBODY), np.uint64(0)
        for i in range(len(person.part)):
            part = person.part[i]
            if part.lot != lot:
                lot, earlier = np.int64(part.lot), np.uint64(0)
                fill(draws.drawn, 0, begun(keys.lots[lot, h]), draws.replicates)
            reached = below(draws.drawn, 0, part.limit)
            at_home = part.state == h
            held_by[(part.home if at_home else part.row) * n_states + h] |= reached & ~earlier
            held_by[(part.home_too if at_home else part.too) * n_states + h] |= reached & ~earlier
            earlier = reached


@inlined
def warn(keys: Keys, draws: Draws, limit: Any, held_by: Any) -> None:
    """Whether the person is warned, for another threshold than the person's own."""
    n_states = len(keys.numbers)
    for h in range(n_states):
        fill(draws.drawn, 0, begun(keys.lots[_WARNED_LOT, h]), draws.replicates)
        held_by[_WARNED * n_states + h] = below(draws.drawn, 0, limit)


@kernel
def effects(person: Person, held_by: Any, requester: int, known: Any, h: int, got: Any, out: Any) -> None:
    """Every effect on a person in host `h`.

    Parameters
    ----------
    known : of the answers
    got : (3, HELD) room, flat: what the host gave, what other holders gave, and what orders gave
    out : (N_EFFECTS, PADDED) words by effect and horizon, flat
    """
    n_states = len(known) // GIVEN
    wipe(got, 0)
    at, orders = h * GIVEN, h * GIVEN + ORDERED * PADDED
    _add_given(got, 0, known, at, held_by[_AT_HOST * n_states + h])
    _add_given(got, 2 * HELD, known, orders, held_by[_BUT_ACCESS * n_states + h])
    for p in range(len(person.holders)):
        chosen = held_by[(_ELSEWHERE + p) * n_states + h]
        if chosen:
            holder = requester if person.holders[p] == _NOBODY else person.holders[p]
            _add_given(got, HELD, known, holder * GIVEN, chosen)
            _add_given(got, 2 * HELD, known, holder * GIVEN + ORDERED * PADDED, chosen)
    warned_of, by_chance = held_by[_WARNED * n_states + h], held_by[_FOUND * n_states + h]
    for x in range(PADDED):
        unwarned, warned, read, watched = np.uint64(0), np.uint64(0), np.uint64(0), np.uint64(0)
        for way in range(3):
            i = way * HELD + x
            identified, identified_warned = got[i + OF_IDENTIFY * PADDED], got[i + OF_IDENTIFY_WARNED * PADDED]
            reads, watches = got[i + OF_READ * PADDED], got[i + OF_WATCH * PADDED]
            out[(_BY_HOST + way) * PADDED + x] = identified | identified_warned | reads | watches
            unwarned |= identified
            warned |= identified_warned
            read |= reads
            watched |= watches
        named = (unwarned | warned) if person.pseudonymous else ~np.uint64(0)
        locate = known[at + OF_LOCATE * PADDED + x] & named
        locate_warned = known[at + OF_LOCATE_WARNED * PADDED + x] & named
        out[_BY_HOST * PADDED + x] |= locate | locate_warned
        unwarned |= locate
        warned |= locate_warned
        held = known[at + OF_HOLD * PADDED + x] & (unwarned | (warned & ~warned_of) | by_chance)
        handed = known[at + OF_HAND * PADDED + x] | known[at + OF_HAND_ON * PADDED + x]
        out[_LOCATED * PADDED + x] = unwarned | warned
        out[_READ * PADDED + x], out[_WATCHED * PADDED + x] = read, watched
        out[_DATA * PADDED + x] = unwarned | warned | read | watched
        out[_HELD * PADDED + x], out[_HANDED * PADDED + x] = held, held & handed
        out[_TRANSIT * PADDED + x] = 0
    seen = held_by[_SEEN * n_states + h]
    for way in range(len(person.transit)):
        through = held_by[(_ELSEWHERE + len(person.holders) + way) * n_states + h] & seen
        if person.transit[way] != requester:
            add_horizons(out, _TRANSIT * PADDED, known, person.transit[way] * GIVEN + OF_HOLD * PADDED, through)
