"""How alike each two states voted in the General Assembly, 2015 to 2019 (Voeten, Strezhnev, Bailey)."""

from functools import lru_cache
from pathlib import Path

from simulator.data.tables import TABLES, number, read_table, refuse


@lru_cache(maxsize=4)
def agreement(folder: Path = TABLES) -> dict[tuple[str, str], float]:
    """1 - mean difference of votes, 0-1, by pair in both orders."""
    rows, faults = read_table(folder, "unga_affinity", ("agreement",), ("iso3_a", "iso3_b")), list[str]()
    found: dict[tuple[str, str], float] = {}
    for row in rows:
        pair = row["iso3_a"], row["iso3_b"]
        value = number(row["agreement"], 0, 1, f"unga_affinity.csv: {pair[0]}-{pair[1]} agreement", faults)
        if value is not None:
            found[pair] = found[pair[::-1]] = value
    refuse(faults)
    return found
