"""A transcription check: every legal number, entered a second time by hand, equals the one in the law files.

It finds slips of the keyboard. It does not say that the law was read well; the marks say that.
"""

import csv
from pathlib import Path

import pytest

from simulator.law import routes
from simulator.law.conducts import load_conducts
from simulator.law.instruments import load_instruments
from simulator.law.settings import load_catalogue

with Path(__file__).with_name("second_entry.csv").open(encoding="utf-8") as file:
    ENTRIES = list(csv.DictReader(file))
ROUTES = {
    "routes.entry_into_force": routes.ENTRY_INTO_FORCE.days,
    "routes.amendment": routes.AMENDMENT_YEARS,
    "routes.protocol": routes.PROTOCOL_PARTIES,
}


def first_entries() -> dict[tuple[str, str], float]:
    """Every legal number of the law files, by where it stands."""
    found: dict[tuple[str, str], float] = {
        (where, what): float(ROUTES[where])
        for where, what in (
            ("routes.entry_into_force", "days"),
            ("routes.amendment", "years"),
            ("routes.protocol", "parties"),
        )
    }
    found["settings.threshold_years", "adopted"] = float(load_catalogue()["threshold_years"].adopted)
    for id, instrument in load_instruments().items():
        if instrument.minimum_parties:
            found[id, "minimum_parties"] = instrument.minimum_parties
        for row in instrument.measure:
            if row.minimum_years is not None:
                found[id, f"{row.measure.value}.minimum_years"] = row.minimum_years
    for id, conduct in load_conducts().items():
        for code, law in conduct.national.items():
            for what in ("maximum", "minimum", "maximum_before"):
                if (value := getattr(law, what)) is not None:
                    found[f"conduct.{id}.{code}", what] = value
    return found


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: f"{entry['where']}.{entry['what']}")
def test_a_number_entered_twice_is_the_same(entry):
    assert first_entries()[entry["where"], entry["what"]] == float(entry["value"]), entry["source"]


def test_every_maximum_and_threshold_of_the_law_files_was_entered_twice():
    once = set(first_entries()) - {(entry["where"], entry["what"]) for entry in ENTRIES}
    kinds = {"minimum"}  # a minimum enters only under a threshold on minima
    measures = {"provisional_arrest.minimum_years", "content.minimum_years"}  # the same number as its neighbour's
    assert {(where, what) for where, what in once if what not in kinds | measures} == set()
