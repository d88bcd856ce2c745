"""The draws of one word of replicates, made when they are first asked for and shared by all requesting states."""

from typing import Any, NamedTuple

import numpy as np

from simulator.engine.block import DESK_GATES, LAW_GATES
from simulator.engine.compiled.coins import LANES, coin, fill, inlined, narrow, purpose_key
from simulator.engine.draws import BITS, QUANTILES, Purpose
from simulator.model.network import DESKS, PROVIDER, Gate

N_DESKS = len(DESKS)
N_SLOTS = len(Gate)  # a gate's draws by desk; what belongs to no desk stands at desk 0
PURPOSE_OF = tuple(int((LAW_GATES | DESK_GATES).get(gate, Purpose.VETTING)) for gate in Gate)
OF_DESK = tuple(gate in DESK_GATES for gate in Gate)
QUANTILE_SHIFT = np.uint32(BITS - (QUANTILES - 1).bit_length())
_CAPACITY, _DELAY = int(Purpose.CAPACITY), int(Purpose.DELAY)


class WordDraws(NamedTuple):
    """Draws of 64 replicates (l) by state (s); `made` says which are there."""

    gate: Any  # (s, N_SLOTS * N_DESKS, l)
    made: Any  # (s, N_SLOTS * N_DESKS)
    forward: Any  # (s, l)
    retention: Any  # (s, l) place in the table of retention
    retained: Any  # (s,) whether it is there


class Room(NamedTuple):
    """Room to work in."""

    handling: Any  # (l,)
    delay: Any  # (l,)
    kept: Any  # (l,)
    drawn: Any  # (s,)
    limits: Any  # (N_GATES,) thresholds of one channel
    at: Any  # (N_GATES,) thresholds last looked at
    passed: Any  # (N_GATES,) and what passed them
    by: Any  # (PADDED,)


def make_room(n_states: int, n_gates: int) -> Any:
    """Room for one thread."""
    return Room(
        handling=np.empty(LANES, np.uint32),
        delay=np.empty(LANES, np.uint32),
        kept=np.empty(LANES, np.uint32),
        drawn=np.empty(n_states, np.uint32),
        limits=np.empty(n_gates, np.uint32),
        at=np.empty(n_gates, np.uint32),
        passed=np.empty(n_gates, np.uint64),
        by=np.zeros(8, np.uint64),
    )


@inlined
def slot(gate: Any, desk: Any, one_mind: Any) -> Any:
    """Place of the draws of a gate at a desk."""
    if OF_DESK[gate]:
        return gate * N_DESKS + (0 if one_mind else desk)
    return gate * N_DESKS + (PROVIDER if desk == PROVIDER else 0)


@inlined
def gate_key(seed: Any, gate: Any, desk: Any, number: Any, one_mind: Any) -> Any:
    """Key of a gate's draws at a requested state; VETTING: at a sender."""
    key = purpose_key(seed, PURPOSE_OF[gate])
    if OF_DESK[gate]:
        key = narrow(key, 0 if one_mind else desk)
    elif desk == PROVIDER:
        key = narrow(key, desk)
    return narrow(key, number)


@inlined
def gate_draws(words: WordDraws, seed: Any, gate: Any, desk: Any, v: Any, number: Any, one_mind: Any, replicates: Any) -> Any:  # fmt: skip
    """See that the draws of a gate for 64 replicates are there; their place in `words.gate[v]`."""
    place = slot(gate, desk, one_mind)
    if not words.made[v, place]:
        words.made[v, place] = True
        fill(words.gate[v, place], gate_key(seed, gate, desk, number, one_mind), replicates, 0)
    return place


@inlined
def gate_draw(
    words: WordDraws, seed: Any, gate: Any, desk: Any, v: Any, number: Any, one_mind: Any, replicates: Any, lane: Any
) -> Any:
    """The draw of a gate for one replicate."""
    place = slot(gate, desk, one_mind)
    if words.made[v, place]:
        return words.gate[v, place, lane]
    return coin(gate_key(seed, gate, desk, number, one_mind), replicates[lane])


@inlined
def sender_key(seed: Any, delay: bool, desk: Any, sender: Any) -> Any:
    """Key of the handling (or delay) of a sender's requests at one desk, to be narrowed by the requested state."""
    key = narrow(purpose_key(seed, _DELAY if delay else _CAPACITY), desk)
    return key if desk == PROVIDER else narrow(key, sender)


@inlined
def retain(words: WordDraws, seed: Any, v: Any, number: Any, replicates: Any) -> None:
    """See that the places in the table of retention for 64 replicates of one holder are there."""
    if not words.retained[v]:
        words.retained[v] = True
        fill(words.retention[v], narrow(purpose_key(seed, Purpose.RETENTION.value), number), replicates, 0)
        for lane in range(LANES):
            words.retention[v, lane] >>= QUANTILE_SHIFT
