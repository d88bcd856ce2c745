"""The procedure is repeatable, its log is the one on file, and the table of assumptions holds what it found."""

import re
from pathlib import Path

import pytest

from simulator.analysis.calibration import ORDER, PRIORS, Model, calibrate, documented_pairs, log, log_likelihood
from simulator.data.cases import load_cases
from simulator.law.assumptions import load_assumptions
from simulator.model.world import load_world

LOG = (Path(__file__).resolve().parents[2] / "docs/calibration.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `(\S+)` \| [\d.]+ to [\d.]+ \| ([\d.]+) \| ([\d.]+) \| ([\d.]+) \|$", re.MULTILINE)


def test_the_table_of_assumptions_holds_what_the_log_says():
    found = {id: tuple(map(float, numbers)) for id, *numbers in ROW.findall(LOG)}
    table = load_assumptions()
    assert set(found) == set(PRIORS)
    assert {id: (table[id].default, table[id].low, table[id].high) for id in found} == found


def test_the_same_seed_gives_the_same_numbers_and_another_gives_others():
    one, again, other = (calibrate(seed, 12) for seed in (3, 3, 4))
    assert log(one, 3, 12) == log(again, 3, 12)
    assert one.numbers != other.numbers


def test_a_range_is_never_narrower_than_half_its_prior_but_at_the_prior_ends():
    for id, (default, low, high) in calibrate(3, 12).numbers.items():
        least, most = PRIORS[id]
        assert least - 0.01 <= low <= default <= high <= most + 0.01
        assert high - low >= (most - least) / 4 - 0.02


@pytest.mark.parametrize(
    ("id", "sign"), [("will.surrender.strong", 1), ("court.prior", -1), ("standing.asylum_seeker", -1)]
)
def test_the_chances_move_the_way_their_numbers_say(id, sign):
    low, high = (Model(load_world(), {id: end}).surrendered("activist-terrorism-label") for end in PRIORS[id])
    assert sign * (high - low) > 0


def test_numbers_that_break_the_documented_order_are_ruled_out():
    assert log_likelihood(Model(load_world(), {"will.removal.weak": 0.4, "will.informal.weak": 0.0})) == float("-inf")
    assert all(documented_pairs(way) for way in ORDER)


def test_the_documented_cases_are_those_of_the_table_and_aggregates_are_marked():
    cases = load_cases()
    assert len(cases) == 90 and sum(case.aggregate for case in cases) == 8
    share = {
        way: sum(c.outcome == "returned" for c in cases if c.channel == way) / sum(c.channel == way for c in cases)
        for way in ORDER
    }
    assert share["police_informal"] > share["deportation"] > share["extradition"]
