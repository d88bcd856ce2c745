"""What the answers do to a person in each host, for one word of 64 replicates: see `simulator.engine.kernel`."""

from typing import Any, NamedTuple

import numpy as np

from simulator.engine.compiled.answers import (
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
    PADDED,
    Answers,
)
from simulator.engine.compiled.coins import below, fill, inlined, kernel, narrow, purpose_key, wipe
from simulator.engine.draws import ONE, Purpose, threshold
from simulator.model.network import ACCESS, HOST, OWN, Network

N_EFFECTS = 10
_LOCATED, _READ, _WATCHED, _DATA, _BY_HOST, _BY_OTHER, _BY_ORDER, _HELD, _HANDED, _TRANSIT = range(N_EFFECTS)
_SHARED = np.array([OF_IDENTIFY, OF_IDENTIFY_WARNED, OF_READ, OF_WATCH])  # kinds that any holder of a service may give
_I, _W, _R, _L = range(4)  # their places in `_SHARED`


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
    elsewhere: Any  # (p, s) another state does
    own: Any  # (s,) the requesting state's own providers do
    warned: Any  # (s,)
    found: Any  # (s,)
    through: Any  # (t, s)


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
    return Holders(
        np.zeros(n_states, np.uint64),
        np.zeros(n_states, np.uint64),
        np.zeros((len(person.states), n_states), np.uint64),
        np.zeros(n_states, np.uint64),
        np.zeros(n_states, np.uint64),
        np.zeros(n_states, np.uint64),
        np.zeros((len(person.transit), n_states), np.uint64),
    )


@kernel
def find_holders(person: Person, numbers: Any, seed: Any, replicates: Any, out: Holders, drawn: Any) -> None:
    """Draw the holders of one word; they are the same for every requesting state."""
    wipe(out.host, 0)
    wipe(out.but_access, 0)
    wipe(out.own, 0)
    wipe(out.elsewhere, 0)
    for h in range(len(numbers)):
        service, earlier = -1, np.uint64(0)
        for part in range(len(person.service)):
            if person.service[part] != service:
                service, earlier = person.service[part], np.uint64(0)
                fill(
                    drawn, narrow(narrow(purpose_key(seed, Purpose.PROVIDER.value), service), numbers[h]), replicates, 0
                )
            reached = below(drawn, person.limit[part])
            chosen, earlier = reached & ~earlier, reached
            holder = person.holder[part]
            if holder == OWN:
                out.own[h] |= chosen
            elif holder == HOST or person.states[holder] == h:  # also a provider state that is itself the host
                out.host[h] |= chosen
                if service != ACCESS:
                    out.but_access[h] |= chosen
            else:
                out.elsewhere[holder, h] |= chosen
        fill(drawn, narrow(purpose_key(seed, Purpose.WARNED.value), numbers[h]), replicates, 0)
        out.warned[h] = below(drawn, person.warned)
        fill(drawn, narrow(purpose_key(seed, Purpose.FOUND.value), numbers[h]), replicates, 0)
        out.found[h] = below(drawn, person.found)
        if len(person.transit):
            fill(drawn, narrow(purpose_key(seed, Purpose.BORDER.value), numbers[h]), replicates, 0)
            seen = below(drawn, person.border)
            fill(drawn, narrow(purpose_key(seed, Purpose.TRANSIT.value), numbers[h]), replicates, 0)
            earlier = np.uint64(0)
            for way in range(len(person.transit)):
                reached = below(drawn, person.transit_limit[way])
                here = person.transit[way] == h  # who is there already does not pass through
                out.through[way, h] = np.uint64(0) if here else reached & ~earlier & seen
                earlier = reached


@inlined
def effects(person: Person, held_by: Holders, requester: int, answers: Answers, h: int, got: Any, out: Any) -> None:
    """Every effect on a person in host `h`.

    Parameters
    ----------
    got : (3, 4, PADDED) room: what the host gave, what other holders gave, and what orders gave, by kind of `_SHARED`
    out : (N_EFFECTS, PADDED) words by effect and horizon
    """
    known = answers.known
    for kind in range(4):
        at = _SHARED[kind]
        for x in range(PADDED):
            got[0, kind, x] = known[at, h, x] & held_by.host[h]
            got[1, kind, x] = 0
            got[2, kind, x] = known[ORDERED + at, h, x] & held_by.but_access[h]
    for p in range(len(person.states) + 1):
        own = p == len(person.states)
        chosen = held_by.own[h] if own else held_by.elsewhere[p, h]
        state = requester if own else person.states[p]
        if chosen:
            for kind in range(4):
                at = _SHARED[kind]
                for x in range(PADDED):
                    got[1, kind, x] |= known[at, state, x] & chosen
                    got[2, kind, x] |= known[ORDERED + at, state, x] & chosen
    for x in range(PADDED):
        unwarned = got[0, _I, x] | got[1, _I, x] | got[2, _I, x]
        warned = got[0, _W, x] | got[1, _W, x] | got[2, _W, x]
        identified = (unwarned | warned) if person.pseudonymous else ~np.uint64(0)
        locate, locate_warned = known[OF_LOCATE, h, x] & identified, known[OF_LOCATE_WARNED, h, x] & identified
        out[_BY_HOST, x] = locate | locate_warned | got[0, _I, x] | got[0, _W, x] | got[0, _R, x] | got[0, _L, x]
        out[_BY_OTHER, x] = got[1, _I, x] | got[1, _W, x] | got[1, _R, x] | got[1, _L, x]
        out[_BY_ORDER, x] = got[2, _I, x] | got[2, _W, x] | got[2, _R, x] | got[2, _L, x]
        out[_DATA, x] = out[_BY_HOST, x] | out[_BY_OTHER, x] | out[_BY_ORDER, x]
        out[_READ, x] = got[0, _R, x] | got[1, _R, x] | got[2, _R, x]
        out[_WATCHED, x] = got[0, _L, x] | got[1, _L, x] | got[2, _L, x]
        unwarned |= locate
        warned |= locate_warned
        out[_LOCATED, x] = unwarned | warned
        found = unwarned | (warned & ~held_by.warned[h]) | held_by.found[h]
        out[_HELD, x] = known[OF_HOLD, h, x] & found
        out[_HANDED, x] = out[_HELD, x] & (known[OF_HAND, h, x] | known[OF_HAND_ON, h, x])
        out[_TRANSIT, x] = 0
    for way in range(len(person.transit)):
        state = person.transit[way]
        if state != requester:
            for x in range(PADDED):
                out[_TRANSIT, x] |= known[OF_HOLD, state, x] & held_by.through[way, h]
