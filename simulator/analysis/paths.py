"""By which path an effect first comes about: instruments one after another, from the requesting State to the answer.

Paths are grouped by families of instruments and ordered by article, where a safeguard could act; never by how often or
how fast they lead anywhere.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from simulator.arrays import IntArray
from simulator.engine.trace import Trace
from simulator.law.vocabulary import EFFECT_OF
from simulator.model.network import Network
from simulator.model.world import World

EFFECTS = ("data_host", "data_provider", "data_order", "held", "handed_over", "held_in_transit")
PER = 1000
Route = tuple[int, ...]  # places in `Catalogue.rows`, one a hop


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One row of one instrument: what a hop of a path rests on."""

    instrument: str
    family: str
    measure: str
    effect: str  # what an answer brings about
    article: str
    mark: str

    def place(self) -> tuple[str, str, list[str | int], str]:
        """By family and instrument, then by article, 9 before 10; where a safeguard could act."""
        return self.family, self.instrument, natural(self.article), self.measure


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """One way in which an effect first came about, in worlds of 1,000 (each host counts as one)."""

    effect: str
    steps: tuple[Step, ...]  # the last one brings the effect, the others brought the request there
    typical_days: float  # sum over the steps [day]
    before: float  # of 1,000
    after: float


def natural(article: str) -> list[str | int]:
    """Numbers as numbers: article 9 stands before 10."""
    return [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", article)]


class Catalogue:
    """The rows of several networks under one number each, since each network offers only some of them."""

    def __init__(self, world: World, networks: Sequence[Network]) -> None:
        every = [list(zip(of.rows.instrument, of.rows.ordinal.tolist(), strict=True)) for of in networks]
        self.keys = sorted(set().union(*every))
        places = {key: place for place, key in enumerate(self.keys)}
        self.rows = [np.array([places[key] for key in keys], dtype=np.int64) for keys in every]  # by network: (k,)
        self.steps = [_step(world, *key) for key in self.keys]
        self.days = np.zeros(len(self.keys))  # the typical days of the last network that offers the row [day]
        for of, network in zip(self.rows, networks, strict=True):
            self.days[of] = network.rows.days


def _step(world: World, id: str, ordinal: int) -> Step:
    instrument = world.instruments[id]
    row = instrument.measure[ordinal]
    return Step(
        instrument=instrument.name,
        family=instrument.family,
        measure=row.measure.value.replace("_", " "),
        effect=EFFECT_OF[row.measure],
        article=row.article,
        mark=row.mark.value,
    )


def first_routes(found: Trace, rows: IntArray, effect: str, horizon: int) -> Counter[Route]:
    """On how many (host, replicate) an effect first came about by each route, by the horizon [day]."""
    answered, joins = found.answered, found.front.joins
    known: list[Route] = [()]
    place_of: dict[Route, int] = {(): 0}  # routes to those who ask
    of_join = np.zeros(len(joins.day) + 1, dtype=np.intp)  # the last place is that of `OF_ITSELF`
    for join, (parent, row) in enumerate(zip(joins.parent.tolist(), rows[joins.row].tolist(), strict=True)):
        route = (*known[of_join[parent]], row)
        if route not in place_of:
            place_of[route] = len(known)
            known.append(route)
        of_join[join] = place_of[route]
    host, replicate = np.nonzero(found.day(effect) <= horizon)
    carrying = found.firsts[effect].legs[-1][host, replicate]
    led = of_join[found.front.joined[answered.sender[carrying], replicate]]
    pairs, counts = np.unique(np.stack([led, rows[answered.row[carrying]]]), axis=1, return_counts=True)
    return Counter(
        {(*known[to], row): count for (to, row), count in zip(pairs.T.tolist(), counts.tolist(), strict=True)}
    )


def paths(catalogue: Catalogue, effect: str, routes: Sequence[Counter[Route]], worlds: int) -> list[Path]:
    """The paths by which an effect came about, before and after, in `worlds` (host, replicate) each."""
    before, after = routes
    found = [
        Path(
            effect=effect,
            steps=tuple(catalogue.steps[row] for row in route),
            typical_days=float(catalogue.days[list(route)].sum()),
            before=PER * before[route] / worlds,
            after=PER * after[route] / worlds,
        )
        for route in before.keys() | after.keys()
    ]
    return sorted(found, key=lambda path: ([step.family for step in path.steps], [step.place() for step in path.steps]))
