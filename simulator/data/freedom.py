"""Freedom in the World: Free, Partly Free or Not Free and totals; None where the survey has no rating."""

from functools import lru_cache
from pathlib import Path

from simulator.data.indices import FREEDOM_TOTALS, column_for
from simulator.data.tables import TABLES, number, read_table, refuse


@lru_cache(maxsize=4)
def freedom_status(folder: Path = TABLES) -> dict[str, str | None]:
    """`F`, `PF`, `NF` or None by code, in the edition of 2026."""
    rows = read_table(folder, "governance", ("fiw2026_status", "fiw2024_status"), ("iso3",))
    status = {row["iso3"]: row["fiw2026_status"] or row["fiw2024_status"] or None for row in rows}
    refuse(
        [
            f"governance.csv: {c}: {s!r} is not F, PF or NF."
            for c, s in status.items()
            if s not in ("F", "PF", "NF", None)
        ]
    )
    return status


@lru_cache(maxsize=32)
def freedom_totals(year: int | None = None, folder: Path = TABLES) -> dict[str, float | None]:
    """Totals of Freedom in the World, -4 to 100, high is free, by code; of `year` or the nearest on file."""
    column, faults = column_for(FREEDOM_TOTALS, year), list[str]()
    rows = read_table(folder, "governance", (column,), ("iso3",))
    found = {r["iso3"]: number(r[column], -10, 100, f"governance.csv: {r['iso3']}: {column}", faults) for r in rows}
    refuse(faults)
    return found
