"""Every answer to the front in one order.

Answers stand by day, then by row (the order of the instrument files), then by the permanent numbers of who asked and
who answered. So the place of an answer says both which came first and, of several on one day, which is named; no
draw and no order of states decides it.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from simulator.arrays import BoolArray, IndexArray
from simulator.engine.draws import NEVER, DayArray
from simulator.engine.effects import retention_days
from simulator.engine.fates import Asked
from simulator.engine.front import Front


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
