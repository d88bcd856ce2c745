"""Why, and what brings it back: one question at a time, worked out when it is chosen, and how sure the answer is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from simulator.analysis.alone import alone
from simulator.analysis.ensemble import BAND_DRAWS, Progress
from simulator.analysis.havens import Comparison
from simulator.analysis.why import claims
from simulator.analysis.why.frontier import frontier
from simulator.analysis.why.needs import needs
from simulator.analysis.why.restore import restore
from simulator.analysis.why.shares import shares
from simulator.analysis.why.single import moves
from simulator.analysis.why.sure import Sures
from simulator.analysis.why.weakest import weakest
from simulator.app import tables
from simulator.app.charts import chart
from simulator.app.downloads import offer
from simulator.app.keep import choice, offered
from simulator.app.memory import Memory
from simulator.app.waiting import with_bar
from simulator.errors import SimulatorError
from simulator.model.network import HORIZONS
from simulator.presentation import why as told
from simulator.presentation.frontier import frontier_figure
from simulator.presentation.marks import MARKS_OF_LAW
from simulator.presentation.said import said
from simulator.presentation.sure import with_sure
from simulator.words.figures import DAYS, NEAREST, number
from simulator.words.masked import masked
from simulator.words.say import Word, in_english, say, spoken

REPLICATES = 256
QUESTIONS: dict[str, Word] = {
    "needs": "What do the losses need?",
    "shares": "Which change did what?",
    "back": "Which single change brings one back?",
    "restore": "Which smallest sets bring half back?",
    "frontier": "Havens against genuine requests",
    "alone": "What can the chosen host do alone?",
    "weakest": "On which assumption does the chosen host hang?",
}
OF_HOST = ("alone", "weakest")
OF_LAW = ("shares", "back", "restore")  # whose answers name articles with their marks
WORKING: Word = "Trying changes on the same draws"
DRAWING: Word = "Drawing the assumptions {n} times"
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What is shown, and how its claims are looked at again in every draw, where that is not done yet."""

    lines: list[str]
    table: pd.DataFrame
    sures: Callable[[Progress], Sures] | None = None
    figure: Callable[[date], go.Figure] | None = None  # as made on a day


ANSWERS: Memory[Key, Answer] = Memory(32)
SURES: Memory[Key, Sures] = Memory(32)  # how sure their claims are, where somebody asked


def draw(found: Comparison) -> None:
    """The questions, and the answer to the one that is chosen."""
    with st.expander(say("Why, and what brings it back")):
        question = st.radio(say("Question"), **offered("why-question", [None, *QUESTIONS], _named), horizontal=True)
        kinds = {"data": say("Data havens"), "person": say("Person havens")}
        kind = st.radio(say("Kind of haven"), **offered("why-kind", kinds, kinds.__getitem__), horizontal=True)
        every = st.toggle(say("All routes, not only those open today"), **choice("why-all-routes", False))
        host = st.session_state.get("host") if question in OF_HOST else None
        if question is None:
            st.caption(say("Choose a question. Nothing is ranked but by havens kept and exposure lowered."))
        elif question in OF_HOST and host is None:
            st.caption(say("Choose a state on the board, or below under “Why?”."))
        else:
            try:
                _show(found, question, kind, every, host)
            except SimulatorError as fault:
                st.info(masked(str(fault)))


def _named(question: str | None) -> str:
    return say("no question") if question is None else say(QUESTIONS[question])


