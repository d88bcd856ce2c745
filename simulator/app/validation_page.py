"""How far the model agrees with what hosts really did, and what it is bad at."""

from datetime import date

import streamlit as st

from simulator.analysis.validation import tables
from simulator.app.charts import chart
from simulator.app.downloads import offer
from simulator.app.style import limits, style
from simulator.export.validation import HEADS, READ_TOGETHER, findings, forecasts, groups, hits, sentence
from simulator.export.validation_document import own_cases
from simulator.presentation.calibration import calibration_figure


def show() -> None:
    """Draw the page."""
    style()
    st.title("Against documented cases")
    with st.spinner("Scoring the documented cases"):
        found = own_cases()[1]
    st.markdown(f"**{sentence(found)}**")
    st.markdown("\n".join(f"* {line}" for line in findings(found, aims=True)))
    st.caption(
        "A case is scored with the law of its year, given that a request reached the host; the channel of a documented case is "
        "recorded after the fact and nearly tells the outcome, so each score is given with it and without. Cases are publicised: "
        "they show order and direction, never levels."
    )
    mode = st.radio(
        "Recorded channel", list(HEADS), format_func=HEADS.__getitem__, horizontal=True, key="validation-mode"
    )
    assert mode is not None  # a radio always has a choice
    st.subheader("Against plain rivals, fitted in the same folds")
    compared = forecasts(found, mode)
    st.dataframe(compared, hide_index=True)
    offer("forecasts", f"forecasts-{mode}", compared, also={"channel": mode})
    st.subheader("Calibration")
    chart(calibration_figure(tables.calibration(found, mode), date.today()), f"calibration-{mode}")
    st.subheader("Hits and misses by dyad")
    st.markdown(hits(found) + " The worst misses come first.")
    dyads = tables.by_dyad(found)
    st.dataframe(dyads.round(3), hide_index=True, height=420)
    offer("dyads", "dyads", dyads)
    st.subheader("What the model is bad at")
    table = groups(found)
    st.dataframe(table.round(3), hide_index=True)
    offer("groups", "groups", table)
    st.markdown("\n".join(READ_TOGETHER))
    for title, name, by in (
        ("Recorded channel", "channel", tables.by_channel),
        ("Region of the host", "region", tables.by_region),
    ):
        with st.expander(f"By {title.lower()}"):
            part = by(found, mode)
            st.dataframe(part.round(3), hide_index=True)
            offer(f"by {title.lower()}", f"by-{name}-{mode}", part, also={"channel": mode})
    st.caption(
        "Your own cases: `safe-havens validate CASES.csv --out SCORES.csv`. The whole record: docs/validation.md."
    )
    limits()
