"""A sheet of paper: text in a few styles, measured before it is set, so that a block never runs over its place.

Lengths are millimetres, sizes of type points. Places are given from the edge where lines begin: where they run from right
to left, the sheet is mirrored and its letters are joined by HarfBuzz. The fonts come with the package
(`simulator.presentation.faces`).
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from io import BytesIO
from xml.etree import ElementTree

from fpdf import FPDF
from fpdf.enums import Align, MethodReturnValue

from simulator import __version__
from simulator.presentation.faces import COMMON, FONTS, face
from simulator.presentation.report import breaking
from simulator.presentation.sentences import SHORT_NOTE
from simulator.presentation.stamp import standing
from simulator.words.say import Word, direction, reading_order, say, series, spoken

LEFT, TOP, WIDTH, BOTTOM = 15.0, 14.0, 180.0, 284.0
POINT, LEADING = 25.4 / 72, 1.32
BASE = 0.3  # from the middle of a cell down to the base line of its text [height of type]
SVG = "http://www.w3.org/2000/svg"
CELL_GAP = 1.5  # between the text of a cell and the next cell
MORE: Word = "and {n} more, in the download"


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How text looks."""

    size: float
    bold: bool = False
    colour: str = "#15202b"
    code: bool = False  # a command or a link, which runs from left to right in every language


BLUE = "#0b5c93"
BRAND = Style(size=7.5, bold=True, colour=BLUE)
TITLE = Style(size=17, bold=True)
LEAD = Style(size=11.5, bold=True)
THEN = Style(size=10)
HEAD = Style(size=9.5, bold=True, colour=BLUE)
BODY = Style(size=7.6)
STRONG = Style(size=7.6, bold=True)
SMALL = Style(size=6.5, colour="#3a4650")
CODE = Style(size=6.5, colour="#3a4650", code=True)
TINY = Style(size=6.0, colour="#3a4650")


