"""Ninety documented cases: what hosts did when asked, as published. Order and direction only, never levels."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from simulator.data.tables import TABLES, read_table, refuse
from simulator.words.say import Word

CHANNELS: tuple[Word, ...] = (
    "deportation", "extradition", "interpol_notice", "joint_platform", "mla", "other", "police_informal",
    "provider_data", "regional_convention",
)  # fmt: skip
OUTCOMES = ("refused", "released", "returned", "pending", "mixed")


@dataclass(frozen=True, slots=True)
class DocumentedCase:
    """One publicised case; no person's name. An aggregate row stands for a published count."""

    id: str
    origin: str  # a code; Hong Kong, which is no state of the model, is among them
    host: str
    year: int
    channel: str
    outcome: str
    aggregate: bool
    basis: str  # read, or recall


@lru_cache(maxsize=4)
def load_cases(folder: Path = TABLES) -> tuple[DocumentedCase, ...]:
    """The cases table."""
    rows = read_table(
        folder, "cases", ("origin_iso3", "host_iso3", "year", "channel", "outcome", "alleged_conduct"), ("case_id",)
    )
    faults = list[str]()
    for row in rows:
        where = f"cases.csv: {row['case_id']}"
        if row["channel"] not in CHANNELS or row["outcome"] not in OUTCOMES:
            faults.append(f"{where}: channel {row['channel']!r} or outcome {row['outcome']!r} is not known.")
        if not row["year"].isdigit():
            faults.append(f"{where}: year {row['year']!r} is no year.")
    refuse(faults)
    return tuple(
        DocumentedCase(
            row["case_id"], row["origin_iso3"], row["host_iso3"], int(row["year"]), row["channel"], row["outcome"],
            row["alleged_conduct"].startswith("AGGREGATE"), row["basis"],
        )
        for row in rows
    )  # fmt: skip
