"""Where every number comes from, and how well each claim of law was read."""

import pandas as pd
import streamlit as st

from simulator.app import tables
from simulator.app.downloads import offer
from simulator.app.style import limits, note
from simulator.data.tables import TABLES, read_table
from simulator.law.conducts import load_conducts
from simulator.law.instruments import load_instruments
from simulator.law.routes import WAYS
from simulator.law.settings import load_catalogue
from simulator.model.adoption import not_before
from simulator.presentation.marks import MARKS_OF_LAW
from simulator.presentation.said import said
from simulator.words.say import Word, in_english, say

GEOMETRY: Word = (
    "Geometry: Natural Earth 1:50m (public domain) through world-atlas (ISC), Equal Earth projection. Lines on the map "
    "say nothing about anyone's claims."
)
ENGLISH = "data"  # the table whose cells stay as they are on file
CODES = ("mark",)  # reads alike in every language
TITLES: dict[str, Word] = {
    "settings": "Settings", "instruments": "Instruments", "conducts": "Conducts", "routes": "Routes", "data": "Data",
}  # fmt: skip
HEADINGS: tuple[Word, ...] = (
    "no.", "setting", "level", "adopted", "acts", "article", "articles", "mark", "mechanism", "rests on", "why not", "route",
    "one State alone", "paraphrase", "instrument", "measure", "desk", "to verify", "conduct", "kind", "State", "law",
    "minimum [years]", "maximum [years]", "before", "since", "who", "not before", "rule",
    "key", "what", "publisher", "version_or_date", "licence", "where", "remark",
)  # fmt: skip
KINDS: tuple[Word, ...] = ("speech", "pretext", "genuine")


def show() -> None:
    """Draw the page."""
    note()
    st.title(say("Law and sources"))
    st.markdown(say(MARKS_OF_LAW))
    with in_english():
        kept = _tables()
    for (name, table), tab in zip(_tables().items(), st.tabs([say(title) for title in TITLES.values()]), strict=True):
        with tab:
            if name == ENGLISH:
                st.caption(say("What the sources are is said in English, as on file."))
            with st.container(key=f"english-{name}" if name == ENGLISH else None):
                tables.draw(said(table, table.columns if name == ENGLISH else CODES), say(TITLES[name]))
            offer(TITLES[name], name, kept[name])
    st.caption(say(GEOMETRY))
    limits()


def _tables() -> dict[str, pd.DataFrame]:
    return {
        "settings": pd.DataFrame(
            [
                {"no.": s.number, "setting": s.title, "level": level.name, "adopted": level.id == s.adopted,
                 "acts": level.acts, "article": level.article, "mark": level.mark.value, "mechanism": level.mechanism,
                 "rests on": level.rests_on, "why not": level.why, "route": level.route.value, "one State alone": s.alone,
                 "paraphrase": level.paraphrase}
                for s in load_catalogue().values() for level in s.level
            ]
        ),
        "instruments": pd.DataFrame(
            [
                {"instrument": i.name, "measure": row.measure.value, "desk": row.desk.value, "article": row.article,
                 "mark": row.mark.value, "to verify": i.verify, "paraphrase": row.paraphrase}
                for i in load_instruments().values() for row in i.measure
            ]
        ),
        "conducts": pd.DataFrame(
            [
                {"conduct": c.name, "kind": c.kind, "State": code, "law": law.law, "minimum [years]": law.minimum,
                 "maximum [years]": law.maximum, "before": law.maximum_before, "since": law.since, "mark": law.mark.value}
                for c in load_conducts().values() for code, law in c.national.items()
            ]
        ),
        "routes": pd.DataFrame(
            [
                {"route": route.value, "who": way.who, "not before": not_before(route), "rule": way.rule,
                 "articles": way.article, "mark": way.mark.value}
                for route, way in WAYS.items()
            ]
        ),
        "data": pd.DataFrame(read_table(TABLES, "sources", ("what",), ("key",))),
    }  # fmt: skip
