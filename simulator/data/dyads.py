"""Pairs of states: people under or seeking protection by origin, extradition treaties."""

from functools import lru_cache
from pathlib import Path

from simulator.data.states import load_states
from simulator.data.tables import TABLES, Row, number, read_table, refuse

PROTECTED = ("refugees", "asylum_seekers", "other_intl_protection")
RECOGNISED = ("asylum_recognized", "asylum_complementary")


@lru_cache(maxsize=4)
def _rows(folder: Path) -> tuple[Row, ...]:
    rows = read_table(folder, "dyads", ("value",), ("origin_iso3", "host_iso3", "kind"))
    codes, faults = {state.iso3 for state in load_states(folder)}, list[str]()
    for row in rows:
        where = f"dyads.csv: {row['origin_iso3']}-{row['host_iso3']} {row['kind']}"
        faults += [
            f"{where}: {row[end]!r} is no state." for end in ("origin_iso3", "host_iso3") if row[end] not in codes
        ]
        number(row["value"], 0, 1e8, where, faults)
    refuse(faults)
    return tuple(rows)


@lru_cache(maxsize=512)
def _people(origin: str, kinds: tuple[str, ...], folder: Path) -> dict[str, int]:
    found: dict[str, int] = {}
    for row in _rows(folder):
        if row["origin_iso3"] == origin and row["kind"] in kinds:
            found[row["host_iso3"]] = found.get(row["host_iso3"], 0) + int(row["value"])
    return found


def protected_persons(origin: str, folder: Path = TABLES) -> dict[str, int]:
    """People from `origin` under or seeking protection at the end of 2025, by host [persons] (UNHCR)."""
    return dict(_people(origin, PROTECTED, folder))


def recognised(origin: str, folder: Path = TABLES) -> dict[str, int]:
    """Positive first-instance decisions 2021-2025, by host (UNHCR)."""
    return dict(_people(origin, RECOGNISED, folder))


def pairs(kind: str, folder: Path = TABLES, year: int | None = None) -> frozenset[tuple[str, str]]:
    """Pairs of one kind, in the order of the table; those known now, or from `year` or before."""
    return frozenset(
        (row["origin_iso3"], row["host_iso3"])
        for row in _rows(folder)
        if row["kind"] == kind and (year is None or row["year"] <= str(year))
    )
