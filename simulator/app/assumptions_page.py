"""Every number that is neither law nor data: shown with its range and reason, and editable."""

from typing import Any

import pandas as pd
import streamlit as st

from simulator.app.downloads import offer
from simulator.app.keep import choice, offered
from simulator.app.style import limits, note
from simulator.errors import SimulatorError
from simulator.law.assumptions import Assumptions, load_assumptions
from simulator.law.called import called
from simulator.presentation.said import said
from simulator.words.figures import short
from simulator.words.masked import masked, untold
from simulator.words.say import Word, say

COLUMNS: dict[str, Word] = {  # by their names in files
    "assumption": "assumption", "edited": "edited", "value": "value", "default": "default", "low": "low end", "high": "high end",
    "unit": "unit", "distribution": "distribution", "reason": "reason",
}  # fmt: skip
NUMBERS = ("value", "default", "low", "high")
DISTRIBUTIONS: tuple[Word, ...] = ("triangular", "uniform")


def show() -> None:
    """Draw the page."""
    note()
    st.title(say("Assumptions"))
    st.markdown(
        say(
            "Every number that is neither law nor data. Change **value**; the page of havens uses it at once, in scenario and "
            "baseline alike, and every export lists it. The band draws the others between low and high."
        )
    )
    changed: dict[str, float] = st.session_state.setdefault("assumptions", {})
    _card(changed)
    st.subheader(say("All of them"))
    table = pd.DataFrame(
        [
            (id, "●" if id in changed else "", changed.get(id, a.default), a.default, a.low, a.high, a.unit, a.distribution, a.reason)
            for id, a in load_assumptions().items()
        ],
        columns=list(COLUMNS),
    )  # fmt: skip
    heads: dict[str, Any] = {name: say(words) for name, words in COLUMNS.items()}
    heads |= {name: st.column_config.NumberColumn(say(COLUMNS[name]), format="localized") for name in NUMBERS}
    shown = st.data_editor(
        said(table).set_axis(table.columns, axis=1), hide_index=True, height=560,
        key=f"editor-{st.session_state.get('edition', 0)}", column_config=heads,
        disabled=[name for name in table.columns if name != "value"],
    )  # fmt: skip
    edited = table.assign(value=shown["value"])
    values = zip(table["assumption"].tolist(), edited["value"].tolist(), table["default"].tolist(), strict=True)
    wanted = {str(id): float(value) for id, value, default in values if pd.notna(value) and value != default}
    try:
        Assumptions(wanted)
    except SimulatorError as fault:
        st.error(say("Nothing was changed. {fault}", fault=fault))
    else:
        st.session_state["assumptions"] = wanted
        st.caption(say("{n} of {total} differ from their defaults.", n=len(wanted), total=len(table)))
    if st.button(say("Back to the defaults"), disabled=not changed):
        st.session_state["assumptions"] = {}
        st.session_state["edition"] = st.session_state.get("edition", 0) + 1
        st.rerun()
    offer(Word("all assumptions"), "assumptions", edited, also={"changed": wanted})
    limits()


def _card(changed: dict[str, float]) -> None:
    """One number with its range and its reason; the edited ones are marked."""
    table = load_assumptions()

    def named(id: str) -> str:
        name = say("{name}, edited", name=called(id)) if id in changed else called(id)
        return say("{name}: {words}", name=name, words=untold(say(table[id].reason)))  # found by any word of its reason

    id = st.selectbox(
        say("One number, with its reason"), placeholder=say("Type a word of its name or its reason"),
        **offered("assumption", table, named, first=False),
    )  # fmt: skip
    if id is None:
        return
    one = table[id]
    key = masked(f"assumption-{id}")
    st.session_state[key] = changed.get(id, one.default)
    with st.container(border=True):
        value, words = st.columns((1, 3))
        value.number_input(
            f"{called(id)} [{say(one.unit)}]", one.minimum, one.maximum, step=(one.high - one.low or one.maximum) / 20, format="%.4g",
            **choice(key, one.default, lambda: _set(id, float(st.session_state[key]))),
        )  # fmt: skip
        value.button(say("Back to its default"), disabled=id not in changed, on_click=lambda: _set(id, one.default))
        words.markdown(
            say(
                "**An assumption**, neither law nor data. Default **{default}**; its author would not be surprised by "
                "**{low} to {high}** ({distribution}), from which the band draws. The formula can bear {minimum} to {maximum}.",
                default=short(one.default), low=short(one.low), high=short(one.high), distribution=say(one.distribution),
                minimum=short(one.minimum), maximum=short(one.maximum),
            )
        )  # fmt: skip
        words.markdown(say("**Why.** {reason}", reason=untold(say(one.reason))))
        words.caption(say("In files, links and commands: `{id}`", id=masked(id)))
        if id in changed:
            words.markdown(
                say(
                    "● **Edited**: {value} instead of {default}, in scenario and baseline alike.",
                    value=short(changed[id]), default=short(one.default),
                )
            )  # fmt: skip


def _set(id: str, value: float) -> None:
    others = {known: number for known, number in st.session_state["assumptions"].items() if known != id}
    usual = value == load_assumptions()[id].default
    st.session_state["assumptions"] = others if usual else {**others, id: value}
    st.session_state["edition"] = st.session_state.get("edition", 0) + 1  # a new table below
