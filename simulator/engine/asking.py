"""Single requests between pairs of states that ask for themselves: the direct part of the model, H = 0."""

import numpy as np

from simulator.arrays import IndexArray
from simulator.engine.block import Block
from simulator.engine.draws import NEVER, DayArray
from simulator.engine.effects import retention_days
from simulator.engine.live import live_items
from simulator.model.network import Network


def first_answer(
    network: Network, block: Block, senders: IndexArray, requested: IndexArray, replicates: IndexArray
) -> DayArray:
    """Day on which each request is first met: the person located or the data read, the requested state holding it.

    Parameters
    ----------
    network : compiled with `requesting = EACH`
    senders, requested, replicates : shape (n_pairs,), no pair twice in a replicate

    Returns
    -------
    shape (n_pairs,) [day]; `NEVER` where it never is
    """
    rows = network.rows
    wanted = rows.identifying | rows.locating | rows.reading | (rows.preserving & ~rows.provider)
    items = live_items(network, block, senders, replicates, np.flatnonzero(wanted), requested)
    retention = retention_days(network, block)[items.requested, items.replicate]
    n = network.n_states
    pair = (items.sender * n + items.requested) * block.n + items.replicate
    in_time = items.delay < retention
    preserved = np.unique(pair[rows.preserving[items.row] & in_time])
    usable = (in_time | ~rows.stored[items.row] | np.isin(pair, preserved)) & ~rows.preserving[items.row]
    asked, place = np.unique((senders * n + requested) * block.n + replicates, return_inverse=True)
    first = np.full(len(asked), NEVER, dtype=np.int32)
    np.minimum.at(first, np.searchsorted(asked, pair[usable]), items.delay[usable])
    return np.asarray(first[place])
