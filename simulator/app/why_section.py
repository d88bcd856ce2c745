"""Why, and what brings it back: one question at a time, worked out when it is chosen."""

from datetime import date

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from simulator.analysis.havens import KINDS, Comparison
from simulator.analysis.why.frontier import frontier
from simulator.analysis.why.needs import needs
from simulator.analysis.why.restore import restore
from simulator.analysis.why.shares import shares
from simulator.analysis.why.single import moves
from simulator.app.charts import chart
from simulator.app.downloads import offer
from simulator.model.network import HORIZONS
from simulator.model.scenario import Scenario
from simulator.model.world import load_world
from simulator.presentation import why as told
from simulator.presentation.frontier import frontier_figure

REPLICATES = 256
QUESTIONS = {
    "needs": "What do the losses need?",
    "shares": "Which change did what?",
    "back": "Which single change brings one back?",
    "restore": "Which smallest sets bring half back?",
    "frontier": "Havens against genuine requests",
}
Answer = tuple[list[str], pd.DataFrame, go.Figure | None]


def draw(found: Comparison) -> None:
    """The questions, and the answer to the one that is chosen."""
    with st.expander("Why, and what brings it back"):
        question = st.radio("Question", [None, *QUESTIONS], format_func=_named, key="why-question", horizontal=True)
        kind = st.radio("Kind of haven", list(KINDS), key="why-kind", horizontal=True)
        every = st.toggle("All routes, not only those open today", key="why-all-routes")
        if question is None:
            st.caption("Choose a question. Nothing is ranked but by havens kept and exposure lowered.")
            return
        if question == "needs":
            st.markdown("\n".join(f"- {line}" for line in told.needs_lines(needs(found, kind), found.world)))
            return
        rules, horizon = found.scenario.model_dump_json(), HORIZONS[found.horizon]
        lines, table, figure = _answer(
            question, rules, found.requesting, kind, every, found.seed, horizon, date.today()
        )
        for line in lines:
            st.markdown(line)
        if figure is not None:
            chart(figure, f"{found.scenario.id}-{found.requesting}-{question}")
        if not table.empty:
            st.dataframe(table, hide_index=True)
            also = {"question": QUESTIONS[question], "replicates": REPLICATES, "kind": kind, "all_routes": every}
            offer("this answer", f"{found.scenario.id}-{found.requesting}-{question}", table, found, also)
        st.caption(
            f"{REPLICATES} replicates, candidate hosts by the rule of the program; days are bounds, not forecasts."
        )


def _named(question: str | None) -> str:
    return "none" if question is None else QUESTIONS[question]


@st.cache_data(max_entries=32, show_spinner="Trying changes on the same draws")
def _answer(
    question: str, rules: str, requesting: str, kind: str, all_routes: bool, seed: int, horizon: int, on: date
) -> Answer:
    world, scenario = load_world(), Scenario.model_validate_json(rules)
    if question == "shares":
        parts = shares(world, scenario, requesting, seed, REPLICATES, horizon, genuine=False)
        lines = ["Parts add up to the whole difference." if parts.parts else told.NOTHING]
        return lines, told.shares_table(parts), None
    if question == "back":
        single = moves(world, scenario, requesting, None, kind, all_routes, seed, REPLICATES, horizon)
        line = f"{single.kept} of {single.havens} {kind} havens kept as it stands; {single.tried} changes tried, each alone."
        return [line], told.moves_table(single), None
    if question == "restore":
        sets = restore(world, scenario, requesting, kind, 0.5, all_routes, seed, REPLICATES, horizon)
        return told.restore_lines(sets, world), told.restore_table(sets), None
    points = frontier(world, scenario, requesting, kind, seed, REPLICATES, horizon)
    return [], told.frontier_table(points), frontier_figure(points, on)
