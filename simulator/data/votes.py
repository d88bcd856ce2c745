"""The first sponsors of, and the vote on resolution 74/247 (27 December 2019): 79 in favour, 60 against, 33 abstentions."""

from collections import Counter
from functools import lru_cache
from pathlib import Path

from simulator.data.tables import TABLES, read_table, refuse


@lru_cache(maxsize=4)
def votes_74_247(folder: Path = TABLES) -> dict[str, str]:
    """`yes`, `no`, `abstain` or `not_recorded` by code."""
    votes = {row["iso3"]: row["vote_74_247"] for row in read_table(folder, "votes", ("vote_74_247",), ("iso3",))}
    total = Counter(votes.values())
    found = (total["yes"], total["no"], total["abstain"])
    refuse([f"votes.csv: {found} yes, no, abstain; published: (79, 60, 33)."] if found != (79, 60, 33) else [])
    return votes


@lru_cache(maxsize=4)
def first_sponsors(folder: Path = TABLES) -> frozenset[str]:
    """The eight first sponsors of A/C.3/74/L.11, 11 October 2019."""
    rows = read_table(folder, "votes", ("sponsor_L11_2019",), ("iso3",))
    return frozenset(row["iso3"] for row in rows if row["sponsor_L11_2019"] == "1")
