"""Which channels of a sender are live: every gate's draw below its threshold.

Two ways to the same bits. A sender that asks in many replicates is done whole, 64 replicates to a word;
senders that ask in a few are done channel by channel, the gate that stops most first.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from simulator.arrays import IndexArray
from simulator.engine.block import LAW_GATES, Block
from simulator.engine.draws import ONE, DayArray, Purpose, delay_table, quantile, threshold
from simulator.engine.words import WordArray, n_words, pack
from simulator.model.network import DESKS, PROVIDER, Gate, Network

EVERY_BIT = np.uint64(0xFFFFFFFFFFFFFFFF)
PAIRS_AT_ONCE = 64  # senders' replicates in one go, so that memory stays bounded


@dataclass(frozen=True, slots=True, kw_only=True)
class Live:
    """The live channels of one sender; only rows that can pass are kept."""

    sender: int
    rows: IndexArray  # (k,) places in `network.rows`
    words: WordArray  # (k, n_states, n_words)
    handover: WordArray  # the same with non-refoulement at gate 5
    group: IndexArray  # (k,) rows of one desk and one typical delay share their days
    delays: list[DayArray]  # by group: (n_states, n) days from request to answer [day]


def live_channels(network: Network, block: Block, sender: int, rows: IndexArray) -> Live:
    """The live channels of `sender` on `rows`, in every replicate of the block."""
    states = np.arange(network.n_states)
    u = np.array([[sender]])
    exists = network.exists(u, rows[:, None], states[None, :])
    plain = [threshold(chance) for chance in network.chances(u, rows[:, None], states[None, :])]
    able = exists & np.logical_and.reduce([t > 0 for t in plain])
    kept = able.any(axis=1)
    rows, able, plain = rows[kept], able[kept], [t[kept] for t in plain]
    desks = network.rows.desk[rows]
    words = _all_gates(block, sender, desks, plain, able)
    handover = words
    if network.rows.handing[rows].any():
        barred = threshold(network.chances(u, rows[:, None], states[None, :], handover=True)[Gate.GROUNDS])
        handover = words & _gate(block, Gate.GROUNDS, sender, desks, barred)
    keys = list(zip(desks.tolist(), network.rows.days[rows].tolist(), strict=True))
    groups = sorted(set(keys))
    return Live(
        sender=sender,
        rows=rows,
        words=words,
        handover=handover,
        group=np.array([groups.index(key) for key in keys], dtype=np.intp),
        delays=[delay_table(days, network.sigma)[block.delay_quantiles(desk, sender)] for desk, days in groups],
    )


def _all_gates(
    block: Block, sender: int, desks: IndexArray, plain: list[npt.NDArray[np.uint32]], able: npt.NDArray[np.bool_]
) -> WordArray:
    words = np.where(able[..., None], EVERY_BIT, np.uint64(0))
    words = np.broadcast_to(words, (*able.shape, n_words(block.n))).copy()
    for gate in Gate:
        words &= _gate(block, gate, sender, desks, plain[gate])
    return words


def _gate(block: Block, gate: Gate, sender: int, desks: IndexArray, thresholds: npt.NDArray[np.uint32]) -> WordArray:
    """Bits of one gate, shape (k, n_states, n_words); rows with equal thresholds share the work."""
    passed = np.full((len(desks), thresholds.shape[1], n_words(block.n)), EVERY_BIT)
    done: dict[tuple[int, bytes], WordArray] = {}
    for place, desk in enumerate(desks.tolist()):
        row = thresholds[place]
        if (row == ONE).all():
            continue
        key = (desk if gate not in LAW_GATES or desk == PROVIDER else -1, row.tobytes())
        if key not in done:
            done[key] = pack(block.gate(gate, desk, sender) < row[:, None])
        passed[place] = done[key]
    return passed


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveItems:
    """Single live channels of senders that ask in few replicates; arrays of shape (n_items,)."""

    sender: IndexArray
    row: IndexArray
    requested: IndexArray
    replicate: IndexArray
    handover: npt.NDArray[np.bool_]
    delay: DayArray


def live_items(
    network: Network,
    block: Block,
    senders: IndexArray,
    replicates: IndexArray,
    rows: IndexArray,
    requested: IndexArray | None = None,
) -> LiveItems:
    """The live channels of each pair of `senders` and `replicates`, on `rows`.

    `requested` names one requested state a pair; without it every state is asked.
    """
    states = np.arange(network.n_states)
    rows = rows[network.scope[rows] > 0]  # what the text does not cover stops every request
    at_once = PAIRS_AT_ONCE if requested is None else PAIRS_AT_ONCE * network.n_states
    parts = []
    for i in range(0, len(senders), at_once):
        asked = states[None, :] if requested is None else requested[i : i + at_once, None]
        pair = slice(i, i + at_once)
        parts.append(_some_live_items(network, block, senders[pair], replicates[pair], rows, asked))
    columns = [np.concatenate([part[c] for part in parts]) if parts else np.zeros(0, dtype=np.intp) for c in range(6)]
    return LiveItems(
        sender=columns[0],
        row=columns[1],
        requested=columns[2],
        replicate=columns[3],
        handover=columns[4].astype(np.bool_),
        delay=columns[5].astype(np.int32),
    )


def _some_live_items(
    network: Network,
    block: Block,
    senders: IndexArray,
    replicates: IndexArray,
    rows: IndexArray,
    asked: IndexArray,
) -> tuple[npt.NDArray[np.generic], ...]:
    u, k, v, r = _handled_items(network, block, senders, replicates, rows, asked)
    chances = network.chances(u, k, v)
    passing = np.ones(len(u), dtype=bool)
    for gate in Gate:
        if gate is not Gate.CAPACITY:
            passing &= _gate_items(block, gate, network.rows.desk[k], u, v, r) < threshold(chances[gate])
    u, k, v, r = u[passing], k[passing], v[passing], r[passing]
    desk = network.rows.desk[k]
    barred = network.chances(u, k, v, handover=True)[Gate.GROUNDS]
    handover = _gate_items(block, Gate.GROUNDS, desk, u, v, r) < threshold(barred)
    place_in_table = quantile(block.handling_of(Purpose.DELAY, desk, u, v, r))
    delay = np.zeros(len(u), dtype=np.int32)
    for typical in np.unique(network.rows.days[k]).tolist():
        same = network.rows.days[k] == typical
        delay[same] = delay_table(typical, network.sigma)[place_in_table[same]]
    return u, k, v, r, handover, delay


def _handled_items(
    network: Network, block: Block, senders: IndexArray, replicates: IndexArray, rows: IndexArray, asked: IndexArray
) -> tuple[IndexArray, ...]:
    """Channels there are that pass gate 10: sender, row, requested state, replicate.

    Gate 10 stops most requests and its chance is the cheapest: what it leaves is looked at gate by gate.
    """
    desk_codes = np.arange(len(DESKS))
    will = block.handling_of(
        Purpose.CAPACITY,
        desk_codes[None, :, None],
        senders[:, None, None],
        asked[:, None, :],
        replicates[:, None, None],
    )
    most = threshold(network.capacity)  # of any sender: what this stops needs no closer look
    every = len(asked) == 1
    bound = np.any(network.bound[:, senders], axis=2) if every else network.bound[:, senders, asked[:, 0]]
    pair, place = np.nonzero(bound[network.binding[rows]].T)
    u, k, desk = senders[pair], rows[place], network.rows.desk[rows[place]]
    if every:
        able = (will[pair, desk] < most[k]) & network.bound[network.binding[k], u]
    else:
        able = will[pair, desk] < most[k[:, None], asked[pair]]
    channel, column = np.nonzero(able)
    pair, k, desk = pair[channel], k[channel], desk[channel]
    u, v = senders[pair], asked[0, column] if every else asked[pair, column]
    there = network.exists(u, k, v)
    pair, u, k, v, drawn = pair[there], u[there], k[there], v[there], will[pair, desk, column][there]
    handled = drawn < threshold(network.handling_chance(u, k, v))
    return u[handled], k[handled], v[handled], replicates[pair[handled]]


def _gate_items(
    block: Block, gate: Gate, desk: IndexArray, u: IndexArray, v: IndexArray, r: IndexArray
) -> npt.NDArray[np.uint32]:
    if gate is Gate.VETTING:
        senders, place = np.unique(u, return_inverse=True)
        return block.vetting(senders)[place, r]
    if gate in LAW_GATES:
        drawn = block.by_state(LAW_GATES[gate])[v, r]
        if gate is Gate.SCOPE and (desk == PROVIDER).any():
            return np.where(desk == PROVIDER, block.by_state(Purpose.SCOPE, PROVIDER)[v, r], drawn)
        return drawn
    drawn = np.zeros(len(u), dtype=np.uint32)
    for code in np.unique(desk).tolist():
        same = desk == code
        drawn[same] = block.gate(gate, code, 0)[v[same], r[same]]
    return drawn
