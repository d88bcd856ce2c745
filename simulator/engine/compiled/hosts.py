"""What the answers do to a person in each host, for one word of 64 replicates: see `simulator.engine.kernel`."""

from typing import Any, NamedTuple

import numpy as np

from simulator.engine.compiled.answers import (
    GIVEN,
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
from simulator.engine.compiled.coins import begun, kernel
from simulator.engine.compiled.draws import Draws, Keys
from simulator.engine.compiled.law import PADDED
from simulator.engine.compiled.vectors import add_row, below, fill, wipe
from simulator.engine.draws import ONE, threshold
from simulator.model.network import ACCESS, HOST, OWN, Network

N_EFFECTS = 10
_LOCATED, _READ, _WATCHED, _DATA, _BY_HOST, _BY_OTHER, _BY_ORDER, _HELD, _HANDED, _TRANSIT = range(N_EFFECTS)
# What a holder gave: anything through data, anything by orders, and by both who is unwarned, warned, read, watched.
_ANY_DATA, _ANY_ORDER, _UNWARNED, _WARNED, _READS, _WATCHES = range(0, 6 * PADDED, PADDED)
N_HELD = 6 * PADDED
_add_held = add_row(N_HELD)


class Person(NamedTuple):
    """The person's services, and by what else they may be found."""

    service: Any  # (n_parts,) code of the service of each part
    holder: Any  # (n_parts,) HOST, OWN, or place in `states`
    limit: Any  # (n_parts,) threshold up to which the draw falls on this part or an earlier one
    states: Any  # (p,) the states that hold services
    pseudonymous: bool
    warned: Any  # thresholds
    found: Any
    border: Any
    transit: Any  # (t,) states through which the person may travel
    transit_limit: Any  # (t,)


class Holders(NamedTuple):
    """Words by host: who holds the services, and whether the person is warned, found, or seen on the way."""

    host: Any  # (s,) the host holds at least one
    but_access: Any  # (s,) and one besides the access network
    elsewhere: Any  # (p, s) flat: another state does
    own: Any  # (s,) the requesting state's own providers do
    warned: Any  # (s,)
    found: Any  # (s,)
    through: Any  # (t, s) flat


def person_of(network: Network) -> Person:
    """What the network says of the person."""
    parts = [(service, who) for service, parts in network.service_holders for who, _ in parts]
    states = sorted({who for _, who in parts if who >= 0})
    limits = []
    for _, of_service in network.service_holders:
        upto = threshold(np.cumsum([share for _, share in of_service]))
        upto[-1] = ONE
        limits += upto.tolist()
    through = network.transit if network.travels else ()
    way = threshold(np.cumsum([share for _, share in through]))
    way[-1:] = ONE
    return Person(
        service=np.array([service for service, _ in parts], dtype=np.int64),
        holder=np.array([who if who < 0 else states.index(who) for _, who in parts], dtype=np.int64),
        limit=np.array(limits, dtype=np.uint32),
        states=np.array(states, dtype=np.int64),
        pseudonymous=network.pseudonymous,
        warned=threshold(network.warned)[()],
        found=threshold(network.found_base)[()],
        border=threshold(network.found_border)[()],
        transit=np.array([state for state, _ in through], dtype=np.int64),
        transit_limit=way.astype(np.uint32),
    )


def no_holders(person: Person, n_states: int) -> Holders:
    """Room for the holders of one word."""

    def words(many: int = 1) -> Any:
        return np.zeros(many * n_states, np.uint64)

    return Holders(words(), words(), words(len(person.states)), words(), words(), words(), words(len(person.transit)))


@kernel
def find_holders(person: Person, keys: Keys, draws: Draws, out: Holders) -> None:
    """Draw the holders of one word; they are the same for every requesting state."""
    n_states, room = len(keys.numbers), draws.room
    wipe(out.host, 0)
    wipe(out.but_access, 0)
    wipe(out.own, 0)
    wipe(out.elsewhere, 0)
    for h in range(n_states):
        service, earlier = np.int64(-1), np.uint64(0)
        for part in range(len(person.service)):
            if person.service[part] != service:
                service, earlier = person.service[part], np.uint64(0)
                fill(room, 0, begun(keys.service[service, h]), draws.replicates)
            reached = below(room, 0, person.limit[part])
            chosen, earlier = reached & ~earlier, reached
            holder = person.holder[part]
            if holder == OWN:
                out.own[h] |= chosen
            elif holder == HOST or person.states[holder] == h:  # also a provider state that is itself the host
                out.host[h] |= chosen
                if service != ACCESS:
                    out.but_access[h] |= chosen
            else:
                out.elsewhere[holder * n_states + h] |= chosen
        fill(room, 0, begun(keys.warned[h]), draws.replicates)
        out.warned[h] = below(room, 0, person.warned)
        fill(room, 0, begun(keys.found[h]), draws.replicates)
        out.found[h] = below(room, 0, person.found)
        if len(person.transit):
            fill(room, 0, begun(keys.border[h]), draws.replicates)
            seen = below(room, 0, person.border)
            fill(room, 0, begun(keys.transit[h]), draws.replicates)
            earlier = np.uint64(0)
            for way in range(len(person.transit)):
                reached = below(room, 0, person.transit_limit[way])
                here = person.transit[way] == h  # who is there already does not pass through
                out.through[way * n_states + h] = np.uint64(0) if here else reached & ~earlier & seen
                earlier = reached


@kernel
def summarise(person: Person, requester: int, known: Any, out: Any) -> None:
    """What each state that holds services gave, the last of them the requesting state: see `_ANY_DATA` and so on."""
    for p in range(len(person.states) + 1):
        at = (requester if p == len(person.states) else person.states[p]) * GIVEN
        for x in range(PADDED):
            unwarned, warned = known[at + OF_IDENTIFY * PADDED + x], known[at + OF_IDENTIFY_WARNED * PADDED + x]
            read, watched = known[at + OF_READ * PADDED + x], known[at + OF_WATCH * PADDED + x]
            order = at + ORDERED * PADDED + x
            ordered, ordered_warned = known[order + OF_IDENTIFY * PADDED], known[order + OF_IDENTIFY_WARNED * PADDED]
            read_by_order, watched_by_order = known[order + OF_READ * PADDED], known[order + OF_WATCH * PADDED]
            to = p * N_HELD + x
            out[to + _ANY_DATA] = unwarned | warned | read | watched
            out[to + _ANY_ORDER] = ordered | ordered_warned | read_by_order | watched_by_order
            out[to + _UNWARNED], out[to + _WARNED] = unwarned | ordered, warned | ordered_warned
            out[to + _READS], out[to + _WATCHES] = read | read_by_order, watched | watched_by_order


@kernel
def effects(
    person: Person, held_by: Holders, requester: int, known: Any, gave: Any, h: int, got: Any, out: Any
) -> None:
    """Every effect on a person in host `h`.

    Parameters
    ----------
    gave : what `summarise` says
    got : (N_HELD,) room: the same of all other holders of the person's services together
    out : (N_EFFECTS, PADDED) words by effect and horizon, flat
    """
    n_states = len(held_by.host)
    wipe(got, 0)
    for p in range(len(person.states) + 1):
        chosen = held_by.own[h] if p == len(person.states) else held_by.elsewhere[p * n_states + h]
        if chosen:
            _add_held(got, 0, gave, p * N_HELD, chosen)
    data, orders = held_by.host[h], held_by.but_access[h]
    for x in range(PADDED):
        at = h * GIVEN + x
        order = at + ORDERED * PADDED
        unwarned, warned = known[at + OF_IDENTIFY * PADDED] & data, known[at + OF_IDENTIFY_WARNED * PADDED] & data
        read, watched = known[at + OF_READ * PADDED] & data, known[at + OF_WATCH * PADDED] & data
        ordered = known[order + OF_IDENTIFY * PADDED] & orders
        ordered_warned = known[order + OF_IDENTIFY_WARNED * PADDED] & orders
        ordered_read, ordered_watched = (
            known[order + OF_READ * PADDED] & orders,
            known[order + OF_WATCH * PADDED] & orders,
        )
        by_host = unwarned | warned | read | watched
        by_order = got[_ANY_ORDER + x] | ordered | ordered_warned | ordered_read | ordered_watched
        unwarned |= ordered | got[_UNWARNED + x]
        warned |= ordered_warned | got[_WARNED + x]
        identified = (unwarned | warned) if person.pseudonymous else ~np.uint64(0)
        locate, locate_warned = (
            known[at + OF_LOCATE * PADDED] & identified,
            known[at + OF_LOCATE_WARNED * PADDED] & identified,
        )
        by_host |= locate | locate_warned
        unwarned |= locate
        warned |= locate_warned
        found = unwarned | (warned & ~held_by.warned[h]) | held_by.found[h]
        held = known[at + OF_HOLD * PADDED] & found
        out[_LOCATED * PADDED + x] = unwarned | warned
        out[_READ * PADDED + x] = read | ordered_read | got[_READS + x]
        out[_WATCHED * PADDED + x] = watched | ordered_watched | got[_WATCHES + x]
        out[_DATA * PADDED + x] = by_host | by_order | got[_ANY_DATA + x]
        out[_BY_HOST * PADDED + x] = by_host
        out[_BY_OTHER * PADDED + x] = got[_ANY_DATA + x]
        out[_BY_ORDER * PADDED + x] = by_order
        out[_HELD * PADDED + x] = held
        out[_HANDED * PADDED + x] = held & (known[at + OF_HAND * PADDED] | known[at + OF_HAND_ON * PADDED])
        out[_TRANSIT * PADDED + x] = 0
    for way in range(len(person.transit)):
        state = person.transit[way]
        if state != requester:
            through = held_by.through[way * n_states + h]
            add_horizons(out, _TRANSIT * PADDED, known, state * GIVEN + OF_HOLD * PADDED, through)
