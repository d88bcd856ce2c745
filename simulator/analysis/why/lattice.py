"""The smallest points of a product of chains at which a rising function reaches a target, with proof.

A point says how far each of several things is moved, 0 for not at all. The function may only rise when a thing is
moved further, which is what lets whole branches go untried: what all of a branch together does not reach, nothing in
it does. Nothing here knows what the things are.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

Point = tuple[int, ...]
Evaluate = Callable[[Sequence[Point]], Sequence[int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Smallest:
    """What was found."""

    points: tuple[Point, ...]  # all mildest ones of the smallest size, or the one that a greedy search found
    size: int | None  # things moved; None where even all together do not reach the target
    exact: bool  # whether nothing smaller reaches it, and no other point of this size was missed
    reached_by_all: int
    tried: int


class _Memo:
    """Values of points, each worked out once and many at a time."""

    def __init__(self, evaluate: Evaluate) -> None:
        self._evaluate, self.known = evaluate, dict[Point, int]()

    def __call__(self, points: Sequence[Point]) -> list[int]:
        new = [point for point in dict.fromkeys(points) if point not in self.known]
        if new:
            self.known |= dict(zip(new, self._evaluate(new), strict=True))
        return [self.known[point] for point in points]


def smallest(tops: Point, evaluate: Evaluate, target: int, most: int = 3) -> Smallest:
    """Fewest things moved, each as little as will do, so that the function is at least `target`.

    Parameters
    ----------
    tops : how far each thing can be moved
    evaluate : values of many points; must not fall when a thing is moved further
    most : sizes up to this are searched exactly; beyond, things are added greedily
    """
    value = _Memo(evaluate)
    nothing, everything = (0,) * len(tops), tops
    least, whole = value([nothing, everything])

    def found(points: Sequence[Point], size: int | None, exact: bool) -> Smallest:
        return Smallest(points=tuple(points), size=size, exact=exact, reached_by_all=whole, tried=len(value.known))

    if least >= target:
        return found([nothing], 0, True)
    if whole < target:
        return found([], None, True)
    things = range(len(tops))
    alone = value([_moved(tops, (place,)) for place in things])
    if enough := [(place,) for place, reached in zip(things, alone, strict=True) if reached >= target]:
        return found(_points(tops, enough, value, target), 1, True)
    without = value([_moved(tops, [other for other in things if other != place]) for place in things])
    needed = [place for place, reached in zip(things, without, strict=True) if reached < target]
    others = [place for place in things if place not in needed]
    others.sort(key=lambda place: -alone[place])  # strongest first, so that what is left reaches less
    for size in range(max(2, len(needed)), min(most, len(tops)) + 1):
        if supports := _supports(tops, needed, others, value, target, size - len(needed)):
            return found(_points(tops, supports, value, target), size, True)
    chosen = _greedy(tops, value, target)
    return found([_moved(tops, chosen)], len(chosen), False)


def _moved(tops: Point, places: Sequence[int]) -> Point:
    """These things moved as far as they can be, the others not at all."""
    return tuple(top if place in places else 0 for place, top in enumerate(tops))


def _supports(
    tops: Point, needed: Sequence[int], others: Sequence[int], value: _Memo, target: int, more: int
) -> list[tuple[int, ...]]:
    """All choices of what is needed and `more` others that reach the target when moved as far as they can be."""

    def reach(taken: Sequence[tuple[int, ...]]) -> list[tuple[int, ...]]:
        points = [_moved(tops, [*needed, *(others[at] for at in one)]) for one in taken]
        return [one for one, reached in zip(taken, value(points), strict=True) if reached >= target]

    level: list[tuple[int, ...]] = [()]  # places in `others`, rising
    for depth in range(1, more + 1):
        level = [
            (*taken, at) for taken in level for at in range(taken[-1] + 1 if taken else 0, len(others) - (more - depth))
        ]
        if depth < more:  # with all that may still be added
            rest = {(*one, *range(one[-1] + 1, len(others))): one for one in level}
            level = [rest[best] for best in reach(list(rest))]
    return [(*needed, *(others[at] for at in one)) for one in reach(level)]


def _points(tops: Point, supports: Sequence[tuple[int, ...]], value: _Memo, target: int) -> list[Point]:
    """The mildest points of these choices, by place."""
    every = [point for support in supports for point in _mildest(_moved(tops, support), value, target)]
    return sorted(every, reverse=True)


def _mildest(point: Point, value: _Memo, target: int) -> list[Point]:
    """Below a point that reaches the target, those that reach it and would not if any thing were moved less."""
    waiting, seen, mildest = [point], {point}, []
    while waiting:
        here = waiting.pop()
        less = [
            (*here[:place], level - 1, *here[place + 1 :]) for place, level in enumerate(here) if level > 1
        ]  # moved a little less, never not at all
        enough = [one for one, reached in zip(less, value(less), strict=True) if reached >= target]
        if not enough:
            mildest.append(here)
        waiting += [one for one in enough if one not in seen]
        seen.update(enough)
    return mildest


def _greedy(tops: Point, value: _Memo, target: int) -> list[int]:
    """Things added one by one, each the one that reaches most; then those that turn out not to be needed taken out."""
    chosen: list[int] = []
    while value([_moved(tops, chosen)])[0] < target:
        left = [place for place in range(len(tops)) if place not in chosen]
        reached = value([_moved(tops, [*chosen, place]) for place in left])
        chosen.append(left[reached.index(max(reached))])
    for place in list(chosen):
        without = [other for other in chosen if other != place]
        if value([_moved(tops, without)])[0] >= target:
            chosen = without
    return sorted(chosen)
