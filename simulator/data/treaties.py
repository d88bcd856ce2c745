"""Who is bound by which treaty, and who has only signed. A missing row means: not known to be bound."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from simulator.data.states import load_states
from simulator.data.tables import TABLES, read_table, refuse

BOUND = frozenset({"ratified", "acceded", "succeeded", "accepted", "approved", "party", "member"})
LEFT = frozenset({"suspended", "denounced"})
OTHER = LEFT | {"signed", "ratification_reported", "associate", "member_disputed", "member_frozen"}


@dataclass(frozen=True, slots=True)
class Memberships:
    """Every known (state, instrument, status); a state that signed and ratified has two."""

    known: frozenset[tuple[str, str, str]]

    def bound(self, instrument: str) -> frozenset[str]:
        """States bound; a signature binds to nothing."""
        return self.with_status(instrument, *BOUND) - self.with_status(instrument, *LEFT)

    def with_status(self, instrument: str, *statuses: str) -> frozenset[str]:
        """States with one of `statuses`."""
        return frozenset(s for s, name, status in self.known if name == instrument and status in statuses)

    @property
    def instruments(self) -> frozenset[str]:
        """Every instrument of the table."""
        return frozenset(name for _, name, _ in self.known)


@lru_cache(maxsize=4)
def load_treaties(folder: Path = TABLES) -> Memberships:
    """The treaties table."""
    rows = read_table(folder, "treaties", (), ("iso3", "instrument", "status"))
    codes = {state.iso3 for state in load_states(folder)}
    faults = [f"treaties.csv: {r['iso3']!r} is no state of states.csv." for r in rows if r["iso3"] not in codes]
    faults += [
        f"treaties.csv: {r['iso3']} {r['instrument']}: {r['status']!r} is no status. Use one of {sorted(BOUND | OTHER)}."
        for r in rows
        if r["status"] not in BOUND | OTHER
    ]
    refuse(faults)
    return Memberships(frozenset((row["iso3"], row["instrument"], row["status"]) for row in rows))
