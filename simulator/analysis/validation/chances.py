"""Exact chances that some request passes, from the gates that requests share. No draws, so no Monte Carlo error.

A request is a box in the space of draws: it passes when each draw lies below its chance. Requests share the draws of law (one a
requested state) and of each desk; so the chance that any of several passes is inclusion-exclusion over their boxes, the chance
that two both pass the product of the lesser of each shared gate. Arrays have shape (n_requests, n_draws, n_cases).
"""

from collections.abc import Sequence

import numpy as np

from simulator.arrays import BoolArray, FloatArray, IntArray
from simulator.model.network import DESKS, Gate, Network

MOST = 12  # boxes in one inclusion-exclusion, 4,096 terms; more are looked at case by case, where fewer are left

# The draws that requests may share: law and INTERPOL's review once for a pair, the others once for each desk.
_SHARED = (Gate.DUAL_CRIMINALITY, Gate.VETTING)
_OF_DESK = (Gate.GROUNDS, Gate.DATA_PROTECTION, Gate.COURT, Gate.NOTICE, Gate.CAPACITY)
IN_TIME = len(_OF_DESK)  # stored data is given before it is deleted: one delay and one retention for each desk
N_DRAWS = len(_SHARED) + len(DESKS) * (len(_OF_DESK) + 1)


def requests(
    network: Network,
    u: IntArray,
    v: IntArray,
    in_time: FloatArray,
    *,
    handover: bool = False,
    open_gates: frozenset[Gate] = frozenset(),
) -> FloatArray:
    """The box of each row of the network for each pair of sender `u` and requested state `v`; zero where there is no channel.

    A request that reached the host was sent: one under a treaty that only some pairs are thought to have counts whole.

    Parameters
    ----------
    u, v : shape (n_cases,)
    in_time : shape (n_rows,); chance that the answer comes before stored data is deleted, 1 for other rows
    handover : whether non-refoulement enters gate 5
    open_gates : gates that every request is supposed to pass, to see what they do
    """
    k = np.arange(len(network.rows.measure))
    row, sender, asked = k[:, None], u[None, :], v[None, :]
    gates = dict(zip(Gate, network.chances(sender, row, asked, handover=handover), strict=True))
    gates |= {gate: np.ones_like(gates[gate]) for gate in open_gates}
    box = np.ones((len(k), N_DRAWS, len(u)))
    for place, gate in enumerate(_SHARED):
        box[:, place] = gates[gate]
    of_desk = len(_SHARED) + network.rows.desk * (len(_OF_DESK) + 1)
    for place, gate in enumerate(_OF_DESK):
        box[k, of_desk + place] = gates[gate]
    if Gate.CAPACITY not in open_gates:
        share = network.share(row, sender, asked)
        box[k, of_desk + _OF_DESK.index(Gate.CAPACITY)] /= np.where(share > 0, share, 1.0)
    box[k, of_desk + IN_TIME] = in_time[:, None]
    return np.asarray(box * carries(network, sender, row, asked)[:, None, :])


def carries(network: Network, u: IntArray, k: IntArray, v: IntArray) -> BoolArray:
    """Gates 1 to 4: whether a request can be made on row `k` at all; no draw decides them. Arguments broadcast."""
    gates = network.chances(u, k, v)
    return np.asarray(network.exists(u, k, v) & (gates[Gate.SCOPE] > 0) & (gates[Gate.SEVERITY] > 0))


def chance_of_any(boxes: FloatArray) -> FloatArray:
    """Chance that at least one request passes, shape (n_cases,)."""
    kept = _merged(boxes[:, (boxes < 1).any(axis=(0, 2))])
    n = boxes.shape[2]
    if len(kept) > MOST and n > 1:
        return np.concatenate([chance_of_any(boxes[..., : n // 2]), chance_of_any(boxes[..., n // 2 :])])
    least, sign = np.ones((1, *kept.shape[1:])), np.array([-1.0])
    for box in kept:
        least, sign = np.concatenate([least, np.minimum(least, box)]), np.concatenate([sign, -sign])
    return np.asarray(np.clip(1 + sign @ least.prod(axis=1), 0.0, 1.0))


def chance_of_all(events: Sequence[FloatArray]) -> FloatArray:
    """Chance that of each group of requests at least one passes, shape (n_cases,)."""
    total = np.zeros(events[0].shape[2])
    for chosen in range(1, 1 << len(events)):
        part = [event for place, event in enumerate(events) if chosen >> place & 1]
        total += (-1) ** (len(part) + 1) * chance_of_any(np.concatenate(part))
    return np.clip(total, 0.0, 1.0)


def _merged(boxes: FloatArray) -> FloatArray:
    """Fewer boxes with the same union: of two that contain one another in every case, the greater is left."""
    kept: list[FloatArray] = []
    for box in boxes[boxes.prod(axis=1).any(axis=1)]:
        for place, other in enumerate(kept):
            if ((box <= other).all(axis=0) | (box >= other).all(axis=0)).all():
                kept[place] = np.maximum(box, other)
                break
        else:
            kept.append(box)
    return np.stack(kept) if kept else np.zeros((0, *boxes.shape[1:]))
