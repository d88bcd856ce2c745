"""What is chosen on the page as one `Choice`, and the choices made, each under a number.

The way back and forth is the browser's: some of its steps change only what is looked at, which Python does not know.
"""

from collections.abc import Callable
from secrets import token_hex
from typing import cast

import streamlit as st

from simulator.app import clauses, controls
from simulator.export.link.choice import Choice
from simulator.model.adoption import States
from simulator.model.levers import PARTIES, parties_of
from simulator.model.scenario import Scenario, load_scenario

MADE = "history"  # the choices made, each with its number, the oldest first
PLACE = "history-place"  # where among them the page stands
BEGUN = "history-begun"  # a name for this row of numbers, and the next of them
MOST = 100  # choices that are kept; link.js keeps as many steps


def chosen(scenario: Scenario) -> Choice:
    """The choice that the page shows; `scenario` is what its controls make of the rules."""
    now = st.session_state
    hosts = now["rule"] if now["rule"] != "own" else States(states=tuple(now.get("own-hosts", ())))
    return Choice(
        base=now["scenario"],
        requesting=now["requesting"],
        host=now.get("host"),
        case=scenario.case,
        baseline=scenario.baseline,
        settings=scenario.settings,
        adoption=scenario.adoption,
        declarations=scenario.declarations,
        assumptions=now.get("assumptions", {}),
        days=now["horizon"],
        hosts=hosts,
    )


def apply(choice: Choice) -> None:
    """Set every control as in a choice; inside a callback, before the page draws them."""
    base = load_scenario(choice.base)
    controls.take(base)
    now = st.session_state
    now[clauses.CHOSEN] = {id: level for id, level in choice.settings.items() if base.settings.get(id) != level}
    now["control-leaving"] = list(choice.adoption.leaving)
    moves = {}
    if choice.adoption.model_copy(update={"leaving": base.adoption.leaving}) != base.adoption:
        moves[PARTIES] = parties_of(choice.adoption)
        now["control-own"] = list(choice.adoption.states)
    if choice.declarations != base.declarations:
        moves["declarations"] = choice.declarations.list
        now["control-declaring"] = list(choice.declarations.states)
    now[controls.MOVES] = moves
    now["scenario"], now["requesting"], now["host"] = choice.base, choice.requesting, choice.host
    now["case"], now["horizon"] = choice.case, choice.days
    now[controls.BASELINE] = choice.baseline if choice.baseline != base.baseline else None
    now["rule"], now["own-hosts"] = choice.hosts, []
    if isinstance(choice.hosts, States):
        now["rule"], now["own-hosts"] = "own", list(choice.hosts.states)
    now["assumptions"] = dict(choice.assumptions)
    now["edition"] = now.get("edition", 0) + 1  # a new table on the page of assumptions


def note(choice: Choice) -> None:
    """Remember a choice that differs from the one before, under a number of its own; what had been undone is then forgotten."""
    now = st.session_state
    begun, made = now.get(BEGUN) or _begin(), now[MADE][: now[PLACE] + 1]
    if not made or made[-1][1] != choice:
        now[BEGUN] = (begun[0], begun[1] + 1)
        now[MADE] = [*made, (begun[1], choice)][-MOST:]
        now[PLACE] = len(now[MADE]) - 1


def _begin() -> tuple[str, int]:
    st.session_state.update({BEGUN: (token_hex(4), 0), MADE: [], PLACE: -1})
    return cast(tuple[str, int], st.session_state[BEGUN])


def forget() -> None:
    """Begin anew: there is no way back from here."""
    _begin()


def standing_at() -> tuple[str, int]:
    """Under which name the choices are numbered, and the number of the one shown."""
    now = st.session_state
    return now[BEGUN][0], now[MADE][now[PLACE]][0]


def go(number: object) -> None:
    """Show the choice of that number again; one that is no longer remembered changes nothing."""
    for place, (known, choice) in enumerate(st.session_state.get(MADE, [])):
        if known == number:
            st.session_state[PLACE] = place
            apply(choice)


def _reset(change: Callable[[Choice], Choice]) -> None:
    if made := st.session_state.get(MADE):
        apply(change(made[st.session_state[PLACE]][1]))


def reset_policies() -> None:
    """Settings, parties and declarations as in the scenario; everything else stays, edited assumptions too."""
    rules = ("settings", "adoption", "declarations")
    _reset(lambda now: now.model_copy(update={name: getattr(Choice.of(now.base), name) for name in rules}))


def reset_assumptions() -> None:
    """Every assumption at the value of the scenario; the rules stay."""
    _reset(lambda now: now.model_copy(update={"assumptions": {}}))


def reset_everything() -> None:
    """The page as it opens."""
    _reset(lambda now: Choice.of())
