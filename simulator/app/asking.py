"""What the controls of the page ask, and the first answer to it; what cannot be asked or run is said in its place."""

from dataclasses import replace

import streamlit as st

from simulator.analysis.candidates import candidates
from simulator.analysis.havens import Comparison, compare
from simulator.app.board.payload import Asked
from simulator.errors import SimulatorError
from simulator.model.scenario import Scenario
from simulator.model.world import load_world
from simulator.words.masked import masked

SEED, REPLICATES = 1, 1024


def ask(scenario: Scenario, requesting: str | None) -> Asked | None:
    """What is asked, about which hosts and within how many days; what cannot be is said."""
    if requesting is None:
        return None
    rule = st.session_state.get("rule", "recorded")
    hosts = frozenset(st.session_state.get("own-hosts", ())) if rule == "own" else rule
    try:
        who = candidates(load_world(), requesting, hosts)
    except SimulatorError as fault:
        st.error(masked(str(fault)))
        return None
    return Asked(
        world=load_world(), scenario=scenario, requesting=requesting, seed=SEED, n=REPLICATES,
        horizon=st.session_state.get("horizon", 365), candidates=who,
    )  # fmt: skip


def answer(of: Asked | None) -> Comparison | None:
    """The first answer; what cannot be run is said."""
    if of is None:
        return None
    try:
        found = compare(of.world, of.scenario, of.requesting, of.seed, of.n, of.horizon)
    except SimulatorError as fault:
        st.error(masked(str(fault)))
        return None
    return replace(found, candidates=of.candidates)
