"""What a figure's colours become on dark paper.

Figures are made for light paper, and leave the program so. A page that is dark shows each colour as its counterpart here; one
that has none is seen well on both. What is drawn upon a face of a State has the ink of that face, which stays with it.
"""

from simulator.presentation.marks import DARK_FACES, FACES, INK

PAPER, DARK_PAPER, DARK_INK = "#ffffff", "#11161b", "#eef2f5"
COUNTERPARTS = {
    **{light: dark for name, pair in DARK_FACES.items() for light, dark in zip(FACES[name], pair, strict=True)},
    PAPER: DARK_PAPER,
    INK: DARK_INK,
    "#ebf0f8": "#2a343d",  # the grid
    "#9aa5ae": "#66737f",  # edges of cells
    "#b9c2c9": "#97a3ad",  # what is stopped
    "#8a8a8a": "#b4bac0",
    "#444444": "#a9b4be",
    "#5b6770": "#a9b4be",
    "#1f5f8b": "#3d94cf",
    "#1f5a7a": "#6cb8ec",
}
