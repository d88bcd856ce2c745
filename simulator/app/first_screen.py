"""The first screen: levers and world view, and the numbers they are fed."""

from collections.abc import Mapping

import streamlit as st

from simulator.analysis.havens import Comparison
from simulator.app.acts import answered
from simulator.app.board.component import board, feed
from simulator.app.board.payload import Asked, asked, genuine_met, plan, reference, result, stand, table
from simulator.app.choices import state_names
from simulator.app.memory import Memory
from simulator.app.turns import TURNS, Rank
from simulator.model.adoption import Order
from simulator.model.compile import Compiler
from simulator.model.levers import PARTIES, first_of, level_at, levers
from simulator.model.scenario import Scenario
from simulator.model.world import World
from simulator.presentation.preview import Pair, level_ids, lever_pairs
from simulator.words.names import real_code

Pairs = dict[str, dict[str, Pair]]
TABLES: Memory[str, Pairs] = Memory(512)  # levels of levers
TENS = (0, *range(40, 195, 10), 195)  # numbers of parties worked out first; fewer than forty carry nothing
AT_ONCE = 16  # numbers of parties in one table after them


def draw(world: World) -> None:
    """The board, the same in every run."""
    board(plan(world))


def choose(sent: object) -> None:
    """Take the State that was chosen on the board."""
    code = real_code(sent) if isinstance(sent, str) else ""
    if code in state_names() and code != st.session_state.get("requesting"):
        st.session_state["host"] = code


def tell(original: Scenario, scenario: Scenario, found: Comparison | None) -> None:
    """Where the levers stand, and what that gives."""
    _tell(original, scenario, result(asked(found), reference(found), found) if found else None)


def tell_known(original: Scenario, of: Asked) -> bool:
    """The same where a preview has already worked it out, and whether one had: the answer to most moves of one lever."""
    for lever in (*levers(), PARTIES):
        known = TABLES.get(of.key(lever), {}).get(level_at(of.scenario, lever) or "")
        if known:
            _tell(original, of.scenario, result(of, known))
            return True
    return False


def _tell(original: Scenario, scenario: Scenario, told: Mapping[str, object] | None) -> None:
    where = stand(scenario, original, st.session_state.get("host"), answered())
    feed("result", {**where, "result": told})


def tell_genuine(found: Comparison) -> None:
    """What the same rules do for genuine cooperation."""
    with TURNS.turn(Rank.PRICE, st.empty().empty):
        met = genuine_met(found)
    feed("genuine", met)


def tell_levers(found: Comparison, every_number: bool) -> None:
    """What each level of each lever would give; a table is told when it is ready, so the first may be used at once.

    The numbers of parties come in tens, or one by one with `every_number`.
    """
    tick = st.empty()  # written to between two pieces of work, which stops them when something new was chosen
    of, against, compiler, ticket = asked(found), reference(found), Compiler(found.world), TURNS.ticket()
    known = {
        one.model_dump_json(): found.counts(ensemble)
        for one, ensemble in ((found.baseline, found.before), (found.scenario, found.after))
    }
    for name, lever, ids in _wanted(found.scenario.adoption.order, every_number):
        pairs = TABLES.found(of.key(lever), dict)  # filled here
        missing = [id for id in ids if id not in pairs]
        if missing:
            with TURNS.turn(Rank.PREVIEW, tick.empty, ticket):
                pairs |= lever_pairs(
                    compiler, of.scenario, lever, missing, of.requesting, of.candidates.chosen, of.seed, of.n,
                    of.horizon, lambda share: tick.empty(), known,
                )  # fmt: skip
        feed(f"table-{name}", table({id: pairs[id] for id in ids}, lever, of, against))


def _wanted(order: Order, every_number: bool) -> list[tuple[str, str, tuple[str, ...]]]:
    """Name, lever and levels of each table: numbers of parties in tens first, all of them last."""
    tables = [(lever, lever, level_ids(lever)) for lever in (*levers(), PARTIES)]
    tables.append(("tens", PARTIES, tuple(first_of(order, many) for many in TENS)))
    for start in range(TENS[1], TENS[-1], AT_ONCE) if every_number else ():
        many = range(start, min(start + AT_ONCE, TENS[-1]))
        tables.append((f"from-{start}", PARTIES, tuple(first_of(order, one) for one in many if one not in TENS)))
    return tables
