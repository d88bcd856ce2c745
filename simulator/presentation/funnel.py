"""Why, as tables, lines and a figure: of 1,000 requests, what stopped where, and by which paths effects came about.

What people are shown is rounded to 50 of 1,000, so that nobody reads a recipe from it; tables to be kept have the
figures. Everything stands in the order of the definition, or by family and article, never by success or speed.
"""

from datetime import date
from math import floor

import pandas as pd
import plotly.graph_objects as go

from simulator.analysis.explain import STOPS, Explanation, Funnel
from simulator.analysis.paths import EFFECTS, PER, Path
from simulator.model.world import World
from simulator.presentation.stamp import stamp
from simulator.words.names import name_of

COLOURS = {"baseline": "#8a8a8a", "scenario": "#1f5f8b"}
ROUNDED = 50  # shares of 1,000 are shown in steps of this
CAME = {
    "data_host": "Data exposed through the host itself",
    "data_provider": "Data exposed through another State's provider",
    "data_order": "Data exposed by direct order to a provider",
    "held": "Held",
    "handed_over": "Handed over",
    "held_in_transit": "Held in transit",
}
CAPTION = (
    "Of 1,000 requests, each channel in each world counted alike; a request is charged to the first gate that stops it. "
    "Articles are of the UN text unless said; paraphrase."
)


def rounded(share: float) -> int:
    """A share of 1,000 to the nearest 50."""
    return ROUNDED * floor(share / ROUNDED + 0.5)


def shown(share: float) -> str:
    """A share of 1,000 as people read it; what is there is never shown as nothing, nor a part as everything."""
    if 0 < share < ROUNDED / 2:
        return f"under {ROUNDED // 2}"
    if PER - ROUNDED / 2 <= share < PER:
        return f"over {PER - ROUNDED // 2}"
    return f"{rounded(share):,}"


def title(found: Explanation, funnel: Funnel, world: World) -> str:
    """Who asks whom for what."""
    asker = _name(world, found.requesting) if funnel.asker == "requesting" else "other States of the front"
    asked = {
        "host": hosts(found, world),
        "provider": "the States where the person's services may be held",
        "order": "providers, by direct order",
    }[funnel.asked]
    return f"Requests of {asker} to {asked}, for {'data' if funnel.kind == 'data' else 'the person'}"


def hosts(found: Explanation, world: World) -> str:
    """The host, or how many there are."""
    return _name(world, found.hosts[0]) if len(found.hosts) == 1 else f"{len(found.hosts)} candidate hosts"


def _name(world: World, code: str) -> str:
    return name_of(world.states[world.index_of(code)])


def funnel_table(found: Funnel, exact: bool = False) -> pd.DataFrame:
    """One row for each gate with its article, and one for those that came through; `exact` for exports."""
    told = (lambda share: round(share, 1)) if exact else shown
    stops = [(text, article, found.stopped[key]) for key, (text, article) in STOPS.items()]
    came = tuple(sum(getattr(one, side) for one in found.arrived) for side in ("before", "after"))
    rows = [
        {"of 1,000 requests": text, "article": article, "baseline": told(before), "scenario": told(after)}
        for text, article, (before, after) in [*stops, ("Came through", "", came)]
    ]
    return pd.DataFrame(rows)


def arrivals_table(found: Funnel, exact: bool = False) -> pd.DataFrame:
    """Through what the others came, grouped by family and ordered by article."""
    told = (lambda share: round(share, 2)) if exact else shown
    rows = [
        {
            "family": one.step.family, "instrument": one.step.instrument, "measure": one.step.measure,
            "article": one.step.article, "mark": one.step.mark, "baseline": told(one.before), "scenario": told(one.after),
        }
        for one in found.arrived
    ]  # fmt: skip
    columns = ["family", "instrument", "measure", "article", "mark", "baseline", "scenario"]
    return pd.DataFrame(rows, columns=columns)


def paths_table(found: Explanation, exact: bool = False) -> pd.DataFrame:
    """By which paths each effect first came about, of 1,000 worlds; grouped by family and ordered by article."""
    told = (lambda share: round(share, 2)) if exact else shown
    rows = [
        {
            "effect": CAME[path.effect], "families": _families(path), "path": _steps(path),
            "typical days": round(path.typical_days), "baseline": told(path.before), "scenario": told(path.after),
        }
        for path in found.paths
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["effect", "families", "path", "typical days", "baseline", "scenario"])


def _families(path: Path) -> str:
    return ", then ".join(step.family for step in path.steps)


def _steps(path: Path) -> str:
    return ", then ".join(step.words() for step in path.steps)


def funnel_figure(found: Funnel, on: date) -> go.Figure:
    """Bars by gate, baseline beside scenario, rounded as the numbers at the bars are."""
    table, exact = funnel_table(found).iloc[::-1], funnel_table(found, exact=True).iloc[::-1]
    labels = [text.split(" (")[0].split(":")[0] for text in table["of 1,000 requests"]]
    figure = go.Figure()
    for side, pattern in (("scenario", ""), ("baseline", "/")):
        figure.add_bar(
            y=labels, x=[rounded(share) for share in exact[side]], name=side, orientation="h", text=table[side],
            textposition="outside", cliponaxis=False, marker={"color": COLOURS[side], "pattern": {"shape": pattern}},
        )  # fmt: skip
    figure.update_layout(
        height=576, margin={"l": 8, "r": 40, "t": 8, "b": 96}, barmode="group", dragmode=False,
        xaxis={"title": "of 1,000 requests", "range": [0, 1080], "fixedrange": True}, yaxis={"automargin": True, "fixedrange": True},
        legend={"orientation": "h", "y": 1.06, "traceorder": "reversed"},
    )  # fmt: skip
    return stamp(figure, on, "Rounded to 50 of 1,000.", below=52)


def lines(found: Explanation, world: World) -> list[str]:
    """All of it as text, baseline beside scenario; what is 0 in both, and paths too small to be shown, are left out."""
    told = []
    for funnel in found.funnels:
        told.append(f"{title(found, funnel, world)}; of 1,000 (baseline, scenario):")
        for text, article, before, after in funnel_table(funnel).itertuples(index=False):
            if (before, after) != ("0", "0"):
                told.append(_line(before, after, f"{text}; {article}" if article else text))
        told += [
            _line(shown(one.before), shown(one.after), f"  {one.step.words()}")
            for one in funnel.arrived
            if max(rounded(one.before), rounded(one.after)) > 0
        ]
    for effect in EFFECTS:
        told += _path_lines([path for path in found.paths if path.effect == effect], effect)
    return told


def _path_lines(found: list[Path], effect: str) -> list[str]:
    """One effect: the families that led to it, each with its paths."""
    told = [f"{CAME[effect]}, by the first path, of 1,000 worlds and hosts (baseline, scenario):"] if found else []
    for families in dict.fromkeys(_families(path) for path in found):
        those = [path for path in found if _families(path) == families]
        before, after = (sum(getattr(path, side) for path in those) for side in ("before", "after"))
        told.append(
            _line(shown(before), shown(after), f"{families} ({len(those)} path{'s' if len(those) > 1 else ''})")
        )
        told += [
            _line(shown(path.before), shown(path.after), f"  {_steps(path)}; typically {path.typical_days:.0f} days")
            for path in those
            if max(rounded(path.before), rounded(path.after)) > 0
        ]
    return told


def _line(before: str, after: str, text: str) -> str:
    return f"  {before:>8} {after:>8}  {text}"
