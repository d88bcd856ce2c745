"""Invented names in the reader's script, by the table of sounds in `scripts.toml`.

The same sounds in the same order: who reads "Brivara" and who reads "Бривара" can tell that they speak of one State.
"""

import re
from functools import lru_cache

from simulator.words.tables import table


@lru_cache(maxsize=2048)
def spelt(name: str, language: str) -> str:
    """An invented name as it is written in a language; in Latin letters where the table has no other script for it."""
    sounds = table("scripts").get(language)
    if sounds is None:
        return name
    longest_first = "|".join(sorted(sounds, key=len, reverse=True))
    return re.sub(longest_first, lambda sound: sounds[sound[0]], name.casefold()).capitalize()
