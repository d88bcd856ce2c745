"""The way from the requesting State to an effect, hop by hop, and one replicate told as events."""

from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from simulator.engine.draws import NEVER, DayArray
from simulator.engine.fates import LIVE, N_FATES
from simulator.engine.firsts import ALREADY
from simulator.engine.front import OF_ITSELF, Joins
from simulator.engine.kernel import EFFECTS
from simulator.engine.live import IndexArray
from simulator.engine.trace import Trace
from simulator.engine.words import BoolArray

# What an event is: what became of a request (`fates`), and after those:
JOINS = N_FATES
OF_EFFECT = JOINS + 1  # + place in EFFECTS
NO_HOST = -1


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Events:
    """What happened in one replicate, in order; arrays of shape (n_events,)."""

    day: DayArray
    sender: IndexArray
    row: IndexArray
    requested: IndexArray
    what: IndexArray  # a fate of the request, JOINS, or OF_EFFECT + place in EFFECTS
    host: IndexArray  # in which the effect came about, else NO_HOST

    def only(self, chosen: BoolArray) -> "Events":
        """Some of them, in the same order."""
        return Events(**{field.name: getattr(self, field.name)[chosen] for field in fields(self)})


def replay(found: Trace, replicate: int, horizon: int) -> Events:
    """One replicate by days: refusals on the day of asking, since no day of refusal is modelled, then answers.

    On one day what was asked stands before what was answered, that before who joins, that before effects.
    """
    parts = [_refusals(found, replicate), _answers(found, replicate, horizon), _joining(found.front.joins, replicate)]
    parts += [_effect(found, effect, place, replicate, horizon) for place, effect in enumerate(EFFECTS)]
    turn = np.repeat(np.arange(len(parts)), [part.shape[1] for part in parts])
    day, sender, row, requested, what, host = np.concatenate(parts, axis=1)
    numbers = found.network.numbers
    order = np.lexsort((numbers[host], numbers[requested], row, numbers[sender], turn, day))
    return Events(
        day=day[order].astype(np.int32),
        sender=sender[order],
        row=row[order],
        requested=requested[order],
        what=what[order],
        host=host[order],
    )


def _refusals(found: Trace, replicate: int) -> IndexArray:
    parts = []
    for one in found.asked:
        for turn in np.flatnonzero(one.replicate == replicate).tolist():
            stopped = np.flatnonzero(one.stop[:, turn] != LIVE)
            day = int(found.front.day[one.sender, replicate])
            parts.append(_events(day, one.sender, one.row[stopped], one.requested[stopped], one.stop[stopped, turn]))
    return np.concatenate(parts, axis=1)


def _answers(found: Trace, replicate: int, horizon: int) -> IndexArray:
    answered = found.answered
    some = np.flatnonzero(answered.replicate[:-1] == replicate)
    what = found.fates(horizon)[some]
    return _events(answered.day[some], answered.sender[some], answered.row[some], answered.requested[some], what)


def _joining(joins: Joins, replicate: int) -> IndexArray:
    some = np.flatnonzero(joins.replicate == replicate)
    return _events(joins.day[some], joins.sender[some], joins.row[some], joins.state[some], JOINS)


def _effect(found: Trace, effect: str, place: int, replicate: int, horizon: int) -> IndexArray:
    first, answered = found.firsts[effect], found.answered
    at = first.at[:, replicate]
    some = np.flatnonzero(answered.day[at] <= horizon)
    carried = first.legs[-1][some, replicate]
    return _events(
        answered.day[at[some]],
        answered.sender[carried],
        answered.row[carried],
        answered.requested[carried],
        OF_EFFECT + place,
        found.hosts[some],
    )


def _events(
    day: npt.ArrayLike,
    sender: npt.ArrayLike,
    row: IndexArray,
    requested: IndexArray,
    what: npt.ArrayLike,
    host: npt.ArrayLike = NO_HOST,
) -> IndexArray:
    """Columns of events, shape (6, n_events)."""
    return np.stack(
        np.broadcast_arrays(*(np.asarray(column, np.intp) for column in (day, sender, row, requested, what, host)))
    )
