"""The way from the requesting State to an effect, hop by hop, as a trace has it."""

from dataclasses import dataclass

import numpy as np

from simulator.arrays import IndexArray
from simulator.engine.draws import NEVER, DayArray
from simulator.engine.firsts import ALREADY
from simulator.engine.front import OF_ITSELF, Joins
from simulator.engine.trace import Trace


@dataclass(frozen=True, slots=True, kw_only=True)
class Hops:
    """Requests one after another; arrays of shape (n_hops,)."""

    sender: IndexArray
    row: IndexArray
    requested: IndexArray
    asked: DayArray  # day on which the request is sent [day]
    day: DayArray  # of the answer [day]


def joinings(joins: Joins, last: int) -> list[int]:
    """Places in `joins` of the joinings that led to `last`, the first one first; none for the requesting State itself."""
    places: list[int] = []
    while last != OF_ITSELF:
        places.append(last)
        last = int(joins.parent[last])
    return places[::-1]


def first_path(found: Trace, effect: str, host: int, replicate: int) -> Hops:
    """Every request that the first coming about of an effect needed, by day; empty where it never comes.

    Several where a person was first located through one State and held through another, say. A hop that led to two of
    them stands once.
    """
    answered, joins, first = found.answered, found.front.joins, found.firsts[effect]
    of = int(np.flatnonzero(found.hosts == host)[0])
    hops: dict[tuple[int, int, int, int, int], None] = {}
    if answered.day[first.at[of, replicate]] < NEVER:
        for place in sorted(set(first.legs[:, of, replicate].tolist()) - {ALREADY}):
            sender = int(answered.sender[place])
            for join in joinings(joins, int(found.front.joined[sender, replicate])):
                hops[_hop_of_join(joins, join)] = None
            hop = (sender, answered.row[place], answered.requested[place], answered.asked[place], answered.day[place])
            hops[tuple(int(part) for part in hop)] = None  # type: ignore[index]
    columns = np.array(sorted(hops, key=lambda hop: (hop[4], hop[3])), dtype=np.intp).reshape(-1, 5).T
    return Hops(
        sender=columns[0],
        row=columns[1],
        requested=columns[2],
        asked=columns[3].astype(np.int32),
        day=columns[4].astype(np.int32),
    )


def _hop_of_join(joins: Joins, join: int) -> tuple[int, int, int, int, int]:
    parent = int(joins.parent[join])
    asked = 0 if parent == OF_ITSELF else int(joins.day[parent])
    return (int(joins.sender[join]), int(joins.row[join]), int(joins.state[join]), asked, int(joins.day[join]))
