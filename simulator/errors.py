"""Errors meant for the person at the keyboard: one message that says what, where and how to mend it.

What somebody at the page can meet is said in the reader's language, with `say`, where it is raised; what only a command or a
file can bring about stays in English.
"""

from collections.abc import Iterable
from difflib import get_close_matches

from simulator.words.say import say, series


class SimulatorError(Exception):
    """Something the user gave cannot be used; shown without a traceback, exit code 2."""


class DataError(SimulatorError):
    """A table of `simulator.data` is not what its readers need."""


class LawError(SimulatorError):
    """A file of the catalogue of law is not what the model needs."""


class ScenarioError(SimulatorError):
    """A scenario, a case or a choice made on the page or the command line cannot be run."""


def nearest(word: str, known: Iterable[str]) -> str:
    """A sentence that offers the known word nearest to `word`, or the first few known words."""
    words = sorted(known)
    close = get_close_matches(word, words, n=1, cutoff=0.4)
    if close:
        return say("Did you mean {word}?", word=repr(close[0]))
    return say("Known: {words}.", words=series(words[:12]) + (" ..." if len(words) > 12 else ""))
