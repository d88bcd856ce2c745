"""Shapley values of a game of whole numbers, without remainder.

Players join one after another; the part of a player is the mean, over all orders, of what its coming changes. Parts
add up to the whole difference exactly: they are fractions of one denominator, and each order adds up by itself. Up to
ten players every coalition is worth a run (Shapley 1953); above, orders are drawn, each together with its reverse, and
parts have a standard error. Nothing here knows what the players are.
"""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import factorial

import numpy as np

from simulator.arrays import FloatArray, IntArray
from simulator.engine.draws import Purpose, draws

EXACT = 10  # players; 2**10 coalitions
ORDERS = 32  # drawn above that, half of them the reverse of the others


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """A difference, divided among the players without remainder."""

    before: int  # with no player
    after: int  # with all
    parts: tuple[Fraction, ...]  # by player; their sum is after - before
    errors: tuple[float, ...]  # standard error of each; 0 where every coalition was run


@dataclass(frozen=True, kw_only=True)
class Game:
    """Players 0 to `n_players` - 1 and the coalitions whose values are wanted, as bits: the empty one first."""

    n_players: int
    coalitions: tuple[int, ...]
    orders: IntArray | None  # (n_orders, n_players) if not every coalition is there

    @cached_property
    def place(self) -> dict[int, int]:
        """Place of each coalition."""
        return {coalition: place for place, coalition in enumerate(self.coalitions)}

    @cached_property
    def denominator(self) -> int:
        """Of every part."""
        return factorial(self.n_players) if self.orders is None else len(self.orders)

    @cached_property
    def weights(self) -> IntArray:
        """What the value of each coalition counts for each player, over the denominator; (n_players, n_coalitions)."""
        weights = np.zeros((self.n_players, len(self.coalitions)), dtype=np.int64)
        if self.orders is not None:
            steps = self._steps()
            np.add.at(weights, (self.orders, steps[:, 1:]), 1)
            np.add.at(weights, (self.orders, steps[:, :-1]), -1)
            return weights
        for place, coalition in enumerate(self.coalitions):
            size = coalition.bit_count()
            for player in range(self.n_players):
                there = coalition >> player & 1
                before = size - there  # players who came before this one
                weight = factorial(before) * factorial(self.n_players - 1 - before)
                weights[player, place] = weight if there else -weight
        return weights

    def _steps(self) -> IntArray:
        """Place of the coalition after so many players of each order, shape (n_orders, n_players + 1)."""
        assert self.orders is not None
        grown = np.cumsum(1 << self.orders, axis=1)
        return np.array([[0, *(self.place[one] for one in order)] for order in grown.tolist()])

    def split(self, values: IntArray) -> Split:
        """The parts of one quantity, by coalition: shape (n_coalitions,)."""
        parts = self.weights @ values
        return Split(
            before=int(values[0]),
            after=int(values[self.place[(1 << self.n_players) - 1]]),
            parts=tuple(Fraction(part, self.denominator) for part in parts.tolist()),
            errors=tuple(self._errors(values).tolist()),
        )

    def _errors(self, values: IntArray) -> FloatArray:
        """Standard errors, from how far orders, each taken with its reverse, lie from one another."""
        if self.orders is None:
            return np.zeros(self.n_players)
        came = np.zeros(self.orders.shape)
        np.put_along_axis(came, self.orders, np.diff(values[self._steps()], axis=1).astype(float), axis=1)
        half = len(came) // 2
        pairs = (came[:half] + came[half:]) / 2
        return np.asarray(pairs.std(axis=0, ddof=1) / np.sqrt(half))


def game(n_players: int, seed: int = 1, exact: int = EXACT, n_orders: int = ORDERS) -> Game:
    """The coalitions to be run for so many players.

    Parameters
    ----------
    exact : up to so many players, all coalitions
    n_orders : drawn above that; even
    """
    if n_players <= exact:
        return Game(n_players=n_players, coalitions=tuple(range(1 << n_players)), orders=None)
    which, player = np.arange(n_orders // 2)[:, None], np.arange(n_players)
    forth = np.argsort(draws(seed, Purpose.ORDER, player, replicate=which), axis=1, kind="stable")
    orders = np.concatenate([forth, forth[:, ::-1]]).astype(np.int64)
    wanted = np.unique(np.cumsum(1 << orders, axis=1))
    return Game(n_players=n_players, coalitions=(0, *wanted.tolist()), orders=orders)
