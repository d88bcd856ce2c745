"""What the front was given does to a person in each host: the last part of design section 3, written once.

It is read in two ways. With `effects.Answers` everything is words of 64 replicates by horizon, `|` is "or" and `&`
is "and". With `firsts.FirstAnswers` everything is the day on which it first holds and the answers that
brought it: `|` is whichever comes first, `&` whichever comes last. Both know which effects come about by when.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any, Protocol

import numpy as np

from simulator.arrays import BoolArray, IndexArray
from simulator.engine.block import Block
from simulator.engine.draws import ONE, DrawArray, Purpose, threshold
from simulator.model.network import ACCESS, HOST, OWN, Network

# What an answer brings at its holder. "warned": through the Convention, whose notice may warn the person.
KINDS = ("identify", "identify_warned", "locate", "locate_warned", "read", "watch")


class Given(Protocol):
    """Everything the front was given, by state that gave it: `data`, `orders` by kind, `hold`, `hand`, `hand_on`."""

    network: Network
    block: Block
    hosts: Any  # places of the hosts looked at, or a slice
    data: dict[str, Any]  # by kind: assistance and police
    orders: dict[str, Any]  # by kind: orders to providers
    hold: Any  # a live channel that would hold the person
    hand: Any  # a live channel that would hand the person to R
    hand_on: Any  # the same over a member of a joint list

    def where(self, bits: BoolArray) -> Any:
        """What holds from the first day in the replicates of `bits` and never in others, shape (n_hosts, n)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holders:
    """Who holds the data of the person's services, by host; shape (n_hosts, n)."""

    host: BoolArray  # the host holds at least one service
    host_but_access: BoolArray  # and one besides the access network, which no order from abroad reaches
    elsewhere: dict[int, BoolArray]  # by holder that is another state, R itself for its own providers


def holders(network: Network, block: Block, hosts: IndexArray | slice = slice(None)) -> Holders:
    """The holder of each service, drawn once per (replicate, host, service)."""
    places = np.arange(network.n_states)[hosts]
    empty = np.zeros((len(places), block.n), dtype=np.bool_)
    host, host_but_access = empty.copy(), empty.copy()
    elsewhere = {network.requesting: empty}
    for service, parts in network.service_holders:
        drawn = block.by_state(Purpose.PROVIDER, service)[places]
        for (holder, _), chosen in zip(parts, parts_drawn(drawn, [share for _, share in parts]), strict=True):
            state = network.requesting if holder == OWN else holder
            itself = places == state  # a provider state that is itself the host
            here = chosen if holder == HOST else chosen[itself]
            mine = slice(None) if holder == HOST else itself
            host[mine] |= here
            if service != ACCESS:
                host_but_access[mine] |= here
            if holder != HOST:
                elsewhere[state] = elsewhere.get(state, empty) | (chosen & ~itself[:, None])
    return Holders(host=host, host_but_access=host_but_access, elsewhere=elsewhere)


def parts_drawn(drawn: DrawArray, shares: list[float]) -> Iterator[BoolArray]:
    """Where a draw falls on each of several parts, by their shares; the last takes what rounding leaves."""
    below = threshold(np.cumsum(shares))
    below[-1] = ONE
    earlier = np.zeros(drawn.shape, dtype=np.bool_)
    for limit in below:
        reached = drawn < limit
        yield reached & ~earlier
        earlier = reached


def effects_of(given: Given) -> dict[str, Any]:
    """Every effect on a person in each host, by name."""
    known = _data_effects(given, holders(given.network, given.block, given.hosts))
    hold = given.hold[..., given.hosts, :]
    held = known.pop("found") & hold
    handed = given.hand[..., given.hosts, :] | given.hand_on[..., given.hosts, :]
    return {**known, "held": held, "handed_over": held & handed, "held_in_transit": _in_transit(given)}


def _data_effects(given: Given, held_by: Holders) -> dict[str, Any]:
    """Gather at each host what is known through the holders of the services, and who found the person."""
    data, orders, network, hosts = given.data, given.orders, given.network, given.hosts
    at_host, but_access = given.where(held_by.host), given.where(held_by.host_but_access)
    elsewhere = {holder: given.where(chosen) for holder, chosen in held_by.elsewhere.items()}

    def through(kinds: dict[str, Any], kind: str, own: Any) -> tuple[Any, Any]:
        """What the host itself gave, and what other holders gave, of one kind."""
        others = [chosen & kinds[kind][..., [holder], :] for holder, chosen in elsewhere.items()]
        return kinds[kind][..., hosts, :] & own, reduce(or_, others)

    got = {kind: through(data, kind, at_host) for kind in ("identify", "identify_warned", "read", "watch")}
    by_order = {kind: or_(*through(orders, kind, but_access)) for kind in got}
    named = {kind: or_(*got[kind]) | by_order[kind] for kind in ("identify", "identify_warned")}
    locate = {kind: data[kind][..., hosts, :] for kind in ("locate", "locate_warned")}
    if network.pseudonymous:  # where an account is says whose it is only after a subscriber answer
        identified = named["identify"] | named["identify_warned"]
        locate = {kind: identified & given_by for kind, given_by in locate.items()}
    here = (
        locate["locate"] | locate["locate_warned"] | got["identify"][0] | got["identify_warned"][0]
        | got["read"][0] | got["watch"][0]
    )  # fmt: skip
    other = got["identify"][1] | got["identify_warned"][1] | got["read"][1] | got["watch"][1]
    ordered = by_order["identify"] | by_order["identify_warned"] | by_order["read"] | by_order["watch"]
    unwarned = named["identify"] | locate["locate"]
    in_convention = named["identify_warned"] | locate["locate_warned"]
    return {
        "located": unwarned | in_convention,
        "read": got["read"][0] | got["read"][1] | by_order["read"],
        "watched": got["watch"][0] | got["watch"][1] | by_order["watch"],
        "data": here | other | ordered,
        "data_host": here,
        "data_provider": other,
        "data_order": ordered,
        "found": _found(given, unwarned, in_convention),
    }


def _found(given: Given, unwarned: Any, in_convention: Any) -> Any:
    """Found by location or by chance; who is warned in time is not found by what the notice was about."""
    block, network = given.block, given.network
    warned = block.by_state(Purpose.WARNED)[given.hosts] < threshold(network.warned)
    by_chance = block.by_state(Purpose.FOUND)[given.hosts] < threshold(network.found_base)
    return given.where(by_chance) | unwarned | (in_convention & given.where(~warned))


def _in_transit(given: Given) -> Any:
    """A hold in the state through which the person travels, if an alert is seen at its border."""
    network, block = given.network, given.block
    places = np.arange(network.n_states)[given.hosts]
    held = given.where(np.zeros((len(places), block.n), dtype=np.bool_))
    if not (network.travels and network.transit):
        return held & given.hold[..., given.hosts, :]
    ways = parts_drawn(block.by_state(Purpose.TRANSIT)[places], [share for _, share in network.transit])
    seen = block.by_state(Purpose.BORDER)[places] < threshold(network.found_border)
    for (state, _), way in zip(network.transit, ways, strict=True):
        if state != network.requesting:
            through = way & seen & (places != state)[:, None]  # who is there already does not pass through
            held = held | (given.where(through) & given.hold[..., [state], :])
    return held
