"""The tile grid as a picture to keep, baseline above scenario, that reads in grey too: SVG, stamped.

Classes are told apart by lightness and by stripes, and every tile has its code; a cross-cut corner is a haven lost, a dot
a class that depends on assumptions.
"""

from collections.abc import Iterator
from datetime import date
from xml.sax.saxutils import escape

from simulator.analysis.classes import CLASSES
from simulator.analysis.havens import Comparison
from simulator.presentation.faces import cells, stack
from simulator.presentation.marks import INK
from simulator.presentation.stamp import standing
from simulator.presentation.tiles import COLUMNS, ROWS, tiles
from simulator.presentation.tiles_figure import LOOKS
from simulator.presentation.world_map import places
from simulator.words.names import code_of, in_order
from simulator.words.say import Word, direction, say, spoken

CELL = (30, 24)  # width and height of a tile
HEAD, LEGEND = 22, 62  # room above each grid, and below both
WIDTH, HEIGHT = COLUMNS * CELL[0], 2 * (HEAD + ROWS * CELL[1]) + LEGEND
FACES = {level: LOOKS[level][0] for level in (*CLASSES, "requesting", "not_assessed", "thin", "other")}
SOFT, PALE = "#3f4954", 0.35  # ink of what is beside the point; how much colour a state has that is no candidate
LETTER = 5.6  # width of a letter of the legend, on the wide side
STRIPE = 5  # between two stripes
EXPOSURE: dict[tuple[str, str], Word] = {
    ("data", "baseline"): "Data exposure in the baseline: {title}",
    ("data", "scenario"): "Data exposure in the scenario: {title}",
    ("person", "baseline"): "Person exposure in the baseline: {title}",
    ("person", "scenario"): "Person exposure in the scenario: {title}",
}
LEGEND_WORDS: dict[str, Word] = {
    "low": "low exposure",
    "raised": "raised",
    "high": "high",
    "requesting": "requesting State",
    "not_assessed": "not assessed, or thin data",
}


def world_picture(found: Comparison, kind: str, on: date) -> str:
    """Both worlds for one kind of haven, with legend and stamp, as SVG."""
    before = say(EXPOSURE[kind, "baseline"], title=say(found.baseline.title))
    after = say(EXPOSURE[kind, "scenario"], title=say(found.scenario.title))
    parts = [_told(0, 15, before, 12, bold=True)]
    parts += _grid(found, kind, "baseline", HEAD)
    below = HEAD + ROWS * CELL[1]
    parts.append(_told(0, below + 15, after, 12, bold=True))
    parts += _grid(found, kind, "scenario", below + HEAD)
    parts += _legend(2 * below + 8, on)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="{stack(spoken().language)}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>{"".join(parts)}</svg>'
    )


def _grid(found: Comparison, kind: str, view: str, top: float) -> Iterator[str]:
    """Every state's tile, by its code."""
    cells, known = tiles(), places(found, kind, view)
    for place in (known[at] for at in in_order(found.world.states)):
        column, row = cells[place.iso3]
        x, y = column * CELL[0], top + row * CELL[1]
        yield _tile(x, y, code_of(place.iso3), place.level, pale=not place.candidate)
        if place.lost:
            right = x + CELL[0] - 1
            yield f'<path d="M{right - 7.5} {y + 1}H{right}V{y + 8.5}Z" fill="{INK}" stroke="#ffffff" stroke-width="0.8"/>'
        if place.depends and place.candidate:
            yield f'<circle cx="{x + 4}" cy="{y + CELL[1] - 4}" r="2" fill="{INK}" stroke="#ffffff" stroke-width="0.8"/>'


def _tile(x: float, y: float, code: str, level: str, *, pale: bool) -> str:
    """A face in the colour of its class, striped where the class is raised, and the code."""
    wide, high = CELL
    assessed, faded = level in CLASSES, pale and level in CLASSES
    face = _faded(FACES[level]) if faded else FACES[level]
    edge = ' stroke="#c9d2d9" stroke-width="0.7"' if level == "other" else ""
    drawn = (
        f'<rect x="{x + 0.75}" y="{y + 0.75}" width="{wide - 1.5}" height="{high - 1.5}" rx="2" fill="{face}"{edge}/>'
    )
    if level == "raised":
        drawn += _stripes(x + 1, y + 1, wide - 2, high - 2, _faded(INK) if faded else INK)
        if code:  # room for it to be read
            drawn += f'<rect x="{x + 3}" y="{y + 6.5}" width="{wide - 6}" height="{high - 13}" rx="2" fill="{face}"/>'
    ink = LOOKS[level][1] if (assessed or level == "requesting") and not faded else SOFT
    return drawn + _text(x + wide / 2, y + 15.2, code, 9, ink=ink, anchor="middle", bold=not pale)


def _stripes(x: float, y: float, w: float, h: float, ink: str) -> str:
    """Lines from lower left to upper right, cut at the edges."""
    lines = []
    for step in range(STRIPE, int(w + h), STRIPE):
        left, right = max(step - h, 0), min(step, w)
        lines.append(f"M{x + left:g} {y + min(step, h):g}L{x + right:g} {y + max(step - w, 0):g}")
    return f'<path d="{"".join(lines)}" stroke="{ink}" stroke-width="0.45" fill="none"/>'


def _faded(colour: str) -> str:
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(255 - PALE * (255 - part)):02x}" for part in parts)


def _legend(top: float, on: date) -> Iterator[str]:
    """What faces and marks say, one after the other, and the stamp."""
    x = 0.0
    for level, words in LEGEND_WORDS.items():
        told = say(words)
        yield _tile(_side(x, CELL[0]), top, "", level, pale=False) + _told(x + CELL[0] + 4, top + 15.5, told, 10)
        x += CELL[0] + 20 + LETTER * cells(told)
    lost, depends = say("haven lost"), say("class depends on assumptions")
    y, x = top + 40, 24 + LETTER * cells(lost)
    yield f'<path d="M{_side(0, 8)} {y - 8}h8v8z" fill="{INK}"/>' + _told(14, y, lost, 10)
    yield f'<circle cx="{_side(x)}" cy="{y - 4}" r="2.4" fill="{INK}"/>' + _told(x + 7, y, depends, 10)
    yield _told(x + 24 + LETTER * cells(depends), y, say("pale: no candidate host"), 10)
    yield _told(WIDTH, y, standing(on), 10, ink=SOFT, anchor="end")


def _told(
    x: float, y: float, words: str, size: float, ink: str = INK, *, bold: bool = False, anchor: str = "start"
) -> str:
    """Words at a place given from the side where lines begin."""
    return _text(_side(x), y, words, size, ink, bold=bold, anchor=anchor, way=_way())


def _side(x: float, width: float = 0) -> float:
    return WIDTH - x - width if _way() == "rtl" else x


def _way() -> str:
    return direction(spoken().language)


def _text(
    x: float,
    y: float,
    words: str,
    size: float,
    ink: str = INK,
    *,
    bold: bool = False,
    anchor: str = "start",
    way: str = "ltr",
) -> str:
    if not words:
        return ""
    weight = ' font-weight="bold"' * bold + ' direction="rtl"' * (way == "rtl")
    placed = f'x="{x:g}" y="{y:g}" font-size="{size:g}" fill="{ink}" text-anchor="{anchor}"{weight}'
    return f"<text {placed}>{escape(words)}</text>"
