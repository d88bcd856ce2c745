"""Choices that more than one page offers."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import streamlit as st

from simulator.app.keep import offered
from simulator.model.scenario import case_paths, find_case
from simulator.model.world import load_world
from simulator.words.names import alphabetical, name_of
from simulator.words.say import Tongue, say, spoken


def state_names() -> dict[str, str]:
    """The 195 states by code, in the order of their names in the reader's language."""
    return dict(_state_names(spoken()))


@lru_cache(maxsize=32)
def _state_names(tongue: Tongue) -> dict[str, str]:
    names = {state.iso3: name_of(state) for state in load_world().states if state.in_totals}
    return dict(sorted(names.items(), key=lambda item: alphabetical(item[1])))


def choose_requesting(names: Mapping[str, str]) -> str | None:
    """The requesting State; none is chosen for anyone."""
    chosen: str | None = st.selectbox(
        say("Requesting State"), placeholder=say("Choose a State"),
        **offered("requesting", names, names.__getitem__, first=False),
    )  # fmt: skip
    return chosen


def choose_case(default: str, key: str) -> str:
    """A composite case."""
    composite = [id for id in case_paths() if find_case(id).kind == "composite"]
    st.session_state.setdefault(key, default)
    offers = offered(key, composite, lambda id: say(find_case(id).title))
    return st.selectbox(say("Case (composite)"), **offers) or default


def choose_one(label: str, options: Sequence[str], key: str) -> str:
    """One of a few words by its button; the first until another is chosen."""
    return st.segmented_control(label, **offered(key, options, say, given="default"), required=True) or options[0]
