"""Names of states in the reader's language: those of the CLDR, but where `names.toml` has the United Nations' own."""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol
from unicodedata import normalize

from babel import Locale

from simulator.words.say import SOURCE, spoken

REGIONS = {
    "Americas": "019",
    "Europe": "150",
    "Africa": "002",
    "Asia": "142",
    "Oceania": "009",
}  # UN M49, from west to east
TABLE = Path(__file__).with_name("names.toml")
LETTERS = "й"  # a letter of its own, though Unicode has it as another one with a mark


class Named(Protocol):
    """What a name needs of a state: its codes, and its name in English."""

    @property
    def iso3(self) -> str: ...
    @property
    def iso2(self) -> str: ...
    @property
    def name(self) -> str: ...


def name_of(state: Named) -> str:
    """The short name of a state."""
    language = spoken().language
    if language == SOURCE:
        return state.name
    own = _table().get(language, {}).get("name", {}).get(state.iso3)
    return str(own or Locale.parse(language).territories[state.iso2])


def origin_of(state: Named) -> str:
    """The name as it follows "people": with "du", "d'" or "des" in French, declined after "из" or "с" in Russian."""
    name, rules = name_of(state), _table().get(spoken().language, {}).get("origin")
    if rules is None:
        return name
    if state.iso3 in rules.get("form", ()):
        return str(rules["form"][state.iso3])
    for words in rules["words"]:
        if state.iso3 in rules.get(words, ()):
            return str(words.format(name=name))
    return str(rules["before_vowel" if name.startswith(tuple(rules["vowels"])) else "otherwise"].format(name=name))


def region_name(region: str) -> str:
    """A region of the table of states, in the reader's language."""
    return str(Locale.parse(spoken().language).territories[REGIONS[region]])


def alphabetical(name: str) -> str:
    """A key that puts names in the order of the alphabet, letters with accents beside those without.

    Latin, Cyrillic and Arabic letters stand in Unicode as in their alphabets, Chinese ones by radical and strokes, which
    is an order of dictionaries, if not the one by sound.
    """
    letters = normalize("NFC", name.casefold())
    return "".join(letter if letter in LETTERS else normalize("NFD", letter)[0] for letter in letters)


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    with TABLE.open("rb") as file:
        return tomllib.load(file)
