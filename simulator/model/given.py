"""What a scenario says, read by name, and the steps that follow from it.

A step is a pure function of what is `Given` and of plain arguments. While it works, what it reads is noted: names, and
the results of other steps. A later scenario that says the same of all of it gets the very same object. So nobody keeps
a table of which setting reaches which array, and what a change leaves alone is known by identity. A result equal to
the first scenario's is replaced by it, so that a change which makes no difference stops where it stops mattering.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, NamedTuple, ParamSpec, TypeVar, cast

import numpy as np

from simulator.arrays import FloatArray
from simulator.law.conducts import Conduct
from simulator.model.world import World

KEPT = 8  # results of one step that are remembered: that of the first scenario, and the latest
PIECE = 1 << 13  # of two arrays, compared at once
_Call = tuple[Callable[..., Any], tuple[Any, ...]]
_P = ParamSpec("_P")
_T = TypeVar("_T")


@dataclass(frozen=True, eq=False)  # one draw is equal to itself alone
class Noise:
    """Errors of the indices, by name: shape (n_states,) [standard error]."""

    errors: Mapping[str, FloatArray]


class _Made(NamedTuple):
    """A result of a step, with all that was read to make it."""

    names: tuple[str, ...]
    said: tuple[Any, ...]  # of each name
    steps: tuple[_Call, ...]
    results: tuple[Any, ...]  # of each step
    every_name: frozenset[str]  # read by it, by those steps, by theirs, and so on
    usual: bool  # whether the first scenario says the same of all of these
    result: Any


class Memory:
    """Results of steps, for one scenario after another in one world and one thread."""

    def __init__(self) -> None:
        self.first: Mapping[str, Any] | None = None  # what the first scenario said
        self.made: dict[_Call, list[_Made]] = {}

    def keep(self, call: _Call, made: _Made) -> None:
        """Remember a result, and forget the oldest but the first scenario's."""
        kept = self.made.setdefault(call, [])
        kept.append(made)
        if len(kept) > KEPT:
            del kept[1]


class Given:
    """What one scenario says, and what follows from it so far."""

    def __init__(self, world: World, said: Mapping[str, Any], memory: Memory) -> None:
        """Take what is said, by name.

        Parameters
        ----------
        said : assumptions by id; levels of settings by `@id`; and, by a word, what the properties below give
        memory : shared by scenarios; all of the same world
        """
        self.world, self._said, self._memory = world, said, memory
        if memory.first is None:
            memory.first = said
        self._moved = {name for name, value in memory.first.items() if said[name] != value}
        self._done: dict[_Call, _Made] = {}
        self._notes: list[tuple[dict[str, None], dict[_Call, None]]] = []  # of the steps at work, innermost last

    def __getitem__(self, name: str) -> Any:
        """What is said under a name."""
        if self._notes:
            self._notes[-1][0][name] = None
        return self._said[name]

    def __contains__(self, name: object) -> bool:
        """Whether anything is; every scenario speaks of the same names."""
        return name in self._said

    def made(self, call: _Call) -> Any:
        """The result of a step, made now if it is not known yet."""
        if self._notes:
            self._notes[-1][1][call] = None
        found = self._done.get(call)
        if found is None:
            found = self._done[call] = self._known(call) or self._make(call)
        return found.result

    def _known(self, call: _Call) -> _Made | None:
        """What was made of the same before; loops are spelt out, because most networks take most of their time here."""
        kept = self._memory.made.get(call, ())
        for made in kept:
            if made.usual and self._moved.isdisjoint(made.every_name):
                return made
        notes, self._notes = self._notes, []  # looking is not reading
        try:
            for made in kept:
                if self._says_the_same(made):
                    return made
        finally:
            self._notes = notes
        return None

    def _says_the_same(self, made: _Made) -> bool:
        for name, value in zip(made.names, made.said, strict=True):
            if self._said[name] != value:
                return False
        for call, result in zip(made.steps, made.results, strict=True):  # noqa: SIM110
            if self.made(call) is not result:
                return False
        return True

    def _make(self, call: _Call) -> _Made:
        names: dict[str, None] = {}
        steps: dict[_Call, None] = {}
        self._notes.append((names, steps))
        try:
            result = call[0](self, *call[1])
        finally:
            self._notes.pop()
        below = [self._done[other] for other in steps]
        first = self._memory.made.get(call)
        every = frozenset(names).union(*(other.every_name for other in below))
        made = _Made(
            names=tuple(names),
            said=tuple(self._said[name] for name in names),
            steps=tuple(steps),
            results=tuple(other.result for other in below),
            every_name=every,
            usual=self._moved.isdisjoint(every),
            result=first[0].result if first and _same(first[0].result, result) else result,
        )
        self._memory.keep(call, made)
        return made

    @property
    def numbers(self) -> "_Numbers":
        """The value of every assumption, by its id; not kept, so that what is given is let go as soon as it is used."""
        return _Numbers(self)

    @property
    def settings(self) -> "_Levels":
        """The level of every setting, by its id."""
        return _Levels(self)

    @property
    def in_force(self) -> bool:
        """Whether the Convention is."""
        return bool(self["in_force"])

    @property
    def parties(self) -> frozenset[str]:
        """Codes of the States that can use the Convention."""
        return cast(frozenset[str], self["parties"])

    @property
    def bound(self) -> frozenset[str]:
        """Codes of those, and of parties that are suspended."""
        return cast(frozenset[str], self["bound"])

    @property
    def declaring(self) -> frozenset[str]:
        """Codes of the parties that declare."""
        return cast(frozenset[str], self["declaring"])

    @property
    def penalties(self) -> Mapping[str, float]:
        """Maximum penalties for the label that events of the scenario set, by code [year]."""
        return dict(self["penalties"])

    @property
    def noise(self) -> Noise | None:
        """Errors of the indices, or None for the central values."""
        return cast(Noise | None, self["noise"])

    @property
    def conduct(self) -> Conduct:
        """What the request is really about."""
        return self.world.conducts[self["conduct"]]

    @property
    def label(self) -> Conduct:
        """What the request names."""
        return self.world.conducts[self["label"]]


