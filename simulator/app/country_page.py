"""My country: one host, the people it shelters, what the rules change for them, and what it could do alone."""

import streamlit as st

from simulator.analysis.country import RULE, Acted, Country, acted, assessed, country, origins_of
from simulator.analysis.ensemble import Progress
from simulator.app import controls, tables
from simulator.app.asking import REPLICATES, SEED
from simulator.app.choices import state_names
from simulator.app.downloads import offer
from simulator.app.keep import offered
from simulator.app.memory import Memory
from simulator.app.style import limits, note
from simulator.app.waiting import with_bar
from simulator.export.country import record
from simulator.model.scenario import Scenario
from simulator.model.world import load_world
from simulator.presentation.country import (
    acts_table,
    headline,
    origins_read,
    origins_table,
    recorded_read,
    recorded_table,
    rule,
)
from simulator.words.masked import masked
from simulator.words.say import Word, say

RUNNING: Word = "Every State of origin on the same draws"
ACTING: Word = "Trying each act alone"
KNOWN: Memory[str, Country] = Memory(16)  # by scenario and host
KNOWN_ACTS: Memory[str, Acted] = Memory(16)


def show() -> None:
    """Draw the page."""
    note()
    st.title(say("My country"))
    names = state_names()
    host = st.selectbox(
        say("Host"), placeholder=say("Choose a State"), **offered("country", names, names.__getitem__, first=False)
    )
    scenario = controls.standing()
    rules = say(
        "Rules: {scenario}, with every lever and assumption as it stands on the page Safe havens.", scenario=say(scenario.title)
    )  # fmt: skip
    st.caption(f"{rules} {say(RULE)}")
    if host is None:
        st.info(
            say(
                "Choose the State whose view you take. Whoever its people come from asks; what you see is what they would meet there."
            )
        )  # fmt: skip
    elif refused := assessed(load_world(), host):
        st.info(f"{masked(refused)} {say('What UNHCR records is shown below.')}")
        _recorded(host)
    else:
        found = _found(scenario, host)
        _results(found)
        _acts(found)
    limits()


def _recorded(host: str) -> None:
    of = (load_world(), *origins_of(load_world(), host))
    tables.draw(recorded_read(*of), say("people recorded"))
    offer(Word("people recorded"), f"country-{host}-recorded", lambda: recorded_table(*of))


def _found(scenario: Scenario, host: str) -> Country:
    def run(progress: Progress) -> Country:
        return country(load_world(), scenario, host, SEED, REPLICATES, progress=progress)

    return KNOWN.found(_name(scenario, host), lambda: with_bar(say(RUNNING), run))


def _name(scenario: Scenario, host: str) -> str:
    return f"{scenario.model_dump_json()}|{host}"


def _results(found: Country) -> None:
    st.markdown(f"#### {headline(found)}")
    st.caption(rule(found))
    tables.draw(origins_read(found), say("by State of origin"))
    offer(Word("by State of origin"), f"country-{found.host}", origins_table(found), also=record(found))


def _acts(found: Country) -> None:
    """What the host could do without the others; some seconds, so only when asked for."""
    st.subheader(say("Its own levers"))
    st.caption(
        say(
            "What this State could do without the others, all else as it stands: what that keeps for the people it shelters, and "
            "what it costs genuine requests to it. In the order of the articles."
        )
    )
    name, place = _name(found.scenario, found.host), st.empty()
    if name not in KNOWN_ACTS and place.button(say("Try each act alone"), key="country-acts"):
        with place:
            KNOWN_ACTS[name] = with_bar(say(ACTING), lambda on: acted(found, on))
    if made := KNOWN_ACTS.get(name):
        tables.draw(acts_table(made), say("its own levers"))
        offer(Word("its own levers"), f"country-{found.host}-acts", lambda: acts_table(made), also=record(found))
