"""What leaves the page as a whole: the report, and how to make the figures again."""

from collections.abc import Callable
from datetime import date
from functools import partial

import streamlit as st

from simulator.analysis.havens import Comparison
from simulator.export.reproduce import command, link_of, python
from simulator.words.masked import masked
from simulator.words.say import as_now, say


def take_away(found: Comparison) -> None:
    """One row of menus; the report once the assumptions are drawn, made when somebody asks for it."""
    name = masked(f"{found.scenario.id}-{found.requesting}")
    with st.container(horizontal=True):
        if found.finished:
            _button(say("Two-page report (PDF)"), partial(_report, found), f"{name}-report.pdf", "application/pdf")
        else:
            st.caption(say("The two-page report can be had as soon as the assumptions are drawn."), width="content")
        with st.popover(say("Reproduce this"), icon=":material/replay:"):
            st.markdown(say("The same figures, to the last digit, with the same version of this program:"))
            st.code(command(found), language="bash", wrap_lines=True)
            st.markdown(say("The same from Python:"))
            st.code(python(found), language="python", wrap_lines=True)


def _button(label: str, made: Callable[[], bytes], file: str, mime: str) -> None:
    """Made in another thread, which does not know by itself who reads."""
    st.download_button(label, as_now(made), file, mime, key=f"take-{file}", on_click="ignore")


def _report(found: Comparison) -> bytes:
    from simulator.presentation.report.pages import report  # what makes PDF takes half a second to come

    return report(found, link_of(found), command(found), date.today())
