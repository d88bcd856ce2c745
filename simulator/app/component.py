"""Components of the page: one is made of up to three files, what it holds, how it looks and what it does; and it sends events."""

import json
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from secrets import token_hex
from typing import Any

import streamlit as st

from simulator.app.tokens import tokens

STORED = Path(__file__).with_name("stored.js")  # what the browser keeps, for the script of a component
_TOLD = "components-told"  # the visit, and by key what a component was told last and how often that was new
_IN_ORDER = """
const latest = new Map(); // what was told last, by key

/** The framework may come late with what was true before, when what is true now has been told already. */
export default function (component) {
  const { key, visit, turn } = component.data.order, before = latest.get(key);
  if (before?.visit === visit && turn < before.turn) return;
  latest.set(key, { visit, turn });
  return update(component);
}
"""


@cache
def component(folder: Path, name: str, *before: Path) -> Callable[..., None]:
    """The component of the files of that name in a folder, in the colours of the page; other scripts may stand before its own.

    Its script has a function `update`. It is called as the framework's components are, with `data`, `key` and callbacks.
    """
    html, css, js = (folder / f"{name}.{kind}" for kind in ("html", "css", "js"))
    made = st.components.v2.component(
        f"safe_havens_{name}",
        html=html.read_text(encoding="utf-8") if html.exists() else None,
        css=tokens() + css.read_text(encoding="utf-8") if css.exists() else None,
        js="\n".join([*(path.read_text(encoding="utf-8") for path in (*before, js)), _IN_ORDER]),
    )

    def draw(data: Mapping[str, Any], key: str, **how: Any) -> None:
        made(data={**data, "order": _order(key, data)}, key=key, **how)

    return draw


def _order(key: str, data: Mapping[str, Any]) -> dict[str, str | int]:
    """In which turn of this visit this was new; the same as long as it stays, so that it is sent once."""
    visit, known = st.session_state.setdefault(_TOLD, (token_hex(4), {}))
    now, (before, turn) = hash(json.dumps(data)), known.get(key, (None, 0))
    if now != before:
        known[key] = (now, turn := turn + 1)
    return {"key": key, "visit": visit, "turn": turn}


def heard(key: str, event: str) -> Any:
    """What the component of that key sent with an event, inside its callback; nothing where its page has gone meanwhile.

    It comes from a browser: check it.
    """
    return getattr(st.session_state.get(key), event, None)
