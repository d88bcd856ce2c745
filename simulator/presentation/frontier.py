"""Havens kept against genuine requests met, as a figure."""

from datetime import date

import plotly.graph_objects as go

from simulator.analysis.genuine import DAYS
from simulator.analysis.why.frontier import CHANGE, CURRENT, TEXT, Frontier
from simulator.presentation.said import cell
from simulator.presentation.stamp import stamp
from simulator.words.say import Word, say

LOOKS = {
    TEXT: (Word("texts"), "#1f5f8b", "circle"),
    CHANGE: (Word("changes over routes open today"), "#8a8a8a", "diamond"),
    CURRENT: (Word("this scenario"), "#d55e00", "star"),
}
KEPT: dict[str, Word] = {"data": "data havens kept, of {n}", "person": "person havens kept, of {n}"}


def frontier_figure(found: Frontier, on: date) -> go.Figure:
    """Every point with its name; the frontier as a line; twice the standard error of the requests as bars."""
    figure = go.Figure()
    edge = sorted({(one.kept, 100 * one.met / found.sent) for one in found.points if one.on_frontier})
    figure.add_scatter(
        x=[kept for kept, _ in edge], y=[met for _, met in edge], name=say("frontier"), mode="lines",
        line={"color": "#444444", "dash": "dot", "shape": "vh"}, hoverinfo="skip",
    )  # fmt: skip
    hover = say("{kept} kept, {met}%", kept="%{x}", met="%{y:.1f}")
    for what, (name, colour, symbol) in LOOKS.items():
        points = [one for one in found.points if one.what == what]
        shares = [one.met / found.sent for one in points]
        figure.add_scatter(
            x=[one.kept for one in points], y=[100 * share for share in shares], name=say(name), mode="markers",
            text=[cell(one.words) for one in points], hovertemplate=f"%{{text}}<br>{hover}<extra></extra>",
            error_y={"array": [200 * (share * (1 - share) / found.sent) ** 0.5 for share in shares], "thickness": 0.6},
            marker={"color": colour, "symbol": symbol, "size": 15 if what == CURRENT else 9},
        )  # fmt: skip
    figure.update_layout(
        height=500, margin={"l": 8, "r": 8, "t": 8, "b": 118}, legend={"orientation": "h", "y": 1.0, "yanchor": "bottom"}, dragmode=False,
        xaxis={"title": {"text": say(KEPT[found.kind], n=found.havens)}, "rangemode": "tozero"},
        yaxis={"title": {"text": say("genuine requests met within {days} days [%]", days=DAYS)}, "rangemode": "tozero"},
    )  # fmt: skip
    return stamp(figure, on, say("Bars: Monte Carlo error, 95%."), below=60, letters=48)
