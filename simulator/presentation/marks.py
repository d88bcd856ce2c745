"""What every figure of the world views carries: families of instruments told apart, and what the figure is."""

import plotly.graph_objects as go

from simulator import __version__

# After Okabe and Ito; no two families share a colour and a dash, so neither is needed to tell them apart.
FAMILIES = {
    "Bilateral treaties": ("#0072b2", "longdash"),
    "Council of Europe": ("#56b4e9", "dashdot"),
    "European Union": ("#009e73", "longdashdot"),
    "Immigration": ("#b8860b", "2px,6px"),
    "Joint lists": ("#d55e00", "dash"),
    "Police": ("#cc79a7", "8px,2px,2px,2px,2px,2px"),
    "Providers": ("#6b6b6b", "12px,3px,3px,3px"),
    "Regional treaties": ("#e69f00", "dot"),
    "UN treaties": ("#0072b2", "solid"),
}
CLASSES = {"low": ("#9fd2f2", ""), "raised": ("#e69f00", "/"), "high": ("#a8410b", "x")}
SIDES = ("baseline", "scenario")
INK = "#15202b"
STAMP = f"Safe Havens {__version__}: scenario, not forecast"


def stamp(figure: go.Figure, words: str, below: int = 28) -> go.Figure:
    """Burn version and standing into the lower left corner, `below` the axes [px]; `words` say how sure the figure is.

    Paper and ink are fixed, so that a picture kept from a dark page reads on a white one.
    """
    figure.update_layout(template="plotly_white", paper_bgcolor="#ffffff", font={"color": INK})
    figure.add_annotation(
        text=f"{words}<br>{STAMP}", x=0, y=0, yshift=-below, xref="paper", yref="paper", xanchor="left", yanchor="top",
        align="left", showarrow=False, font={"size": 11},
    )  # fmt: skip
    return figure
