"""Freedom in the World 2026: Free, Partly Free or Not Free; None where the survey has no rating."""

from functools import lru_cache
from pathlib import Path

from simulator.data.tables import TABLES, read_table, refuse


@lru_cache(maxsize=4)
def freedom_status(folder: Path = TABLES) -> dict[str, str | None]:
    """`F`, `PF`, `NF` or None by code."""
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
