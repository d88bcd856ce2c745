"""One replicate told as events, day by day."""

from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from simulator.arrays import BoolArray, IndexArray
from simulator.engine.draws import DayArray
from simulator.engine.fates import LIVE, N_FATES
from simulator.engine.front import Joins
from simulator.engine.kernel import EFFECTS
from simulator.engine.trace import Trace

# What an event is: what became of a request (`fates`), and after those:
JOINS = N_FATES
OF_EFFECT = JOINS + 1  # + place in EFFECTS
NO_HOST = -1


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
