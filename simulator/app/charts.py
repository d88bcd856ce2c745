"""A chart with its picture to keep, made in the browser without asking any other machine."""

import plotly.graph_objects as go
import streamlit as st

from simulator.words.masked import masked

PICTURE = "view-picture"  # svg or png, chosen once for every chart


def chart(figure: go.Figure, name: str) -> None:
    """Draw it; `name` is that of its picture, and its key among the page's charts."""
    name = masked(name)
    picture = {"format": st.session_state.get(PICTURE, "svg"), "filename": name, "scale": 2}
    config = {
        "displayModeBar": True, "displaylogo": False, "scrollZoom": figure.layout.dragmode == "pan",
        "modeBarButtons": [["toImage"]], "toImageButtonOptions": picture,
    }  # fmt: skip
    st.plotly_chart(figure, key=f"chart-{name}", config=config, theme=None)
