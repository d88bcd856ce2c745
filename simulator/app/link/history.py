"""What is chosen on the page as one `Choice`, and the way back and forth through the choices made."""

from collections.abc import Callable

import streamlit as st

from simulator.app import clauses, controls
from simulator.export.link import Choice
from simulator.model.adoption import States
from simulator.model.levers import PARTIES, parties_of
from simulator.model.scenario import Scenario, load_scenario

MADE = "history"  # the choices made, the oldest first
PLACE = "history-place"  # where among them the page stands
MOST = 100  # choices that are kept


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
    """Remember a choice that differs from the one before; what had been undone is then forgotten."""
    made = st.session_state.get(MADE, [])[: st.session_state.get(PLACE, 0) + 1]
    if not made or made[-1] != choice:
        made = [*made, choice][-MOST:]
        st.session_state[MADE], st.session_state[PLACE] = made, len(made) - 1


def forget() -> None:
    """Begin anew: there is no way back from here."""
    st.session_state[MADE] = []


def steps() -> tuple[int, int]:
    """How many steps there are back, and forth."""
    place = st.session_state[PLACE]
    return place, len(st.session_state[MADE]) - 1 - place


def undo() -> None:
    """Show the choice before this one."""
    _go(-1)


def redo() -> None:
    """Show the choice that was undone."""
    _go(1)


def _go(step: int) -> None:
    made, place = st.session_state.get(MADE, []), st.session_state.get(PLACE, 0) + step
    if 0 <= place < len(made):
        st.session_state[PLACE] = place
        apply(made[place])


def _reset(change: Callable[[Choice], Choice]) -> None:
    if made := st.session_state.get(MADE):
        apply(change(made[st.session_state[PLACE]]))


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
