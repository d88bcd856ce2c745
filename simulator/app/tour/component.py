"""The button in the head of the page, and the five steps it leads through; which parts they point at is in `tour.js`."""

import json
from pathlib import Path

import streamlit as st

from simulator.app.component import STORED, component
from simulator.words.say import Word, say

HERE = Path(__file__).parent
BUTTONS: dict[str, Word] = {
    "first": "First visit? Five steps",
    "again": "Tour",
    "back": "Back",
    "next": "Next",
    "close": "Close",
    "of": "{n} of {all}",
}
STEPS: dict[str, tuple[Word, Word]] = {  # by the part pointed at: title and text
    "asked": (
        "Who asks",
        "Choose a requesting State: nobody is chosen for you, and who asks decides everything else. Scenario and composite case "
        "stand beside it.",
    ),
    "sentence": (
        "One sentence first",
        "How many havens would remain under these rules; in brackets, how far that moves over the range of the assumptions.",
    ),
    "levers": (
        "Nine levers, four questions",
        "Each shows what every level would do before you choose it. The triangle is the adopted text; letters say who could move it.",
    ),
    "world": (
        "One tile a State",
        "A cross is a haven lost, stripes mean that the class depends on assumptions, dots that the State is not assessed as a refuge.",
    ),
    "take": (
        "Ask why, and take it with you",
        "Choose a State to see the reasons and what would bring a haven back. The link holds everything you chose; reports and "
        "tables are further down.",
    ),
}


def tour() -> None:
    """Draw the button; the browser remembers that somebody was here, and tells nobody."""
    told = {
        "buttons": {name: say(text) for name, text in BUTTONS.items()},
        "steps": [[part, say(title), say(text)] for part, (title, text) in STEPS.items()],
    }
    with st.container(key="tour"):
        component(HERE, "tour", STORED)(data={"told": json.dumps(told)}, key="tour-button")
