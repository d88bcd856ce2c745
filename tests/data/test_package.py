"""The description of the tables fits the tables, and every column says where it comes from."""

import csv
import json

from frictionless import Package

from simulator.data.tables import TABLES

DESCRIPTION = json.loads((TABLES / "datapackage.json").read_text(encoding="utf-8"))


def test_every_table_is_valid_against_its_description():
    report = Package(TABLES / "datapackage.json").validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "note"])[:5]


def test_every_table_and_column_is_described_in_order():
    described = {r["name"]: [f["name"] for f in r["schema"]["fields"]] for r in DESCRIPTION["resources"]}
    written = {path.stem: next(csv.reader(path.open(encoding="utf-8"))) for path in TABLES.glob("*.csv")}
    assert described == written


def test_every_column_has_a_source_and_a_licence_or_its_rows_name_them():
    with (TABLES / "sources.csv").open(encoding="utf-8") as file:
        known = {row["key"] for row in csv.DictReader(file)} | {"this project"}
    for resource in DESCRIPTION["resources"]:
        names = {f["name"] for f in resource["schema"]["fields"]}
        for field in resource["schema"]["fields"]:
            own = "source" in field and "licence" in field and "basis" in field
            assert own or "source" in names or resource["name"] == "sources", (resource["name"], field["name"])
            assert not own or field["source"] in known, field["source"]
