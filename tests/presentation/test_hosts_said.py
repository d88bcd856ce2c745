"""The table of hosts as it is read: classes, chances to the nearest five points, in the reader's words and alphabet."""

import re
from dataclasses import replace
from math import floor

import pytest

from simulator.analysis.havens import compare
from simulator.analysis.refine import banded
from simulator.model.scenario import load_scenario
from simulator.model.world import load_world
from simulator.presentation.hosts import host_table, hosts_read
from simulator.words.say import using

FOUND = compare(load_world(), load_scenario("adopted-text-universal"), "NIC", 1, 64)


@pytest.fixture(scope="module")
def with_band():
    return next(banded(FOUND))


def test_a_host_has_its_class_and_its_chance_to_the_nearest_five_points():
    read, kept = hosts_read(FOUND).set_index("code"), host_table(FOUND).set_index("iso3")
    assert sorted(read.index) == sorted(kept.index)
    for code, row in read.iterrows():
        level, chance = row["data exposed: scenario"].rsplit(", ", 1)
        assert level == kept.loc[code, "data: scenario"]
        assert int(chance.removesuffix("%")) == 5 * floor(kept.loc[code, "data after %"] / 5 + 0.5)
        assert (row["data haven"] == "haven lost") == kept.loc[code, "data: haven lost"]


def test_no_figure_of_a_host_is_finer_than_five_points(with_band):
    for found in (FOUND, with_band):
        cells = hosts_read(found, all_states=True).drop(columns="protected persons").to_numpy().ravel()
        figures = [int(number) for cell in cells for number in re.findall(r"\d+", cell)]
        assert len(figures) > 1000 and not [number for number in figures if number % 5]


def test_a_chance_has_its_band_once_the_assumptions_are_drawn(with_band):
    chances = hosts_read(with_band)["data exposed: scenario"]
    assert chances.str.fullmatch(r"[a-z ,]+, \d+% \(\d+% to \d+%\)").all()


def test_havens_kept_and_lost_are_those_that_are_counted():
    read = hosts_read(FOUND)
    havens, kept = FOUND.tally("data")
    assert (read["data haven"] == "haven kept").sum() == kept
    assert (read["data haven"] == "haven lost").sum() == havens - kept


def test_in_another_language_everything_is_said_in_its_alphabet_and_every_figure_stays():
    with using("fr"):
        french = hosts_read(FOUND)
    english = hosts_read(FOUND)
    assert not set(french.columns) - {"code"} & set(english.columns)
    assert french["État d'accueil"].tolist()[0] == "Allemagne"
    both = [table.set_index("code").sort_index() for table in (english, french)]
    digits = [[re.findall(r"\d+", " ".join(map(str, row))) for row in table.to_numpy().tolist()] for table in both]
    assert digits[0] == digits[1]


def test_only_candidates_are_shown_unless_all_states_are_asked_for():
    nobody = replace(FOUND.candidates, chosen=FOUND.candidates.chosen & False)
    assert hosts_read(replace(FOUND, candidates=nobody)).empty
    assert len(hosts_read(FOUND, all_states=True)) == 194
