"""Colours, sizes and type as custom properties of CSS: those of `board/tokens.css`, and the faces of States as figures have them."""

from functools import lru_cache
from pathlib import Path

from simulator.presentation.marks import DARK_FACES, FACES

TOKENS = Path(__file__).with_name("board") / "tokens.css"


@lru_cache(maxsize=1)
def tokens() -> str:
    """The style sheet that every other begins with."""
    lines = []
    for name, light in FACES.items():
        for part, one, other in zip((name, f"on-{name}"), light, DARK_FACES.get(name, light), strict=True):
            lines.append(f"  --{part}: {one if one == other else f'light-dark({one}, {other})'};\n")
    return f"{TOKENS.read_text(encoding='utf-8')}\n:root, :host {{\n{''.join(lines)}}}\n"
