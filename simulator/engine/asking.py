"""Single requests between pairs of states that ask for themselves: the direct part of the model, H = 0."""

import numpy as np
import numpy.typing as npt

from simulator.engine.block import Block
from simulator.engine.effects import retention_days
from simulator.engine.live import IndexArray, live_items
from simulator.model.network import Network


def met(
    network: Network, block: Block, senders: IndexArray, requested: IndexArray, replicates: IndexArray, days: int
) -> npt.NDArray[np.bool_]:
    """Whether each request was met: the person located or the data read within `days`, the requested state holding it.

    Parameters
    ----------
    network : compiled with `requesting = EACH`
    senders, requested, replicates : shape (n_pairs,)
    """
    rows = network.rows
    wanted = rows.identifying | rows.locating | rows.reading | (rows.preserving & ~rows.provider)
    items = live_items(network, block, senders, replicates, np.flatnonzero(wanted), requested)
    retention = retention_days(network, block)[items.requested, items.replicate]
    n = network.n_states
    pair = (items.sender * n + items.requested) * block.n + items.replicate
    in_time = items.delay < retention
    preserved = np.unique(pair[rows.preserving[items.row] & in_time])
    usable = in_time | ~rows.stored[items.row] | np.isin(pair, preserved)
    answered = np.unique(pair[usable & (items.delay <= days) & ~rows.preserving[items.row]])
    return np.isin((senders * n + requested) * block.n + replicates, answered)
