"""What the pages look like beyond the theme, from their first moment on; and the note that stays in sight on every one."""

from functools import cache
from pathlib import Path

import streamlit as st

from simulator.app.charts import colours
from simulator.app.tokens import tokens
from simulator.model.adoption import status_line
from simulator.presentation.sentences import CONDITIONAL, NOT_MODELLED, SHORT_NOTE
from simulator.words.say import languages, say, spoken
from simulator.words.turn_to import turn_to

HERE = Path(__file__).parent


@cache
def sheet() -> str:
    """The style sheet of all pages. They come with it, so that nothing is seen before it has its place."""
    page, tables, mirrored, paper = (
        (HERE / f"{name}.css").read_text(encoding="utf-8") for name in ("page", "tables", "mirrored", "print")
    )
    return f"{tokens()}{page}{tables}:root:dir(rtl) {{\n{mirrored}}}\n{colours()}{paper}"


def note() -> None:
    """Draw the note that stands below every page."""
    with st.container(key="standing", horizontal=True, vertical_alignment="center"):
        st.caption(f"{status_line()} {say(SHORT_NOTE)}", width="stretch")
        _not_about_you()


def _not_about_you() -> None:
    """This is about rules; and whom to turn to, in every language of the program, the reader's own first."""
    now = spoken().language
    with st.popover(say("About you?")):
        st.markdown(f"**{say('This is about rules, not about you.')}**")
        known = languages()
        for language in (now, *(other for other in known if other != now)):
            if language != now:
                st.caption(known[language])
            st.text(turn_to(language))


def limits() -> None:
    """What the results are not, whole; below every map and at the end of every page."""
    st.caption(f"{say(SHORT_NOTE)} {say(CONDITIONAL)} {say(NOT_MODELLED)}")
