"""The days passing: how many candidate hosts have low, raised or high exposure by then, baseline beside scenario."""

from datetime import date

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from simulator.analysis.classes import CLASSES
from simulator.analysis.days import Days
from simulator.model.network import HORIZONS
from simulator.presentation.marks import FACES, HATCHES, SIDES, TITLES
from simulator.presentation.stamp import stamp
from simulator.words.say import Word, say

EXPOSURE: dict[str, Word] = {
    "data": "Data exposure of {n} candidates;<br>lines: Monte Carlo error, 95%.",
    "person": "Person exposure of {n} candidates;<br>lines: Monte Carlo error, 95%.",
}
LABELS = [str(day) for day in HORIZONS]
ON_FACE = FACES["low"][1]  # hatch and error stand upon the columns


def time_table(found: Days) -> pd.DataFrame:
    """One row for each horizon, world and class: the count, its Monte Carlo error and, once drawn, its band."""
    rows = []
    for day, horizon in enumerate(HORIZONS):
        for which, side in enumerate(SIDES):
            for level, name in enumerate(CLASSES):
                at = (which, day, level)
                row = {
                    say("days"): horizon, say("world"): say(side), say("exposure"): say(name), say("hosts"): int(found.counts[at]),
                    say("Monte Carlo low"): int(found.low[at]), say("Monte Carlo high"): int(found.high[at]),
                }  # fmt: skip
                if found.band:
                    row |= {say("band low"): int(found.band[0][at]), say("band high"): int(found.band[1][at])}
                rows.append(row)
    return pd.DataFrame(rows)


def time_figure(found: Days, on: date, until: int = HORIZONS[-1]) -> go.Figure:
    """Stacked columns, one a horizon as far as `until`: drawn for one after another, the days pass."""
    figure = make_subplots(
        cols=2, shared_yaxes=True, subplot_titles=[say(TITLES[side]) for side in SIDES], horizontal_spacing=0.04
    )
    columns = (1,) * len(CLASSES) + (2,) * len(CLASSES)
    figure.add_traces(_columns(found, until), rows=[1] * len(columns), cols=columns)
    figure.update_xaxes(
        title=say("Days passed [day]"), type="category", range=[-0.5, len(HORIZONS) - 0.5], fixedrange=True
    )
    figure.update_yaxes(range=[0, 1.06 * max(found.hosts, 1)], fixedrange=True)
    figure.update_yaxes(title=say("Candidate hosts [count]"), col=1)
    figure.update_layout(
        barmode="stack", height=460, dragmode=False, margin={"l": 8, "r": 8, "t": 60, "b": 110}, bargap=0.15,
        legend={"orientation": "h", "y": 1.08, "yanchor": "bottom", "traceorder": "normal"},
    )  # fmt: skip
    return stamp(figure, on, say(EXPOSURE[found.kind], n=found.hosts), below=56)


def _columns(found: Days, until: int) -> list[go.Bar]:
    """Baseline's and scenario's columns by class; horizons still to come are empty."""
    passed = [day <= until for day in HORIZONS]
    return [_bar(found, which, level, passed) for which in range(len(SIDES)) for level in range(len(CLASSES))]


def _bar(found: Days, which: int, level: int, passed: list[bool]) -> go.Bar:
    """One class in one world. The line at the top of low and of raised is the error of where the next class begins."""
    colour, pattern = FACES[CLASSES[level]][0], HATCHES[CLASSES[level]]
    counts = found.counts[which, :, level]
    if level == 0:
        more, less = found.high[which, :, 0] - counts, counts - found.low[which, :, 0]
    else:  # what is not high: its ends are those of high, the other way round
        of_high = found.counts[which, :, 2]
        more, less = of_high - found.low[which, :, 2], found.high[which, :, 2] - of_high
    drawn = [int(count) if there else None for count, there in zip(counts, passed, strict=True)]
    return go.Bar(
        x=LABELS, y=drawn, name=say(CLASSES[level]), legendgroup=CLASSES[level], showlegend=which == 0,
        marker={"color": colour, "pattern": {"shape": pattern, "fillmode": "overlay", "fgcolor": ON_FACE, "solidity": 0.2}},
        error_y={
            "visible": level < len(CLASSES) - 1, "type": "data", "array": more.clip(0).tolist(), "arrayminus": less.clip(0).tolist(),
            "color": ON_FACE, "thickness": 1.5, "width": 4,
        },
        hovertemplate=f"{_hover(CLASSES[level])}<extra>{say(SIDES[which])}</extra>",
    )  # fmt: skip


def _hover(level: str) -> str:
    return say("by day {day}: {n} hosts, exposure {level}", day="%{x}", n="%{y}", level=say(level))
