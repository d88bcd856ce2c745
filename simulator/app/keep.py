"""Choices made on one page are still there after a visit to another, and after a change of language."""

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


def keep_choices() -> None:
    """Write each choice again: the framework forgets those of widgets that a page does not draw, or whose words change."""
    for key in list(st.session_state):
        if key in CHOICES or str(key).startswith("control-"):
            st.session_state[key] = st.session_state[key]
