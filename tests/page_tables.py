"""Tables read back from a page that runs without a browser."""

from xml.etree import ElementTree

import pandas as pd


def read(html):
    """A table with heads and cells as they are seen; a column in which all are numbers has numbers."""
    whole = ElementTree.fromstring(html)
    heads, *rows = [["".join(cell.itertext()) for cell in row] for row in whole.iter("tr")]
    table = pd.DataFrame(rows, columns=heads)
    return table.apply(lambda column: column.astype(float) if all(map(_is_number, column)) else column)


def tables(shown):
    """Every table of the page, in its order."""
    bodies = [one.proto.body for one in shown.get("html")]
    return [read(body) for body in bodies if body.startswith('<div class="table"')]


def _is_number(text):
    try:
        float(text)
    except ValueError:
        return False
    return True
