"""Why one State: which treaty governs, requests gate by gate, paths, and one possible world as a story."""

from datetime import date
from functools import partial

import streamlit as st

from simulator.analysis.explain import Explanation, explain
from simulator.analysis.havens import Comparison
from simulator.analysis.story import story
from simulator.app import tables
from simulator.app.charts import chart
from simulator.app.downloads import offer
from simulator.app.keep import offered
from simulator.model.network import HORIZONS
from simulator.presentation.funnel import CAPTION, arrivals_table, funnel_figure, funnel_table, paths_table, title
from simulator.presentation.governs import governs
from simulator.presentation.marks import MARKS_OF_LAW
from simulator.presentation.story import story_lines
from simulator.words.figures import NEAREST, about
from simulator.words.say import Word, clauses, in_english, say, series

THROUGH: dict[str, Word] = {
    "data_host": "through what is held in the host itself",
    "data_provider": "through a provider's State",
    "data_order": "by direct order",
}
INDICES: dict[str, Word] = {  # by what the column of the data begins with
    "vdem_civlib": "V-Dem (civil liberties)",
    "vdem_freexp": "V-Dem (freedom of expression)",
    "vdem_libdem": "V-Dem (liberal democracy)",
    "vdem_rule": "V-Dem (rule of law)",
    "fiw": "Freedom in the World",
    "wgi_rl": "World Bank (rule of law)",
}


def draw(found: Comparison, names: dict[str, str]) -> None:
    """The section: a State is chosen here or on the board; its reasons from the engine's own trace."""
    st.subheader(say("Why?"))
    requesting = found.requesting
    options = [code for code in names if code != requesting]
    host = st.selectbox(
        say("State to explain"),
        placeholder=say("Choose a State"),
        **offered("host", options, names.__getitem__, first=False),
    )
    if host is None:
        st.caption(say("Choose a state here or on the map."))
        return
    explained = explain(
        found.world, found.scenario, found.baseline, requesting, host, found.seed, found.n, HORIZONS[found.horizon]
    )
    place = found.world.index_of(host)
    before, after = found.counts(found.before), found.counts(found.after)
    lines = []
    for effect, words in THROUGH.items():
        was, now = (about(counts[effect][place] / found.n) for counts in (before, after))
        lines.append(say("{name}: {words}", name=say(words), words=f"{was} → {now}"))
    exposed = say("Data exposed in a share of worlds, baseline → scenario: {ways}.", ways=clauses(lines))
    st.markdown(f"**{say('{claim}.', claim=names[host])}** {exposed}")
    st.markdown(governs(found.world, found.scenario, requesting, host))
    used = sorted({index.source[place] for index in found.world.indices.values()})
    st.caption(
        say(
            "Indices of this state: {sources}. Where another index stands in for V-Dem, it counts as less sure.",
            sources=series(_index(column) for column in used),
        )
    )
    st.caption(say(NEAREST))
    _paths(found, explained, host)


def _index(column: str) -> str:
    """An index by its name, in place of the column that holds it; of a year in the past its own."""
    name = next((name for start, name in INDICES.items() if column.startswith(start)), None)
    return say(name) if name else column


def _paths(found: Comparison, explained: Explanation, host: str) -> None:
    """Requests gate by gate, paths, and one world as a story."""
    requesting = found.requesting
    data, person, paths, told = st.tabs(
        [say("Requests for data"), say("Requests for the person"), say("Paths"), say("One world as a story")]
    )
    for kind, tab in (("data", data), ("person", person)):
        with tab:
            _funnel(explained, kind, found)
    with paths:
        st.markdown(
            say("By which path each effect first came about, by family and article, never by success or speed.")
        )
        tables.draw(paths_table(explained), say("Paths"))
        name = f"{found.scenario.id}-{requesting}-{host}-paths"
        offer(Word("paths"), name, partial(paths_table, explained, exact=True), found, {"host": host})
    with told:
        number = st.number_input(say("World"), 0, found.n - 1, 0, key="replicate")
        one = story(found.world, found.scenario, requesting, host, found.seed, number, explained.horizon)
        lines = story_lines(one, found.world)
        st.markdown("\n".join(f"- {line}" for line in lines))


def _funnel(explained: Explanation, kind: str, found: Comparison) -> None:
    funnels = {f"{one.asker}-{one.asked}": one for one in explained.funnels if one.kind == kind}
    if not funnels:
        st.info(say("No such request can be sent to this host."))
        return
    who = st.selectbox(
        say("Who asks whom"), **offered(f"who-{kind}", funnels, lambda who: title(explained, funnels[who], found.world))
    )  # fmt: skip
    funnel, host = funnels[who], "-".join(explained.hosts)
    name = f"{found.scenario.id}-{found.requesting}-{host}-{kind}-{who}"
    chart(funnel_figure(funnel, date.today()), f"{name}-gates")
    st.caption(f"{say(CAPTION)} {say('Rounded to 50; the files have the figures.')}")
    tables.draw(funnel_table(funnel), title(explained, funnel, found.world))
    through = say("Through which instruments the others came")
    st.markdown(say("**{through}**, by family and article, never by success", through=through))
    tables.draw(arrivals_table(funnel), through)
    st.caption(say(MARKS_OF_LAW))
    with in_english():
        also = {"requests": title(explained, funnel, found.world), "host": host}
    with st.container(horizontal=True):
        for label, table in ((Word("gates"), funnel_table), (Word("instruments"), arrivals_table)):
            offer(label, f"{name}-{label}", partial(table, funnel, exact=True), found, also)
