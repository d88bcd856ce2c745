"""Chances to pass a gate by example, as the definition writes them; both engines call these functions."""

import numpy as np
import pytest

from simulator.model import passing


def test_a_maximum_of_exactly_four_years_makes_a_serious_crime():
    found = passing.severity(True, 4.0, np.array([3.9, 4.0]), 0.0, 0.0, False)
    assert found.tolist() == [0, 1]


@pytest.mark.parametrize(("both", "passes"), [(False, 1), (True, 0)])
def test_the_statute_of_the_requested_state_counts_only_where_both_do(both, passes):
    assert passing.severity(True, 4.0, 5.0, 5.0, 1.0, both) == passes


def test_another_instrument_looks_at_the_senders_maximum_alone():
    assert passing.severity(False, 1.0, 0.5, 2.0, 0.0, True) == 1
    assert passing.severity(True, 1.0, 0.5, 2.0, 2.0, False) == 0


def test_the_strongest_ground_decides_and_standing_is_one():
    assert passing.grounds(0.5, 0.9, False, 0.4, 0.0, 1.0) == pytest.approx(0.8)
    assert passing.grounds(0.5, 0.9, False, 0.4, 0.6, 0.5) == pytest.approx(0.7)


def test_about_a_person_the_holder_looks_at_the_requesting_state_too():
    assert passing.grounds(0.5, 0.9, True, 0.4, 0.0, 1.0) == pytest.approx(1 - 0.9 * 0.4)
    assert passing.grounds(0.9, 0.5, True, 0.4, 0.0, 1.0) == pytest.approx(1 - 0.9 * 0.4)


def test_dual_criminality_asks_for_a_crime_in_both():
    assert passing.dual_criminality(1.0, 0.25, 1.0) == 0.25
    assert passing.dual_criminality(0.5, 0.5, 0.8) == pytest.approx(1 - 0.75 * 0.8)
    assert passing.dual_criminality(0.0, 0.0, 0.0) == 1


def test_a_court_can_point_to_the_plainest_ground_or_to_the_persons_standing():
    assert passing.review(0.5, 0.8, 0.5, 0.0) == pytest.approx(0.8)
    assert passing.review(0.5, 0.8, 0.5, 0.6) == pytest.approx(0.7)


def test_interpol_reviews_the_rows_that_pass_through_it():
    assert passing.vetting(np.array([True, False]), 0.3).tolist() == [0.3, 1.0]


def test_a_provider_abroad_answers_those_it_trusts():
    assert passing.handling(0.8, 0.5, np.array([False, True]), 0.25) == pytest.approx([0.4, 0.1])
