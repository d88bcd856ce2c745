"""Terms of law in each language: one table, from which no translation departs."""

from dataclasses import dataclass, fields
from functools import lru_cache

from simulator.words.say import SOURCE
from simulator.words.tables import table


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One term; a form or an inflection that a sentence needs stands beside the first."""

    english: str
    said: dict[str, tuple[str, ...]]  # by language
    mark: str = "own"  # "text": read in the official text of that language; "own": translated here
    read_in: str = ""  # where it was read

    def words(self, language: str) -> tuple[str, ...]:
        """What the term is called in a language."""
        return (self.english,) if language == SOURCE else self.said[language]


@lru_cache(maxsize=1)
def load_terms() -> tuple[Term, ...]:
    """Every term, in the order of the table: what is no field of a term is a language."""
    known = {field.name for field in fields(Term)}
    return tuple(
        Term(
            **{name: value for name, value in row.items() if name in known},
            said={name: tuple(value) for name, value in row.items() if name not in known},
        )
        for row in table("terms")["term"]
    )
