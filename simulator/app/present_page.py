"""A scenario told in a room: one step at a time, read from the back row, with the live board under it."""

from pathlib import Path

import streamlit as st

from simulator.analysis.story import Story, story
from simulator.app import acts, controls, first_screen
from simulator.app.asking import SEED, answer, ask
from simulator.app.choices import choose_requesting, state_names
from simulator.app.component import component
from simulator.app.keep import offered
from simulator.app.link import history
from simulator.app.style import limits, note
from simulator.export.link.choice import Choice
from simulator.model.scenario import Scenario, Step, load_scenario, scenario_paths
from simulator.model.steps import after
from simulator.model.world import load_world
from simulator.presentation.story import story_lines
from simulator.words.masked import untold
from simulator.words.say import say

STEP, LINE = "present-step", "present-line"  # which step is told, and how much of its possible world
HERE, REMOTE = Path(__file__).parent / "remote", "remote"


def show() -> None:
    """Draw the page."""
    note()
    told = {id: one for id in scenario_paths() if (one := load_scenario(id)).steps}
    st.session_state.setdefault("present-scenario", next(iter(told)))
    scenario = told[st.session_state["present-scenario"]]
    if STEP not in st.session_state:
        _go(scenario, 0)
    place, line = st.session_state[STEP], st.session_state[LINE]
    step = scenario.steps[place]
    buttons, who, which = st.columns((2, 1, 1), vertical_alignment="bottom")
    with buttons:
        _forth_and_back(scenario, place)
    with who:
        requesting = choose_requesting(state_names())
    which.selectbox(
        say("Scenario told"),
        **offered(
            "present-scenario", told, lambda id: say(told[id].title), lambda: _go(told[st.session_state["present-scenario"]], 0)
        ),
    )  # fmt: skip
    with st.container(key="told"):
        st.markdown(untold(say(step.text)))
    if step.question:
        with st.container(key="asked-of-room"):
            st.markdown(untold(say(step.question)))
    if step.world is not None:
        _day_by_day(step, requesting, line)
    _board(scenario)
    limits()


def _go(scenario: Scenario, place: int) -> None:
    """Set every control as after a step; inside a callback, or before the page draws them."""
    steps, now = scenario.steps[: place + 1], st.session_state
    moved = after(scenario, place + 1)
    choice = Choice.of(scenario.id).model_copy(
        update={
            "settings": moved.settings,
            "adoption": moved.adoption,
            "declarations": moved.declarations,
            "requesting": next((step.requesting for step in reversed(steps) if step.requesting), now.get("requesting")),
            "host": next((step.host for step in reversed(steps) if step.host), now.get("host")),
            "assumptions": now.get("assumptions", {}),
        }
    )
    history.apply(choice)
    now[STEP], now[LINE] = place, 1


def step(by: object) -> None:
    """One line of the possible world on or back, or else one step."""
    now = st.session_state
    if by not in (-1, 1) or STEP not in now:
        return
    scenario = load_scenario(now["present-scenario"])
    place, line = now[STEP] + by, now[LINE] + by
    if 1 <= line <= max(1, len(_lines(scenario.steps[now[STEP]]))):
        now[LINE] = line
    elif 0 <= place < len(scenario.steps):
        _go(scenario, place)


def _forth_and_back(scenario: Scenario, place: int) -> None:
    """The buttons; the keys that a presenter's remote sends do the same."""
    with st.container(horizontal=True, vertical_alignment="center"):
        component(HERE, "remote", acts.SCRIPT)(
            data={"words": [say("Back"), say("Next")]}, key=REMOTE, on_acts_change=acts.hear(REMOTE), width="content"
        )
        st.caption(
            say(
                "Step {n} of {all}; Page Up and Page Down, as a remote sends them",
                n=place + 1, all=len(scenario.steps),
            )
        )  # fmt: skip


def _lines(step: Step) -> list[str]:
    """What happens in the possible world that a step tells, event by event; nothing without somebody who asks and a host."""
    requesting, host = st.session_state.get("requesting"), st.session_state.get("host")
    if step.world is None or requesting is None or host in (None, requesting):
        return []
    return story_lines(_told(controls.standing().model_dump_json(), requesting, str(host), step.world), load_world())


def _day_by_day(step: Step, requesting: str | None, line: int) -> None:
    """One possible world of the rules as they stand, up to the event that is being told."""
    if lines := _lines(step):
        with st.container(key="days"):
            st.markdown("\n".join(f"- {one}" for one in lines[:line]))
        return
    st.markdown(
        f"#### {say('Choose a requesting State above and a host on the map, to follow one request day by day.')}"
    )
    if requesting:
        names = {code: name for code, name in state_names().items() if code != requesting}
        st.selectbox(
            say("Host"), placeholder=say("Choose a State"), **offered("host", names, names.__getitem__, first=False)
        )


@st.cache_data(show_spinner=False, max_entries=64)
def _told(scenario: str, requesting: str, host: str, number: int) -> Story:
    return story(load_world(), Scenario.model_validate_json(scenario), requesting, host, SEED, number)


def _board(scenario: Scenario) -> None:
    """The levers and the world, live: a facilitator may leave the steps at any moment."""
    original, now = controls.begun(scenario), controls.standing()
    first_screen.draw(load_world())
    found = answer(ask(now, st.session_state.get("requesting")))
    with st.container(key="feeds"):
        first_screen.tell(original, now, found)
        if found:
            first_screen.tell_genuine(found)
            first_screen.tell_levers(found, every_number=False)
