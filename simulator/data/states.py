"""The 193 United Nations members, two observer States, and Taiwan and Kosovo as other places with data."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from simulator.data.tables import TABLES, number, read_table, refuse


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """One state; `number` is permanent and keys draws."""

    iso3: str
    iso2: str
    name: str
    number: int
    in_totals: bool  # 193 members and two observer States
    un_member: bool
    region: str
    population: float | None
    borders: tuple[str, ...]


@lru_cache(maxsize=4)
def load_states(folder: Path = TABLES) -> tuple[State, ...]:
    """Every state, by code."""
    columns = ("iso2", "name", "number", "in_totals", "un_member", "un_region", "population", "borders")
    faults: list[str] = []
    states = []
    for row in sorted(read_table(folder, "states", columns, ("iso3",)), key=lambda row: row["iso3"]):
        where = f"states.csv: {row['iso3']}: number"
        permanent = number(row["number"], 1, 9999, where, faults)
        if permanent is None:
            faults.append(f"{where} is missing. Give the next free number.")
        states.append(
            State(
                iso3=row["iso3"],
                iso2=row["iso2"],
                name=row["name"],
                number=int(permanent or 0),
                in_totals=row["in_totals"] == "1",
                un_member=row["un_member"] == "1",
                region=row["un_region"],
                population=number(row["population"], 1, 2e9, f"states.csv: {row['iso3']}: population", faults),
                borders=tuple(row["borders"].split()),
            )
        )
    known = {state.iso3 for state in states}
    faults += [f"states.csv: {s.iso3}: border {b!r} is no state." for s in states for b in s.borders if b not in known]
    for what, found, expected in (
        ("members", sum(state.un_member for state in states), 193),
        ("states in totals", sum(state.in_totals for state in states), 195),
        ("different numbers", len({state.number for state in states}), len(states)),
    ):
        if found != expected:
            faults.append(f"states.csv: {found} {what}, not {expected}. Restore the missing rows.")
    refuse(faults)
    return tuple(states)


def state_of(iso3: str) -> State:
    """The state of a code that is on file; StopIteration for any other, so a code from outside is checked before."""
    return next(state for state in load_states() if state.iso3 == iso3)
