"""A table as the bytes of a file, in four formats, with the record of what it was made from.

CSV stays a plain table, so its record is a file beside it; the others hold it: a second sheet, a key of its own, metadata.
"""

import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from simulator.export.tables import neutral, to_csv
from simulator.words.masked import masked

Record = Mapping[str, Any]
PARQUET_KEY = b"safe-havens"  # of the record among the metadata of a Parquet file
WIDEST = 60  # of a column of a sheet [character]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One kind of file."""

    name: str
    mime: str


FORMATS = {  # by the ending of the file's name
    "csv": Format(name="CSV", mime="text/csv"),
    "xlsx": Format(name="Excel (XLSX)", mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "json": Format(name="JSON", mime="application/json"),
    "parquet": Format(name="Parquet", mime="application/vnd.apache.parquet"),
}


def encoded(table: pd.DataFrame, form: str, record: Record, on: date) -> bytes:
    """A table as a file of a kind of `FORMATS`, made on a day; the same table, record and day give the same bytes."""
    table, dated = masked(table), masked({**record, "made_on": on.isoformat()})
    if form == "csv":
        return to_csv(table).encode()
    if form == "xlsx":
        return _xlsx(table, dated, on)
    if form == "json":
        return text({"manifest": dated, "rows": _rows(table)})
    return _parquet(table, dated)


def beside(table: pd.DataFrame, name: str, record: Record, on: date) -> bytes:
    """The record of a CSV file `name`, with its checksum."""
    made = sha256(encoded(table, "csv", record, on)).hexdigest()
    return text({**record, "made_on": on.isoformat(), "files": {name: made}})


def text(values: Record) -> bytes:
    """Plain values as the bytes of a JSON file."""
    return (json.dumps(masked(values), indent=1, ensure_ascii=False, allow_nan=False) + "\n").encode()


def _rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows as plain values, what is missing as None."""
    whole = table.astype(object)
    return [
        {str(name): cell for name, cell in row.items()} for row in whole.where(whole.notna(), None).to_dict("records")
    ]


def _parquet(table: pd.DataFrame, record: Record) -> bytes:
    made = pa.Table.from_pandas(table, preserve_index=False)
    made = made.replace_schema_metadata({**(made.schema.metadata or {}), PARQUET_KEY: json.dumps(record).encode()})
    kept = io.BytesIO()
    pq.write_table(made, kept, compression="zstd")
    return kept.getvalue()


def _xlsx(table: pd.DataFrame, record: Record, on: date) -> bytes:
    """Two sheets; text that looks like a formula or an address stays text."""
    kept = io.BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(kept, plain) as book:
        book.set_properties(
            {"title": "Safe Havens: scenario, not forecast", "created": datetime(on.year, on.month, on.day)}
        )
        rows = _rows(table)
        _sheet(book, "Table", [list(map(str, table.columns)), *(list(row.values()) for row in rows)])
        _sheet(book, "Manifest", [["what", "value"], *map(list, _flat(record))])
    return kept.getvalue()


def _sheet(book: xlsxwriter.Workbook, name: str, rows: list[list[Any]]) -> None:
    """One sheet, its first row a heading that stays in sight."""
    sheet, heading = book.add_worksheet(name), book.add_format({"bold": True, "bottom": 1})
    for down, row in enumerate(rows):
        for across, cell in enumerate(row):
            if cell is not None:
                sheet.write(down, across, neutral(cell), heading if down == 0 else None)
    sheet.freeze_panes(1, 0)
    sheet.autofit(WIDEST * 7)


def _flat(record: Record, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Every value of a record by its dotted path; lists as one text."""
    for key, value in record.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{key}.")
        elif isinstance(value, (list, tuple)):
            yield prefix + key, ", ".join(map(str, value))
        else:
            yield prefix + key, value
