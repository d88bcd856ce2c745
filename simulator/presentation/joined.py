"""The network around the requesting State: who joins the front through whom, on the cells of the tile grid.

Places never move, whatever is chosen. Lines tell the family by colour and dash; only those in enough worlds to be read
are drawn, and the table has all of them, by region and name.
"""

from collections.abc import Iterable
from datetime import date
from math import hypot

import pandas as pd
import plotly.graph_objects as go

from simulator.analysis.joined import Join, Joined
from simulator.model.world import World
from simulator.presentation.funnel import shown
from simulator.presentation.marks import FAMILIES, INK, SIDES, TITLES
from simulator.presentation.stamp import stamp
from simulator.presentation.tiles import tiles
from simulator.words.figures import number, percent
from simulator.words.names import code_of, in_order, name_of
from simulator.words.say import Word, say, spoken

MOST = 60  # lines that can still be followed
BEND = 0.18  # of its length, by which a line bows out, so that lines to and fro lie apart
POINTS = 9
SHADE, LEAST = "111,139,160", 0.12  # of cells: red, green and blue; how much of it where a State never answers
COLUMNS: list[Word] = ["joins", "through", "family", "round"]


def drawn(found: Joined) -> tuple[float, tuple[Join, ...]]:
    """The smallest share that leaves at most `MOST` lines, in either world, and the joinings that reach it."""
    shares = sorted({max(one.before, one.after) for one in found.joins})
    for least in shares:
        enough = tuple(one for one in _joins(found) if max(one.before, one.after) >= least)
        if len(enough) <= MOST:
            return least, enough
    return 0.0, ()


def _joins(found: Joined) -> tuple[Join, ...]:
    """By region and name; under aliases by their codes, since no order is to give a State away."""
    if not spoken().aliases.blind:
        return found.joins
    return tuple(sorted(found.joins, key=lambda one: (code_of(one.state), code_of(one.sender), one.family, one.round)))


def network_table(found: Joined, world: World, *, exact: bool = False) -> pd.DataFrame:
    """Every joining by region and name, of 1,000 worlds: to the nearest 50, or `exact`, "±" twice the Monte Carlo standard error."""
    names = _names(world)
    rows = []
    for one in _joins(found):
        row = {"joins": names[one.state], "through": names[one.sender], "family": say(one.family), "round": one.round}
        for side, share in zip(SIDES, (one.before, one.after), strict=True):
            row[side] = round(1000 * share, 1) if exact else shown(1000 * share)
            if exact:
                row[f"{side} ±"] = round(2000 * found.error(share), 1)
        rows.append(row)
    columns = {name: say(name) for name in (*COLUMNS, *SIDES)}
    if exact:
        columns |= {f"{side} ±": f"{say(side)} ±" for side in SIDES}
    return pd.DataFrame(rows, columns=list(columns)).rename(columns=columns)


