"""The search for the smallest sets against trying everything, for any function that never falls."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.analysis.why.lattice import smallest


def never_less(one, other):
    return all(a >= b for a, b in zip(one, other, strict=True))


def by_trying_everything(tops, function, target):
    """All mildest points of the smallest size that reach the target."""
    every = list(product(*(range(top + 1) for top in tops)))
    enough = [point for point in every if function(point) >= target]
    if not enough:
        return []
    size = min(sum(map(bool, point)) for point in enough)
    those = [point for point in enough if sum(map(bool, point)) == size]
    return sorted((p for p in those if not any(q != p and never_less(p, q) for q in those)), reverse=True)


@st.composite
def rising(draw):
    """Some tops, and a function that counts how many of some points lie below: it never falls."""
    tops = tuple(draw(st.lists(st.integers(1, 3), min_size=1, max_size=5)))
    points = st.tuples(*(st.integers(0, top) for top in tops))
    below = draw(st.lists(points, max_size=8))
    return tops, lambda point: sum(never_less(point, one) for one in below)


@given(rising(), st.integers(1, 8))
def test_it_finds_all_of_the_smallest_and_proves_it(world, target):
    tops, function = world
    asked = []
    found = smallest(tops, lambda points: [asked.append(p) or function(p) for p in points], target, most=len(tops))
    assert found.exact and len(asked) == len(set(asked)) == found.tried
    assert list(found.points) == by_trying_everything(tops, function, target)
    assert found.reached_by_all == function(tops)
    assert found.size == (sum(map(bool, found.points[0])) if found.points else None)


@given(rising(), st.integers(1, 8))
def test_beyond_the_sizes_searched_something_that_does_it_is_found_and_no_less_of_it_would(world, target):
    tops, function = world
    found = smallest(tops, lambda points: [function(p) for p in points], target, most=1)
    exact = by_trying_everything(tops, function, target)
    if exact and sum(map(bool, exact[0])) > 1:
        assert not found.exact
        (point,) = found.points
        assert function(point) >= target and sum(map(bool, point)) == found.size
        for place, level in enumerate(point):
            if level:
                assert function((*point[:place], 0, *point[place + 1 :])) < target


def tried(function, n_things, most):
    asked = []
    found = smallest((1,) * n_things, lambda points: [asked.append(p) or function(p) for p in points], 1, most)
    return found, len(asked)


def test_what_nothing_does_without_is_taken_at_once():
    """Of fifteen things two are needed: none of the 105 pairs but one is tried."""
    found, asked = tried(lambda point: int(point[3] > 0 and point[11] > 0), 15, 3)
    assert [place for place, moved in enumerate(found.points[0]) if moved] == [3, 11]
    assert asked == 2 + 15 + 15 + 1


def test_branches_that_cannot_reach_the_target_are_not_tried():
    """One of the first two things and one of the last two: pairs within the others are cut off together."""
    found, asked = tried(lambda p: int((p[0] or p[1]) and (p[13] or p[14])), 15, 2)
    assert len(found.points) == 4 and found.exact
    assert asked < 2 + 15 + 15 + 40


@pytest.mark.parametrize("target", [0, -1])
def test_what_is_reached_already_needs_nothing(target):
    assert smallest((1, 2), lambda points: [0 for _ in points], target).points == ((0, 0),)
