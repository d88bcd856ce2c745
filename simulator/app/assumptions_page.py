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
    _card(changed)
    st.subheader("All of them")
    table = pd.DataFrame(
        [
            {"assumption": id, "edited": "●" if id in changed else "", "value": changed.get(id, a.default),
             "default": a.default, "low": a.low, "high": a.high,
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


def _card(changed: dict[str, float]) -> None:
    """One number with its range and its reason; the edited ones are marked."""
    table = load_assumptions()
    id = st.selectbox(
        "One number, with its reason", list(table), index=None, key="assumption", placeholder="Type a word of its name",
        format_func=lambda id: f"{id}, edited" if id in changed else id,
    )  # fmt: skip
    if id is None:
        return
    one = table[id]
    key = f"assumption-{id}"
    st.session_state[key] = changed.get(id, one.default)
    with st.container(border=True):
        value, words = st.columns((1, 3))
        value.number_input(
            f"{id} [{one.unit}]", one.minimum, one.maximum, step=(one.high - one.low or one.maximum) / 20, format="%.4g",
            key=key, on_change=lambda: _set(id, float(st.session_state[key])),
        )  # fmt: skip
        value.button("Back to its default", disabled=id not in changed, on_click=lambda: _set(id, one.default))
        words.markdown(
            f"**An assumption**, neither law nor data. Default **{one.default:g}**; its author would not be surprised by "
            f"**{one.low:g} to {one.high:g}** ({one.distribution}), from which the band draws. The formula can bear {one.minimum:g} to "
            f"{one.maximum:g}."
        )
        words.markdown(f"**Why.** {one.reason}")
        if id in changed:
            words.markdown(f"● **Edited**: {changed[id]:g} instead of {one.default:g}, in scenario and baseline alike.")


def _set(id: str, value: float) -> None:
    others = {known: number for known, number in st.session_state["assumptions"].items() if known != id}
    usual = value == load_assumptions()[id].default
    st.session_state["assumptions"] = others if usual else {**others, id: value}
    st.session_state["edition"] = st.session_state.get("edition", 0) + 1  # a new table below
