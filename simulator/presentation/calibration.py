"""How often what was given a chance came true: documented cases by fifths of their chance."""

import pandas as pd
import plotly.graph_objects as go


def calibration_figure(fifths: pd.DataFrame) -> go.Figure:
    """Share handed over against the model's recalibrated chance, by fifths of the cases; the line is what a sure forecast gives."""
    sure = go.Scatter(
        x=[0, 100], y=[0, 100], mode="lines", name="chance and share agree", line={"dash": "dot", "color": "#5b6770"}
    )
    points = go.Scatter(
        x=100 * fifths["chance_recalibrated"],
        y=100 * fifths["share_handed_over"],
        mode="markers+text",
        text=[f"{n} cases" for n in fifths["cases"]],
        textposition="bottom center",
        marker={"size": 12, "color": "#1f5a7a"},
        name="a fifth of the cases",
    )
    axes = {"range": [0, 105], "constrain": "domain"}
    return go.Figure(
        [sure, points],
        layout={
            "xaxis": {"title": {"text": "Chance of handing over, recalibrated and left out by pair [%]"}, **axes},
            "yaxis": {"title": {"text": "Share handed over [%]"}, **axes},
            "height": 420,
            "margin": {"l": 60, "r": 20, "t": 20, "b": 60},
            "legend": {"orientation": "h", "y": 1.08},
        },
    )
