"""Classes of exposure and lost havens by example, at the cuts themselves."""

import numpy as np
import pytest

from simulator.analysis.classes import HIGH, LOW, RAISED, classes, havens_among, lost, mean_change, tally

N = 1000


def counts(**shares):
    """Replicates of a thousand with each effect, one host for each number [thousandths]."""
    return {effect: np.array(many) for effect, many in shares.items()}


def test_data_is_raised_from_a_quarter_and_high_from_a_half():
    assert classes(counts(data=[249, 250, 499, 500]), N, ("data",)).tolist() == [LOW, RAISED, RAISED, HIGH]


def test_a_person_is_as_exposed_as_by_the_worse_of_held_and_handed_over():
    found = counts(held=[49, 50, 149, 150, 0, 0], handed_over=[19, 0, 0, 0, 20, 50])
    assert classes(found, N, ("held", "handed_over")).tolist() == [LOW, RAISED, RAISED, HIGH, RAISED, HIGH]


@pytest.mark.parametrize(("factor", "expected"), [(0.5, HIGH), (1.0, RAISED), (1.5, LOW)])
def test_cuts_move_by_a_factor(factor, expected):
    assert classes(counts(data=[250]), N, ("data",), factor).tolist() == [expected]


def test_a_haven_is_lost_when_its_class_rises_and_its_chance_by_ten_points():
    before, after = counts(data=[150, 151, 100, 260]), counts(data=[250, 250, 240, 400])
    assert lost(before, after, N, ("data",)).tolist() == [True, False, False, False]


def test_of_a_person_three_points_of_either_effect_are_enough():
    before = counts(held=[20, 21, 0], handed_over=[0, 0, 0])
    after = counts(held=[50, 50, 30], handed_over=[0, 0, 30])
    assert lost(before, after, N, ("held", "handed_over")).tolist() == [True, False, True]


def test_only_chosen_hosts_are_havens_and_counted():
    before, after, chosen = (
        counts(data=[0, 0, 300, 0]),
        counts(data=[900, 0, 900, 900]),
        np.array([1, 1, 1, 0], dtype=bool),
    )
    assert havens_among(chosen, before, N, "data").tolist() == [True, True, False, False]
    assert tally(before, after, N, chosen, "data") == (2, 1)
    assert mean_change(before, after, N, chosen, "data") == pytest.approx((90 + 0 + 60) / 3)
