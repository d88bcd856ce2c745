"""Terms of law in each language: one table, from which no translation departs."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

TABLE = Path(__file__).with_name("terms.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One term; a form or an inflection that a sentence needs stands beside the first."""

    english: str
    es: tuple[str, ...]
    fr: tuple[str, ...]
    mark: str = "own"  # "text": read in the official text of that language; "own": translated here
    read_in: str = ""  # where it was read

    def words(self, language: str) -> tuple[str, ...]:
        """What the term is called in a language."""
        known: dict[str, tuple[str, ...]] = {"en": (self.english,), "es": self.es, "fr": self.fr}
        return known[language]


@lru_cache(maxsize=1)
def load_terms() -> tuple[Term, ...]:
    """Every term, in the order of the table."""
    with TABLE.open("rb") as file:
        rows: list[dict[str, Any]] = tomllib.load(file)["term"]
    return tuple(Term(**{**row, "es": tuple(row["es"]), "fr": tuple(row["fr"])}) for row in rows)
