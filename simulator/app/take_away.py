"""What leaves the page as a whole: how to make its figures again."""

import streamlit as st

from simulator.analysis.havens import Comparison
from simulator.export.reproduce import command, python


def take_away(found: Comparison) -> None:
    """One row of menus."""
    with st.container(horizontal=True), st.popover("Reproduce this", icon=":material/replay:"):
        st.markdown("The same figures, to the last digit, with the same version of this program:")
        st.code(command(found), language="bash", wrap_lines=True)
        st.markdown("The same from Python:")
        st.code(python(found), language="python", wrap_lines=True)
