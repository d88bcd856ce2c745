"""The funnel of one host: of 1,000 requests, how many stopped at which gate."""

import pandas as pd
import plotly.graph_objects as go

from simulator.analysis.explain import STOPS, Explanation

COLOURS = {"baseline": "#8a8a8a", "scenario": "#1f5f8b"}


def funnel_table(found: Explanation) -> pd.DataFrame:
    """One row for each gate with its article, and one for those that came through."""
    rows = [
        {"of 1,000 requests": text, "article": article, "baseline": round(before, 1), "scenario": round(after, 1)}
        for (text, article), (before, after) in zip(STOPS.values(), (found.stopped[key] for key in STOPS), strict=True)
    ]
    came = [sum(getattr(one, side) for one in found.arrived) for side in ("before", "after")]
    rows.append(
        {
            "of 1,000 requests": "Came through",
            "article": "",
            "baseline": round(came[0], 1),
            "scenario": round(came[1], 1),
        }
    )
    return pd.DataFrame(rows)


def arrivals_table(found: Explanation) -> pd.DataFrame:
    """Through what the others came, grouped by family and ordered by article."""
    return pd.DataFrame(
        [
            {
                "family": one.family, "instrument": one.instrument, "measure": one.measure, "article": one.article,
                "mark": one.mark, "baseline": round(one.before, 2), "scenario": round(one.after, 2),
            }
            for one in found.arrived
        ],
        columns=["family", "instrument", "measure", "article", "mark", "baseline", "scenario"],
    )  # fmt: skip


def funnel_figure(found: Explanation) -> go.Figure:
    """Bars by gate, baseline beside scenario; the numbers stand at the bars."""
    table = funnel_table(found).iloc[::-1]
    labels = [text.split(" (")[0].split(":")[0] for text in table["of 1,000 requests"]]
    figure = go.Figure()
    for side, pattern in (("scenario", ""), ("baseline", "/")):
        figure.add_bar(
            y=labels, x=table[side], name=side, orientation="h", text=[f"{value:.0f}" for value in table[side]],
            textposition="outside", cliponaxis=False, marker={"color": COLOURS[side], "pattern": {"shape": pattern}},
        )  # fmt: skip
    figure.update_layout(
        height=520, margin={"l": 8, "r": 40, "t": 8, "b": 40}, barmode="group", dragmode=False,
        xaxis={"title": "of 1,000 requests", "range": [0, 1080], "fixedrange": True}, yaxis={"automargin": True, "fixedrange": True},
        legend={"orientation": "h", "y": 1.06, "traceorder": "reversed"},
    )  # fmt: skip
    return figure
