"""How often what was given a chance came true: documented cases by fifths of their chance."""

from datetime import date
from textwrap import wrap

import pandas as pd
import plotly.graph_objects as go

from simulator.presentation.stamp import stamp
from simulator.words.say import say, say_many


def calibration_figure(fifths: pd.DataFrame, on: date) -> go.Figure:
    """Share handed over against the model's recalibrated chance, by fifths of the cases; the line is what a sure forecast gives."""
    sure = go.Scatter(
        x=[0, 100],
        y=[0, 100],
        mode="lines",
        name=say("chance and share agree"),
        line={"dash": "dot", "color": "#5b6770"},
    )
    points = go.Scatter(
        x=100 * fifths["chance_recalibrated"],
        y=100 * fifths["share_handed_over"],
        mode="markers+text",
        text=[say_many("{n} case", "{n} cases", n) for n in fifths["cases"]],
        textposition="bottom center",
        marker={"size": 12, "color": "#1f5a7a"},
        name=say("a fifth of the cases"),
    )
    chance = say("Chance of handing over, recalibrated and left out by pair [%]")
    axes = {"range": [0, 105], "constrain": "domain"}
    figure = go.Figure(
        [sure, points],
        layout={
            "xaxis": {"title": {"text": "<br>".join(wrap(chance, 40))}, **axes},
            "yaxis": {"title": {"text": say("Share handed over [%]")}, **axes},
            "height": 480,
            "margin": {"l": 60, "r": 20, "t": 20, "b": 124},
            "legend": {"orientation": "h", "y": 1.0, "yanchor": "bottom"},
        },
    )
    return stamp(figure, on, say("Publicised cases: order and direction, never levels."), below=76)
