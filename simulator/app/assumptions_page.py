"""Every number that is neither law nor data: shown with its range and reason, and editable."""

import pandas as pd
import streamlit as st

from simulator.app.downloads import offer
from simulator.app.style import limits, style
from simulator.errors import SimulatorError
from simulator.law.assumptions import Assumptions, load_assumptions


def show() -> None:
    """Draw the page."""
    style()
    st.title("Assumptions")
    st.markdown(
        "Every number that is neither law nor data. Change **value**; the page of havens uses it at once, in scenario and "
        "baseline alike, and every export lists it. The band draws the others between low and high."
    )
    changed: dict[str, float] = st.session_state.setdefault("assumptions", {})
    table = pd.DataFrame(
        [
            {"assumption": id, "value": changed.get(id, a.default), "default": a.default, "low": a.low, "high": a.high,
             "unit": a.unit, "distribution": a.distribution, "reason": a.reason}
            for id, a in load_assumptions().items()
        ]
    )  # fmt: skip
    edited = st.data_editor(
        table, hide_index=True, height=560, key=f"editor-{st.session_state.get('edition', 0)}",
        disabled=[name for name in table.columns if name != "value"],
    )  # fmt: skip
    values = zip(edited["assumption"].tolist(), edited["value"].tolist(), edited["default"].tolist(), strict=True)
    wanted = {str(id): float(value) for id, value, default in values if pd.notna(value) and value != default}
    try:
        Assumptions(wanted)
    except SimulatorError as fault:
        st.error(f"Nothing was changed. {fault}")
    else:
        st.session_state["assumptions"] = wanted
        st.caption(f"{len(wanted)} of {len(table)} differ from their defaults.")
    if st.button("Back to the defaults", disabled=not changed):
        st.session_state["assumptions"] = {}
        st.session_state["edition"] = st.session_state.get("edition", 0) + 1
        st.rerun()
    offer("all assumptions", "assumptions", edited, also={"changed": wanted})
    limits()
