"""What was chosen survives that a page without the bar is loaded anew.

Only the page with the bar has the choice in its address. On every other one the browser keeps the link for as long as its tab is
open, and tells it to a server that knows nothing of this visit any more. Nobody else is told.
"""

from pathlib import Path

import streamlit as st

from simulator.app import controls, language
from simulator.app.component import STORED, component, heard
from simulator.app.link import history
from simulator.app.link.component import take
from simulator.app.present_page import STEP
from simulator.export.link.text import encode

KEY = "kept"
HERE = Path(__file__).parent


def keep_link() -> None:
    """Let the browser keep what is chosen now; last on a page, which may have changed it."""
    link = ""
    if history.MADE in st.session_state:
        link = encode(history.chosen(controls.standing()).model_copy(update=language.chosen()))
    with st.container(key="kept-link"):
        component(HERE, "kept", STORED)(data={"link": link}, key=KEY, on_opened_change=_on_opened)


def _on_opened() -> None:
    text = heard(KEY, "opened")
    if isinstance(text, str) and history.MADE not in st.session_state:
        take(text)
        st.session_state.pop(STEP, None)  # a story told in a room begins anew, under its own rules
