"""A chart in the type and the scheme of the page, with its picture to keep, SVG or PNG, as figures leave the program.

The figure is the same in both schemes; the page's style sheet shows its colours as the scheme has them. So the scheme may
change while somebody looks at a part of a chart, and the picture, made in the browser without asking any other machine, is as
light as paper.
"""

from dataclasses import dataclass
from functools import lru_cache
from math import isfinite
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from simulator.app.component import component, heard
from simulator.presentation.dark import COUNTERPARTS, PAPER
from simulator.presentation.marks import INK
from simulator.words.masked import masked
from simulator.words.say import say

HERE = Path(__file__).parent / "picture"


@lru_cache(maxsize=1)
def colours() -> str:
    """The style sheet by which a page shows charts made for light paper."""
    rules = [
        f'[data-testid=stPlotlyChart] :is([style*="{what}: {_rgb(light)}"], [{what}="{_rgb(light)}"]) '
        f"{{ {what}: light-dark({light}, {dark}) !important; }}\n"
        for light, dark in COUNTERPARTS.items()
        for what in ("fill", "stroke")
    ]
    return "".join(rules)


def _rgb(colour: str) -> str:
    """A colour as a browser writes it."""
    return f"rgb({', '.join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))})"


Part = tuple[tuple[float, float], tuple[float, float]]  # from where to where, along either axis


@dataclass
class _Look:
    """The part of a chart that somebody looks at.

    The framework draws a chart anew, and whole, whenever anything in it changes. So a changed one is drawn with that part; one that
    has not changed is left alone.
    """

    drawn: int = 0  # which figure
    begins: Part | None = None
    now: Part | None = None

    def at(self, figure: go.Figure) -> None:
        """Let a figure begin there."""
        which = hash(figure.to_json())
        if which != self.drawn:
            self.drawn, self.begins = which, self.now
        if self.begins:
            figure.update_layout(xaxis_range=self.begins[0], yaxis_range=self.begins[1])

    def hear(self, part: Any) -> None:
        """Somebody looks at another part."""
        try:
            (left, right), (low, high) = part
            if all(isfinite(end) for end in (left, right, low, high)):
                self.now = ((left, right), (low, high))
        except (TypeError, ValueError):
            return  # sent by no page of ours


def chart(figure: go.Figure, name: str, zooms: str = "") -> None:
    """Draw it; `name` is that of its picture, and its key among the page's charts.

    What can be zoomed into `zooms` under a name: charts of that name are seen as the one before was left.
    """
    name = masked(name)
    look: _Look = st.session_state.setdefault("charts-looked-at", {}).setdefault(zooms, _Look())
    if zooms:
        look.at(figure)
    config = {
        "displayModeBar": True, "displaylogo": False, "displayNotifier": False, "scrollZoom": bool(zooms),
        "modeBarButtons": [["toImage"]], "toImageButtonOptions": {"filename": name, "scale": 2},
    }  # fmt: skip
    face = figure.layout.font.family
    figure.update_layout(
        font_family=st.get_option("theme.font"),
        hoverlabel={"bgcolor": PAPER, "bordercolor": INK, "font": {"color": INK}},
    )
    with st.container(key=f"picture-{name}", gap="xxsmall"):
        st.plotly_chart(figure, key=f"chart-{name}", config=config, theme=None)
        key = f"keep-{name}"
        told = {"label": say("Keep this picture"), "face": face, "zooms": bool(zooms)}
        component(HERE, "picture")(data=told, key=key, on_part_change=lambda: look.hear(heard(key, "part")))
