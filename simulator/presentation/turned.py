"""Texts of a figure in a language that runs from right to left.

A chart's own lines run from left to right, so each line of Arabic stands in an isolate that says how it runs: "[%]" and
numbers then stand where a reader looks for them. Axes and places are left as they are.
"""

import re
from typing import Any

import numpy as np
import plotly.graph_objects as go

from simulator.words.isolated import END, RIGHT
from simulator.words.say import direction, spoken

FROM_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufefc]")  # Hebrew, Arabic and their like
BREAK = "<br>"


def turned(figure: go.Figure) -> go.Figure:
    """The same figure, its texts readable; itself where lines run from left to right."""
    return go.Figure(_turned(figure.to_dict())) if direction(spoken().language) == "rtl" else figure


def _turned(part: Any) -> Any:
    """A text, or what holds texts at any depth."""
    match part:
        case str():
            return BREAK.join(map(_line, part.split(BREAK)))
        case dict():
            return {name: _turned(inner) for name, inner in part.items()}
        case list() | tuple():
            return [_turned(inner) for inner in part]
        case np.ndarray() if part.dtype.kind in "OU":
            return [_turned(inner) for inner in part.tolist()]
    return part


def _line(text: str) -> str:
    return f"{RIGHT}{text}{END}" if FROM_RIGHT.search(text) else text
