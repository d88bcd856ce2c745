"""Controls of the days that pass: play, pause, steps and a bar of days, by pointer and by keyboard, said to a screen reader."""

from pathlib import Path

import streamlit as st

from simulator.app import acts
from simulator.app.component import component
from simulator.model.network import HORIZONS
from simulator.words.say import Word, say

HERE = Path(__file__).parent
KEY = "player"
DAY = "view-day"
TEXTS: dict[str, Word] = {
    "days": "Days passed",
    "by": "By day {n}",
    "play": "Play",
    "pause": "Pause",
    "playing": "playing",
    "paused": "paused",
    "back": "One step back",
    "forth": "One step on",
}


def player() -> int:
    """Draw them; how many days have passed, one of `HORIZONS`."""
    passed = int(st.session_state.setdefault(DAY, HORIZONS[-1]))
    told = {"days": HORIZONS, "at": HORIZONS.index(passed), "texts": {name: say(text) for name, text in TEXTS.items()}}
    component(HERE, "player", acts.SCRIPT)(data=told, key=KEY, on_acts_change=acts.hear(KEY))
    return passed


def pass_days(place: object) -> None:
    """Take what the controls ask for."""
    if isinstance(place, int) and 0 <= place < len(HORIZONS):
        st.session_state[DAY] = HORIZONS[place]
