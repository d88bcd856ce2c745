"""Choices that more than one page offers."""

from collections.abc import Mapping

import streamlit as st

from simulator.model.scenario import case_paths, find_case
from simulator.model.world import load_world


def state_names() -> dict[str, str]:
    """The 195 states by code, in the order of their names."""
    return {s.iso3: s.name for s in sorted(load_world().states, key=lambda s: s.name) if s.in_totals}


def choose_requesting(names: Mapping[str, str]) -> str | None:
    """The requesting State; none is chosen for anyone."""
    return st.selectbox(
        "Requesting State", list(names), index=None, format_func=names.__getitem__,
        placeholder="Choose a State", key="requesting",
    )  # fmt: skip


def choose_case(default: str, key: str) -> str:
    """A composite case."""
    composite = [id for id in case_paths() if find_case(id).kind == "composite"]
    st.session_state.setdefault(key, default)
    chosen = st.selectbox("Case (composite)", composite, format_func=lambda id: find_case(id).title, key=key)
    return chosen or default
