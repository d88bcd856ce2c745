"""Figures that keep their own order within a line that runs from right to left: 40(22), 40(6)-(7), +3.5, <25, --out.

The Unicode algorithm for text of two directions takes a sign or a bracket beside a digit for a part of the line and would
show 40(22) as (22)40. An isolate (U+2066 to U+2069), which is not seen, says where such a figure begins and ends.
"""

import re

BEGIN, END = "\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
_FIGURE = re.compile(  # or a command between back quotes, which is copied and so is left as it is
    rf"`[^`]*`|(?<![A-Za-z0-9_)\-{BEGIN}])(?:[+\-−±<>]\d+(?:[.,]\d+)*|\d+(?:\(\w{{1,4}}\))+(?:-(?:\(\w{{1,4}}\))+)?|--\w+)"
)
RIGHT = "\N{RIGHT-TO-LEFT ISOLATE}"


def isolated(text: str) -> str:
    """A text whose signed figures and numbers of articles stand each in an isolate; done twice, it is the same."""
    return _FIGURE.sub(lambda found: found[0] if found[0][0] == "`" else f"{BEGIN}{found[0]}{END}", text)
