"""A file of documented cases: who asked whom, when, about what; read as text, every fault in one message.

The words of the alleged conduct become a conduct of the catalogue and a standing in the host by the table `words.toml`.
"""

import csv
import io
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from simulator.data.cases import CHANNELS, OUTCOMES
from simulator.errors import DataError
from simulator.law.files import parse, read_toml
from simulator.law.vocabulary import Standing
from simulator.model.case import Case

WORDS = Path(__file__).with_name("words.toml")
COLUMNS = ("case_id", "origin_iso3", "host_iso3", "year", "channel", "alleged_conduct", "in_transit")
YEARS = (1990, 2100)
MAX_BYTES = 50_000_000
TRUE, FALSE = ("true", "yes", "1"), ("false", "no", "0", "")
AGGREGATE = "AGGREGATE"  # how the conduct of a row begins that carries a published count, not one person
DEFAULT_CONDUCT = "criticism"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """One row of a case file."""

    id: str
    origin: str
    host: str
    year: int
    channel: str  # "" where it is not known
    alleged: str
    in_transit: bool
    outcome: str = ""  # "" where the file does not say
    note: str = ""

    @property
    def aggregate(self) -> bool:
        """Whether the row is a count and not a person."""
        return self.alleged.startswith(AGGREGATE)


class _Conduct(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    words: tuple[str, ...] = Field(min_length=1)
    conduct: str
    pretext: str | None = None


class _Standing(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    words: tuple[str, ...] = Field(min_length=1)
    standing: Standing


class Words(BaseModel):
    """The table of words, in the order in which it is searched."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    conduct: tuple[_Conduct, ...]
    standing: tuple[_Standing, ...]


@lru_cache(maxsize=1)
def load_words() -> Words:
    """The table that comes with the program."""
    return parse(Words, read_toml(WORDS), str(WORDS))


def meaning(row: CaseRow) -> tuple[Case, bool]:
    """The case that a row tells of, and whether its words were found in the table."""
    whole = row.alleged.lower()
    charge = whole.partition(";")[2]
    found = next(
        (entry for text in (charge, whole) for entry in load_words().conduct if _mentions(text, entry.words)), None
    )
    case = Case(
        id="documented",
        title="A documented case",
        description="As published.",
        kind="composite",
        conduct=found.conduct if found else DEFAULT_CONDUCT,
        pretext=found.pretext if found else None,
        standing=_standing(whole, row.in_transit),
        travels=row.in_transit,
    )
    return case, found is not None


def _standing(text: str, in_transit: bool) -> Standing:
    for entry in load_words().standing:
        if _mentions(text, entry.words):
            elsewhere = in_transit and entry.standing is Standing.REFUGEE
            return Standing.VISITOR if elsewhere else entry.standing
    return Standing.VISITOR if in_transit else Standing.RESIDENT


def _mentions(text: str, words: tuple[str, ...]) -> bool:
    return any(re.search(rf"\b{re.escape(word)}", text) for word in words)


def read_case_file(path: Path) -> tuple[CaseRow, ...]:
    """The rows of a case file; other columns than `COLUMNS`, `outcome` and `note` are ignored.

    Raises
    ------
    DataError
        With every fault, each with its line and column. An unknown state or channel is none: it is scored as missing.
    """
    rows, header = _cells(path)
    missing = [column for column in COLUMNS if column not in header]
    if missing:
        raise DataError(f"{path}: no column {', '.join(missing)}. A case file has the columns {', '.join(COLUMNS)}.")
    faults, seen, found = list[str](), dict[str, int](), list[CaseRow]()
    for line, cells in rows:
        if len(cells) != len(header):
            faults.append(
                f"line {line}: {len(cells)} cells, but the header has {len(header)}. Quote cells with commas."
            )
            continue
        cell = {name: text.strip() for name, text in zip(header, cells, strict=True)}
        faults += [f"line {line}, {fault}" for fault in _faults(cell, seen)]
        seen.setdefault(cell["case_id"], line)
        found.append(_row(cell))
    if not rows:
        faults.append("the file has a header and no case.")
    if faults:
        raise DataError("\n".join(f"{path}: {fault}" for fault in faults))
    return tuple(found)


def _cells(path: Path) -> tuple[list[tuple[int, list[str]]], list[str]]:
    """The cells of each line that is not empty, with its number, and those of the header."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise DataError(f"{path} has {path.stat().st_size:,} bytes; a case file has at most {MAX_BYTES:,}.")
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as fault:
        raise DataError(f"{path} cannot be read ({fault.strerror}). Name a CSV file of cases.") from None
    except UnicodeDecodeError as fault:
        raise DataError(f"{path} is not UTF-8 (byte {fault.start}). Save it as CSV in UTF-8.") from None
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        lines = [(reader.line_num, cells) for cells in reader if any(cells)]
    except csv.Error as fault:
        raise DataError(f"{path}: line {reader.line_num} is not CSV ({fault}). Save it as CSV in UTF-8.") from None
    header = [name.strip() for name in lines[0][1]] if lines else []
    return lines[1:], header


def _faults(cell: dict[str, str], seen: dict[str, int]) -> list[str]:
    found, id = [], cell["case_id"]
    if not id:
        found.append("column case_id: empty. Give each case an id of its own.")
    elif id in seen:
        found.append(f"column case_id: {id!r} is that of line {seen[id]} too. Give each case an id of its own.")
    year = cell["year"]
    if not (year.isascii() and year.isdigit() and YEARS[0] <= int(year) <= YEARS[1]):
        found.append(f"column year: {year!r} is no year between {YEARS[0]} and {YEARS[1]}.")
    if cell["in_transit"].lower() not in TRUE + FALSE:
        found.append(f"column in_transit: {cell['in_transit']!r}; write true or false.")
    if cell.get("outcome", "") not in ("", *OUTCOMES):
        found.append(
            f"column outcome: {cell['outcome']!r} is none of {', '.join(OUTCOMES)}; leave it empty if not known."
        )
    return found


def _row(cell: dict[str, str]) -> CaseRow:
    return CaseRow(
        id=cell["case_id"],
        origin=cell["origin_iso3"],
        host=cell["host_iso3"],
        year=int(cell["year"]) if cell["year"].isdigit() else 0,
        channel=cell["channel"],
        alleged=cell["alleged_conduct"],
        in_transit=cell["in_transit"].lower() in TRUE,
        outcome=cell.get("outcome", ""),
        note=cell.get("note", ""),
    )


def unusable(row: CaseRow, codes: frozenset[str], covered: frozenset[str]) -> str:
    """Why a row cannot be scored, or nothing."""
    for column, code in (("origin_iso3", row.origin), ("host_iso3", row.host)):
        if code not in codes:
            return f"{column} {code!r} is no state of the model" if code else f"{column} is empty"
        if code not in covered:
            return f"no index of rights covers {column} {code}"
    if row.origin == row.host:
        return "origin and host are the same state"
    return f"channel {row.channel!r} is not known" if row.channel not in ("", *CHANNELS) else ""
