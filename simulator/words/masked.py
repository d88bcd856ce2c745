"""Whatever is about to leave with own names or codes of States in it, with the aliases of the reader in their place.

Analyses are shared between readers and keep own names; texts of errors, tables, records and lists are put right here on
their way out. Where States go by their own names nothing changes.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeVar

import pandas as pd

from simulator.words.aliases import Aliases, Named
from simulator.words.names import alphabetical, code_of, name_of
from simulator.words.say import Word, say, spoken, using

LISTED = re.compile(r"(?<!\w)[A-Z]{3}(?P<by>, |[ ,.])[A-Z]{3}(?:(?P=by)[A-Z]{3})*(?!\w)")  # codes in a row, if they are
V = TypeVar("V")
LEFT_OUT: Word = "Left out here: this text names States."


def masked(value: V) -> V:
    """A text, plain values that hold texts, or a table, in which States go by their aliases.

    What stood in the order of States stands in that of their aliases.
    """
    shown: V = _masked(value) if spoken().aliases.blind else value
    return shown


def untold(text: str) -> str:
    """A text written about real States; under aliases, that it is left out."""
    return text if masked(text) == text else say(LEFT_OUT)


def _masked(value: Any) -> Any:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Mapping):
        return {_masked(name): _masked(one) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_masked(one) for one in _put_in_order(value, [_state_in(one) for one in value])]
    return _table(value) if isinstance(value, pd.DataFrame) else value


def _put_in_order(rows: Sequence[Any], states: Sequence[object]) -> list[Any]:
    """Rows that stood in the order of States, each given by its code or name, in the order of their aliases."""
    known = _states(spoken().language, spoken().aliases)
    if not all(isinstance(state, str) and state in known for state in states):
        return list(rows)
    names = [str(state) for state in states]
    own = [known[name].iso3 for name in names]
    if names not in (sorted(names), sorted(names, key=alphabetical)) and own != sorted(own):
        return list(rows)
    order = sorted(range(len(rows)), key=lambda place: code_of(own[place]))
    return [rows[place] for place in order]


def _state_in(row: object) -> object:
    """What may be a State in an entry of a list: the entry, or its first value."""
    return next(iter(row.values()), None) if isinstance(row, Mapping) else row


def _table(table: pd.DataFrame) -> pd.DataFrame:
    if table.index.names != [None]:
        return _table(table.reset_index()).set_index([_text(str(name)) for name in table.index.names])
    text = table.select_dtypes(exclude=["number", "bool"]).columns
    places = list(range(len(table)))
    moved = (_put_in_order(places, table[name].tolist()) for name in text)
    order = next((order for order in moved if order != places), places)
    shown = table.assign(**{name: table[name].map(_masked) for name in text}).rename(columns=_masked)
    return shown.iloc[order].reset_index(drop=True)


def _text(text: str) -> str:
    said = (spoken().language, spoken().aliases)
    states, pattern = _states(*said), _pattern(*said)

    def listed(found: re.Match[str]) -> str:
        row = found[0].split(found["by"])
        return found["by"].join(sorted(map(code_of, row))) if all(code in states for code in row) else found[0]

    def alias(found: re.Match[str]) -> str:
        state = states[found[0]]
        return code_of(state) if found[0] == state.iso3 else name_of(state)

    return pattern.sub(alias, LISTED.sub(listed, text))


@lru_cache(maxsize=64)
def _states(language: str, aliases: Aliases) -> dict[str, Named]:
    """Each State by what it goes by: its own code, its name in English and in the language."""
    with using(language):
        names = {name_of(state): state for state in aliases.states}
    return names | {name: state for state in aliases.states for name in (state.name, state.iso3)}


@lru_cache(maxsize=64)
def _pattern(language: str, aliases: Aliases) -> re.Pattern[str]:
    """Any of these as a whole word, the longest first; Chinese writes no space between words."""
    words = "|".join(map(re.escape, sorted(_states(language, aliases), key=len, reverse=True)))
    return re.compile(words if language == "zh" else rf"(?<!\w)(?:{words})(?!\w)")
