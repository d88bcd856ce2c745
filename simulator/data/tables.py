"""The tables that come with the program, read as text: `NA` is Namibia and an empty cell is missing."""

import csv
from collections.abc import Sequence
from pathlib import Path

from simulator.errors import DataError

TABLES = Path(__file__).with_name("tables")
Row = dict[str, str]


def read_table(folder: Path, name: str, columns: Sequence[str], key: Sequence[str]) -> list[Row]:
    """Rows of one table.

    Raises
    ------
    DataError
        With every fault: no such file, a missing column, an empty or a duplicate key.
    """
    path = folder / f"{name}.csv"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            rows, header = list(reader), reader.fieldnames or []
    except (OSError, UnicodeDecodeError) as fault:
        raise DataError(f"{path} cannot be read ({type(fault).__name__}). Put the table back.") from fault
    missing = [column for column in (*columns, *key) if column not in header]
    if missing:
        raise DataError(f"{path}: no column {', '.join(sorted(set(missing)))}. Add it, or build the tables again.")
    faults, seen = [], set[tuple[str, ...]]()
    for line, row in enumerate(rows if key else [], start=2):
        at = tuple(row[column] for column in key)
        if at in seen or not at[0]:
            faults.append(f"{path}: line {line}: {'an empty' if not at[0] else 'a second'} key {'/'.join(at)}.")
        seen.add(at)
    refuse(faults)
    return rows


def refuse(faults: Sequence[str]) -> None:
    """One message with every fault, if there are any."""
    if faults:
        raise DataError("\n".join(faults))


def number(text: str, low: float, high: float, where: str, faults: list[str]) -> float | None:
    """A number within its range, or None where the cell is empty; a fault is added to `faults`."""
    if text == "":
        return None
    try:
        value = float(text)
    except ValueError:
        faults.append(f"{where} is {text!r}, not a number. Mend it or leave the cell empty.")
        return None
    if not low <= value <= high:
        faults.append(f"{where} is {text}; it lies between {low:g} and {high:g}. Mend it or leave the cell empty.")
        return None
    return value
