"""What every picture that leaves the program carries: which version made it from which data, on which day, and what it is not."""

from datetime import date
from textwrap import wrap

import plotly.graph_objects as go

from simulator import __version__
from simulator.data.checksums import data_mark
from simulator.presentation.faces import CHART
from simulator.presentation.marks import INK
from simulator.presentation.turned import turned
from simulator.words.figures import day
from simulator.words.names import naming
from simulator.words.say import Word, say

LINE = 14.3  # of a stamp [px]
STANDING: Word = "scenario, not forecast"


def standing(on: date) -> str:
    """The line burned into every picture: version, mark of the data as in the manifest, day, what it is not, how States go."""
    labels = naming()
    told = say("{name}: {words}", name=f"Safe Havens {__version__} ({data_mark()}), {day(on)}", words=say(STANDING))
    return told + f". {labels}" * bool(labels)


def _lines(text: str, whole: str, letters: int) -> list[str]:
    """A text in lines; the day in it is not broken."""
    kept = whole.replace(" ", "\N{NO-BREAK SPACE}")
    return [line.replace(kept, whole) for line in wrap(text.replace(whole, kept), letters)]


def _make_room(figure: go.Figure, below: float) -> None:
    """Let a figure be so much higher that all of its stamp is seen [px]."""
    missing = below - figure.layout.margin.b if figure.layout.margin.b is not None else 0
    if missing > 0:
        height = figure.layout.height
        figure.update_layout(margin_b=below, height=height and height + missing)


def stamp(figure: go.Figure, on: date, words: str = "", below: int = 28, letters: int = 200) -> go.Figure:
    """Burn it into the lower left corner, `below` the axes [px], in lines of at most so many `letters`.

    `words` say how sure the figure is.

    Paper and ink are fixed, so that a picture kept from a dark page reads on a white one.
    """
    figure.update_layout(template="plotly_white", paper_bgcolor="#ffffff", font={"color": INK, "family": CHART})
    text = "<br>".join([words] * bool(words) + _lines(standing(on), day(on), letters))
    _make_room(figure, below + LINE * len(text.split("<br>")))
    figure.add_annotation(
        text=text, x=0, y=0, yshift=-below, xref="paper", yref="paper", xanchor="left", yanchor="top",
        align="left", showarrow=False, font={"size": 11},
    )  # fmt: skip
    return turned(figure)
