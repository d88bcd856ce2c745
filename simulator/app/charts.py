"""A chart with its picture to keep, SVG or PNG, made in the browser without asking any other machine."""

from functools import lru_cache
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from simulator.app.tokens import tokens
from simulator.words.masked import masked
from simulator.words.say import say

_HTML = '<div class="picture" role="group"><button type="button">SVG</button><button type="button">PNG</button></div>'
_CSS = """
.picture { display: flex; justify-content: end; gap: var(--gap-1); }
button { font: 400 var(--size-2) var(--face); color: var(--ink); background: none;
  border: 1px solid var(--line); border-radius: var(--round); min-block-size: 26px; padding-inline: .6em; cursor: pointer; }
button:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
@media print { .picture { display: none; } }
"""
# Plotly's own button makes the picture, out of sight; the format is read when it is pressed.
_JS = """
export default function ({ data, parentElement: root }) {
  const group = root.querySelector(".picture");
  group.ariaLabel = data.label;
  for (const button of group.children) {
    button.title = data.label;
    button.onclick = () => {
      const chart = root.host.closest("[class*=st-key-picture-]").querySelector(".js-plotly-plot");
      chart._context.toImageButtonOptions = { ...chart._context.toImageButtonOptions, format: button.textContent.toLowerCase() };
      chart.querySelector(".modebar-btn").click();
    };
  }
}
"""


@lru_cache(maxsize=1)
def _buttons() -> Any:
    return st.components.v2.component("safe_havens_picture", html=_HTML, css=tokens() + _CSS, js=_JS)


def chart(figure: go.Figure, name: str) -> None:
    """Draw it; `name` is that of its picture, and its key among the page's charts."""
    name = masked(name)
    config = {
        "displayModeBar": True, "displaylogo": False, "displayNotifier": False, "scrollZoom": figure.layout.dragmode == "pan",
        "modeBarButtons": [["toImage"]], "toImageButtonOptions": {"filename": name, "scale": 2},
    }  # fmt: skip
    with st.container(key=f"picture-{name}", gap="xxsmall"):
        st.plotly_chart(figure, key=f"chart-{name}", config=config, theme=None)
        _buttons()(data={"label": say("Keep this picture")}, key=f"keep-{name}")
