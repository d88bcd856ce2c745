"""The world as a figure: one tile a State, as the page's board draws it; for notebooks, reports and sets beside one another."""

from datetime import date

import plotly.graph_objects as go

from simulator.analysis.havens import Comparison
from simulator.presentation.marks import FACES
from simulator.presentation.stamp import stamp
from simulator.presentation.tiles import COLUMNS, ROWS, tiles
from simulator.presentation.world_map import WORDS, places
from simulator.words.names import code_of, in_order
from simulator.words.say import Word, say

SIZE = 17  # of a tile [px]
LOOKS = {  # paper, ink and sign of a tile: the sign says the class where colour cannot
    "low": (*FACES["low"], "○"),
    "raised": (*FACES["raised"], "◐"),
    "high": (*FACES["high"], "●"),
    "falls": (*FACES["low"], "▽"),
    "same": (*FACES["same"], "="),
    "rises": (*FACES["raised"], "△"),
    "rises_twice": (*FACES["high"], "▲"),
    "requesting": (*FACES["asked"], ""),
    "not_assessed": (*FACES["unknown"], ""),
    "thin": (*FACES["unknown"], "?"),
    "other": ("#ffffff", FACES["unknown"][1], ""),
}
KEPT: dict[str, Word] = {
    "data": "{title}: {kept} of {havens} data havens kept",
    "person": "{title}: {kept} of {havens} person havens kept",
}
PALE = 0.45  # opacity of a State that is no candidate


def tiles_figure(found: Comparison, kind: str, on: date, view: str = "scenario") -> go.Figure:
    """Every State by its class for one kind of haven: a cross where a haven is lost, a stroke where it depends on assumptions.

    Parameters
    ----------
    kind : a kind of `classes.KINDS`
    view : `scenario`, `baseline`, or how the class `change`s
    """
    cells, known = tiles(), places(found, kind, view)
    shown = [known[place] for place in in_order(found.world.states)]
    figure = go.Figure()
    for level, (paper, ink, sign) in LOOKS.items():
        here = [place for place in shown if place.level == level]
        if not here:
            continue
        paled = [1.0 if place.candidate or level == "requesting" else PALE for place in here]
        figure.add_scatter(
            x=[cells[place.iso3][0] for place in here], y=[cells[place.iso3][1] for place in here],
            mode="markers+text", text=[f"{code_of(place.iso3)}<br>{sign}" for place in here], textfont={"size": 7, "color": ink},
            customdata=[place.label for place in here], hovertemplate="%{customdata}<extra></extra>",
            name=f"{sign} {say(WORDS[level])}".strip(),
            marker={"symbol": "square", "size": SIZE, "color": paper, "opacity": paled, "line": {"color": "#5a656f", "width": 0.5}},
        )  # fmt: skip
    candidates = [place for place in shown if place.candidate]
    for some, name, symbol in (
        ([place for place in candidates if place.lost], say("haven lost"), "x-thin"),
        ([place for place in candidates if place.depends], say("depends on assumptions"), "line-ne"),
    ):
        marked = [cells[place.iso3] for place in some]
        if marked:
            figure.add_scatter(
                x=[x for x, _ in marked], y=[y for _, y in marked], mode="markers", name=name, hoverinfo="skip",
                marker={"symbol": symbol, "size": SIZE - 4, "line": {"color": "#ffffff", "width": 2}}, showlegend=False,
            )  # fmt: skip
            figure.add_scatter(
                x=[x for x, _ in marked], y=[y for _, y in marked], mode="markers", name=name, hoverinfo="skip",
                marker={"symbol": symbol, "size": SIZE - 4, "line": {"color": "#15202b", "width": 0.9}},
            )  # fmt: skip
    figure.update_layout(
        height=450, margin={"l": 4, "r": 4, "t": 4, "b": 136}, dragmode=False,
        legend={"orientation": "h", "y": -0.02, "font": {"size": 10}, "itemclick": False, "itemdoubleclick": False},
        xaxis={"range": [-0.7, COLUMNS - 0.3], "visible": False, "fixedrange": True},
        yaxis={"range": [ROWS - 0.3, -0.7], "visible": False, "fixedrange": True},
    )  # fmt: skip
    havens, kept = found.tally(kind)
    words = say(KEPT[kind], title=say(found.scenario.title), kept=kept, havens=havens)
    return stamp(figure, on, words if view != "baseline" else say(found.baseline.title), below=104)
