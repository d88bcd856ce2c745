"""Who is bound by which treaty, and who has only signed. A missing row means: not known to be bound."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from simulator.data.states import load_states
from simulator.data.tables import TABLES, read_table, refuse

BOUND = frozenset({"ratified", "acceded", "succeeded", "accepted", "approved", "party", "member"})
LEFT = frozenset({"suspended", "denounced"})
OTHER = LEFT | {"signed", "ratification_reported", "associate", "member_disputed", "member_frozen"}


@dataclass(frozen=True, slots=True, eq=False)
class Memberships:
    """Every known (state, instrument, status); a state that signed and ratified has two."""

    known: frozenset[tuple[str, str, str]]
    days: Mapping[tuple[str, str, str], tuple[str, str]] = field(default_factory=dict)  # date, and as known on

    def bound(self, instrument: str, year: int | None = None) -> frozenset[str]:
        """States bound now, or by the end of `year`; a signature binds to nothing, and no date counts as always."""
        found = self.with_status(instrument, *BOUND) - self.with_status(instrument, *LEFT)
        if year is None:
            return found
        days = [self.dates(instrument, status) for status in BOUND]
        return frozenset(s for s in found if any(s in of and of[s][:4] <= str(year) for of in days))

    def undated(self, instrument: str) -> int:
        """How many of the states bound have no date, and so count as bound in every year."""
        days = [self.dates(instrument, status) for status in BOUND]
        return sum(any(of.get(s) == "" for of in days) for s in self.bound(instrument))

    def with_status(self, instrument: str, *statuses: str) -> frozenset[str]:
        """States with one of `statuses`."""
        return frozenset(s for s, name, status in self.known if name == instrument and status in statuses)

    def dates(self, instrument: str, status: str) -> dict[str, str]:
        """Day of a status by state, as the table writes it."""
        return {s: days[0] for (s, name, st), days in self.days.items() if (name, st) == (instrument, status)}

    def known_on(self, instrument: str) -> str:
        """The latest month or day for which a row of `instrument` was read."""
        return max(days[1] for (_, name, _), days in self.days.items() if name == instrument)

    @property
    def instruments(self) -> frozenset[str]:
        """Every instrument of the table."""
        return frozenset(name for _, name, _ in self.known)


@lru_cache(maxsize=4)
def load_treaties(folder: Path = TABLES) -> Memberships:
    """The treaties table."""
    rows = read_table(folder, "treaties", ("date", "as_of"), ("iso3", "instrument", "status"))
    codes = {state.iso3 for state in load_states(folder)}
    faults = [f"treaties.csv: {r['iso3']!r} is no state of states.csv." for r in rows if r["iso3"] not in codes]
    faults += [
        f"treaties.csv: {r['iso3']} {r['instrument']}: {r['status']!r} is no status. Use one of {sorted(BOUND | OTHER)}."
        for r in rows
        if r["status"] not in BOUND | OTHER
    ]
    refuse(faults)
    days = {(row["iso3"], row["instrument"], row["status"]): (row["date"], row["as_of"]) for row in rows}
    return Memberships(frozenset(days), days)
