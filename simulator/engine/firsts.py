"""The day on which each effect first comes about, and the answers that bring it."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from simulator.arrays import BoolArray, IndexArray
from simulator.engine.answered import Answered
from simulator.engine.effects import kinds_of
from simulator.engine.front import Front

ALREADY = -1  # as a place: it needs no answer
PlaceArray = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class First:
    """When something first holds: the last of the answers that it needs. `|` is the sooner, `&` the later of two.

    Places are those of `Answered`; `ALREADY` needs none, the last one never comes.
    """

    at: PlaceArray  # (..., n)
    legs: PlaceArray  # (n_legs, ..., n) the answers needed, the one that brings it last; `ALREADY` where none is

    def __getitem__(self, key: tuple[Any, ...]) -> "First":
        return First(self.at[key], self.legs[(slice(None), *key)])

    def __or__(self, other: "First") -> "First":
        many, shape = max(len(self.legs), len(other.legs)), np.broadcast_shapes(self.at.shape, other.at.shape)
        sooner = self.at <= other.at
        legs = np.where(sooner, _padded(self.legs, many, shape), _padded(other.legs, many, shape))
        return First(np.where(sooner, self.at, other.at), legs)

    def __and__(self, other: "First") -> "First":
        shape = np.broadcast_shapes(self.at.shape, other.at.shape)
        both = [np.broadcast_to(one.legs, (len(one.legs), *shape)) for one in (self, other)]
        return First(np.maximum(self.at, other.at), np.concatenate(both))


def _padded(legs: PlaceArray, many: int, shape: tuple[int, ...]) -> PlaceArray:
    """The legs after as many empty ones as are missing."""
    padded = np.full((many, *shape), ALREADY, dtype=np.int32)
    padded[many - len(legs) :] = legs
    return padded


class FirstAnswers:
    """What the front was given, by state that gave it, with the first answer that did; see `outcomes.Given`."""

    def __init__(self, front: Front, answered: Answered, hosts: IndexArray) -> None:
        self.network, self.block, self.hosts, self.answered = front.network, front.block, hosts, answered
        rows, row = front.network.rows, answered.row[:-1]
        order, there = rows.provider[row], ~answered.deleted[:-1]
        kinds = kinds_of(self.network, row)
        self.data = {kind: self._first(of_kind & there & ~order) for kind, of_kind in kinds.items()}
        self.orders = {kind: self._first(of_kind & there & order) for kind, of_kind in kinds.items()}
        hands, own = answered.hands[:-1], answered.sender[:-1] == self.network.requesting
        self.hold = self._first(rows.holding[row])
        self.hand = self._first(hands & own)
        self.hand_on = self._over_a_member(hands & ~own)

    def _first(self, chosen: BoolArray) -> First:
        """The first of the chosen answers, shape (n_answers,), at each state."""
        at, places = self._never(), np.flatnonzero(chosen)
        where = self.answered.requested[places], self.answered.replicate[places]
        np.minimum.at(at, where, places.astype(np.int32))
        return First(at, at[None])

    def _over_a_member(self, chosen: BoolArray) -> First:
        """The same where the member that was answered must hand the person on to the requesting state."""
        at, places, n = self._never(), np.flatnonzero(chosen), self.block.n
        v, r = self.answered.requested[places], self.answered.replicate[places]
        onward = self.hand.at[self.answered.sender[places], r]
        whole = np.maximum(places, onward)
        order = np.lexsort((places, whole, v * n + r))
        first = order[np.diff((v * n + r)[order], prepend=-1) != 0]
        legs = np.stack([at, at])
        at[v[first], r[first]] = whole[first]
        legs[:, v[first], r[first]] = onward[first], places[first]
        return First(at, legs)

    def where(self, bits: BoolArray) -> First:
        """What holds from the first day in the replicates of `bits` and never in others, shape (n_hosts, n)."""
        at = np.where(bits, np.int32(ALREADY), np.int32(self.answered.never))
        return First(at, np.zeros((0, *bits.shape), dtype=np.int32))

    def _never(self) -> PlaceArray:
        return np.full((self.network.n_states, self.block.n), self.answered.never, dtype=np.int32)
