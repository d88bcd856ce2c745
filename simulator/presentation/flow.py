"""Of 1,000 requests: through which families of instruments they go, what stops them, what the others bring about.

The picture and the table that is shown are rounded to 50 like every view of requests; the file has the figures.
"""

from datetime import date
from math import sqrt

import pandas as pd
import plotly.graph_objects as go

from simulator.analysis.explain import Explanation
from simulator.analysis.funnel import ENDS, STOPS, Flow, Funnel
from simulator.analysis.paths import PER
from simulator.presentation.funnel import shown
from simulator.presentation.marks import FAMILIES, SIDES, TITLES
from simulator.presentation.stamp import stamp
from simulator.words.figures import number
from simulator.words.say import Word, say

CAME: dict[str, Word] = {
    "located": "Located",
    "read": "Read",
    "watched": "Watched",
    "held": "Held",
    "handed_over": "Handed over",
}
SHORT: dict[str, Word] = {
    "not_sent": "Not sent", "SCOPE": "Scope", "SEVERITY": "Severity", "GROUNDS": "Grounds", "DUAL_CRIMINALITY": "Dual criminality",
    "DATA_PROTECTION": "Data protection", "COURT": "Court", "NOTICE": "Notice", "VETTING": "INTERPOL",
    "CAPACITY": "Not handled", "late": "Late", "deleted": "Deleted", "barred": "Non-refoulement",
}  # fmt: skip
SENT, STOPPED = "#8a8a8a", "#b9c2c9"
EFFECT = "#a8410b"


def _share(flow: Flow, side: str) -> float:
    return (flow.before, flow.after)[SIDES.index(side)]


def _short(share: float) -> str:
    return shown(share, "<{n}", ">{n}")


def flow_table(found: Funnel, exact: bool = False) -> pd.DataFrame:
    """One row for each family and end, by family and in the order of the definition; `exact` for exports."""
    told = (lambda share: round(share, 2)) if exact else shown
    rows = [
        {
            say("family"): say(flow.family),
            say("ended"): say(CAME.get(flow.end) or STOPS[flow.end][0]),
            **{say(side): told(_share(flow, side)) for side in SIDES},
        }
        for flow in found.flows
    ]
    return pd.DataFrame(rows, columns=[say(name) for name in ("family", "ended", *SIDES)])


def flow_figure(explained: Explanation, found: Funnel, side: str, on: date) -> go.Figure:
    """One world, `baseline` or `scenario`, as a Sankey diagram: requests, families, gates and effects."""
    flows = [flow for flow in found.flows if flow.before or flow.after]
    families = list(dict.fromkeys(flow.family for flow in flows))
    ends = [end for end in (*STOPS, *ENDS) if any(flow.end == end for flow in flows)]
    of_family = [sum(_share(flow, side) for flow in flows if flow.family == family) for family in families]
    of_end = [sum(_share(flow, side) for flow in flows if flow.end == end) for end in ends]
    words = [say(CAME.get(end) or SHORT[end]) for end in ends]
    names, sizes = [say("Requests"), *map(say, families), *words], [float(PER), *of_family, *of_end]
    source = [0] * len(families) + [1 + families.index(flow.family) for flow in flows]
    target = [*range(1, 1 + len(families)), *(1 + len(families) + ends.index(flow.end) for flow in flows)]
    values = [*of_family, *(_share(flow, side) for flow in flows)]
    link = [
        say("{one} to {other}: {share} of 1,000 requests", one=names[one], other=names[two], share=shown(many))
        for one, two, many in zip(source, target, values, strict=True)
    ]
    figure = go.Figure(
        go.Sankey(
            arrangement="fixed",
            node={
                "label": [f"{name} {_short(size)}" if size else "" for name, size in zip(names, sizes, strict=True)],
                "color": [SENT, *(FAMILIES[one][0] for one in families), *(EFFECT if end in ENDS else STOPPED for end in ends)],
                "x": [0.001] + [0.3] * len(families) + [0.999] * len(ends),
                "y": [0.5, *_middles(of_family), *_middles(of_end)],
                "pad": 10, "thickness": 12, "hoverinfo": "skip",
            },
            link={
                "source": source, "target": target, "value": values, "customdata": link,
                "hovertemplate": "%{customdata}<extra></extra>", "color": "rgba(120,140,155,0.35)",
            },
        )
    )  # fmt: skip
    figure.update_layout(
        title={"text": say("{side} [of 1,000 requests]", side=say(TITLES[side])), "x": 0, "font": {"size": 15}}, height=540,
        margin={"l": 8, "r": 8, "t": 44, "b": 76}, font={"size": 11},
    )  # fmt: skip
    return stamp(figure, on, _doubt(explained, found))


def _doubt(explained: Explanation, found: Funnel) -> str:
    """The requesting State sends the same in every replicate, so a share's error has a bound; members of the front do not."""
    if found.asker != "requesting":
        return say("Shown in steps of 50; few worlds have a larger front.")
    error = number(PER / sqrt(explained.replicates))
    return say("Shown in steps of 50; Monte Carlo error of a share at most ±{error}.", error=error)


def _middles(sizes: list[float]) -> list[float]:
    """Middles of boxes stacked from top to bottom with gaps, 0-1."""
    gap = 0.5 / max(len(sizes), 1)
    whole, at, found = sum(sizes) or 1.0, 0.0, []
    for size in sizes:
        height = gap + 0.5 * size / whole
        found.append(min(max(at + height / 2, 0.001), 0.999))
        at += height
    return found
