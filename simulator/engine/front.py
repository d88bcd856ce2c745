"""The front: which states hold the request and ask, and from which day.

`F[0]` is the requesting state alone. A state joins through a live data channel of an instrument when its
one forwarding draw is below that instrument's chance (or the stress test's); `t'[v] = min(t[v], t[u] + delay)` over the channels
through which it joins, once a round. Who joins is the same for every host.
"""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from simulator.engine.block import Block
from simulator.engine.draws import NEVER, DayArray, Purpose, threshold
from simulator.engine.live import IndexArray, Live, LiveItems, live_channels, live_items
from simulator.engine.words import unpack
from simulator.model.network import Network

WHOLE = 48  # a sender that asks in at least this many replicates of a block is done whole


@dataclass(slots=True, kw_only=True)
class Front:
    """The front of one block, with the senders' live channels worked out on the way."""

    network: Network
    block: Block
    day: DayArray  # (n_states, n): the day from which each state asks, `NEVER` if it does not
    senders: dict[int, Live] = field(default_factory=dict)  # those done whole

    def whole(self, sender: int) -> Live:
        """The live channels of a sender, worked out once."""
        if sender not in self.senders:
            self.senders[sender] = live_channels(self.network, self.block, sender, asked_by(self.network, sender))
        return self.senders[sender]

    def others(self) -> tuple[list[int], IndexArray, IndexArray]:
        """Senders besides R: those to be done whole, and (sender, replicate) pairs of the rest."""
        asks = self.day < NEVER
        asks[self.network.requesting] = False
        often = asks.sum(axis=1) >= WHOLE
        sender, replicate = np.nonzero(asks & ~often[:, None])
        return np.flatnonzero(often).tolist(), sender, replicate


def asked_by(network: Network, sender: int) -> IndexArray:
    """Rows on which a state may ask: all from R; data, and persons of a joint list, from others."""
    rows = network.rows
    if sender == network.requesting:
        return np.arange(len(rows.desk))
    return np.flatnonzero(~rows.provider & (~rows.holding | rows.joint_list))


def spread(network: Network, block: Block, rounds: int) -> Front:
    """The front after `rounds` rounds."""
    day = np.full((network.n_states, block.n), NEVER, dtype=np.int32)
    day[network.requesting] = 0
    front = Front(network=network, block=block, day=day)
    joins = block.by_state(Purpose.FORWARD)
    forward = threshold(np.maximum(network.rows.forward[:, None], network.aligned[network.requesting]))
    for turn in range(rounds):
        now = front.day
        later = now.copy()
        if turn == 0:  # R asks on day 0 and never again
            _join_whole(front.whole(network.requesting), now, later, joins, forward, network)
        often, sender, replicate = front.others()
        for u in often:
            _join_whole(front.whole(u), now, later, joins, forward, network)
        rows = np.flatnonzero(network.rows.answering & (forward > 0).any(axis=1))
        if len(sender) and len(rows):
            items = live_items(network, block, sender, replicate, rows)
            _join_items(items, now, later, joins, forward)
        later[network.requesting] = 0
        front.day = later
    return front


def _join_whole(
    live: Live,
    now: DayArray,
    later: DayArray,
    joins: npt.NDArray[np.uint32],
    forward: npt.NDArray[np.uint32],
    network: Network,
) -> None:
    places = np.flatnonzero(network.rows.answering[live.rows] & (forward[live.rows] > 0).any(axis=1))
    if not len(places):
        return
    place, v, r = np.nonzero(unpack(live.words[places], now.shape[1]))
    row = live.rows[places][place]
    joined = (joins[v, r] < forward[row, v]) & (now[live.sender, r] < NEVER)
    v, r, group = v[joined], r[joined], live.group[places][place[joined]]
    delay = np.stack(live.delays)[group, v, r]
    np.minimum.at(later, (v, r), now[live.sender, r] + delay)


def _join_items(
    items: LiveItems,
    now: DayArray,
    later: DayArray,
    joins: npt.NDArray[np.uint32],
    forward: npt.NDArray[np.uint32],
) -> None:
    v, r = items.requested, items.replicate
    joined = joins[v, r] < forward[items.row, v]
    day = now[items.sender, r] + items.delay
    np.minimum.at(later, (v[joined], r[joined]), day[joined])
