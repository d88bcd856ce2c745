"""Every answer to the front in one order, entered at the state that gave it.

Answers stand by day, then by row (the order of the instrument files), then by the permanent numbers of who asked and
who answered. So the place of an answer says both which came first and, of several on one day, which is named; no
draw and no order of states decides it.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any

import numpy as np

from simulator.engine.draws import NEVER, DayArray
from simulator.engine.effects import kinds_of, retention_days
from simulator.engine.fates import Asked
from simulator.engine.front import Front
from simulator.engine.live import IndexArray
from simulator.engine.words import BoolArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """Every live request of the front in the order above; arrays of shape (n_answers + 1,).

    The last place stands for an answer that never comes.
    """

    channel: IndexArray  # place among the channels of every sender
    sender: IndexArray
    row: IndexArray
    requested: IndexArray
    replicate: IndexArray  # place in the block
    asked: DayArray  # day on which the request is sent [day]
    day: DayArray  # of the answer [day]
    hands: BoolArray  # may also hand the person over
    deleted: BoolArray  # the data was gone before the answer

    @property
    def never(self) -> int:
        """The last place."""
        return len(self.day) - 1


def in_order(front: Front, asked: tuple[Asked, ...]) -> Answered:
    """The live requests of every sender, in the one order."""
    network, rows = front.network, front.network.rows
    live = [len(one.channel) for one in asked]
    start = np.cumsum([0, *(len(one.row) for one in asked)])[:-1]
    channel = np.concatenate([one.channel for one in asked]) + np.repeat(start, live)
    sender = np.repeat([one.sender for one in asked], live)
    row = np.concatenate([one.row[one.channel] for one in asked])
    requested = np.concatenate([one.requested[one.channel] for one in asked])
    replicate = np.concatenate([one.replicate[one.turn] for one in asked])
    sent = front.day[sender, replicate]
    day = np.minimum(sent + np.concatenate([one.delay for one in asked]), NEVER)
    retention = retention_days(network, front.block)
    in_time = day < retention[requested, replicate]
    preserved = np.zeros(retention.shape, dtype=np.bool_)
    keeps = rows.preserving[row] & in_time
    preserved[requested[keeps], replicate[keeps]] = True
    order = np.lexsort((network.numbers[requested], network.numbers[sender], row, day))

    def ended(column: Any, last: int = 0) -> Any:
        return np.append(column[order], column.dtype.type(last))

    return Answered(
        channel=ended(channel),
        sender=ended(sender),
        row=ended(row),
        requested=ended(requested),
        replicate=ended(replicate),
        asked=ended(sent, NEVER),
        day=ended(day, NEVER),
        hands=ended(np.concatenate([one.hands for one in asked])),
        deleted=ended(rows.stored[row] & ~in_time & ~preserved[requested, replicate]),
    )


class AtStates(ABC):
    """Everything the front was given, by state that gave it; see `outcomes.Given`.

    What "given" is, `leaf` says: the day of the first answer, or which answers.
    """

    def __init__(self, front: Front, answered: Answered, hosts: IndexArray) -> None:
        self.network, self.block, self.hosts, self.answered = front.network, front.block, hosts, answered
        rows, row = front.network.rows, answered.row[:-1]
        order, there = rows.provider[row], ~answered.deleted[:-1]
        kinds = kinds_of(self.network, row)
        self.data = {kind: self.leaf(of_kind & there & ~order) for kind, of_kind in kinds.items()}
        self.orders = {kind: self.leaf(of_kind & there & order) for kind, of_kind in kinds.items()}
        hands, own = answered.hands[:-1], answered.sender[:-1] == self.network.requesting
        self.hold = self.leaf(rows.holding[row])
        self.hand = self.leaf(hands & own)
        self.hand_on = self.over_a_member(hands & ~own)

    @abstractmethod
    def leaf(self, chosen: BoolArray) -> Any:
        """What the chosen answers, shape (n_answers,), bring at each state."""

    @abstractmethod
    def over_a_member(self, chosen: BoolArray) -> Any:
        """The same where the member that was answered must hand the person on to the requesting state."""

    @abstractmethod
    def where(self, bits: BoolArray) -> Any:
        """What holds from the first day in the replicates of `bits` and never in others, shape (n_hosts, n)."""