def _show(found: Comparison, question: str, kind: str, every: bool, host: str | None) -> None:
    tongue = spoken()
    key = (
        tongue.language,
        tongue.register,
        tongue.aliases.id,
        question,
        found.scenario.model_dump_json(),
        *map(str, (found.requesting, host, kind, every, found.horizon)),
    )
    answer = _answer(found, question, kind, every, host, key)
    for line in answer.lines:
        st.markdown(line)
    name = "-".join([found.scenario.id, found.requesting, *([host] if host else []), question])
    if answer.figure is not None:
        chart(answer.figure(date.today()), name)
    if answer.table.empty:
        return
    sures = _sures(answer, key)
    table = with_sure(answer.table, sures)
    if question in OF_HOST:
        table = told.of_one_host_read(table)
    tables.draw(said(table.drop(columns="id", errors="ignore")), say(QUESTIONS[question]))
    also = {"question": QUESTIONS[question], "host": host, "kind": kind, "all_routes": every}
    with in_english():
        kept = with_sure(_answer(found, question, kind, every, host, key).table, sures)
    offer(Word("this answer"), name, kept, found, also | ({} if question == "needs" else {"replicates": REPLICATES}))
    if question in OF_HOST:
        st.caption(say(NEAREST))
    if sures or question == "needs":
        st.caption(say(told.CLAIMED[question]))
    if question in OF_LAW:
        st.caption(say(MARKS_OF_LAW))
    n = found.n if question == "needs" else REPLICATES
    st.caption(
        say("{n} possible worlds, candidate hosts by the rule of the program. {days}", n=number(n), days=say(DAYS))
    )


def _sures(answer: Answer, key: Key) -> Sures:
    """How sure each claim is, once somebody asks; whoever moves a control stops the work."""
    if answer.sures is None or key in SURES:
        return SURES.get(key, {})
    drawing = say(DRAWING, n=BAND_DRAWS)
    stops = say("{work}: up to a minute; moving a control stops it", work=drawing)
    if not st.button(say("How sure is that?"), key="why-sure", help=stops):
        return {}
    SURES[key] = sures = with_bar(drawing, answer.sures)
    return sures


def _answer(found: Comparison, question: str, kind: str, every: bool, host: str | None, key: Key) -> Answer:
    if question == "needs":  # the comparison has it already, and as much of its band as is drawn
        lost = needs(found, kind)
        return Answer(told.needs_lines(lost), told.needs_table(lost, found.world))
    work = partial(_worked_out, found, question, kind, every, host)
    return ANSWERS.found(key, lambda: with_bar(say(WORKING), work))


def _worked_out(
    found: Comparison, question: str, kind: str, every: bool, host: str | None, progress: Progress
) -> Answer:
    world, scenario, who, horizon = found.world, found.scenario, found.requesting, HORIZONS[found.horizon]
    run = (found.seed, REPLICATES, horizon)
    if question == "shares":
        parts = shares(world, scenario, who, *run, progress=progress)
        return Answer(
            told.shares_lines(parts), told.shares_table(parts), lambda on: claims.sure_of_shares(parts, progress=on)
        )
    if question == "back":
        single = moves(world, scenario, who, None, kind, every, *run, progress=progress)
        return Answer(
            [told.moves_line(single)], told.moves_table(single), lambda on: claims.sure_of_moves(world, single, on)
        )
    if question == "restore":
        sets = restore(world, scenario, who, kind, 0.5, every, *run, progress=progress)
        return Answer(
            told.restore_lines(sets, world), told.restore_table(sets),
            lambda on: told.by_change(sets, claims.sure_of_sets(world, sets, on)),
        )  # fmt: skip
    if question == "frontier":
        points = frontier(world, scenario, who, kind, *run, progress=progress)
        return Answer(
            [], told.frontier_table(points), lambda on: claims.sure_of_frontier(world, points, on), partial(frontier_figure, points)
        )  # fmt: skip
    assert host is not None  # the other two are about one
    if question == "alone":
        acts = alone(world, scenario, who, host, *run, progress=progress)
        return Answer(
            [told.alone_line(acts, world)], told.alone_table(acts), lambda on: claims.sure_of_acts(world, acts, on)
        )
    finding, rests = weakest(world, scenario, who, host, kind, *run, progress=progress)
    return Answer([told.finding_sentence(finding, world)], told.rests_table(rests))
