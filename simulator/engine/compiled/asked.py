"""Whom members of a front ask, on which rows of one law, and which gates may stop them: what is prepared once for all draws."""

from typing import Any, NamedTuple

import numpy as np

from simulator.arrays import IntArray
from simulator.engine.compiled.law import Law
from simulator.engine.compiled.vectors import LANES
from simulator.engine.draws import threshold
from simulator.engine.words import WordArray
from simulator.model.network import Gate, Network

LEGAL = sum(1 << gate for gate in Gate if gate is not Gate.CAPACITY)  # gates between, as bits


class Asked(NamedTuple):
    """Rows (k) on which members may ask under one law, beside those of a first network."""

    law: Law  # its `relay_rows` are these
    binding: Any  # (k,) place in `bound`
    bound: Any  # (b, s, w) whom each member may ask, as bits of whole words
    most: Any  # (k, w * 64) threshold of the largest share of requests that a state handles, flat
    like: Any  # (k,) the same row of the first network, or -1
    shared: Any  # (k,) gates that are the same there and that stop anyone, as bits
    apart: Any  # (k,) gates that may differ


def asked_on(
    law: Law,
    network: Network,
    like: IntArray,
    shared: WordArray,
    apart: WordArray,
    bound: WordArray | None = None,
) -> Asked:
    """What members look at on the `relay_rows` of a law.

    Parameters
    ----------
    like, shared, apart : by row of the network
    bound : `Asked.bound` of all its bindings, if that is known
    """
    rows, n_states = law.relay_rows, network.n_states
    most = np.zeros((len(rows), whole_words(n_states) * LANES), np.uint32)
    most[:, :n_states] = threshold(network.capacity[rows])
    binding = network.binding[rows]
    if bound is None:
        bindings, binding = np.unique(binding, return_inverse=True)
        bound = bound_by(network, bindings)
    return Asked(law, binding, bound, most.reshape(-1), like[rows], shared[rows], apart[rows])


def stopping(network: Network) -> WordArray:
    """Gates that may stop a member's request on each row, as bits."""
    stop = [
        (Gate.SCOPE, network.scope != 1),
        (Gate.DATA_PROTECTION, (network.data_protection != 1).any(axis=(0, 2))),
        (Gate.COURT, (network.court != 0).any(axis=(0, 2))),
        (Gate.NOTICE, (network.remedy != 0).any(axis=(0, 2))),
        (Gate.VETTING, network.rows.vetted),
    ]
    always = LEGAL & ~sum(1 << gate for gate, _ in stop)
    found = np.full(len(network.scope), always, np.uint64)
    for gate, rows in stop:
        found |= rows.astype(np.uint64) << np.uint64(gate)
    return found


def bound_by(network: Network, bindings: IntArray) -> WordArray:
    """Whom each state may ask as a member of a front: all but the requesting state."""
    able = network.in_data & (np.arange(network.n_states) != network.requesting)
    may = network.bound[bindings] & network.in_data[:, None] & able
    bound = np.zeros((*may.shape[:2], whole_words(network.n_states) * LANES // 8), np.uint8)
    bound[..., : -(-network.n_states // 8)] = np.packbits(may, axis=-1, bitorder="little")
    return bound.view(np.uint64)


def whole_words(n_states: int) -> int:
    """Words that have a bit for each state."""
    return -(-n_states // LANES)
