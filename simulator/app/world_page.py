"""Every requesting State under one scenario, on shared worlds."""

import streamlit as st

from simulator.analysis.every import Every, every
from simulator.app import controls, tables
from simulator.app.asking import REPLICATES, SEED
from simulator.app.choices import choose_case
from simulator.app.downloads import offer
from simulator.app.keep import offered
from simulator.app.memory import Memory
from simulator.app.style import limits, note
from simulator.app.waiting import with_bar
from simulator.export.every import record
from simulator.model.scenario import Scenario, load_scenario, scenario_paths
from simulator.model.world import load_world
from simulator.presentation.condition import edited
from simulator.presentation.every import every_table
from simulator.words.masked import masked
from simulator.words.say import Word, say

RUNNING: Word = "Every requesting State on the same draws"
KNOWN: Memory[str, Every] = Memory(8)  # runs, by scenario


def show() -> None:
    """Draw the page."""
    note()
    st.title(say("Every requesting State"))
    titles = {id: say(load_scenario(id).title) for id in scenario_paths()}
    st.session_state.setdefault("world-scenario", "adopted-text-universal")
    left, right = st.columns(2)
    with left:
        id = st.selectbox(say("Scenario"), **offered("world-scenario", titles, titles.__getitem__))
    scenario = load_scenario(id)
    with right:
        case = choose_case(scenario.case, "world-case")
    scenario = controls.with_assumptions(scenario.about(case))
    if told := edited(scenario):
        st.info(told)
    found = _found(scenario)
    if found is None:
        st.caption(say("Some seconds, on the draws that every page uses; moving a choice stops it."))
    else:
        _results(found)
    limits()


def _found(scenario: Scenario) -> Every | None:
    """What was run for this scenario, or is now, if that is asked for."""
    name, place = scenario.model_dump_json(), st.empty()
    if name not in KNOWN and place.button(say("Run every requesting State"), key="world-run"):
        with place:
            KNOWN[name] = with_bar(
                say(RUNNING), lambda on: every(load_world(), scenario, SEED, REPLICATES, progress=on)
            )
    return KNOWN.get(name)


def _results(found: Every) -> None:
    for line in found.notes():
        st.caption(masked(line))
    name = f"world-{found.scenario.id}"
    offer(Word("every requesting State"), name, found.table(), also=record(found))
    tables.draw(every_table(found), say("every requesting State"))
