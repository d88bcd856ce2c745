"""The nine controls in four questions: each a row of options from least to most protective.

An option sets one setting of the catalogue, or several that a reader thinks of as one. A scenario whose levels
match no option keeps them under `AS_SCENARIO`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import streamlit as st

from simulator.app import clauses
from simulator.law.instruments import CONVENTION, load_instruments
from simulator.law.settings import load_catalogue
from simulator.model.adoption import ORDERS, Adoption, Declarations, in_force
from simulator.model.scenario import Scenario

AS_SCENARIO = "as in the scenario"
ADOPTION = {
    "none": "nobody (not in force)",
    "ratifiers": "those reported to have ratified",
    "sponsors_allies": "sponsors of 2019, and those that voted yes and are not rated Free",
    "signatories": "all known signatories",
    "signatories_eu": "signatories and all EU members",
    "universal": "every State",
    "first": "the first so many along an order",
    "own": "my own list",
}
DECLARATIONS = {
    "none": "nobody",
    "rated_free": "parties rated Free declare to refuse whenever the text permits",
    "all": "every party does",
    "own": "my own list",
}


@dataclass(frozen=True, slots=True)
class Control:
    """One control: its question, and the levels that each option sets."""

    id: str
    question: str
    title: str
    options: Mapping[str, Mapping[str, str]]
    note: str

    @property
    def key(self) -> str:
        """Key of its widget."""
        return f"control-{self.id}"

    def option_of(self, scenario: Scenario) -> str:
        """The option whose levels a scenario has."""
        for name, levels in self.options.items():
            if all(scenario.treaty[setting] == level for setting, level in levels.items()):
                return name
        return AS_SCENARIO


def _single(setting: str, question: str, title: str) -> Control:
    entry = load_catalogue()[setting]
    options = {level.name: {setting: level.id} for level in entry.level if level.acts}
    note = f"Adopted text: {entry[entry.adopted].name}; article {entry.article} [{entry.mark.value}], paraphrase."
    return Control(setting, question, title, options, note)


QUESTIONS = {
    "ask": "What can be asked?",
    "crime": "Must it be a crime in both?",
    "refuse": "When is help refused?",
    "join": "Who has joined?",
}


@lru_cache(maxsize=1)
def controls() -> tuple[Control, ...]:
    """The controls that set levels; adoption and declarations come beside them."""
    return (
        _single("scope", "ask", "Which crimes"),
        _single("threshold_years", "ask", "Years that make a crime serious"),
        _single("offence_list", "ask", "List of Convention offences"),
        Control(
            "dual_criminality",
            "crime",
            "Dual criminality",
            {
                "not required": {"dc_preservation": "none", "dc_stored": "none", "dc_realtime": "none", "dc_extradition": "waivable"},
                "as adopted": {s: load_catalogue()[s].adopted for s in ("dc_preservation", "dc_stored", "dc_realtime", "dc_extradition")},
                "mandatory": {
                    "dc_preservation": "mandatory", "dc_stored": "mandatory",
                    "dc_realtime": "mandatory", "dc_extradition": "strict",
                },
            },
            "Adopted text: refusal is optional for data, the rule for extradition; 37(1)-(2), 40(8), 42(4)-(5), paraphrase.",
        ),
        _single("dc_test", "crime", "What must match"),
        _single("rights_clause", "refuse", "Human-rights refusal clause"),
        _single("persecution", "refuse", "Persecution as a ground"),
    )  # fmt: skip


def take(scenario: Scenario) -> None:
    """Set every control to what a scenario has."""
    for control in controls():
        st.session_state[control.key] = control.option_of(scenario)
    st.session_state[clauses.CHOSEN] = {}
    st.session_state["control-adoption"] = scenario.adoption.list
    st.session_state["control-own"] = list(scenario.adoption.states)
    st.session_state["control-order"] = scenario.adoption.order
    st.session_state["control-first"] = scenario.adoption.first or load_instruments()[CONVENTION].minimum_parties
    st.session_state["control-leaving"] = list(scenario.adoption.leaving)
    st.session_state["control-declarations"] = scenario.declarations.list
    st.session_state["control-declaring"] = list(scenario.declarations.states)


def show(scenario: Scenario, names: Mapping[str, str]) -> Scenario:
    """Draw the controls, and return the scenario as they stand."""
    settings = dict(scenario.settings)
    for question, words in QUESTIONS.items():
        st.subheader(words)
        for control in controls():
            if control.question == question:
                settings |= _show_one(control, scenario)
    adoption = _adoption(names)
    declarations = _declarations(names)
    settings |= clauses.show(settings)
    return scenario.model_copy(update={"settings": settings, "adoption": adoption, "declarations": declarations})


def _show_one(control: Control, scenario: Scenario) -> Mapping[str, str]:
    options = list(control.options)
    if control.option_of(scenario) == AS_SCENARIO:
        options = [AS_SCENARIO, *options]
    if st.session_state.get(control.key) not in options:
        st.session_state[control.key] = control.option_of(scenario)
    chosen = st.select_slider(control.title, options, key=control.key, help=_levels_in_words(control))
    st.caption(control.note)
    return {} if chosen == AS_SCENARIO else control.options[chosen]


def _levels_in_words(control: Control) -> str:
    catalogue = load_catalogue()
    lines = ["As understood, not checked against the official text:"]
    for name, levels in control.options.items():
        for setting, id in levels.items():
            level = catalogue[setting][id]
            lines.append(
                f"- **{name}** ({catalogue[setting].title}): {level.paraphrase} Article {level.article} [{level.mark.value}]"
            )
    return "\n".join(lines)


def _adoption(names: Mapping[str, str]) -> Adoption:
    chosen = st.selectbox(
        "Parties to the Convention", ADOPTION, format_func=ADOPTION.__getitem__, key="control-adoption"
    )
    own: list[str] = []
    order, first = st.session_state.get("control-order", "signature"), None
    if chosen == "own":
        own = st.multiselect("States on my list", list(names), format_func=names.__getitem__, key="control-own")
    if chosen == "first":
        order = st.selectbox("Order of joining", list(ORDERS), format_func=ORDERS.__getitem__, key="control-order")
        first = st.number_input("How many have joined", 0, 195, step=1, key="control-first")
    leaving = st.multiselect(
        "States that have left again", list(names), format_func=names.__getitem__, key="control-leaving"
    )
    adoption = Adoption(list=chosen, states=tuple(own), order=order, first=first, leaving=tuple(leaving))
    parties = len(adoption.parties())
    force = "in force" if in_force(adoption.joined()) else "not in force: it takes forty, 65(1) [text]"
    st.caption(f"{parties} parties: {force}. A signature by itself binds to nothing.")
    return adoption


def _declarations(names: Mapping[str, str]) -> Declarations:
    chosen = st.selectbox(
        "Declarations on joining", DECLARATIONS, format_func=DECLARATIONS.__getitem__, key="control-declarations"
    )
    own: list[str] = []
    if chosen == "own":
        own = st.multiselect("States that declare", list(names), format_func=names.__getitem__, key="control-declaring")
    return Declarations(list=chosen, states=tuple(own))
