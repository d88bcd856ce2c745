"""The front: which states hold the request and ask, and from which day.

`F[0]` is the requesting state alone. A state joins through a live data channel of an instrument when its
one forwarding draw is below that instrument's chance (or the stress test's); `t'[v] = min(t[v], t[u] + delay)` over the channels
through which it joins, once a round. Who joins is the same for every host.
"""

from dataclasses import dataclass, field, fields

import numpy as np
import numpy.typing as npt

from simulator.arrays import IndexArray
from simulator.engine.block import Block
from simulator.engine.draws import NEVER, DayArray, Purpose, threshold
from simulator.engine.live import Live, LiveItems, live_channels, live_items
from simulator.engine.words import unpack
from simulator.model.network import Network

WHOLE = 48  # a sender that asks in at least this many replicates of a block is done whole
OF_ITSELF = -1  # as `Joins.parent`: the sender is the requesting state, which nobody told


@dataclass(frozen=True, slots=True)
class Joins:
    """Every time a state joined the front, or joined it earlier than a round before; arrays of shape (n_joins,).

    The channel is the one that brings the request first; of several on one day, the first row, then the sender
    with the smallest permanent number.
    """

    sender: IndexArray  # who had asked
    row: IndexArray
    state: IndexArray  # who joins
    replicate: IndexArray  # place in the block
    day: DayArray  # from which it asks [day]
    round: IndexArray  # from 1
    parent: IndexArray  # place here of the sender's own joining when it asked, or `OF_ITSELF`


@dataclass(slots=True, kw_only=True)
class Front:
    """The front of one block, with the senders' live channels worked out on the way."""

    network: Network
    block: Block
    day: DayArray  # (n_states, n): the day from which each state asks, `NEVER` if it does not
    joined: IndexArray  # (n_states, n): place in `joins` of the joining that counts
    joins: Joins
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
    shape, none = (network.n_states, block.n), np.zeros(0, dtype=np.intp)
    front = Front(
        network=network,
        block=block,
        day=np.full(shape, NEVER, dtype=np.int32),
        joined=np.full(shape, OF_ITSELF, dtype=np.intp),
        joins=Joins(none, none, none, none, np.zeros(0, dtype=np.int32), none, none),
    )
    front.day[network.requesting] = 0
    joins = block.by_state(Purpose.FORWARD)
    forward = threshold(np.maximum(network.rows.forward[:, None], network.aligned[network.requesting]))
    for turn in range(rounds):
        often, sender, replicate = front.others()
        if turn == 0:  # R asks on day 0 and never again
            often = [network.requesting]
        offers = [_offers_whole(front.whole(u), joins, forward, network) for u in often]
        rows = np.flatnonzero(network.rows.answering & (forward > 0).any(axis=1))
        if len(sender) and len(rows):
            offers.append(_offers_of(live_items(network, block, sender, replicate, rows), joins, forward))
        if offers:
            _join(front, tuple(np.concatenate(column) for column in zip(*offers, strict=True)), turn + 1)
    return front


Offers = tuple[IndexArray, IndexArray, IndexArray, IndexArray, DayArray]  # sender, row, state, replicate, delay [day]


def _offers_whole(
    live: Live, joins: npt.NDArray[np.uint32], forward: npt.NDArray[np.uint32], network: Network
) -> Offers:
    """Answers to one sender through which a state would pass the request on."""
    places = np.flatnonzero(network.rows.answering[live.rows] & (forward[live.rows] > 0).any(axis=1))
    place, v, r = np.nonzero(unpack(live.words[places], joins.shape[1]))
    row = live.rows[places][place]
    joined = joins[v, r] < forward[row, v]
    v, r, row, group = v[joined], r[joined], row[joined], live.group[places][place[joined]]
    delay = np.zeros(len(v), dtype=np.int32)
    for of, days in enumerate(live.delays):
        delay[group == of] = days[v[group == of], r[group == of]]
    return np.full(len(v), live.sender), row, v, r, delay


def _offers_of(items: LiveItems, joins: npt.NDArray[np.uint32], forward: npt.NDArray[np.uint32]) -> Offers:
    some = np.flatnonzero(joins[items.requested, items.replicate] < forward[items.row, items.requested])
    return items.sender[some], items.row[some], items.requested[some], items.replicate[some], items.delay[some]


def _join(front: Front, offers: tuple[npt.NDArray[np.generic], ...], turn: int) -> None:
    """Enter who joins, or joins earlier, by the offers of one round, of which the first counts."""
    sender, row, state, replicate = (column.astype(np.intp) for column in offers[:-1])
    day = front.day[sender, replicate] + offers[-1].astype(np.int32)
    sooner = np.flatnonzero(day < front.day[state, replicate])
    keys = (front.network.numbers[sender], row, day, replicate, state)
    order = sooner[np.lexsort([key[sooner] for key in keys])]
    where = state[order] * front.block.n + replicate[order]
    first = order[np.diff(where, prepend=-1) != 0]
    new = Joins(
        sender=sender[first],
        row=row[first],
        state=state[first],
        replicate=replicate[first],
        day=day[first],
        round=np.full(len(first), turn),
        parent=front.joined[sender[first], replicate[first]],
    )
    before = len(front.joins.day)
    columns = ((getattr(front.joins, f.name), getattr(new, f.name)) for f in fields(Joins))
    front.joins = Joins(*(np.concatenate(column) for column in columns))
    front.day[new.state, new.replicate] = new.day
    front.joined[new.state, new.replicate] = before + np.arange(len(first))
