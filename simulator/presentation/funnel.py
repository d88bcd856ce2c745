"""Why, as tables, lines and a figure: of 1,000 requests, what stopped where, and by which paths effects came about.

What people are shown is rounded to 50 of 1,000, so that nobody reads a recipe from it; tables to be kept have the
figures. Everything stands in the order of the definition, or by family and article, never by success or speed.
"""

from datetime import date
from math import floor
from textwrap import wrap

import pandas as pd
import plotly.graph_objects as go

from simulator.analysis.explain import Explanation
from simulator.analysis.funnel import STOPS, Funnel
from simulator.analysis.paths import EFFECTS, PER, Path
from simulator.model.world import World
from simulator.presentation.marks import SIDES
from simulator.presentation.requests import BRIEF, after_one_another, of_step
from simulator.presentation.stamp import stamp
from simulator.words.figures import number
from simulator.words.names import name_of
from simulator.words.say import Word, say, say_many

COLOURS = {"baseline": "#8a8a8a", "scenario": "#1f5f8b"}
ROUNDED = 50  # shares of 1,000 are shown in steps of this
LABEL, LINE = 28, 36  # letters of a line, beside the bars and below them, so that a phone has room for both
UNDER: Word = "under {n}"
OVER: Word = "over {n}"
CAME: dict[str, Word] = {
    "data_host": "Data exposed through the host itself",
    "data_provider": "Data exposed through another State's provider",
    "data_order": "Data exposed by direct order to a provider",
    "held": "Held",
    "handed_over": "Handed over",
    "held_in_transit": "Held in transit",
}
FUNNEL: tuple[Word, ...] = ("of 1,000 requests", "article", *SIDES)
ARRIVALS: tuple[Word, ...] = ("family", "instrument", "measure", "article", "mark", "baseline", "scenario")
PATHS: tuple[Word, ...] = ("effect", "families", "path", "typical days", "baseline", "scenario")
CAPTION: Word = (
    "Of 1,000 requests, each channel in each world counted alike; a request is charged to the first gate that stops it. "
    "Articles are of the UN text unless said; paraphrase."
)
TITLES: dict[tuple[str, str, str], Word] = {  # what is asked, who asks, who is asked
    ("data", "requesting", "host"): "Requests of {asker} to {hosts}, for data",
    ("data", "requesting", "provider"): "Requests of {asker} to the States where the person's services may be held, for data",
    ("data", "requesting", "order"): "Requests of {asker} to providers, by direct order, for data",
    ("data", "front", "host"): "Requests of other States of the front to {hosts}, for data",
    ("data", "front", "provider"): "Requests of other States of the front to the States where the person's services may be held, for data",
    ("person", "requesting", "host"): "Requests of {asker} to {hosts}, for the person",
    ("person", "front", "host"): "Requests of other States of the front to {hosts}, for the person",
}  # fmt: skip


def rounded(share: float) -> int:
    """A share of 1,000 to the nearest 50."""
    return ROUNDED * floor(share / ROUNDED + 0.5)


