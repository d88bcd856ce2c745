"""How far the model agrees with what hosts really did, and what it is bad at."""

from collections.abc import Callable
from datetime import date
from functools import partial
from math import isnan

import pandas as pd
import streamlit as st

from simulator.analysis.validation import tables
from simulator.analysis.validation.agreement import Agreement
from simulator.app.charts import chart
from simulator.app.downloads import offer
from simulator.app.keep import offered
from simulator.app.style import limits, note
from simulator.app.tables import draw
from simulator.export.formats import Record
from simulator.export.validation import HEADS, READ_TOGETHER, dyads, findings, forecasts, groups, hits, sentence
from simulator.export.validation_document import own_cases
from simulator.presentation.calibration import calibration_figure
from simulator.presentation.said import said
from simulator.words.figures import number
from simulator.words.say import Word, say

CHANCES: Word = (
    "A case is scored with the law of its year, given that a request reached the host; the channel of a documented case is "
    "recorded after the fact and nearly tells the outcome, so each score is given with it and without. Cases are publicised: "
    "they show order and direction, never levels."
)
BY: dict[str, tuple[Word, Callable[[Agreement, str], pd.DataFrame]]] = {
    "channel": (Word("By recorded channel"), tables.by_channel),
    "region": (Word("By region of the host"), tables.by_region),
}


def show() -> None:
    """Draw the page."""
    note()
    st.title(say("Against documented cases"))
    with st.spinner(say("Scoring the documented cases")):
        found = own_cases()[1]
    st.markdown(f"**{sentence(found)}**")
    st.markdown("\n".join(f"* {line}" for line in findings(found, aims=True)))
    st.caption(say(CHANCES))
    mode = st.radio(
        say("Recorded channel"), **offered("validation-mode", HEADS, lambda mode: say(HEADS[mode])), horizontal=True
    )
    assert mode is not None  # a radio always has a choice
    st.subheader(say("Against plain rivals, fitted in the same folds"))
    _told(partial(forecasts, found, mode), Word("forecasts"), f"forecasts-{mode}", {"channel": mode})
    st.subheader(say("Calibration"))
    chart(calibration_figure(tables.calibration(found, mode), date.today()), f"calibration-{mode}")
    st.subheader(say("Hits and misses by dyad"))
    st.markdown(f"{hits(found)} {say('The worst misses come first.')}")
    _told(partial(dyads, found), Word("dyads"), "dyads")
    st.subheader(say("What the model is bad at"))
    _told(partial(groups, found), Word("groups"), "groups")
    st.markdown("\n".join(f"* {say(words)}" for words in READ_TOGETHER))
    for name, (title, by) in BY.items():
        with st.expander(say(title)):
            _told(partial(by, found, mode), title, f"by-{name}-{mode}", {"channel": mode})
    st.caption(
        say(
            "Your own cases: `safe-havens validate CASES.csv --out SCORES.csv`. The whole record, in English: docs/validation.md."
        )
    )
    limits()


def _told(
    make: Callable[[], pd.DataFrame],
    label: str,
    name: str,
    also: Record | None = None,
) -> None:
    """A table in the reader's words, and its file in English."""
    table = make()
    figures = {name: table[name].map(_figure) for name in table.select_dtypes("float").columns}
    draw(said(table.assign(**figures)), say(label))
    offer(label, name, make, also=also)


def _figure(value: float) -> str:
    return "" if isnan(value) else number(value, 3)
