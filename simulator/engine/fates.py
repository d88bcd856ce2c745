"""What became of every request of one sender: the first gate that stopped it, or the day of its answer.

`live` asks only which requests pass; here each request that was sent is kept, with the gate that stopped it, the
first in the order of the definition. The draws and thresholds are the same, so what passes here is what is live there.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from simulator.arrays import BoolArray, IndexArray
from simulator.engine.block import Block
from simulator.engine.draws import ONE, DayArray, delay_table, threshold
from simulator.model.network import Gate, Network

N_GATES = len(Gate)
# What becomes of a request: the `Gate` that stopped it, and after the gates:
LATE, DELETED, BARRED, ARRIVED = range(N_GATES, N_GATES + 4)  # barred: holds the person, and may not hand over
N_FATES = N_GATES + 4
LIVE = N_GATES  # as a stop: none
FateArray = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The requests of one sender; c channels, r replicates in which it asks."""

    sender: int
    row: IndexArray  # (c,)
    requested: IndexArray  # (c,)
    replicate: IndexArray  # (r,) places in the block
    stop: FateArray  # (c, r) the first gate that stopped the request, or `LIVE`
    # Those that passed every gate; arrays of shape (n_live,)
    channel: IndexArray  # place in `row` and `requested`
    turn: IndexArray  # place in `replicate`
    delay: DayArray  # from request to answer [day]
    hands: BoolArray  # may also hand the person over: non-refoulement does not bar it


def ask(network: Network, block: Block, sender: int, replicate: IndexArray, requested: IndexArray) -> Asked:
    """Every request that `sender` may send to the `requested` states, in the replicates in which it asks.

    A pair that is only assumed to have a treaty is asked unless the share of such pairs is 0.
    """
    every, u = np.arange(len(network.rows.desk)), np.array(sender)
    there = network.exists(u, every[:, None], requested[None, :]) & (network.share(every[:, None], u, requested) > 0)
    row, place = np.nonzero(there)
    v, part = requested[place], block if len(replicate) == block.n else block.only(replicate)
    chances = network.chances(u, row, v)
    stop = _first_stops(network, part, sender, row, v, chances)
    channel, turn = np.nonzero(stop == LIVE)
    return Asked(
        sender=sender,
        row=row,
        requested=v,
        replicate=replicate,
        stop=stop,
        channel=channel,
        turn=turn,
        delay=_delays(network, part, sender, row[channel], v[channel], turn),
        hands=_hands(network, part, sender, row, v, channel, turn),
    )


def _first_stops(
    network: Network,
    block: Block,
    sender: int,
    row: IndexArray,
    requested: IndexArray,
    chances: tuple[npt.NDArray[np.float64], ...],
) -> FateArray:
    """The first gate whose draw is not below its threshold: the last gate is looked at first, and overruled."""
    desk = network.rows.desk[row]
    stop = np.full((len(row), block.n), LIVE, dtype=np.uint8)
    for gate in reversed(Gate):
        limit = threshold(chances[gate])
        uncertain = limit < ONE
        for of in np.unique(desk[uncertain]).tolist():
            some = np.flatnonzero(uncertain & (desk == of))
            drawn = block.gate(gate, of, sender)
            of_requested = np.zeros_like(some) if len(drawn) == 1 else requested[some]
            stop[some] = np.where(drawn[of_requested] < limit[some, None], stop[some], np.uint8(gate))
    return stop


def _delays(
    network: Network, block: Block, sender: int, row: IndexArray, requested: IndexArray, turn: IndexArray
) -> DayArray:
    """Days from request to answer of single requests, shape (n_live,) [day]."""
    delay = np.zeros(len(row), dtype=np.int32)
    desk, typical = network.rows.desk[row], network.rows.days[row]
    for of in np.unique(desk).tolist():
        quantiles = block.delay_quantiles(of, sender)
        for days in np.unique(typical[desk == of]).tolist():
            some = np.flatnonzero((desk == of) & (typical == days))
            delay[some] = delay_table(days, network.sigma)[quantiles[requested[some], turn[some]]]
    return delay


def _hands(
    network: Network,
    block: Block,
    sender: int,
    row: IndexArray,
    requested: IndexArray,
    channel: IndexArray,
    turn: IndexArray,
) -> BoolArray:
    """Which live requests may also hand the person over: gate 5 once more, with non-refoulement; shape (n_live,)."""
    handing = network.rows.handing[row]
    hands = np.asarray(handing[channel])
    if not hands.any():
        return hands
    barred = np.zeros(len(row), dtype=np.uint32)
    of_grounds = network.chances(np.array(sender), row[handing], requested[handing], handover=True)[Gate.GROUNDS]
    barred[handing] = threshold(of_grounds)
    desk = network.rows.desk[row[channel]]
    for of in np.unique(desk[hands]).tolist():
        some = np.flatnonzero(handing[channel] & (desk == of))
        drawn = block.gate(Gate.GROUNDS, of, sender)[requested[channel[some]], turn[some]]
        hands[some] = drawn < barred[channel[some]]
    return hands
