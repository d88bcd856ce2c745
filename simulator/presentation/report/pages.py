"""The report: page one says what would change, page two is `second`."""

from datetime import date
from io import BytesIO

from simulator.analysis.havens import KINDS, Comparison, classes
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
from simulator.presentation.sentences import NAMES, genuine_sentence
from simulator.presentation.world_map import LEVELS
from simulator.presentation.world_picture import HEIGHT as PICTURE_HEIGHT
from simulator.presentation.world_picture import WIDTH as PICTURE_WIDTH
from simulator.presentation.world_picture import world_picture

GAP = 2.6  # between two blocks [mm]
COLUMNS = {
    "": 40,
    "baseline": 17,
    "kept": 13,
    "lost": 13,
    "error": 22,
    "band": 22,
    "mean change [points]": 53,
}  # widths [mm]


def report(found: Comparison, link: str | None, command: str, on: date) -> bytes:
    """Two pages of A4 as PDF; the same comparison and day give the same bytes.

    `found` has its band; `link` is None where no link can name what was compared. Nothing is asked of another machine.
    """
    name = {state.iso3: state.name for state in found.world.states}[found.requesting]
    sheet = Sheet(f"{found.scenario.title}: requests of {name}", "Scenario, not forecast", on)
    sheet.add_page()
    sheet.start_section("What would change")
    _picture(sheet, found, _counts(sheet, found, _headline(sheet, found, name)), on)
    sheet.add_page()
    page_two(sheet, found, link, command)
    return bytes(sheet.output())


def _headline(sheet: Sheet, found: Comparison, name: str) -> float:
    y = sheet.set(sheet.clipped(found.scenario.title, TITLE, 2), LEFT, TOP + 1, TITLE, tag="H1")
    case, days = find_case(found.scenario.case).title, HORIZONS[found.horizon]
    about = f"Against {found.baseline.title}. Requests of {name}. Case: {case} (composite, nobody's own). Within {days} days."
    y = sheet.set(sheet.clipped(about, BODY, 2), LEFT, y + 0.5, BODY) + 2
    total, kept = found.tally("data")
    low, high = found.band("data")["kept"]
    said = (
        f"{condition(found.scenario)}, {kept} of {total} data havens for people from {name} would remain "
        f"(band {low} to {high})."
    )
    total, kept = found.tally("person")
    low, high = found.band("person")["kept"]
    then = f"Of {total} person havens, {kept} would remain (band {low} to {high})."
    top = y
    y = sheet.set(sheet.clipped(said, LEAD, 5, WIDTH - 5), LEFT + 5, y, LEAD, WIDTH - 5)
    y = sheet.set([then], LEFT + 5, y + 0.6, THEN, WIDTH - 5)
    sheet.set_fill_color(BLUE)
    with sheet.aside():
        sheet.rect(LEFT, top, 1.4, y - top, style="F")
    return y + GAP


def _counts(sheet: Sheet, found: Comparison, y: float) -> float:
    y = sheet.row(list(COLUMNS), list(COLUMNS.values()), y, SMALL)
    sheet.rule(y)
    hosts = int(found.candidates.chosen.sum())
    for kind in KINDS:
        total, kept = found.tally(kind)
        error, band = found.interval(kind)["kept"], found.band(kind)["kept"]
        low, high = found.mean_change_band(kind)
        mean = (
            f"{found.mean_change(kind):+.1f} ±{2 * found.mean_change_error(kind):.1f} (band {low:+.1f} to {high:+.1f})"
        )
        told = [NAMES[kind], total, kept, total - kept, f"{error[0]} to {error[1]}", f"{band[0]} to {band[1]}", mean]
        y = sheet.row([str(cell) for cell in told], list(COLUMNS.values()), y + 0.3, STRONG)
    depends = " and ".join(
        f"{int((found.depends(kind) & found.candidates.chosen).sum())} of {hosts} for {NAMES[kind]}" for kind in KINDS
    )
    words = (
        f"Error: Monte Carlo error of the count kept, 95 %. Band: 10th to 90th percentile over the range of the assumptions. Mean "
        f"change: over {hosts} candidates, ± twice its standard error. Hosts whose class depends on assumptions: {depends}."
    )
    y = sheet.set(sheet.lines(words, SMALL), LEFT, y + 0.6, SMALL) + 1
    return sheet.set(sheet.lines(genuine_sentence(found), BODY), LEFT, y, BODY) + GAP


def _picture(sheet: Sheet, found: Comparison, y: float, on: date) -> None:
    """The world before and after, as large as the page allows."""
    width = min(WIDTH, (BOTTOM - y) * PICTURE_WIDTH / PICTURE_HEIGHT)
    here = classes(found.counts(found.after), found.n, KINDS["data"])[found.candidates.chosen]
    counts = ", ".join(f"{int((here == level).sum())} {word}" for level, word in enumerate(LEVELS))
    words = (
        f"Every State as a tile, baseline above scenario. Data exposure of candidate hosts in the scenario: {counts}."
    )
    drawn = BytesIO(world_picture(found, "data", on).encode())
    sheet.image(drawn, LEFT + (WIDTH - width) / 2, y, width, alt_text=words)
