"""The gates by example: what each rule of law says of the numbers that it is given."""

import numpy as np
import pytest

from simulator.law import gates
from simulator.law.vocabulary import Clause, Desk, DualCriminality

PRACTICE, COMPLY = 0.5, 0.8


def test_compliance_is_never_below_practice_and_rests_on_the_courts():
    assert gates.compliance(0.4, 0.0, 0.95) == 0.4 < gates.compliance(0.4, 0.5, 0.95)
    assert gates.compliance(0.4, 1.0, 0.95) == 0.95 and gates.compliance(0.97, 1.0, 0.95) == 0.97


def test_readiness_to_help_moves_chances_between_the_ends_and_leaves_the_ends():
    assert gates.shifted(np.array([0.0, 0.5, 1.0]), np.log(3)) == pytest.approx([0.0, 0.75, 1.0])
    assert gates.shifted(0.5, 0) == 0.5


@pytest.mark.parametrize(
    ("level", "desk", "about_data", "force"),
    [
        (Clause.ABSENT, Desk.SURRENDER, False, 0),
        (Clause.MAY, Desk.ASSISTANCE, True, PRACTICE),
        (Clause.SHALL, Desk.ASSISTANCE, True, COMPLY),
        (Clause.HOST_LAW, Desk.SURRENDER, False, PRACTICE),
        (Clause.HOST_LAW, Desk.IMMIGRATION, False, PRACTICE),
        (Clause.HOST_LAW, Desk.POLICE, False, PRACTICE),
        (Clause.HOST_LAW, Desk.POLICE, True, 0),
        (Clause.HOST_LAW, Desk.ASSISTANCE, True, 0),
    ],
)
def test_may_is_practice_and_shall_compliance_and_the_hosts_own_law_speaks_for_persons_alone(
    level, desk, about_data, force
):
    assert gates.clause_force(level, PRACTICE, COMPLY, desk, about_data) == force


@pytest.mark.parametrize(
    ("scope", "is_convention_offence", "is_listed", "passes"),
    [
        ("any", False, False, 1),
        ("serious", False, False, 1),
        ("convention", True, False, 1),
        ("convention", False, True, 0),
        ("labels", False, True, 1),
        ("labels", True, False, 0),
    ],
)
def test_a_text_covers_the_offences_that_it_names(scope, is_convention_offence, is_listed, passes):
    assert gates.scope_passes(scope, is_convention_offence, is_listed) == passes


def test_the_name_suffices_the_conduct_counts_or_it_must_be_compatible_with_rights():
    assert gates.crime("category", 0.9, 0.3, 0.5) == 0.9 and gates.crime("category", 0.2, 0.3, 0.5) == 0.3
    assert gates.crime("conduct", 0.9, 0.3, 0.5) == 0.3
    assert gates.crime("rights", 0.9, 0.3, 0.5) == pytest.approx(0.15)


@pytest.mark.parametrize(
    ("level", "coercive", "is_convention_offence", "force"),
    [
        (DualCriminality.NONE, True, False, 0),
        (DualCriminality.RESERVATION, True, False, PRACTICE),
        (DualCriminality.RESERVATION, True, True, 0),  # 42(5)
        (DualCriminality.UNCAC, True, False, PRACTICE),
        (DualCriminality.UNCAC, False, False, 0),  # help that does not coerce is owed
        (DualCriminality.OPTIONAL, False, True, PRACTICE),
        (DualCriminality.DEFAULT, True, False, pytest.approx(0.6)),  # a quarter waived
        (DualCriminality.MANDATORY, True, True, COMPLY),
    ],
)
def test_a_missing_match_leads_to_refusal_as_often_as_the_level_says(level, coercive, is_convention_offence, force):
    found = gates.dual_criminality_force(
        level, PRACTICE, COMPLY, coercive=coercive, is_convention_offence=is_convention_offence, waiver=0.25
    )
    assert found == force


def test_a_default_that_is_waived_refuses_no_less_than_an_option():
    found = gates.dual_criminality_force(
        DualCriminality.DEFAULT, PRACTICE, COMPLY, coercive=True, is_convention_offence=False, waiver=1.0
    )
    assert found == PRACTICE


def test_data_protection_bars_what_is_shielded_where_it_is_used():
    assert gates.data_protection_passes(0.4, 0.5) == pytest.approx(0.8)
    assert gates.data_protection_passes(0.4, 0.0) == 1


def test_handling_lies_between_where_courts_are_weakest_and_strongest():
    assert gates.handled(0.2, 0.6, np.array([0.0, 0.5, 1.0])) == pytest.approx([0.2, 0.4, 0.6])
