"""A table taken away in any format has the same rows, and the record of what it was made from."""

import io
import json
import zipfile
from datetime import date
from hashlib import sha256
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

from simulator.analysis.havens import compare
from simulator.export.formats import FORMATS, PARQUET_KEY, beside, encoded
from simulator.export.manifest import of_table
from simulator.export.tables import FORMULA_STARTS
from simulator.model.scenario import load_scenario
from simulator.model.world import load_world
from simulator.presentation.hosts import host_table

DAY = date(2026, 11, 25)
TABLE = pd.DataFrame(
    {
        "host": ["Alba", "=1+1", "Cörvia ☂", "https://example.org"],
        "share": [0.1 + 0.2, -1.0, np.nan, 5e-324],
        "many": [1, -2, 3, 4],
        "lost": [True, False, True, False],
        "@part": pd.Categorical(["a", "b", None, "a"]),
    }
)
RECORD = {"table": "Hosts", "seed": 1, "scenario": {"id": "x", "text": "=2+2", "parties": ["NIC", "RUS"]}}
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def sheets(data):
    """Cells of each sheet of an XLSX file as text, and its formulas and links, by the standard library alone."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        shared = [
            "".join(part.text or "" for part in one.iter(f"{SHEET}t"))
            for one in ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
        ]
        found, active = [], 0
        for name in ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"):
            root = ElementTree.fromstring(book.read(name))
            active += len(list(root.iter(f"{SHEET}f"))) + len(list(root.iter(f"{SHEET}hyperlink")))
            rows = []
            for row in root.iter(f"{SHEET}row"):
                cells = {}
                for cell in row:
                    value = cell.find(f"{SHEET}v")
                    if value is not None:
                        raw = shared[int(value.text)] if cell.get("t") == "s" else value.text
                        cells["".join(c for c in cell.get("r") if c.isalpha())] = raw
                rows.append(cells)
            found.append(rows)
        return found, active


def test_json_holds_rows_and_record_with_every_bit():
    held = json.loads(encoded(TABLE, "json", RECORD, DAY))
    assert held["manifest"] == {**RECORD, "made_on": "2026-11-25"}
    assert [row["share"] for row in held["rows"]] == [0.1 + 0.2, -1.0, None, 5e-324]
    assert [row["@part"] for row in held["rows"]] == ["a", "b", None, "a"]
    assert held["rows"][1]["host"] == "=1+1", "JSON runs nothing, so text stays as it is"


def test_parquet_is_the_table_with_the_record_as_metadata():
    kept = encoded(TABLE, "parquet", RECORD, DAY)
    pd.testing.assert_frame_equal(pd.read_parquet(io.BytesIO(kept)), TABLE)
    assert json.loads(pq.read_schema(io.BytesIO(kept)).metadata[PARQUET_KEY])["made_on"] == "2026-11-25"


def test_a_sheet_has_the_rows_and_a_second_one_the_record_and_nothing_in_them_runs():
    (rows, record), active = sheets(encoded(TABLE, "xlsx", RECORD, DAY))
    assert active == 0
    assert list(rows[0].values()) == ["host", "share", "many", "lost", "'@part"]
    assert [row["A"] for row in rows[1:]] == ["Alba", "'=1+1", "Cörvia ☂", "https://example.org"]
    assert float(rows[1]["B"]) == pytest.approx(0.3, abs=1e-15) and "B" not in rows[3], "what is missing is left empty"
    told = {row["A"]: row.get("B") for row in record}
    assert told["scenario.parties"] == "NIC, RUS" and told["made_on"] == "2026-11-25"
    for text in (cell for sheet in (rows, record) for row in sheet for cell in row.values()):
        assert not text.startswith(FORMULA_STARTS) or float(text) < 0


def test_a_csv_stays_plain_and_its_record_beside_it_has_its_checksum():
    kept = encoded(TABLE, "csv", RECORD, DAY).decode()
    assert kept.splitlines()[0] == "host,share,many,lost,'@part" and "'=1+1" in kept
    held = json.loads(beside(TABLE, "hosts.csv", RECORD, DAY))
    assert held["table"] == "Hosts" and held["made_on"] == "2026-11-25"
    assert held["files"] == {"hosts.csv": sha256(kept.encode()).hexdigest()}


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_day_gives_the_same_bytes(form):
    found = compare(load_world(), load_scenario("adopted-text-universal"), "NIC", 1, 64)
    table, record = host_table(found), of_table("Hosts", found, {})
    first = encoded(table, form, record, DAY)
    assert first == encoded(table, form, record, DAY) and len(first) > 500
    assert (encoded(table, form, record, date(2026, 11, 26)) == first) is (form == "csv")


def test_an_empty_table_is_a_file_too():
    for form in FORMATS:
        assert isinstance(encoded(pd.DataFrame(), form, RECORD, DAY), bytes)
