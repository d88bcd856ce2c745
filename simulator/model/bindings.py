"""Who is bound to whom by each instrument, and whose clauses govern between two states."""

from functools import lru_cache

import numpy as np

from simulator.arrays import BoolArray, IntArray
from simulator.data.alignment import agreement
from simulator.law import clauses
from simulator.law.instruments import CONVENTION, Instrument
from simulator.law.settings import TreatySettings
from simulator.law.vocabulary import Clause, Desk, DualCriminality
from simulator.model.world import World

# A regime is the level of the clauses that another assistance treaty puts in place of 40(8) and 40(21)-(22).
Regime = tuple[DualCriminality, tuple[Clause, ...]]


@lru_cache(maxsize=16)
def pairs(world: World, names: tuple[tuple[str, bool], ...], parties: frozenset[str]) -> tuple[BoolArray, BoolArray]:
    """By instrument, shape (n_bindings, s, s); a direct order binds the requesting state alone, 27(b)."""
    (bound, partial), party = (array.copy() for array in _pairs_of_others(world, names)), world.mask(parties)
    both = party[:, None] & party
    np.fill_diagonal(both, False)
    for place, (id, to_provider) in enumerate(names):
        if id == CONVENTION:
            bound[place] = party[:, None] if to_provider else both
            np.fill_diagonal(bound[place], False)
        if id not in world.known_pairs and world.instruments[id].informal:
            partial[place] = both
    return bound, partial


@lru_cache(maxsize=16)
def _pairs_of_others(world: World, names: tuple[tuple[str, bool], ...]) -> tuple[BoolArray, BoolArray]:
    """The same where the Convention has no parties."""
    bound = np.zeros((len(names), len(world.states), len(world.states)), dtype=bool)
    partial = np.zeros_like(bound)
    for place, (id, _) in enumerate(names):
        if id != CONVENTION:
            bound[place] = world.bound[id]
        if id in world.known_pairs:
            partial[place] = ~world.known_pairs[id]
    return bound, partial


@lru_cache(maxsize=4)
def closest(codes: tuple[str, ...]) -> IntArray:
    """The other states by how alike they vote, shape (n_states, n_states - 1); ties and no record by place.

    Only the stress test on forwarding asks for it, so it is read when that is on.
    """
    alike = agreement()
    table = np.array([[alike.get((one, other), -1.0) for other in codes] for one in codes])
    np.fill_diagonal(table, -2.0)
    return np.argsort(-table, axis=1, kind="stable")[:, :-1]


def general(world: World) -> list[Instrument]:
    """The other assistance treaties in the sense of 40(6)-(7) whose parties are known."""
    return [i for i in world.instruments.values() if i.general_assistance and i.parties != "assumed"]


def governing(world: World, u: int, v: int) -> tuple[str, ...]:
    """Ids of the assistance treaties that bind two states and so govern between them, 40(6)-(7)."""
    return tuple(instrument.id for instrument in general(world) if world.bound[instrument.id][u, v])


@lru_cache(maxsize=4)
def regimes(world: World) -> tuple[list[Regime], IntArray]:
    """The clauses that other general assistance treaties put in place of the Convention's, 40(6)-(7).

    Where several bind a pair, the least protective level of each clause governs. Place 0 is "no such treaty".
    None of their clauses follows a setting of the Convention.
    """
    n, own = len(world.states), TreatySettings()
    profiles = []
    for instrument in general(world):
        row = next((row for row in instrument.measure if row.desk is Desk.ASSISTANCE), None)
        if row is not None:
            levels = clauses.every_clause(row, own)
            profiles.append((instrument.id, (clauses.dual_criminality(row, own), levels)))
    which = np.zeros((n, n), dtype=np.int64)
    for bit, (id, _) in enumerate(profiles):
        which |= world.bound[id].astype(np.int64) << bit
    found: list[Regime] = [(DualCriminality.NONE, ())]  # place 0 is never read
    regime = np.zeros((n, n), dtype=np.int64)
    for combination in np.unique(which)[np.unique(which) > 0].tolist():
        binding = [profile for bit, (_, profile) in enumerate(profiles) if combination >> bit & 1]
        least: Regime = (
            min(level for level, _ in binding),
            tuple(min(levels) for levels in zip(*(levels for _, levels in binding), strict=True)),
        )
        if least not in found[1:]:
            found.append(least)
        regime[which == combination] = found.index(least, 1)
    return found, regime
