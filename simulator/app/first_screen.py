"""The first screen: levers and world view, and the numbers they are fed."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from simulator.analysis.havens import Comparison
from simulator.app import controls
from simulator.app.board.component import board, feed, heard
from simulator.app.board.payload import genuine_met, plan, reference, rest, result, stand, table
from simulator.app.choices import state_names
from simulator.model.compile import Compiler
from simulator.model.levers import PARTIES, first_of, levers
from simulator.model.network import HORIZONS
from simulator.model.scenario import Scenario
from simulator.model.world import World
from simulator.presentation.preview import Pair, key, level_ids, lever_pairs

Pairs = dict[str, dict[str, Pair]]
KNOWN_TABLES = 1024  # tables that are remembered
TENS = (0, *range(40, 195, 10), 195)  # numbers of parties worked out first; fewer than forty carry nothing
AT_ONCE = 16  # numbers of parties in one table after them


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


def tell_genuine(found: Comparison) -> None:
    """What the same rules do for genuine cooperation."""
    feed("genuine", genuine_met(found))


def tell_levers(found: Comparison, every_number: bool) -> None:
    """What each level of each lever would give; a table is told when it is ready, so the first may be used at once.

    The numbers of parties come in tens, or one by one with `every_number`.
    """
    tick = st.empty()  # written to between two pieces of work, which stops them when something new was chosen
    against, compiler = reference(found), Compiler(found.world)
    known = {
        one.model_dump_json(): found.counts(ensemble)
        for one, ensemble in ((found.baseline, found.before), (found.scenario, found.after))
    }

    def pairs(lever: str, ids: tuple[str, ...]) -> Pairs:
        return lever_pairs(
            compiler, found.scenario, lever, ids, found.requesting, found.candidates.chosen, found.seed, found.n,
            HORIZONS[found.horizon], lambda share: tick.empty(), known,
        )  # fmt: skip

    for name, lever, ids in _tables(found, every_number):
        remembered = f"{key(found.scenario, lever, found.requesting, rest(found))}|{ids}"
        feed(f"table-{name}", table(_remember(remembered, partial(pairs, lever, ids)), lever, found, against))


def _tables(found: Comparison, every_number: bool) -> list[tuple[str, str, tuple[str, ...]]]:
    """Name, lever and levels of each table: numbers of parties in tens first, all of them last."""
    order = found.scenario.adoption.order
    tables = [(lever, lever, level_ids(lever)) for lever in (*levers(), PARTIES)]
    tables.append(("tens", PARTIES, tuple(first_of(order, many) for many in TENS)))
    for start in range(TENS[1], TENS[-1], AT_ONCE) if every_number else ():
        many = range(start, min(start + AT_ONCE, TENS[-1]))
        tables.append((f"from-{start}", PARTIES, tuple(first_of(order, one) for one in many if one not in TENS)))
    return tables


def _remember(name: str, work: Callable[[], Pairs]) -> Pairs:
    known = _known()
    if name not in known:
        made = work()
        if len(known) >= KNOWN_TABLES:
            known.pop(next(iter(known)), None)  # another session may have been first
        known[name] = made
    return known[name]


@st.cache_resource(show_spinner=False)
def _known() -> dict[str, Pairs]:
    """Tables of levers, the last so many of all sessions."""
    return {}