class Sheet(FPDF):
    """Pages of A4 with a heading line and a foot on each."""

    def __init__(self, title: str, subject: str, on: date) -> None:
        """Begin with no page."""
        super().__init__(format="A4")
        self.on = on
        self.zoom = 1.0  # of all type
        self.mirrored = direction(spoken().language) == "rtl"
        self.face = face(spoken().language)
        for family in {self.face: None, COMMON: None}:  # the second stands in for the first
            for style, name in (("", family), ("B", f"{family}-Bold")):
                self.add_font(family, style, FONTS / f"{name}.ttf")
        self.set_fallback_fonts([COMMON])
        self.set_font(self.face)
        self.set_auto_page_break(auto=False)
        self.set_margins(LEFT, TOP, LEFT)
        self.c_margin = 0.0
        self.set_title(title)
        self.set_subject(subject)
        self.set_author("Safe Havens")
        self.set_creator(f"Safe Havens {__version__}")
        self.set_producer("fpdf2")
        self.set_lang(spoken().language)
        self.set_creation_date(datetime.combine(on, time(), UTC))

    def header(self) -> None:
        """The line above each page."""
        with self.aside():
            self.put("SAFE HAVENS", LEFT, TOP - 6, BRAND)
            self.put(standing(self.on), LEFT, TOP - 6, SMALL, at_end=True)
        self.rule(TOP - 1.5, BLUE, 0.5)

    def footer(self) -> None:
        """The line below each page."""
        self.rule(BOTTOM + 3)
        with self.aside():
            self.put(say(SHORT_NOTE), LEFT, BOTTOM + 4, TINY)
            self.put(say("{page} of 2", page=self.page_no()), LEFT, BOTTOM + 4, TINY, at_end=True)

    @contextmanager
    def told(self, tag: str, words: Sequence[str]) -> Iterator[None]:
        """What is set in here is read aloud as one piece: a heading (`H1`, `H2`) or a paragraph (`P`).

        Glyphs that run from right to left stand in the file as they are seen, so the words go with them as they are read.
        """
        mark = self.struct_builder.next_mcid_for_page(self.page)
        self._add_marked_content(struct_type=f"/{tag}", mcid=mark)
        text = " ".join(words).encode("utf-16-be").hex()
        actual = f" /ActualText <feff{text}>" if self.mirrored else ""
        self._out(f"/{tag} <</MCID {mark}{actual}>> BDC")
        yield
        self._out("EMC")

    @contextmanager
    def aside(self) -> Iterator[None]:
        """What is set in here is left out when the page is read aloud: lines, head and foot of a page."""
        self._out("/Artifact BMC")
        yield
        self._out("EMC")

    def step(self, style: Style) -> float:
        """Height of a line."""
        return self.zoom * style.size * POINT * LEADING

    def use(self, style: Style) -> None:
        """Set in this style from here on."""
        self.set_font(self.face, "B" if style.bold else "", self.zoom * style.size)
        self.set_text_color(style.colour)
        if self.mirrored:
            self.set_text_shaping(direction="ltr" if style.code else "rtl")

    def side(self, x: float, width: float) -> float:
        """The left edge of what is so wide and begins at `x` from the edge where lines begin."""
        return 2 * LEFT + WIDTH - x - width if self.mirrored else x

    def rule(self, y: float, colour: str = "#c9d2d9", width: float = 0.2) -> None:
        """A line across the page."""
        self.set_draw_color(colour)
        self.set_line_width(width)
        with self.aside():
            self.line(LEFT, y, LEFT + WIDTH, y)

    def put(self, text: str, x: float, y: float, style: Style, width: float = WIDTH, *, at_end: bool = False) -> None:
        """One line of text, its top at `y`, at that end of its place where lines begin or at the other."""
        self.use(style)
        text = text if style.code else reading_order(text)
        self.set_xy(self.side(x, width), y)
        align = Align.R if at_end != (self.mirrored and not style.code) else Align.L
        self.cell(width, self.step(style), text, align=align)

    def drawing(self, svg: str, x: float, y: float, width: float, words: str) -> None:
        """A drawing with what is said of it; fpdf2 does not shape text in one, so what runs from right to left is set over it."""
        ElementTree.register_namespace("", SVG)
        root = ElementTree.fromstring(svg)
        turned = [text for text in root.iter(f"{{{SVG}}}text") if text.get("direction") == "rtl"]
        for text in turned:
            root.remove(text)
        self.image(BytesIO(ElementTree.tostring(root)), x, y, width, alt_text=words)
        scale = width / float(root.attrib["viewBox"].split()[2])
        with self.aside():
            for text in turned:
                self._over(text, x, y, scale)

    def _over(self, text: ElementTree.Element, x: float, y: float, scale: float) -> None:
        """A text of a drawing, its base line and the end that it is anchored by where the drawing has them."""
        high, words = scale * float(text.attrib["font-size"]), str(text.text)
        bold = text.get("font-weight") == "bold"
        self.use(Style(size=high / POINT / self.zoom, bold=bold, colour=text.attrib["fill"]))
        wide = self.get_string_width(words)
        at = x + scale * float(text.attrib["x"])
        self.set_xy(
            at if text.get("text-anchor") == "end" else at - wide, y + scale * float(text.attrib["y"]) - BASE * high
        )
        self.cell(wide, 0, words, align=Align.R)

    def lines(self, text: str, style: Style, width: float = WIDTH) -> list[str]:
        """A text broken into lines."""
        self.use(style)
        if breaking.between_characters(text):
            return breaking.lines(text, width, self.get_string_width)
        text = text if style.code else reading_order(text)
        self.set_xy(LEFT, TOP)
        broken = self.multi_cell(
            width, self.step(style), text, align=Align.L, dry_run=True, output=MethodReturnValue.LINES
        )
        assert isinstance(broken, list)  # lines were asked for
        return broken

    def set(
        self, lines: Sequence[str], x: float, y: float, style: Style, width: float = WIDTH, tag: str = "P"
    ) -> float:
        """Lines one below the other; where the next would stand."""
        if lines:
            with self.told(tag, lines):
                for line in lines:
                    self.put(line, x, y, style, width)
                    y += self.step(style)
        return y

    def row(self, cells: Sequence[str], widths: Sequence[float], y: float, style: Style, x: float = LEFT) -> float:
        """One row of a table, each cell on one line; where the next would stand."""
        with self.told("P", cells):
            for cell, width in zip(cells, widths, strict=True):
                self.put(self.short(cell, style, width), x, y, style, width)
                x += width
        return y + self.step(style)

    def clipped(self, text: str, style: Style, most: int, width: float = WIDTH) -> list[str]:
        """A text in at most so many lines, with a mark where it is cut."""
        lines = self.lines(text, style, width)
        return lines if len(lines) <= most else [*lines[: most - 1], lines[most - 1][:-2] + " …"]

    def short(self, text: str, style: Style, width: float) -> str:
        """A text cut to one line."""
        self.use(style)
        room = width - CELL_GAP
        if not text or self.get_string_width(text) <= room:
            return text
        while text and self.get_string_width(text + "…") > room:
            text = text[:-1]
        return text + "…"

    def listed(self, parts: Sequence[str], style: Style, most: int, width: float = WIDTH) -> list[str]:
        """Parts with commas in at most so many lines; those that find no room are counted."""
        few, many = 0, len(parts)
        while few < many:  # the most parts that fit
            some = (few + many + 1) // 2
            few, many = (some, many) if len(self.lines(_some(parts, some), style, width)) <= most else (few, some - 1)
        return self.lines(_some(parts, few), style, width)


def _some(parts: Sequence[str], some: int) -> str:
    rest = len(parts) - some
    return series([*parts[:some], *([say(MORE, n=rest)] if rest else [])])
