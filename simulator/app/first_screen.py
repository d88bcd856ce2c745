"""The first screen: levers and world view, and the numbers they are fed."""

import streamlit as st

from simulator.analysis.havens import Comparison
from simulator.app import controls
from simulator.app.board.component import board, feed, heard
from simulator.app.board.payload import plan, reference, result, stand, table
from simulator.app.choices import state_names
from simulator.model.compile import Compiler
from simulator.model.levers import PARTIES, first_of, levers
from simulator.model.network import HORIZONS
from simulator.model.scenario import Scenario
from simulator.model.world import World
from simulator.presentation.preview import Pair, key, level_ids, lever_pairs

KNOWN_TABLES = 400  # tables of a lever that are remembered, of all sessions
COUNTS = (0, *range(40, 195, 10), 195)  # numbers of parties that a preview is worked out for


def draw(world: World, original: Scenario) -> None:
    """The board, the same in every run, and the place where its feeds go."""
    board(plan(world), lambda: controls.on_move(original), _on_choose)


def _on_choose() -> None:
    code = heard("choose")
    if code in state_names() and code != st.session_state.get("requesting"):
        st.session_state["host"] = code


def tell(original: Scenario, scenario: Scenario, found: Comparison | None) -> None:
    """Where the levers stand, and what that gives."""
    where = stand(scenario, original, st.session_state.get("host"), controls.answered())
    feed("result", {**where, "result": result(found) if found else None})


def tell_levers(found: Comparison) -> None:
    """What each level of each lever would give; a table is told when it is ready, so the first may be used at once."""
    against, compiler = reference(found), Compiler(found.world)
    for lever in (*levers(), PARTIES):
        feed(f"table-{lever}", table(_pairs(compiler, found, lever, level_ids(lever)), lever, found, against))
    order = found.scenario.adoption.order
    counts = tuple(first_of(order, many) for many in COUNTS)
    feed("table-counts", table(_pairs(compiler, found, PARTIES, counts), PARTIES, found, against))


def _pairs(compiler: Compiler, found: Comparison, lever: str, ids: tuple[str, ...]) -> dict[str, dict[str, Pair]]:
    rest = f"{found.seed}|{found.n}|{found.horizon}|{found.candidates.rule}"
    name = f"{key(found.scenario, lever, found.requesting, rest)}|{ids}"
    known = _known()
    if name not in known:
        if len(known) >= KNOWN_TABLES:
            known.pop(next(iter(known)))
        known[name] = lever_pairs(
            compiler, found.scenario, lever, ids, found.requesting, found.candidates.chosen,
            found.seed, found.n, HORIZONS[found.horizon],
        )  # fmt: skip
    return known[name]


@st.cache_resource(show_spinner=False)
def _known() -> dict[str, dict[str, dict[str, Pair]]]:
    return {}
