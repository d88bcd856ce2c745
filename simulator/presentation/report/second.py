"""Page two: what was changed, which hosts, what that hangs on, what it is not, and how to make it again.

Blocks of fixed size are measured first; the changes and the hosts share what is left. What finds no room is counted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from math import ceil

from simulator import __version__
from simulator.analysis.classes import CLASSES, KINDS, classes
from simulator.analysis.ensemble import BAND_DRAWS
from simulator.analysis.havens import Comparison
from simulator.model.adoption import status_line
from simulator.model.network import HORIZONS
from simulator.presentation.differences import Difference, differences
from simulator.presentation.hangs import hangs
from simulator.presentation.report import code
from simulator.presentation.report.sheet import (
    BODY,
    BOTTOM,
    CELL_GAP,
    CODE,
    HEAD,
    LEFT,
    MORE,
    SMALL,
    STRONG,
    TINY,
    TOP,
    WIDTH,
    Sheet,
)  # fmt: skip
from simulator.presentation.sentences import (
    CONDITIONAL,
    NOT_MODELLED,
    SHORT_NOTE,
    hosts_rule,
    notices,
    rule_of_loss,
    uncertainty,
)  # fmt: skip
from simulator.words.figures import day, number
from simulator.words.names import alphabetical, name_of
from simulator.words.say import Word, say

ROUNDING = 0.01  # of sums of heights [mm]
GAP, AFTER_HEAD = 2.2, 1.2  # between two blocks, and between a heading and its block [mm]
CHANGED = (56, 46, 36, 42)  # widths [mm]
CHANGED_HEADS: tuple[Word, ...] = ("", "article and mark, or range", "baseline", "scenario")
HOST_HEADS: tuple[Word, ...] = ("host", "data", "person")
CLASS = 0.35  # the most that a class takes of the width of a host
FEWEST = 40.0  # room kept for the hosts, however many changes there are [mm]
CODE_SIDE = 34.0  # height of the last block, which holds the code [mm]
KEY: Word = "kept, lost: havens of the baseline; low, raised, high: exposure in the scenario; •: the class depends on assumptions."
HANGING = (132, 24, 24)  # widths [mm]
OF_HOST: dict[str, Word] = {"lost": "lost, {level}", "kept": "kept, {level}", "": "{level}"}
LINKED: dict[str, Word] = {
    "code": "The link: what stands after # in the address of the page. The code holds it whole.",
    "long": "The link: what stands after # in the address of the page. It is too long for a code; the downloads hold it whole.",
    "none": "Files of one's own were compared; no link can name them.",
}
EVERY = 195  # states of the totals
SIZES = (
    (1.25, 2),
    (1.15, 2),
    (1.07, 2),
    (1.0, 2),
    (1.07, 3),
    (1.0, 3),
)  # of type, with hosts in a row, in the order tried


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """One change, broken into lines."""

    cells: Sequence[Sequence[str]]
    below: Sequence[str]  # the states it concerns
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Blocks:
    """The page broken into lines at one size of type, and the room that changes and hosts share."""

    entries: Sequence[_Entry]
    hanging: Sequence[tuple[Sequence[str], Sequence[str]]]  # condition, figures
    rule: Sequence[str]  # which hosts are candidates, and what does not act
    notes: Sequence[str]
    for_entries: float  # what they would take, as `for_hosts`
    for_hosts: float
    room: float

    @property
    def fit(self) -> bool:
        return self.for_entries + self.for_hosts <= self.room


def page_two(sheet: Sheet, found: Comparison, link: str | None, command: str) -> None:
    """Set it on the page that was begun, in the largest type in which all of it has room, else in the smallest."""
    hanging = hangs(found)
    moved, hosts = differences(found.scenario, found.baseline), _hosts(found)
    for zoom, abreast in SIZES:
        sheet.zoom = zoom
        blocks = _broken(sheet, found, moved, ceil(len(hosts) / abreast), hanging)
        if blocks.fit:
            break
    for_hosts = blocks.for_hosts
    if not blocks.fit:
        for_hosts = max(blocks.room - blocks.for_entries, min(for_hosts, FEWEST))
    y = _head(sheet, TOP + 1, say("What was changed"))
    y = _changes(sheet, blocks.entries, y, y + blocks.room - for_hosts) + GAP
    y = _head(sheet, y, say("Candidate hosts"))
    y = _host_table(sheet, hosts, abreast, y, y + for_hosts) + GAP
    y = _head(sheet, y, say("What these counts hang on"))
    for lines, figures in blocks.hanging:
        y = sheet.set(lines[1:], LEFT, sheet.row([lines[0], *figures], HANGING, y, SMALL), SMALL)
    y = sheet.set(blocks.rule, LEFT, y, SMALL) + GAP
    y = sheet.set(blocks.notes, LEFT, _head(sheet, y, say("What this is not, and how it was counted")), TINY) + GAP
    _again(sheet, found, link, command, _head(sheet, y, say("How to make it again")))


def _broken(
    sheet: Sheet, found: Comparison, moved: Sequence[Difference], deep: int, rows: Sequence[tuple[str, ...]]
) -> _Blocks:
    hanging = [(sheet.lines(condition, SMALL, HANGING[0] - CELL_GAP), figures) for condition, *figures in rows]
    rule = sheet.clipped(" ".join([hosts_rule(found), *notices(found)]), SMALL, 6)
    caveats = [say(words) for words in (SHORT_NOTE, CONDITIONAL, NOT_MODELLED)]
    notes = sheet.lines(" ".join([*caveats, rule_of_loss(), uncertainty(), status_line()]), TINY)
    entries = _entries(sheet, found, moved)
    small = sum(len(lines) for lines, _ in hanging) + len(rule)
    set_whole = small * sheet.step(SMALL) + len(notes) * sheet.step(TINY)
    heads = 5 * (sheet.step(HEAD) + AFTER_HEAD) + 4 * GAP
    return _Blocks(
        entries=entries,
        hanging=hanging,
        rule=rule,
        notes=notes,
        for_entries=sum(entry.height for entry in entries) + sheet.step(SMALL),
        for_hosts=(deep + 2) * sheet.step(SMALL) + 0.4,
        room=BOTTOM - TOP - 1 - heads - CODE_SIDE - set_whole,
    )


def _head(sheet: Sheet, y: float, words: str) -> float:
    sheet.start_section(words)
    sheet.set([words], LEFT, y, HEAD, tag="H2")
    sheet.rule(y + sheet.step(HEAD) + 0.2)
    return y + sheet.step(HEAD) + AFTER_HEAD


def _entries(sheet: Sheet, found: Comparison, moved: Sequence[Difference]) -> list[_Entry]:
    """What differs from the baseline, then what was moved in both alike."""
    apart, alike = [one for one in moved if not one.alike], [one for one in moved if one.alike]
    made = [_entry(sheet, found, one) for one in apart]
    if not apart:
        made.append(_line(sheet, say("Nothing: scenario and baseline have the same rules, parties and declarations.")))
    if alike:
        made.append(
            _line(sheet, say("In scenario and baseline alike, so no difference between them comes from it alone:"))
        )
    return made + [_entry(sheet, found, one) for one in alike]


def _line(sheet: Sheet, words: str) -> _Entry:
    lines = sheet.lines(words, BODY)
    return _Entry(cells=[lines], below=(), height=len(lines) * sheet.step(BODY))


def _entry(sheet: Sheet, found: Comparison, one: Difference) -> _Entry:
    told = (one.what, one.where, one.before, one.after)
    styles = (STRONG, BODY, BODY, BODY)
    cells = [
        sheet.lines(text, style, width - CELL_GAP) for text, style, width in zip(told, styles, CHANGED, strict=True)
    ]
    names = sorted((name_of(state) for state in found.world.states if state.iso3 in one.states), key=alphabetical)
    parts = [say("every State")] if len(one.states) == EVERY else names
    below = sheet.listed(parts, TINY, 2) if parts else []
    height = max(len(cell) for cell in cells) * sheet.step(BODY) + len(below) * sheet.step(TINY) + 0.5
    return _Entry(cells=cells, below=below, height=height)


def _changes(sheet: Sheet, entries: Sequence[_Entry], y: float, end: float) -> float:
    """As many as have room; the rest is counted."""
    y = sheet.row([say(words) for words in CHANGED_HEADS], list(CHANGED), y, SMALL)
    whole = y + sum(entry.height for entry in entries) <= end + ROUNDING
    for place, entry in enumerate(entries):
        if not whole and y + entry.height + sheet.step(BODY) > end + ROUNDING:
            return sheet.set([say(MORE, n=len(entries) - place)], LEFT, y, BODY)
        _cells(sheet, entry.cells, y)
        sheet.set(entry.below, LEFT, y + entry.height - 0.5 - len(entry.below) * sheet.step(TINY), TINY)
        y += entry.height
    return y


def _cells(sheet: Sheet, cells: Sequence[Sequence[str]], y: float) -> None:
    """One change read as one piece: what it is, then the rest; or a line across the page."""
    if len(cells) == 1:
        sheet.set(cells[0], LEFT, y, BODY)
        return
    x = LEFT
    with sheet.told("P", [line for cell in cells for line in cell]):
        for cell, width in zip(cells, CHANGED, strict=True):
            for down, line in enumerate(cell):
                sheet.put(line, x, y + down * sheet.step(BODY), STRONG if x == LEFT else BODY, width)
            x += width


def _hosts(found: Comparison) -> list[tuple[str, str, str]]:
    """Candidate hosts by name; for each kind whether it was a haven, whether it is kept, and its class."""
    told = {}
    for kind, effects in KINDS.items():
        level = classes(found.counts(found.after), found.n, effects)
        haven, lost, depends = found.havens(kind), found.lost(kind), found.depends(kind)
        told[kind] = [
            say(OF_HOST["lost" if lost[i] else "kept" if haven[i] else ""], level=say(CLASSES[level[i]]))
            + " •" * bool(depends[i])
            for i in range(len(level))
        ]
    there = zip(found.world.states, told["data"], told["person"], found.candidates.chosen, strict=True)
    rows = [(name_of(state), data, person) for state, data, person, chosen in there if chosen]
    return sorted(rows, key=lambda row: alphabetical(row[0]))


def _host_table(sheet: Sheet, hosts: Sequence[tuple[str, str, str]], abreast: int, y: float, end: float) -> float:
    """Columns of hosts from top to bottom, then the key."""
    if not hosts:
        return sheet.set([say("There is no candidate host.")], LEFT, y, SMALL)
    deep = min(ceil(len(hosts) / abreast), int((end - y + ROUNDING) / sheet.step(SMALL)) - 2)
    step = WIDTH / abreast
    widths = _host_widths(sheet, hosts, step)
    shown = hosts if len(hosts) <= deep * abreast else hosts[: deep * abreast - 1]
    rest = len(hosts) - len(shown)
    cells = [*shown, *([(say(MORE, n=rest), "", "")] if rest else [])]
    for column in range(abreast):
        x = LEFT + column * step
        below = sheet.row([say(words) for words in HOST_HEADS], widths, y, TINY, x)
        for cell in cells[column * deep : (column + 1) * deep]:
            below = sheet.row(cell, widths if cell[1] else [step, 0, 0], below, SMALL, x)
    return sheet.set([say(KEY)], LEFT, y + (deep + 1) * sheet.step(SMALL) + 0.4, TINY)


def _host_widths(sheet: Sheet, hosts: Sequence[tuple[str, str, str]], step: float) -> list[float]:
    """Of the name and the two classes of a host [mm]: a class is seen whole, the name has the rest."""
    sheet.use(SMALL)
    longest = max(sheet.get_string_width(words) for _, *told in hosts for words in told)
    room = min(longest + CELL_GAP, CLASS * step)
    return [step - 2 * room, room, room]


def _again(sheet: Sheet, found: Comparison, link: str | None, command: str, y: float) -> None:
    """The code of the link, and beside it link, command and what a run depends on; in the smallest type."""
    sheet.zoom = 1.0
    x, end, drawn = LEFT, y + CODE_SIDE, code.picture(link) if link else None
    if drawn:
        sheet.image(
            BytesIO(drawn.encode()),
            sheet.side(LEFT, CODE_SIDE - 1),
            y,
            CODE_SIDE - 1,
            alt_text=say("QR code of the link {link}", link=link),
        )
        x += CODE_SIDE + 1
    width = LEFT + WIDTH - x
    run = say(
        "Safe Havens {version}, seed {seed}, {replicates} replicates, {draws} draws of the assumptions on {on_each} replicates, within "
        "{days} days. Made on {day}. Every figure, and the manifest with checksums of data and law: the downloads of the page, or --out.",
        version=__version__, seed=found.seed, replicates=number(found.n), draws=BAND_DRAWS, on_each=number(found.n_band),
        days=HORIZONS[found.horizon], day=day(sheet.on),
    )  # fmt: skip
    y = sheet.set(sheet.lines(run, TINY, width), x, y, TINY, width) + 1
    short = command.replace(link, "LINK") if link else command
    y = sheet.set(sheet.clipped(short, CODE, 3, width), x, y, CODE, width) + 1
    y = sheet.set([say(LINKED["none" if not link else "code" if drawn else "long"])], x, y, TINY, width)
    if link:
        sheet.set(sheet.clipped(link, CODE, int((end - y) / sheet.step(CODE)), width), x, y, CODE, width)
