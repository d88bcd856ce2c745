"""Tables of the page: one way of drawing all of them, wide or narrow, from left to right or from right to left, on paper too."""

import pandas as pd
import streamlit as st

from simulator.presentation.page_table import as_html


def draw(table: pd.DataFrame, label: str) -> None:
    """Draw it whole. No column can be sorted: nothing here is a ranking."""
    st.html(as_html(table, label))
