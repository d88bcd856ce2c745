"""My country: one host, the people it shelters, what the rules change for them, and what it could do alone."""

from typing import TypeVar

import pandas as pd
import streamlit as st

from simulator.analysis.country import RULE, Acted, Country, acted, assessed, country, origins_of
from simulator.app import controls
from simulator.app.choices import state_names
from simulator.app.downloads import offer
from simulator.app.memory import make_room
from simulator.app.style import limits, style
from simulator.export.country import record
from simulator.model.scenario import Scenario
from simulator.model.world import load_world
from simulator.presentation.country import acts_table, headline, origins_read, origins_table, rule
from simulator.words.masked import masked

REPLICATES, SEED = 1024, 1
RUNNING = "Every State of origin on the same draws"
ACTING = "Trying each act alone"
REMEMBERED = 16
_Run = TypeVar("_Run")


def show() -> None:
    """Draw the page."""
    style()
    st.title("My country")
    names = state_names()
    host = st.selectbox(
        "Host", list(names), index=None, format_func=names.__getitem__, placeholder="Choose a State", key="country"
    )
    scenario = controls.standing()
    st.caption(f"Rules: {scenario.title}, with every lever and assumption as it stands on the page Safe havens. {RULE}")
    if host is None:
        st.info(
            "Choose the State whose view you take. Whoever its people come from asks; what you see is what they would meet there."
        )
    elif refused := assessed(load_world(), host):
        st.info(f"{masked(refused)} What UNHCR records is shown below.")
        _recorded(host)
    else:
        found = _found(scenario, host)
        _results(found)
        _acts(found)
    limits()


def _recorded(host: str) -> None:
    states = load_world().states
    places, people = origins_of(load_world(), host)
    table = pd.DataFrame(
        [{"people from": states[i].name, "protected persons": int(n)} for i, n in zip(places, people, strict=True)]
    )
    st.table(masked(table))
    offer("people recorded", f"country-{host}-recorded", table)


def _found(scenario: Scenario, host: str) -> Country:
    known, name = _known(), f"{scenario.model_dump_json()}|{host}"
    if name not in known:
        bar = st.progress(0.0, RUNNING)
        found = country(
            load_world(), scenario, host, SEED, REPLICATES, progress=lambda share: bar.progress(share, RUNNING)
        )
        bar.empty()
        _keep(known, name, found)
    return known[name]


def _keep(known: dict[str, _Run], name: str, found: _Run) -> None:
    make_room(known, REMEMBERED)
    known[name] = found


@st.cache_resource(show_spinner=False)
def _known() -> dict[str, Country]:
    """The last few runs of all sessions."""
    return {}


@st.cache_resource(show_spinner=False)
def _known_acts() -> dict[str, Acted]:
    """What hosts could do alone, the last few of all sessions."""
    return {}


def _results(found: Country) -> None:
    st.markdown(f"#### {headline(found)}")
    st.caption(rule(found))
    st.table(masked(origins_read(found)))  # no column can be sorted: nothing here is a ranking
    offer("by State of origin", f"country-{found.host}", origins_table(found), also=record(found))


def _acts(found: Country) -> None:
    """What the host could do without the others; some seconds, so only when asked for."""
    st.subheader("Its own levers")
    st.caption(
        "What this State could do without the others, all else as it stands: what that keeps for the people it shelters, and "
        "what it costs genuine requests to it. In the order of the articles."
    )
    known, name = _known_acts(), f"{found.scenario.model_dump_json()}|{found.host}"
    place = st.empty()
    if name not in known and place.button("Try each act alone", key="country-acts"):
        bar = place.progress(0.0, ACTING)
        made = acted(found, lambda share: bar.progress(share, ACTING))
        place.empty()
        _keep(known, name, made)
    if name in known:
        table = acts_table(known[name])
        st.table(table.set_index("what"))
        offer("its own levers", f"country-{found.host}-acts", table, also=record(found))