def network_figure(found: Joined, world: World, side: str, on: date) -> go.Figure:
    """One world, `baseline` or `scenario`: cells shaded by how often a state answers, lines for joinings."""
    least, lines = drawn(found)
    share = {one: (one.before, one.after)[SIDES.index(side)] for one in lines}
    figure = go.Figure(_cells(found, world, side))
    for family in sorted({one.family for one in lines}):
        mine = [one for one in lines if one.family == family and share[one] > 0]
        figure.add_traces(_lines(mine, family))
        figure.add_trace(_middles(mine, share, found, world, family))
    members = {code for one in lines if share[one] > 0 for code in (one.sender, one.state)} - {found.requesting}
    figure.add_traces([_labels(sorted(members, key=code_of)), _asker(found.requesting)])
    x, y = _window({code for one in lines for code in (one.sender, one.state)} | {found.requesting})
    figure.update_layout(
        title={"text": say(TITLES[side]), "x": 0, "y": 0.98, "yanchor": "top", "font": {"size": 15}}, height=560,
        dragmode="pan", hovermode="closest", margin={"l": 8, "r": 8, "t": 108, "b": 124}, shapes=_squares(found, side, members),
        legend={"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0},
        xaxis={"visible": False, "range": x}, yaxis={"visible": False, "range": y},
    )  # fmt: skip
    doubt = max((found.error(one) for one in share.values()), default=0.0)
    rule: Word = (
        "Lines: joinings in {least} or more of {of} worlds<br>(Monte Carlo error up to ±{error})."
        if lines
        else "No other State joins the front<br>(Monte Carlo error up to ±{error})."
    )
    words = say(rule, least=number(1000 * least, 1), of=number(1000), error=number(2000 * doubt, 1))
    return stamp(figure, on, words, below=64)


def _names(world: World) -> dict[str, str]:
    return {state.iso3: name_of(state) for state in world.states}


def _at(code: str) -> tuple[float, float]:
    column, row = tiles()[code]
    return float(column), -float(row)


def _cells(found: Joined, world: World, side: str) -> go.Scatter:
    """What every state's cell says, and the scale of its shade; the cells themselves are `_squares`."""
    everyone = (world.states[place] for place in in_order(world.states))
    states = [state for state in everyone if state.iso3 != found.requesting]
    shares = [found.answers[state.iso3][SIDES.index(side)] for state in states]
    x, y = zip(*(_at(state.iso3) for state in states), strict=True)
    words = [
        say("{name}: answers in {share} of worlds", name=name_of(state), share=percent(round(20 * share) / 20))
        for state, share in zip(states, shares, strict=True)
    ]
    return go.Scatter(
        x=x, y=y, mode="markers", showlegend=False, hoverinfo="text", text=words,
        marker={
            "size": 12, "opacity": 0, "color": [100 * share for share in shares], "cmin": 0, "cmax": 100,
            "colorscale": [[0, _shade(0)], [1, _shade(1)]],
            "colorbar": {
                "title": {"text": say("Answers the requesting State itself [% of worlds]"), "side": "top", "font": {"size": 11}},
                "orientation": "h", "thickness": 8, "len": 0.8, "x": 0, "xanchor": "left", "y": 0, "yanchor": "top",
            },
        },
    )  # fmt: skip


def _shade(share: float) -> str:
    """How much of the shade lies on the paper, for a share of worlds in which a State answers."""
    return f"rgba({SHADE},{LEAST + (1 - LEAST) * share:.3f})"


def _squares(found: Joined, side: str, members: set[str]) -> list[dict[str, object]]:
    """A square in every cell, which grows and shrinks with the grid; members of the front have a strong edge."""
    squares = []
    for code in sorted(found.answers, key=code_of):
        share, (x, y), member = found.answers[code], _at(code), code in members
        squares.append(
            {
                "type": "rect", "layer": "below", "x0": x - 0.45, "x1": x + 0.45, "y0": y - 0.45, "y1": y + 0.45,
                "fillcolor": _shade(share[SIDES.index(side)]),
                "line": {"color": INK if member else "#9aa5ae", "width": 1.5 if member else 0.5},
            }
        )  # fmt: skip
    return squares


def _bow(one: Join) -> tuple[list[float], list[float]]:
    """Points on a bow from who had asked to who joins, ending short of the cell's middle so that the arrow shows."""
    (x0, y0), (x1, y1) = _at(one.sender), _at(one.state)
    length = hypot(x1 - x0, y1 - y0)
    cx, cy = (x0 + x1) / 2 - BEND * (y1 - y0), (y0 + y1) / 2 + BEND * (x1 - x0)
    steps = [place * (1 - 0.3 / length) / (POINTS - 1) for place in range(POINTS)]
    x, y = (
        [(1 - t) ** 2 * start + 2 * t * (1 - t) * middle + t**2 * end for t in steps]
        for start, middle, end in ((x0, cx, x1), (y0, cy, y1))
    )
    return x, y


def _lines(mine: Iterable[Join], family: str) -> list[go.Scatter]:
    """The bows of one family; those of the second round thinner."""
    colour, dash = FAMILIES[family]
    made = []
    for turn in sorted({one.round for one in mine}):
        x: list[float | None] = []
        y: list[float | None] = []
        for one in mine:
            if one.round == turn:
                bow = _bow(one)
                x, y = [*x, *bow[0], None], [*y, *bow[1], None]
        made.append(
            go.Scatter(
                x=x, y=y, mode="lines+markers", name=say("{family}, round {n}", family=say(family), n=turn), hoverinfo="skip",
                line={"color": colour, "dash": dash, "width": 2.4 if turn == 1 else 1.2},
                marker={
                    "symbol": "arrow", "angleref": "previous", "color": colour,
                    "size": [9 if place % (POINTS + 1) == POINTS - 1 else 0 for place in range(len(x))],
                },
            )
        )  # fmt: skip
    return made


def _middles(mine: list[Join], share: dict[Join, float], found: Joined, world: World, family: str) -> go.Scatter:
    """Where a line says what it is; no mark is drawn."""
    names, middle = _names(world), POINTS // 2
    points = [(x[middle], y[middle]) for x, y in map(_bow, mine)]
    return go.Scatter(
        x=[x for x, _ in points], y=[y for _, y in points], mode="markers", showlegend=False, hoverinfo="text",
        marker={"size": 12, "opacity": 0, "color": FAMILIES[family][0]},
        customdata=[1000 * share[one] for one in mine],
        text=[
            say(
                "{name} joins through {other}<br>{family}, round {n}: {share} ±{error} of {of} worlds",
                name=names[one.state], other=names[one.sender], family=say(family), n=one.round, of=number(1000),
                share=number(1000 * share[one], 1), error=number(2000 * found.error(share[one]), 1),
            )
            for one in mine
        ],
    )  # fmt: skip


def _labels(members: list[str]) -> go.Scatter:
    """Codes of the members, in turn in the upper and the lower half of their cells, so that neighbours stay apart."""
    places = [_at(code) for code in members]
    return go.Scatter(
        x=[x for x, _ in places], y=[y + (0.22 if x % 2 else -0.22) for x, y in places], mode="text",
        text=[code_of(code) for code in members],
        showlegend=False, hoverinfo="skip", textfont={"size": 9, "weight": 700, "color": INK},
    )  # fmt: skip


def _asker(code: str) -> go.Scatter:
    x, y = _at(code)
    return go.Scatter(
        x=[x], y=[y], mode="markers", name=say("{code}, the requesting State", code=code_of(code)), hoverinfo="name",
        marker={"symbol": "diamond", "size": 16, "color": INK, "line": {"width": 1.5, "color": "#ffffff"}},
    )  # fmt: skip


def _window(members: set[str]) -> tuple[list[float], list[float]]:
    """The part of the grid that shows the members, whole where they lie far apart; ends of both axes."""
    columns, rows = zip(*map(_at, members), strict=True)
    wide, high = max(12 - max(columns) + min(columns), 3) / 2, max(8 - max(rows) + min(rows), 3) / 2
    return [min(columns) - wide, max(columns) + wide], [min(rows) - high, max(rows) + high]
