"""The draws of one word of replicates: where they stand, and the keys they are made from.

What belongs to a requested state alone is shared by all who ask it. Such draws have a place for good and are made
once for each word; those that also belong to the sender are made again for each sender.
"""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from simulator.engine.block import DESK_GATES, LAW_GATES
from simulator.engine.compiled.coins import begun
from simulator.engine.compiled.making import inlined, kernel
from simulator.engine.compiled.thresholds import CAPACITY, VETTING
from simulator.engine.compiled.vectors import LANES, fill, in_lines, wipe
from simulator.engine.draws import BITS, QUANTILES, Purpose, stream_keys
from simulator.model.network import DESKS, PROVIDER, SERVICES, Gate

QUANTILE_SHIFT = np.uint32(BITS - (QUANTILES - 1).bit_length())
N_OWN = PROVIDER  # desks whose handling also belongs to the sender: those before `provider`
KeyArray = npt.NDArray[np.uint64]


class _Slot(NamedTuple):
    """Draws of one purpose at a state, and the desk that they belong to, if any."""

    purpose: Purpose
    desk: int | None = None


FORWARD = 0
PROVIDER_CAPACITY = 1
_SLOTS = [_Slot(Purpose.FORWARD), _Slot(Purpose.CAPACITY, PROVIDER)]
SLOT_OF = np.zeros((len(Gate), len(DESKS)), np.int64)  # of the draws that a gate takes at a desk
for _gate in Gate:
    for _desk in range(len(DESKS)):
        if _gate is Gate.CAPACITY:
            continue
        _slot = _Slot(Purpose.VETTING)
        if _gate in DESK_GATES:
            _slot = _Slot(DESK_GATES[_gate], _desk)
        elif _gate in LAW_GATES:
            _slot = _Slot(LAW_GATES[_gate], PROVIDER if _desk == PROVIDER else None)
        if _slot not in _SLOTS:
            _SLOTS.append(_slot)
        SLOT_OF[_gate, _desk] = _SLOTS.index(_slot)
N_SLOTS = len(_SLOTS)


LOTS = Purpose.WARNED, Purpose.FOUND, Purpose.BORDER, Purpose.TRANSIT  # of a host, besides one for each service


class Keys(NamedTuple):
    """Keys of draws, by state (s) last."""

    numbers: Any  # (s,)
    slots: Any  # (s * N_SLOTS,) begun
    capacity: Any  # (N_OWN, s) by sender, to be narrowed by the state asked
    delay: Any
    provider_delay: Any  # (s,)
    retention: Any
    lots: Any  # (N_LOTS, s) by host, see `hosts`


def keys_of(seed: int, numbers: npt.NDArray[np.int64], one_mind: bool) -> Keys:
    """Every key of a seed. `one_mind`: the deciding bodies of a state share one draw, instead of one for each desk."""

    def keys(purpose: Purpose, *codes: int) -> KeyArray:
        return stream_keys(seed, purpose, *codes, numbers)

    def of_slot(slot: _Slot) -> KeyArray:
        if slot.desk is None:
            return keys(slot.purpose)
        shared = one_mind and slot.purpose in DESK_GATES.values()
        return keys(slot.purpose, 0 if shared else slot.desk)

    slots = np.stack([of_slot(slot) for slot in _SLOTS], axis=-1).reshape(-1)
    return Keys(
        numbers=numbers.astype(np.uint64),
        slots=slots ^ (slots >> np.uint64(30)),
        capacity=np.stack([keys(Purpose.CAPACITY, desk) for desk in range(N_OWN)]),
        delay=np.stack([keys(Purpose.DELAY, desk) for desk in range(N_OWN)]),
        provider_delay=keys(Purpose.DELAY, PROVIDER),
        retention=keys(Purpose.RETENTION),
        lots=np.stack([*(keys(Purpose.PROVIDER, service) for service in range(len(SERVICES))), *map(keys, LOTS)]),
    )


class Draws(NamedTuple):
    """Draws of 64 replicates (l), flat; row r from place r * LANES."""

    replicates: Any  # (l,) their keys
    drawn: Any  # uint32: handling at each desk of the sender at work (N_OWN rows), then the slots of each state
    made: Any  # (s * N_SLOTS,) whether those of a slot are there
    delay: Any  # uint16, quantiles of the delay: at each desk of the sender at work, then of each state's providers
    retention: Any  # (s rows) uint16, quantiles
    kept: Any  # (s * n_typical rows) uint16: quantile of the delay from which on stored data is deleted
    kept_made: Any  # (s * n_typical,)


def draws_for(n_states: int, n_typical: int) -> Draws:
    """Room for the draws of one word."""
    return Draws(
        replicates=in_lines(LANES, np.uint64),
        drawn=in_lines((N_OWN + n_states * N_SLOTS) * LANES, np.uint32),
        made=np.zeros(n_states * N_SLOTS, np.bool_),
        delay=in_lines((N_OWN + n_states) * LANES, np.uint16),
        retention=in_lines(n_states * LANES, np.uint16),
        kept=in_lines(n_states * n_typical * LANES, np.uint16),
        kept_made=np.zeros(n_states * n_typical, np.bool_),
    )


@inlined
def row_of(slot_of: Any, gate: Any, desk: Any, sender: Any, asked: Any) -> Any:
    """Row in `Draws.drawn` of what a gate's threshold is compared with."""
    if gate == CAPACITY:
        return np.int64(desk) if desk != PROVIDER else N_OWN + asked * N_SLOTS + PROVIDER_CAPACITY
    whose = sender if gate == VETTING else asked
    return N_OWN + whose * N_SLOTS + slot_of[gate, desk]


@kernel
def make(keys: Keys, draws: Draws, row: int) -> None:
    """See that the draws of a slot are there."""
    place = row - N_OWN
    if not draws.made[place]:
        draws.made[place] = True
        fill(draws.drawn, row * LANES, keys.slots[place], draws.replicates)


@kernel
def begin(keys: Keys, draws: Draws, rows: Any) -> None:
    """Make what is needed of a new word for any sender; `rows` are those of the slots that will be looked at."""
    wipe(draws.made, 0)
    wipe(draws.kept_made, 0)
    for i in range(len(rows)):
        make(keys, draws, np.int64(rows[i]))
    for v in range(len(keys.numbers)):
        fill(draws.delay, (N_OWN + v) * LANES, begun(keys.provider_delay[v]), draws.replicates)
        fill(draws.retention, v * LANES, begun(keys.retention[v]), draws.replicates)


@kernel
def make_kept(draws: Draws, kept_of: Any, v: int, days: int) -> Any:
    """Row in `Draws.kept` of one holder and typical delay, made when first asked for."""
    row = v * len(kept_of) + days
    if not draws.kept_made[row]:
        draws.kept_made[row] = True
        for lane in range(LANES):
            draws.kept[row * LANES + lane] = kept_of[days, draws.retention[v * LANES + lane]]
    return row
