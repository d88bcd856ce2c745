"""Tables read back from a page that runs without a browser."""

from xml.etree import ElementTree

import pandas as pd


def read(html):
    """A table with heads and cells as they are seen."""
    whole = ElementTree.fromstring(html)
    heads, *rows = [["".join(cell.itertext()) for cell in row] for row in whole.iter("tr")]
    return pd.DataFrame(rows, columns=heads)


def tables(shown):
    """Every table of the page, in its order."""
    bodies = [one.proto.body for one in shown.get("html")]
    return [read(body) for body in bodies if body.startswith('<div class="table"')]


def counted(table):
    """The same with numbers in every column that has nothing else."""
    return table.apply(lambda column: column.astype(float) if all(map(_is_number, column)) else column)


def _is_number(text):
    try:
        float(text)
    except ValueError:
        return False
    return True