def shown(share: float, under: str = UNDER, over: str = OVER) -> str:
    """A share of 1,000 as people read it; what is there is never shown as nothing, nor a part as everything."""
    if 0 < share < ROUNDED / 2:
        return say(under, n=ROUNDED // 2)
    if PER - ROUNDED / 2 <= share < PER:
        return say(over, n=PER - ROUNDED // 2)
    return number(rounded(share))


def title(found: Explanation, funnel: Funnel, world: World) -> str:
    """Who asks whom for what."""
    asker = name_of(world.state(found.requesting))
    return say(TITLES[funnel.kind, funnel.asker, funnel.asked], asker=asker, hosts=hosts(found, world))


def hosts(found: Explanation, world: World) -> str:
    """The host, or how many there are."""
    if len(found.hosts) == 1:
        return name_of(world.state(found.hosts[0]))
    return say_many("{n} candidate host", "{n} candidate hosts", len(found.hosts))


def funnel_table(found: Funnel, exact: bool = False) -> pd.DataFrame:
    """One row for each gate with its article, and one for those that came through; `exact` for exports."""
    told = (lambda share: round(share, 1)) if exact else shown
    stops = [(say(text), say(article), found.stopped[key]) for key, (text, article) in STOPS.items()]
    came = tuple(sum(getattr(one, side) for one in found.arrived) for side in ("before", "after"))
    rows = [
        (text, article, told(before), told(after))
        for text, article, (before, after) in [*stops, (say("Came through"), "", came)]
    ]
    return pd.DataFrame(rows, columns=[say(name) for name in FUNNEL])


def arrivals_table(found: Funnel, exact: bool = False) -> pd.DataFrame:
    """Through what the others came, grouped by family and ordered by article."""
    told = (lambda share: round(share, 2)) if exact else shown
    rows = []
    for one in found.arrived:
        words = (say(text) for text in (one.step.family, one.step.instrument, one.step.measure, one.step.article))
        rows.append((*words, one.step.mark, told(one.before), told(one.after)))
    return pd.DataFrame(rows, columns=[say(name) for name in ARRIVALS])


def paths_table(found: Explanation, exact: bool = False) -> pd.DataFrame:
    """By which paths each effect first came about, of 1,000 worlds; grouped by family and ordered by article."""
    told = (lambda share: round(share, 2)) if exact else shown
    rows = [
        (say(CAME[path.effect]), _families(path), _steps(path), round(path.typical_days), told(path.before), told(path.after))
        for path in found.paths
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=[say(name) for name in PATHS])


def _families(path: Path) -> str:
    return after_one_another(say(step.family) for step in path.steps)


def _steps(path: Path) -> str:
    return after_one_another(of_step(step) for step in path.steps)


def funnel_figure(found: Funnel, on: date) -> go.Figure:
    """Bars by gate, baseline beside scenario, rounded as the numbers at the bars are."""
    table, exact = funnel_table(found).iloc[::-1], funnel_table(found, exact=True).iloc[::-1]
    labels = [
        "<br>".join(wrap(say(words), LABEL, break_long_words=False)) for words in (*BRIEF.values(), "Came through")
    ][::-1]
    figure = go.Figure()
    for side, pattern in (("scenario", ""), ("baseline", "/")):
        figure.add_bar(
            y=labels, x=[rounded(share) for share in exact[say(side)]], name=say(side), orientation="h", text=table[say(side)],
            textposition="outside", cliponaxis=False, marker={"color": COLOURS[side], "pattern": {"shape": pattern}},
        )  # fmt: skip
    figure.update_layout(
        height=620, margin={"l": 8, "r": 40, "t": 8, "b": 110}, barmode="group", dragmode=False,
        xaxis={"title": say("of 1,000 requests"), "range": [0, 1080], "fixedrange": True}, yaxis={"automargin": True, "fixedrange": True},
        legend={"orientation": "h", "y": 1.0, "yanchor": "bottom", "traceorder": "reversed"},
    )  # fmt: skip
    return stamp(figure, on, say("Rounded to 50 of 1,000."), below=52, letters=LINE)


def lines(found: Explanation, world: World) -> list[str]:
    """All of it as text, baseline beside scenario; what is 0 in both, and paths too small to be shown, are left out."""
    told = []
    for funnel in found.funnels:
        told.append(say("{title}; of 1,000 (baseline, scenario):", title=title(found, funnel, world)))
        for text, article, before, after in funnel_table(funnel).itertuples(index=False):
            if (before, after) != ("0", "0"):
                told.append(_line(before, after, f"{text}; {article}" if article else text))
        told += [
            _line(shown(one.before), shown(one.after), f"  {of_step(one.step)}")
            for one in funnel.arrived
            if max(rounded(one.before), rounded(one.after)) > 0
        ]
    for effect in EFFECTS:
        told += _path_lines([path for path in found.paths if path.effect == effect], effect)
    return told


def _path_lines(found: list[Path], effect: str) -> list[str]:
    """One effect: the families that led to it, each with its paths."""
    if not found:
        return []
    told = [
        say("{effect}, by the first path, of 1,000 worlds and hosts (baseline, scenario):", effect=say(CAME[effect]))
    ]
    for families in dict.fromkeys(_families(path) for path in found):
        those = [path for path in found if _families(path) == families]
        before, after = (sum(getattr(path, side) for path in those) for side in ("before", "after"))
        text = say_many("{families} ({n} path)", "{families} ({n} paths)", len(those), families=families)
        told.append(_line(shown(before), shown(after), text))
        for path in those:
            if max(rounded(path.before), rounded(path.after)) > 0:
                days = round(path.typical_days)
                text = say_many("{path}; typically {n} day", "{path}; typically {n} days", days, path=_steps(path))
                told.append(_line(shown(path.before), shown(path.after), f"  {text}"))
    return told


def _line(before: str, after: str, text: str) -> str:
    return f"  {before:>8} {after:>8}  {text}"
