"""What was chosen survives that a page without the bar is loaded anew.

Only the page with the bar has the choice in its address. On every other one the browser keeps the link for as long as its tab is
open, and tells it to a server that knows nothing of this visit any more. Nobody else is told.
"""

from functools import lru_cache
from typing import Any

import streamlit as st

from simulator.app import controls, language
from simulator.app.component import heard
from simulator.app.link import history
from simulator.app.link.component import take
from simulator.app.present_page import STEP
from simulator.export.link.text import encode

KEY = "kept"
_JS = """
const KEPT = "safe-havens-link";
let told = false;

/** A browser may keep nothing: then a page loaded anew is as it opens. */
function kept(link) {
  try {
    if (link) sessionStorage.setItem(KEPT, link);
    return sessionStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

export default function ({ data, setTriggerValue }) {
  const link = kept(data.link);
  if (data.link) told = false; // should the server begin anew, it is told again
  if (data.link || told || !link) return;
  told = true;
  setTriggerValue("opened", link);
}
"""


@lru_cache(maxsize=1)
def _kept() -> Any:
    return st.components.v2.component("safe_havens_kept", js=_JS)


def keep_link() -> None:
    """Let the browser keep what is chosen now; last on a page, which may have changed it."""
    link = ""
    if history.MADE in st.session_state:
        link = encode(history.chosen(controls.standing()).model_copy(update=language.chosen()))
    with st.container(key="kept-link"):
        _kept()(data={"link": link}, key=KEY, on_opened_change=_on_opened)


def _on_opened() -> None:
    text = heard(KEY, "opened")
    if isinstance(text, str) and history.MADE not in st.session_state:
        take(text)
        st.session_state.pop(STEP, None)  # a story told in a room begins anew, under its own rules
