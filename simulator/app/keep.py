"""Choices made on one page are still there after a visit to another, and after a change of language.

A browser answers with the words of an option, not with the option. What it sends while a change of language is on its way
is still in the words before: `offered` remembers these, so that no choice is lost and none is taken for another.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import streamlit as st

CHOICES = (
    "lang",
    "words",
    "names",
    "names-key",
    "requesting",
    "scenario",
    "case",
    "host",
    "rule",
    "horizon",
    "own-hosts",
    "all_states",
    "texts",
    "texts-case",
    "world-scenario",
    "world-case",
    "validation-mode",
    "country",
    "present-scenario",
    "texts-kind",
    "texts-view",
    "view",
    "view-kind",
    "why-question",
    "why-kind",
    "why-all-routes",
)
_OFFERED = "offered"  # by the key of a choice: its options now, and those of the words before, by their words


def keep_choices() -> None:
    """Write each choice again: the framework forgets those of widgets that a page does not draw, or whose words change."""
    for key in list(st.session_state):
        if key in CHOICES or str(key).startswith("control-"):
            st.session_state[key] = st.session_state[key]
    for key in st.session_state.get(_OFFERED, {}):
        _understand(key)


def offered(key: str, options: Iterable[Any], words: Callable[[Any], str]) -> dict[str, Any]:
    """What a widget of this key needs to offer options by their words: for `st.radio`, `st.selectbox`, `st.multiselect`."""
    options = list(options)
    now = {words(option): option for option in options}
    known = st.session_state.setdefault(_OFFERED, {})
    last, before = known.get(key, (now, {}))
    known[key] = (now, before if last.keys() == now.keys() else last)
    _understand(key)
    return {"options": options, "format_func": words, "key": key}


def on_choice(key: str, act: Callable[[], object]) -> Callable[[], None]:
    """What a widget calls when its choice has changed: `act`, but where only the words of the choice have."""

    def heard() -> None:
        if not _understand(key):
            act()

    return heard


def _understand(key: str) -> bool:
    """Take a choice that came in the words before for what it meant; whether it did."""
    now, before = st.session_state.get(_OFFERED, {}).get(key, ({}, {}))
    value = st.session_state.get(key)
    meant = _meant(value, now, before)
    if meant == value:
        return False
    st.session_state[key] = meant
    return True


def _meant(value: Any, now: Mapping[str, Any], before: Mapping[str, Any]) -> Any:
    if isinstance(value, list):
        return [_meant(one, now, before) for one in value]
    return value if not isinstance(value, str) or value in now.values() else before.get(value, value)
