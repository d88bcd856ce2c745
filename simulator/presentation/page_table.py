"""A table as a page and a printer draw it: real rows and cells, in the order given, which nobody can sort by another column."""

import re
from collections.abc import Sequence
from html import escape

import pandas as pd

from simulator.words.figures import short

FIGURE = re.compile(r"\D*\d[\d.,\s\u2066-\u2069]*\D*")  # one number, with or without words: "+45", "under 25", "34 %"
BEGINS = re.compile(r"[\u2066-\u2069]*[+\u2212-]?\d")
LONG = 60  # letters from which a text wants a wide column


def as_html(table: pd.DataFrame, label: str) -> str:
    """The table under a name for those who hear it; its first column, or its index, heads the rows.

    Columns of numbers stand at the right, as their digits do in every language; a missing value is an empty cell.
    """
    if table.index.name is not None:
        table = table.reset_index()
    columns = [[_told(value) for value in table.iloc[:, place].tolist()] for place in range(table.shape[1])]
    kinds = [_kind(cells) if place else "" for place, cells in enumerate(columns)]
    heads = "".join(_cell("th", str(name), kind, "col") for name, kind in zip(table.columns, kinds, strict=True))
    rows = "".join(f"<tr>{_row(cells, kinds)}</tr>" for cells in zip(*columns, strict=True))
    return (
        f'<div class="table" role="region" tabindex="0" aria-label="{escape(label)}">'
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row(cells: Sequence[str], kinds: Sequence[str]) -> str:
    head, *others = cells
    return _cell("th", head, "", "row") + "".join(map(_cell, ["td"] * len(others), others, kinds[1:]))


def _cell(tag: str, text: str, kind: str, scope: str = "") -> str:
    of = f' class="{kind}"' * bool(kind) + f' scope="{scope}"' * bool(scope)
    return f"<{tag}{of}>{escape(text, quote=False)}</{tag}>"


def _told(value: object) -> str:
    """What a cell says; a whole number is not grouped, since it may be a year."""
    match value:
        case bool():
            return "✓" if value else "–"
        case float() if value.is_integer():
            return str(int(value))
        case float():
            return "" if value != value else short(round(value, 4))
    return "" if value is None or value is pd.NaT else str(value)


def _kind(cells: Sequence[str]) -> str:
    """Whether a column holds figures, or long texts."""
    there = [cell for cell in cells if cell]
    if any(len(cell) > LONG for cell in there):
        return "long"
    numbers = all(FIGURE.fullmatch(cell) for cell in there) and any(map(BEGINS.match, there))
    return "figures" if numbers else ""
