"""What is measured on: the real network, its plain cascade, and larger ones made of it or out of nothing."""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace

import numpy as np

from simulator.engine.cascade import reached
from simulator.model.compile import compile_network
from simulator.model.network import Network, Rows
from simulator.model.scenario import find_case, load_scenario
from simulator.model.world import World

SCENARIO, REQUESTING, CASE = "adopted-text-universal", "NIC", "journalist-false-news"
STATES, PAIRS, EDGES = 195, 30_842, 60_124  # of the synthetic cascade; pairs and edges grow with the square of states
MEAN_CHANCE, MEAN_REACH, HOPS = 0.113, 0.5, 3  # of a linked pair; of a request in so many hops


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainWorld:
    """Chances of a plain cascade, each of shape (n_states, n_states), requesting by requested state."""

    name: str
    chance: np.ndarray  # of the state that asks first
    onward: np.ndarray  # of a state that passes the request on
    source: int  # the one that asks first where only one does

    @property
    def numbers(self) -> np.ndarray:
        """Permanent numbers."""
        return np.arange(len(self.chance))

    def reached(self, n: int, *, everyone: bool = False, hops: int = HOPS, **how: object) -> np.ndarray:
        """Counts by the project's own kernels, of its one source or of everyone."""
        sources = None if everyone else np.array([self.source])
        return reached(self.chance, self.numbers, 1, 0, n, hops, onward=self.onward, sources=sources, **how)


def synthetic(n_states: int = STATES, seed: int = 1) -> PlainWorld:
    """A seeded world of the real one's density: several channels a pair, of which a relay uses a share of its own.

    Relays are scaled until so many hops reach the same share of states, however many there are.
    """
    random = np.random.default_rng(seed)
    apart = np.flatnonzero(~np.eye(n_states, dtype=bool))
    linked = random.permutation(apart)[: round(PAIRS * len(apart) / (STATES * (STATES - 1)))]
    more = random.integers(0, len(linked), round(EDGES * len(linked) / PAIRS) - len(linked))
    pair = np.concatenate([np.arange(len(linked)), more])  # of every channel
    draw, relay = random.gamma(0.5, size=len(pair)), random.gamma(0.5, size=n_states)

    def together(channels: np.ndarray) -> np.ndarray:
        missed = np.ones(len(linked))
        np.multiply.at(missed, pair, 1 - channels)
        return 1 - missed

    def square(pairs: np.ndarray) -> np.ndarray:
        found = np.zeros(n_states * n_states)
        found[linked] = pairs
        return found.reshape(n_states, n_states)

    scale = _most(lambda factor: together(np.minimum(draw * factor, 1)).mean() <= MEAN_CHANCE)
    channels = np.minimum(draw * scale, 1)
    chance = square(together(channels))

    def onward(factor: float) -> np.ndarray:
        share = np.minimum(relay * factor, 1)[linked[pair] // n_states]
        return square(together(channels * share))

    def reach(factor: float) -> float:
        some = np.arange(min(n_states, 16))
        counts = reached(chance, np.arange(n_states), 1, 0, 128, HOPS, onward=onward(factor), sources=some)
        return counts.sum() / (128 * len(some) * (n_states - 1))

    passing = _most(lambda factor: reach(factor) <= MEAN_REACH)
    return PlainWorld(name="synthetic", chance=chance, onward=onward(passing), source=0)


def _most(allowed: Callable[[float], bool]) -> float:
    """The largest number between 0 and 1 that is allowed, if smaller ones are."""
    low, high = 0.0, 1.0
    for _ in range(12):
        middle = (low + high) / 2
        low, high = (middle, high) if allowed(middle) else (low, middle)
    return low


def real(world: World, requesting: str | None = REQUESTING) -> Network:
    """The real network under the scenario that is measured; None: every State asks for itself."""
    return compile_network(world, load_scenario(SCENARIO), find_case(CASE), requesting)


def collapsed(everyone: Network, source: int) -> PlainWorld:
    """The real network as a plain cascade: a pair's chance that any channel on which data is asked passes its gates.

    Its gates are taken as independent, which they are not in the model. A state that answered passes the request on
    with the largest chance that any row gives it to join.
    """
    rows, every = np.arange(len(everyone.rows.desk)), np.arange(everyone.n_states)
    joins, missed = np.zeros(everyone.n_states), np.ones((everyone.n_states, everyone.n_states))
    for u in every:
        k, v = np.nonzero(everyone.exists(u, rows[:, None], every[None, :]) & everyone.rows.answering[:, None])
        chances = np.prod(np.broadcast_arrays(*everyone.chances(np.full_like(k, u), k, v)), axis=0)
        np.multiply.at(missed[u], v, 1 - chances)
        np.maximum.at(joins, v, everyone.rows.forward[k])
    np.fill_diagonal(missed, 1)
    chance = np.clip(1 - missed, 0, 1)
    return PlainWorld(name="real", chance=chance, onward=chance * joins[:, None], source=source)


def tiled(network: Network, n_states: int) -> Network:
    """A network of more states: the real ones over and over, with as many members of a front on average."""
    of = np.arange(n_states) % network.n_states
    share = network.n_states / n_states
    pairs = {
        name: getattr(network, name)[..., of[:, None], of]
        for name in ("bound", "partial", "regime", "floor", "aligned")
    }
    by_state = {
        name: getattr(network, name)[..., of]
        for name in (
            "penalty", "maximum", "crime", "concern", "grounds", "grounds_handover", "protection_force",
            "dual_criminality", "data_protection", "court", "remedy", "vetting", "capacity", "trust", "in_data",
        )
    }  # fmt: skip
    changed = pairs | by_state | {"aligned": pairs["aligned"] * share}
    return replace(
        network,
        codes=tuple(f"{network.codes[place]}{copy}" for copy, place in enumerate(of.tolist())),
        numbers=np.arange(n_states, dtype=np.int64),
        rows=replace(network.rows, forward=network.rows.forward * share),
        **changed,
    )


def doubled(network: Network) -> Network:
    """The same states with twice the channels: every row once more, a day slower and handled a little less often.

    Nobody joins through the second, so that as many ask.
    """
    k = len(network.rows.desk)
    twice = np.tile(np.arange(k), 2)
    slower = np.repeat([0.0, 1.0], k)
    rows = {field.name: getattr(network.rows, field.name) for field in fields(Rows)}
    columns = {
        name: tuple(np.array(column)[twice]) if name == "instrument" else column[twice] for name, column in rows.items()
    }
    by_row = {name: getattr(network, name)[twice] for name in ("binding", "scope", "years", "protection", "capacity")}
    second = {
        name: getattr(network, name)[:, twice]
        for name in ("test", "plainest", "grounds", "grounds_handover", "dual_criminality", "data_protection", "court", "remedy")
    }  # fmt: skip
    by_row["capacity"] = by_row["capacity"] * (1 - 0.03 * slower)[:, None]
    slow = {"days": columns["days"] + slower, "forward": columns["forward"] * (1 - slower)}
    return replace(network, rows=Rows(**columns | slow), **by_row, **second)
