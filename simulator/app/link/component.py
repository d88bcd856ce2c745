"""The bar above the board: back, forth, three resets, and the link that the address of the page always holds.

The link stands in the fragment of the address, which no browser sends to a server. The bar reads it on opening and
tells Python once; after every change it writes what Python answers, with what only the browser knows: the view. For the
same reason the steps back and forth are the browser's; each holds the number of a choice that Python remembers.
"""

import json
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st

from simulator.app import acts, language
from simulator.app.component import component
from simulator.app.link import history
from simulator.export.link.choice import CHOICES
from simulator.export.link.text import decode, encode
from simulator.export.since import HEADS, since
from simulator.model.scenario import Scenario, find_case
from simulator.model.world import load_world
from simulator.words.names import name_of
from simulator.words.say import Tongue, Word, say, spoken

HERE = Path(__file__).parent
KEY = "link"
OPENED = "link-opened"  # how many links this session has opened, the text of the last, how it shows the result
VIEWS = ("kind", "view", "under")  # parts of a link that the board keeps in the browser
TEXTS: dict[str, Word] = {
    "undo": "Undo",
    "redo": "Redo",
    "reset": "Reset",
    "policies": "Reset policies to the scenario",
    "assumptions": "Reset assumptions",
    "everything": "Reset everything",
    "copy": "Copy link",
    "copied": "Copied",
    "by_hand": "Copy it from the address bar",
    "faults": "This link could not be used in every part:",
    "close": "Close",
    "bar": "Back, forth, reset and link",
}
RESETS: dict[str, Callable[[], None]] = {
    "policies": history.reset_policies,
    "assumptions": history.reset_assumptions,
    "everything": history.reset_everything,
}


def bar(scenario: Scenario) -> None:
    """Draw the bar for what the page shows now, and remember it."""
    choice = history.chosen(scenario)
    history.note(choice)
    begun, number = history.standing_at()
    count, text, shown = st.session_state.get(OPENED, (0, "", {}))
    news = {
        "link": encode(choice.model_copy(update=language.chosen())),
        "begun": begun,
        "at": number,
        "opened": count,
        "answered": acts.answered(),
        "faults": _faults(text, spoken()) if text else (),
        "since": _since(text, spoken()),
        "shown": shown,
        "views": {name: known for name, known in CHOICES.items() if name in VIEWS},
        "chosen": choice.requesting is not None,
        "texts": {name: say(text) for name, text in TEXTS.items()} | {"asked": _asked(scenario, choice.requesting)},
    }
    component(HERE, "link", acts.SCRIPT)(data={"news": json.dumps(news)}, key=KEY, on_acts_change=acts.hear(KEY))


@lru_cache(maxsize=256)
def _faults(text: str, tongue: Tongue) -> tuple[str, ...]:
    """What of a link could not be used, in the reader's words."""
    return decode(text)[1]


def _asked(scenario: Scenario, requesting: str | None) -> str:
    """What is asked, in the one line that a phone has for it."""
    who = name_of(load_world().state(requesting)) if requesting else say("Choose a State")
    return " · ".join((who, say(scenario.title), say(find_case(scenario.case).title)))


@lru_cache(maxsize=256)
def _since(text: str, tongue: Tongue) -> dict[str, Any] | None:
    """What changed since the version that made the link, as a table with a title and a note."""
    found = since(text)
    return found and {**found._asdict(), "heads": [say(word) for word in HEADS]}


def take(text: object) -> None:
    """Set every control as a link says, and remember that it was opened; before the page draws them."""
    if not isinstance(text, str):
        return
    choice, _ = decode(text)
    count = st.session_state.get(OPENED, (0,))[0]
    if not count:
        history.forget()
    history.apply(choice)
    language.take(choice)
    st.session_state[OPENED] = (count + 1, text, {name: getattr(choice, name) for name in VIEWS})


def reset(what: object) -> None:
    """Take back what the menu names."""
    if isinstance(what, str) and what in RESETS:
        RESETS[what]()
