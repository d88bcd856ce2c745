"""What the pages look like beyond the theme: a note that stays in sight, captions dark enough to read."""

from functools import cache
from pathlib import Path

import streamlit as st

from simulator.app.charts import colours
from simulator.app.tokens import tokens
from simulator.model.adoption import status_line
from simulator.presentation.sentences import CONDITIONAL, NOT_MODELLED, SHORT_NOTE
from simulator.words.say import direction, languages, say, spoken
from simulator.words.turn_to import turn_to

HERE = Path(__file__).parent


@cache
def _sheets(*names: str) -> str:
    """Style sheets of this folder, one after the other."""
    return "".join((HERE / f"{name}.css").read_text(encoding="utf-8") for name in names)


def style() -> None:
    """Apply it to the page, and draw the note that stands below every one."""
    turned = ("mirrored",) if direction(spoken().language) == "rtl" else ()
    st.html(f"<style>{tokens()}{_sheets(*turned, 'page', 'tables')}{colours()}{_sheets('print')}</style>")
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
