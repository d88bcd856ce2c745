"""A scenario told in a room: one step at a time, read from the back row, with the live board under it."""

from functools import lru_cache
from typing import Any

import streamlit as st

from simulator.analysis.story import Story, story
from simulator.app import controls, first_screen
from simulator.app.asking import SEED, answer, ask
from simulator.app.choices import choose_requesting, state_names
from simulator.app.keep import offered, on_choice
from simulator.app.link import history
from simulator.app.style import limits, style
from simulator.export.link.choice import Choice
from simulator.model.scenario import Scenario, load_scenario, scenario_paths
from simulator.model.steps import after
from simulator.model.world import load_world
from simulator.presentation.story import story_lines
from simulator.words.masked import untold
from simulator.words.say import say

STEP, LINE = "present-step", "present-line"  # which step is told, and how much of its possible world
LINES = "present-lines"  # how many lines that world has
BACK, FORTH = "present-back", "present-forth"  # keys of the buttons
_REMOTE = """
export default function ({ parentElement: root }) {
  const remote = (globalThis.safeHavensRemote ??= {});
  const begun = remote.root;
  remote.root = root;
  if (begun) return;
  const press = (key, looks = 100) => {
    const button = document.querySelector(`.st-key-${key} button`);
    if (button) button.click();
    else if (looks && remote.root.isConnected) setTimeout(press, 50, key, looks - 1); // it is still being drawn
  };
  addEventListener("keydown", (event) => {
    const key = { PageUp: "present-back", PageDown: "present-forth" }[event.key];
    if (!key || !remote.root.isConnected) return;
    event.preventDefault();
    press(key);
  }, true);
}
"""  # the keys work wherever the focus is, which the framework's own shortcuts do not
_CSS = """
.st-key-told p { font-size: clamp(1.5rem, 2.6vw, 3rem); line-height: 1.25; text-wrap: balance; margin: 0; }
.st-key-asked-of-room p { font-size: clamp(1.2rem, 1.9vw, 2.2rem); line-height: 1.3; color: var(--accent); margin: 0; }
.st-key-days li:last-child { font-size: clamp(1.2rem, 1.9vw, 2.2rem); line-height: 1.3; }
"""


def show() -> None:
    """Draw the page."""
    style()
    st.html(f"<style>{_CSS}</style>")
    told = {id: one for id in scenario_paths() if (one := load_scenario(id)).steps}
    st.session_state.setdefault("present-scenario", next(iter(told)))
    scenario = told[st.session_state["present-scenario"]]
    if STEP not in st.session_state:
        _go(scenario, 0)
    place, line = st.session_state[STEP], st.session_state[LINE]
    step = scenario.steps[place]
    buttons, who, which = st.columns((2, 1, 1), vertical_alignment="bottom")
    with buttons:
        _forth_and_back(scenario, place, line)
    with who:
        requesting = choose_requesting(state_names())
    which.selectbox(
        say("Scenario told"), **offered("present-scenario", told, lambda id: say(told[id].title)),
        on_change=on_choice("present-scenario", lambda: _go(told[st.session_state["present-scenario"]], 0)),
    )  # fmt: skip
    with st.container(key="told"):
        st.markdown(untold(say(step.text)))
    if step.question:
        with st.container(key="asked-of-room"):
            st.markdown(untold(say(step.question)))
    if step.world is not None:
        _day_by_day(requesting, st.session_state.get("host"), step.world, line)
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
    now[STEP], now[LINE], now[LINES] = place, 1, 1


def _forth_and_back(scenario: Scenario, place: int, line: int) -> None:
    """The buttons, and the keys that a presenter's remote sends."""

    def forth() -> None:
        if st.session_state[LINE] < st.session_state[LINES]:
            st.session_state[LINE] += 1
        elif place + 1 < len(scenario.steps):
            _go(scenario, place + 1)

    def back() -> None:
        if st.session_state[LINE] > 1:
            st.session_state[LINE] -= 1
        elif place:
            _go(scenario, place - 1)

    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(say("Back"), on_click=back, key=BACK, disabled=place == 0 and line == 1)
        st.button(say("Next"), on_click=forth, key=FORTH, type="primary")
        st.caption(
            say(
                "Step {n} of {all}; Page Up and Page Down, as a remote sends them",
                n=place + 1, all=len(scenario.steps),
            )
        )  # fmt: skip
    _remote()(key="remote")


@lru_cache(maxsize=1)
def _remote() -> Any:
    return st.components.v2.component("safe_havens_remote", js=_REMOTE)


def _day_by_day(requesting: str | None, host: str | None, number: int, line: int) -> None:
    """One possible world of the rules as they stand, up to the event that is being told."""
    if requesting is None or host in (None, requesting):
        st.markdown(
            f"#### {say('Choose a requesting State above and a host on the map, to follow one request day by day.')}"
        )
        if requesting:
            names = {code: name for code, name in state_names().items() if code != requesting}
            st.selectbox(
                say("Host"), index=None, placeholder=say("Choose a State"), **offered("host", names, names.__getitem__)
            )
        return
    one = _told(controls.standing().model_dump_json(), requesting, str(host), number)
    lines = story_lines(one, load_world())
    st.session_state[LINES] = len(lines)
    with st.container(key="days"):
        st.markdown("\n".join(f"- {one}" for one in lines[:line]))


@st.cache_data(show_spinner=False, max_entries=64)
def _told(scenario: str, requesting: str, host: str, number: int) -> Story:
    return story(load_world(), Scenario.model_validate_json(scenario), requesting, host, SEED, number)


def _board(scenario: Scenario) -> None:
    """The levers and the world, live: a facilitator may leave the steps at any moment."""
    original, now = controls.begun(scenario), controls.standing()
    first_screen.draw(load_world(), original)
    found = answer(ask(now, st.session_state.get("requesting")))
    with st.container(key="feeds"):
        first_screen.tell(original, now, found)
        if found:
            first_screen.tell_genuine(found)
            first_screen.tell_levers(found, every_number=False)
