"""What was chosen on top of the scenario: moves of the levers, single clauses, and lists of the user's own.

The session keeps the moves and not their outcome, so what differs from the scenario is always known.
"""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from simulator.app import clauses, language
from simulator.app.keep import offered
from simulator.errors import SimulatorError
from simulator.export.link.choice import START
from simulator.model.adoption import Adoption, Declarations
from simulator.model.levers import PARTIES, level_at, levers, move
from simulator.model.scenario import Scenario, load_scenario
from simulator.words.say import say

MOVES = "control-moves"  # level by lever, in the order of the moves
BASELINE = "baseline"  # what the scenario is compared with, where that is not its own baseline
OWN = "own"  # the level of a list of the user's own


def take(scenario: Scenario) -> None:
    """Forget every move, and begin from a scenario."""
    st.session_state[MOVES] = {}
    st.session_state[clauses.CHOSEN] = {}
    st.session_state["control-own"] = list(scenario.adoption.states)
    st.session_state["control-leaving"] = list(scenario.adoption.leaving)
    st.session_state["control-declaring"] = list(scenario.declarations.states)


def on_move(sent: object) -> None:
    """Take a move of the board; what no lever has is refused and named."""
    if not isinstance(sent, dict) or not isinstance(sent.get("lever"), str) or not isinstance(sent.get("level"), str):
        return
    scenario = begun_from()
    language.begin()  # nothing has said yet in this run who reads
    try:
        move(scenario, sent["lever"], sent["level"])
    except SimulatorError as fault:
        st.session_state["control-refused"] = str(fault)
        return
    _set(sent["lever"], sent["level"])
    if level_at(scenario, sent["lever"]) == sent["level"]:
        del st.session_state[MOVES][sent["lever"]]


def _set(lever: str, level: str) -> None:
    moves = {known: at for known, at in st.session_state[MOVES].items() if known != lever}
    st.session_state[MOVES] = {**moves, lever: level}
    touched = () if lever == PARTIES else levers()[lever].levels[0].settings
    st.session_state[clauses.CHOSEN] = {
        id: at for id, at in st.session_state[clauses.CHOSEN].items() if id not in touched
    }


def with_assumptions(scenario: Scenario) -> Scenario:
    """A scenario with the assumptions that were edited."""
    return scenario.model_copy(
        update={"assumptions": {**scenario.assumptions, **st.session_state.get("assumptions", {})}}
    )


def begun(scenario: Scenario) -> Scenario:
    """A scenario with the assumptions and the baseline chosen, before any move."""
    baseline = st.session_state.get(BASELINE) or scenario.baseline
    return with_assumptions(scenario).model_copy(update={"baseline": baseline})


def begun_from() -> Scenario:
    """The scenario that the moves are made on."""
    scenario = load_scenario(st.session_state.get("scenario", START))
    if MOVES not in st.session_state:
        take(scenario)
    return scenario


def standing() -> Scenario:
    """What stands on the page of havens, for the other pages."""
    scenario = begun_from()
    return current(begun(scenario.about(st.session_state.get("case"))))


def current(scenario: Scenario) -> Scenario:
    """The scenario with everything chosen on top of it."""
    moved = scenario
    for lever, level in st.session_state[MOVES].items():
        moved = _own(moved, lever) if level == OWN else move(moved, lever, level)
    leaving = tuple(sorted(st.session_state.get("control-leaving", ())))
    return moved.model_copy(
        update={
            "settings": {**moved.settings, **st.session_state[clauses.CHOSEN]},
            "adoption": moved.adoption.model_copy(update={"leaving": leaving}),
        }
    )


def _own(scenario: Scenario, lever: str) -> Scenario:
    if lever == PARTIES:
        states = tuple(st.session_state.get("control-own", ()))
        return scenario.model_copy(update={"adoption": Adoption(list="own", states=states)})
    states = tuple(st.session_state.get("control-declaring", ()))
    return scenario.model_copy(update={"declarations": Declarations(list="own", states=states)})


def refusal() -> str:
    """What was refused since it was last asked, in words."""
    return str(st.session_state.pop("control-refused", ""))


def lists(scenario: Scenario, names: Mapping[str, str]) -> None:
    """Lists of the user's own, beside the levers: who has joined, who has left again, who declares."""
    with st.expander(say("Lists of your own: who has joined, who has left, who declares")):
        st.caption(say("Parties now: {n}. A signature by itself binds to nothing.", n=len(scenario.parties)))
        for lever, key, words in (
            (PARTIES, "control-own", say("States on my list of parties")),
            ("declarations", "control-declaring", say("States that declare on joining")),
        ):
            st.multiselect(words, **offered(key, names, names.__getitem__, partial(_set, lever, OWN), given="default"))
        st.multiselect(
            say("States that have left again"), **offered("control-leaving", names, names.__getitem__, given="default")
        )
