"""What may be aimed at: an allow-list. Whatever ranks or searches by a result takes one of these and nothing else.

More is better for each of them, so there is no sign to choose: nothing here can order conducts, labels, measures,
hosts or routes by what they yield to a requesting State. `docs/ethics.md` has the reasons, `tests/test_dual_use.py`
holds the program to it.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Protocol, TypeVar

from simulator.errors import ScenarioError, nearest


class Objective(StrEnum):
    """Something that people under protection, or victims of crime, gain by."""

    HAVENS_KEPT = "havens kept"
    GENUINE_MET = "genuine requests met"
    EXPOSURE_LOWERED = "exposure lowered"


class Scored(Protocol):
    """Something with figures for objectives; more is better."""

    @property
    def scores(self) -> Mapping[Objective, float]:
        """The figures, by objective."""


S = TypeVar("S", bound=Scored)


def best_first(things: Iterable[S], *objectives: Objective) -> list[S]:
    """By the first objective, then by the next; what is equal stays in its order."""
    checked = [objective_of(one) for one in objectives]
    return sorted(things, key=lambda thing: [-thing.scores[one] for one in checked])


def undominated(things: Sequence[S], *objectives: Objective) -> list[bool]:
    """Whether no other thing is as good by every objective and better by one."""
    checked = [objective_of(one) for one in objectives]
    points = [[thing.scores[one] for one in checked] for thing in things]

    def beaten(point: list[float]) -> bool:
        return any(other != point and all(a >= b for a, b in zip(other, point, strict=True)) for other in points)

    return [not beaten(point) for point in points]


def objective_of(name: str) -> Objective:
    """An objective by its name.

    Raises
    ------
    ScenarioError
        If it is none of the allow-list, whatever sign it has.
    """
    known = [one.value for one in Objective]
    if name not in known:
        raise ScenarioError(
            f"{name!r} is no objective. Results are ranked and searched by {', '.join(known)}, most first, and by nothing "
            f"else (docs/ethics.md). {nearest(name, known)}"
        )
    return Objective(name)
