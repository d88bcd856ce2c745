"""The report: page one says what would change, page two is `second`."""

from datetime import date

from simulator.analysis.classes import HIGH, KINDS, LOW, RAISED, classes
from simulator.analysis.havens import Comparison
from simulator.data.states import State
from simulator.model.network import HORIZONS
from simulator.model.scenario import find_case
from simulator.presentation.condition import condition
from simulator.presentation.report.second import page_two
from simulator.presentation.report.sheet import (
    BLUE,
    BODY,
    BOTTOM,
    LEAD,
    LEFT,
    SMALL,
    STRONG,
    THEN,
    TITLE,
    TOP,
    WIDTH,
    Sheet,
)
from simulator.presentation.sentences import genuine_sentence
from simulator.presentation.stamp import STANDING
from simulator.presentation.world_picture import HEIGHT as PICTURE_HEIGHT
from simulator.presentation.world_picture import WIDTH as PICTURE_WIDTH
from simulator.presentation.world_picture import world_picture
from simulator.words.figures import number
from simulator.words.names import name_of, origin_of
from simulator.words.say import Word, say, say_many

GAP = 2.6  # between two blocks [mm]
HEADS: tuple[Word, ...] = ("", "baseline", "kept", "lost", "error", "band", "mean change [points]")
COLUMNS = (38, 18, 19, 16, 20, 20, 49)  # widths [mm]
NAMES: dict[str, Word] = {"data": "data havens", "person": "person havens"}


def report(found: Comparison, link: str | None, command: str, on: date) -> bytes:
    """Two pages of A4 as PDF; the same comparison and day give the same bytes.

    `found` has its band; `link` is None where no link can name what was compared. Nothing is asked of another machine.
    """
    title = say("{scenario}: requests of {name}", scenario=say(found.scenario.title), name=name_of(_asker(found)))
    sheet = Sheet(title, say(STANDING), on)
    sheet.add_page()
    sheet.start_section(say("What would change"))
    _picture(sheet, found, _counts(sheet, found, _headline(sheet, found)), on)
    sheet.add_page()
    page_two(sheet, found, link, command)
    return bytes(sheet.output())


def _asker(found: Comparison) -> State:
    return found.world.state(found.requesting)


def _headline(sheet: Sheet, found: Comparison) -> float:
    y = sheet.set(sheet.clipped(say(found.scenario.title), TITLE, 2), LEFT, TOP + 1, TITLE, tag="H1")
    about = say(
        "Against {baseline}. Requests of {name}. Case: {case} (composite, nobody's own). Within {days} days.",
        baseline=say(found.baseline.title), name=name_of(_asker(found)), case=say(find_case(found.scenario.case).title),
        days=HORIZONS[found.horizon],
    )  # fmt: skip
    top = y = sheet.set(sheet.clipped(about, BODY, 2), LEFT, y + 0.5, BODY) + 2
    (total, kept), (low, high) = found.tally("data"), found.band("data")["kept"]
    said = say_many(
        "{condition}, {n} of {total} data havens for people from {origin} would remain (band {low} to {high}).",
        "{condition}, {n} of {total} data havens for people from {origin} would remain (band {low} to {high}).",
        kept, condition=condition(found.scenario), total=total, origin=origin_of(_asker(found)), low=low, high=high,
    )  # fmt: skip
    y = sheet.set(sheet.clipped(said, LEAD, 5, WIDTH - 5), LEFT + 5, y, LEAD, WIDTH - 5)
    (total, kept), (low, high) = found.tally("person"), found.band("person")["kept"]
    then = say_many(
        "Of {total} person havens, {n} would remain (band {low} to {high}).",
        "Of {total} person havens, {n} would remain (band {low} to {high}).",
        kept, total=total, low=low, high=high,
    )  # fmt: skip
    y = sheet.set([then], LEFT + 5, y + 0.6, THEN, WIDTH - 5)
    sheet.set_fill_color(BLUE)
    with sheet.aside():
        sheet.rect(sheet.side(LEFT, 1.4), top, 1.4, y - top, style="F")
    return y + GAP


def _counts(sheet: Sheet, found: Comparison, y: float) -> float:
    y = sheet.row([say(words) for words in HEADS], COLUMNS, y, SMALL)
    sheet.rule(y)
    for kind in KINDS:
        y = sheet.row(_count(found, kind), COLUMNS, y + 0.3, STRONG)
    data, person = (int((found.depends(kind) & found.candidates.chosen).sum()) for kind in KINDS)
    words = say(
        "Error: Monte Carlo error of the count kept, 95%. Band: 10th to 90th percentile over the range of the assumptions. Mean "
        "change: over {hosts} candidates, ± twice its standard error. Hosts whose class depends on assumptions: {data} of {hosts} for "
        "data havens, {person} of {hosts} for person havens.",
        hosts=int(found.candidates.chosen.sum()), data=data, person=person,
    )  # fmt: skip
    y = sheet.set(sheet.lines(words, SMALL), LEFT, y + 0.6, SMALL) + 1
    return sheet.set(sheet.lines(genuine_sentence(found), BODY), LEFT, y, BODY) + GAP


def _count(found: Comparison, kind: str) -> list[str]:
    """One row of the table of counts."""
    total, kept = found.tally(kind)
    error, band = (
        say("{low} to {high}", low=low, high=high)
        for low, high in (found.interval(kind)["kept"], found.band(kind)["kept"])
    )
    low, high = (number(end, 1, signed=True) for end in found.mean_change_band(kind))
    mean = say(
        "{mean} ±{error} (band {low} to {high})",
        mean=number(found.mean_change(kind), 1, signed=True), error=number(2 * found.mean_change_error(kind), 1), low=low, high=high,
    )  # fmt: skip
    return [say(NAMES[kind]), str(total), str(kept), str(total - kept), error, band, mean]


def _picture(sheet: Sheet, found: Comparison, y: float, on: date) -> None:
    """The world before and after, as large as the page allows."""
    width = min(WIDTH, (BOTTOM - y) * PICTURE_WIDTH / PICTURE_HEIGHT)
    here = classes(found.counts(found.after), found.n, KINDS["data"])[found.candidates.chosen]
    low, raised, high = (int((here == level).sum()) for level in (LOW, RAISED, HIGH))
    words = say(
        "Every State as a tile, baseline above scenario. Data exposure of candidate hosts in the scenario: {low} low, {raised} raised, "
        "{high} high.",
        low=low, raised=raised, high=high,
    )  # fmt: skip
    sheet.drawing(world_picture(found, "data", on), LEFT + (WIDTH - width) / 2, y, width, words)