class _Levels:
    """The level of every setting, by its id."""

    def __init__(self, given: Given) -> None:
        self._given = given

    def __getitem__(self, setting: str, /) -> str:
        level: str = self._given[f"@{setting}"]
        return level


class _Numbers(Mapping[str, float]):
    """The value of every assumption, by its id."""

    def __init__(self, given: Given) -> None:
        self._given = given

    def __getitem__(self, id: str) -> float:
        value: float = self._given[id]
        return value

    def __contains__(self, id: object) -> bool:
        return id in self._given

    def __iter__(self) -> Iterator[str]:
        raise TypeError("what is given is read by name, so that what was read is known")

    def __len__(self) -> int:
        raise TypeError("what is given is read by name, so that what was read is known")


def step(work: Callable[Concatenate[Given, _P], _T]) -> Callable[Concatenate[Given, _P], _T]:
    """A function of what is given that is worked out once; arguments can be hashed and stand in order."""

    @wraps(work)
    def result(given: Given, /, *arguments: _P.args, **_: _P.kwargs) -> _T:
        made: _T = given.made((work, arguments))
        return made

    return cast(Callable[Concatenate[Given, _P], _T], result)


def _same(one: Any, other: Any) -> bool:
    """Whether two results are equal, arrays to the last bit; what is neither array, tuple nor plain is only itself."""
    if one is other:
        return True
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        return (one.dtype, one.shape) == (other.dtype, other.shape) and _same_bits(one, other)
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(map(_same, one, other))
    return isinstance(one, bool | int | float | str) and bool(one == other)


def _same_bits(one: np.ndarray, other: np.ndarray) -> bool:
    """Whether two arrays are equal, piece by piece: most that differ do so early on."""
    one, other = (np.ascontiguousarray(array).reshape(-1) for array in (one, other))
    kind = np.uint64 if one.nbytes % 8 == 0 else np.uint8
    one, other = one.view(kind), other.view(kind)
    return all(np.array_equal(one[at : at + PIECE], other[at : at + PIECE]) for at in range(0, len(one), PIECE))
