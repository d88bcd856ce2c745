"""Whom somebody at risk may turn to, in every language: text files that an organisation can replace.

A folder named in `SAFE_HAVENS_TURN_TO` takes the place of `turn_to/`; a language that it lacks keeps the program's text.
"""

import os
from pathlib import Path

from simulator.words.say import SOURCE, languages

FOLDER, VARIABLE = Path(__file__).with_suffix(""), "SAFE_HAVENS_TURN_TO"
LONGEST = 4_000  # of a text that is shown [character]


def turn_to(language: str) -> str:
    """The text in a language of the program; plain text, cut at `LONGEST`."""
    name = f"{language if language in languages() else SOURCE}.txt"
    own = os.environ.get(VARIABLE)
    known = [folder / name for folder in (Path(own) if own else FOLDER, FOLDER)]
    path = next((path for path in known if path.is_file()), FOLDER / f"{SOURCE}.txt")
    return path.read_text(encoding="utf-8", errors="replace").strip()[:LONGEST]
