"""Components of the page: one is made of three files, what it holds, how it looks and what it does; and it sends events."""

from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from simulator.app.tokens import tokens


@cache
def component(folder: Path, name: str, *before: Path) -> Any:
    """The component of the files of that name in a folder, in the colours of the page; other scripts may stand before its own."""
    html, css, js = ((folder / f"{name}.{kind}").read_text(encoding="utf-8") for kind in ("html", "css", "js"))
    js = "\n".join([*(path.read_text(encoding="utf-8") for path in before), js])
    return st.components.v2.component(f"safe_havens_{name}", html=html, css=tokens() + css, js=js)


def heard(key: str, event: str) -> Any:
    """What the component of that key sent with an event, inside its callback; nothing where its page has gone meanwhile.

    It comes from a browser: check it.
    """
    return getattr(st.session_state.get(key), event, None)
