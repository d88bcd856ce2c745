"""What somebody does on the board, the bar and in a room: each act once, in the order in which they were done, and none lost.

Of what a component sends before it can be heard the page framework keeps only the last. So a browser sends every act that is
not answered yet, under its number (`acts.js`); they are done before the page is drawn, whichever component brought them.
"""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import streamlit as st

from simulator.app.component import heard

SCRIPT = Path(__file__).with_suffix(".js")  # at the head of the script of every component that sends acts
_SENT, _ANSWERED = "acts-sent", "acts-answered"  # acts that wait to be done; the number of the last that was


def hear(key: str) -> Callable[[], None]:
    """The callback of a component that sends acts."""
    return partial(_hear, key)


def _hear(key: str) -> None:
    acts = heard(key, "acts")
    if isinstance(acts, list):
        waiting = st.session_state.setdefault(_SENT, {})
        waiting |= {one["n"]: one for one in acts if isinstance(one, dict) and isinstance(one.get("n"), int)}


def do(does: Mapping[str, Callable[[object], object]]) -> None:
    """Do what was sent and is not done, by the name of each act; before the page is drawn."""
    sent = st.session_state.pop(_SENT, {})
    for number in sorted(sent):
        if number > answered():
            st.session_state[_ANSWERED] = number
            if act := does.get(str(sent[number].get("name"))):
                act(sent[number].get("value"))


def answered() -> int:
    """The number of the last act that was done."""
    return int(st.session_state.get(_ANSWERED, 0))
