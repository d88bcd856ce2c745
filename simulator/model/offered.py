"""Gate 2, which rows may be asked under these rules; what a rule of law says of each; and which of them are alike.

Lists of rows considered are those that may be asked and then, where the Convention's safeguards are a floor, its other rows.
"""

from collections.abc import Callable, Hashable, Iterable
from functools import lru_cache
from typing import Any, TypeVar

import numpy as np

from simulator.arrays import FloatArray
from simulator.law import clauses
from simulator.law.instruments import CONVENTION, Instrument, Row
from simulator.law.settings import Levels
from simulator.model.given import Given, step
from simulator.model.world import World

_Key = TypeVar("_Key", bound=Hashable)
Alike = tuple[tuple[_Key, ...], tuple[int, ...]]
_Answer = TypeVar("_Answer")
Offered = tuple[tuple[Instrument, Row], ...]


def alike(keys: Iterable[_Key]) -> Alike[_Key]:
    """Which keys there are, and the place of each row's among them."""
    place: dict[_Key, int] = {}
    each = tuple([place.setdefault(key, len(place)) for key in keys])
    return tuple(place), each


def by_row(keys: Alike[_Key], make: Callable[[_Key], FloatArray]) -> FloatArray:
    """One line for each row, shape (n_rows, n_states); rows alike share the work."""
    kinds, each = keys
    lines = np.concatenate([make(key) for key in kinds]).reshape(len(kinds), -1)
    return lines[list(each)]


class _NoLevels:
    """What a rule finds that looks for a setting where there is none."""

    def __getitem__(self, setting: str, /) -> str:
        raise KeyError(setting)


@lru_cache(maxsize=4)
def every_row(world: World) -> tuple[tuple[Instrument, int, Row], ...]:
    """The rows of all instruments in the order of the files, each with its instrument and its place there."""
    return tuple((one, place, row) for one in world.instruments.values() for place, row in enumerate(one.measure))


@step
def places(given: Given) -> tuple[int, ...]:
    """Gate 2: places among all rows of those that may be asked under these rules."""
    return tuple(
        place
        for place, (instrument, _, row) in enumerate(every_row(given.world))
        if (instrument.id != CONVENTION or given.in_force) and clauses.offered(row, given.settings)
    )


@step
def considered_places(given: Given) -> tuple[int, ...]:
    """The same, and then, for setting 31, of the Convention's other rows: a measure not offered still has safeguards."""
    if not given.in_force or given.settings["other_treaties"] != "floor":
        return places(given)
    ours = (place for place, (one, _, _) in enumerate(every_row(given.world)) if one.id == CONVENTION)
    return places(given) + tuple(sorted(set(ours) - set(places(given))))


@step
def considered(given: Given) -> Offered:
    """The rows whose clauses count, each with its instrument."""
    every = every_row(given.world)
    return tuple((every[place][0], every[place][2]) for place in considered_places(given))


@step
def offered(given: Given) -> Offered:
    """The rows that may be asked; the first of those considered."""
    return considered(given)[: len(places(given))]


@lru_cache(maxsize=64)
def _fixed(world: World, rule: Callable[[Row, Levels], Any]) -> tuple[Any, ...]:
    """What a rule says of every row whatever the settings are; None where it asks for one."""
    found = []
    for _, _, row in every_row(world):
        try:
            found.append(rule(row, _NoLevels()))
        except KeyError:
            found.append(None)
    return tuple(found)


def ruled(given: Given, rule: Callable[[Row, Levels], _Answer]) -> tuple[_Answer, ...]:
    """What a rule of law says of each row considered; of rows that follow no setting, once and for all."""
    fixed, every = _fixed(given.world, rule), every_row(given.world)
    return tuple(
        rule(every[place][2], given.settings) if fixed[place] is None else fixed[place]
        for place in considered_places(given)
    )


def ours(given: Given) -> list[bool]:
    """Whether each row considered is of the Convention."""
    return [instrument.id == CONVENTION for instrument, _ in considered(given)]
