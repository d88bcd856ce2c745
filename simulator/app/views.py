"""World views behind one switch: the network, the flow of requests, the days passing. Only the open one is computed."""

from collections.abc import Callable
from datetime import date

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from simulator.analysis.classes import KINDS
from simulator.analysis.days import days
from simulator.analysis.explain import Explanation, explain
from simulator.analysis.havens import Comparison
from simulator.analysis.joined import Joined, joined
from simulator.app import tables
from simulator.app.charts import chart
from simulator.app.choices import choose_one
from simulator.app.downloads import offer
from simulator.app.keep import offered
from simulator.app.memory import Memory
from simulator.app.player.component import player
from simulator.export.formats import Record
from simulator.model.network import HORIZONS
from simulator.presentation.days import time_figure, time_table
from simulator.presentation.flow import flow_figure, flow_table
from simulator.presentation.funnel import title
from simulator.presentation.joined import drawn, network_figure, network_table
from simulator.presentation.marks import SIDES
from simulator.words.figures import number
from simulator.words.say import Word, in_english, say

REPLICATES = 256  # of the flow over all candidate hosts
FRONTS: Memory[str, Joined] = Memory(16)
EXPLAINED: Memory[str, Explanation] = Memory(16)


def views(found: Comparison) -> None:
    """The section, closed until a view is chosen."""
    st.subheader(say("More views of the world"))
    chosen = st.segmented_control(
        say("View"),
        **offered("view", VIEWS, lambda name: say(NAMES[name]), first=False, given="default"),
        label_visibility="collapsed",
    )
    if chosen:
        VIEWS[chosen](found)


def _network(found: Comparison) -> None:
    about = found.world, found.scenario, found.baseline, found.requesting, found.seed, found.n, HORIZONS[found.horizon]
    front = FRONTS.found(_name(found), lambda: joined(*about))
    lines, name = drawn(front)[1], f"network-{found.scenario.id}-{found.requesting}"
    figures = {side: network_figure(front, found.world, side, date.today()) for side in SIDES}
    _beside(figures, name, f"network-{found.requesting}")
    st.caption(
        say(
            "Who joins those that hold the request, within {days} days: first through the requesting State, then, thinner, through who "
            "joined first. {n} of {all} joinings are drawn, the table has all, of 1,000 worlds, by region and name. Whether a State "
            "answers at all is counted without regard to days. Drag to move, scroll to zoom.",
            days=HORIZONS[found.horizon], n=len(lines), all=len(front.joins),
        )
    )  # fmt: skip
    _twin(lambda exact: network_table(front, found.world, exact=exact), name, found, {"view": "network of the front"})


def _flow(found: Comparison) -> None:
    host, n = st.session_state.get("host"), found.n
    if host in (None, found.requesting):
        host, n = None, REPLICATES
        if not found.candidates.chosen.any():
            st.info(say("There is no candidate host. Choose a State to explain, below or on the map."))
            return
    chosen = found.candidates.chosen
    hosts = frozenset(code for code, there in zip(found.world.codes, chosen, strict=True) if there)
    about = found.world, found.scenario, found.baseline, found.requesting, host, found.seed, n, HORIZONS[found.horizon]
    explained = EXPLAINED.found(f"{_name(found)}|{host}|{sorted(hosts)}", lambda: explain(*about, hosts))
    funnels = {f"{one.kind}-{one.asker}-{one.asked}": one for one in explained.funnels}
    if not funnels:
        st.info(say("No request can be sent to this host."))
        return
    who = st.selectbox(
        say("Whose requests, to whom"),
        **offered("view-flow", funnels, lambda who: title(explained, funnels[who], found.world)),
    )
    funnel, file = funnels[who], f"flow-{found.scenario.id}-{found.requesting}-{host or 'candidates'}-{who}"
    _beside({side: flow_figure(explained, funnel, side, date.today()) for side in SIDES}, file)
    st.caption(
        say(
            "Each request in each of {n} worlds counts alike, and is charged to the first gate that stops it: grey ends. Families by "
            "name, gates in the order of the definition, never by success. Red ends: what an answer would bring about.",
            n=number(explained.replicates),
        )
    )  # fmt: skip
    with in_english():
        requests = title(explained, funnel, found.world)
    also = {"view": "flow of requests", "host": host, "requests": requests, "replicates": n}
    _twin(lambda exact: flow_table(funnel, exact), file, found, also)


def _days(found: Comparison) -> None:
    if not found.candidates.chosen.any():
        st.info(say("There is no candidate host. Choose other hosts above."))
        return
    kind = choose_one(say("Exposure of"), list(KINDS), "view-kind")
    until = player()
    passing, name = days(found, kind), f"days-{found.scenario.id}-{found.requesting}-{kind}"
    chart(time_figure(passing, date.today(), until), name)
    st.caption(
        say(
            "How many candidate hosts have low, raised or high exposure by then: “ever by then”, so no State falls back. Play runs "
            "through the days."
        )
    )
    _twin(lambda exact: time_table(passing), name, found, {"view": "days passing", "kind": kind})


VIEWS: dict[str, Callable[[Comparison], None]] = {
    "network": _network,
    "flow": _flow,
    "days": _days,
}
NAMES: dict[str, Word] = {
    "network": "Network of the front",
    "flow": "Flow of 1,000 requests",
    "days": "Days passing",
}


def _beside(figures: dict[str, go.Figure], name: str, zooms: str = "") -> None:
    """Baseline beside scenario; below it on a phone. Each is zoomed into by itself."""
    for place, (side, figure) in zip(st.columns(len(figures)), figures.items(), strict=True):
        with place:
            chart(figure, f"{name}-{side}", zooms and f"{zooms}-{side}")


def _twin(table: Callable[[bool], pd.DataFrame], name: str, found: Comparison, also: Record) -> None:
    """The view as a table, on the page and to take away; told whether it is to be `exact`, for a file, it makes the table."""
    offer(Word("this view"), name, lambda: table(True), found, also)
    title = say("This view as a table")
    with st.expander(title):
        tables.draw(table(False), title)


def _name(found: Comparison) -> str:
    parts = (found.baseline, found.scenario)
    return "|".join([*(one.model_dump_json() for one in parts), found.requesting, str(found.n), str(found.horizon)])
