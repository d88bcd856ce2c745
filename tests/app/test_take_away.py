"""Tables leave the page in four formats, each with the record of what it was made from."""

import io
import json

import pandas as pd
from pypdf import PdfReader

from simulator.analysis.havens import compare
from simulator.export.reproduce import command
from simulator.model.scenario import load_scenario
from simulator.model.world import load_world
from simulator.presentation.hosts import host_table

FOUND = compare(load_world(), load_scenario("adopted-text-universal"), "NIC")


def test_tables_report_picture_and_commands_leave_the_page_with_its_figures(visit):
    seen = visit()
    seen.choose("Requesting State", "Nicaragua")
    seen.page.get_by_role("button", name="Summary (JSON)").wait_for(timeout=300_000)
    told = host_table(FOUND)
    taken = {
        form: seen.take("hosts", form) for form in ("CSV", "Excel (XLSX)", "JSON", "Parquet", "Manifest of the CSV")
    }
    assert [one.suggested_filename.removeprefix("adopted-text-universal-NIC-") for one in taken.values()] == [
        "hosts.csv", "hosts.xlsx", "hosts.json", "hosts.parquet", "hosts.manifest.json",
    ]  # fmt: skip
    read = {form: one.path().read_bytes() for form, one in taken.items()}
    held = json.loads(read["JSON"])
    for table in (
        pd.read_csv(io.BytesIO(read["CSV"])),
        pd.read_parquet(io.BytesIO(read["Parquet"])),
        pd.DataFrame(held["rows"]),
    ):
        assert table["data after %"].tolist() == told["data after %"].tolist()
        assert table["iso3"].tolist() == told["iso3"].tolist()
    assert held["manifest"]["command"] == command(FOUND) + " --out DIR"
    assert json.loads(read["Manifest of the CSV"])["data_sha256"] == held["manifest"]["data_sha256"]
    assert read["Excel (XLSX)"].startswith(b"PK")

    button = seen.page.get_by_role("button", name="Two-page report (PDF)")
    with seen.page.expect_download(timeout=300_000) as download:
        button.click()
    assert download.value.suggested_filename == "adopted-text-universal-NIC-report.pdf"
    first, second = PdfReader(download.value.path()).pages
    total, kept = FOUND.tally("data")
    assert f"{kept} of {total} data havens for people from Nicaragua" in " ".join(first.extract_text().split())
    assert command(FOUND) in " ".join(second.extract_text().split())
    seen.page.get_by_role("button", name="Picture of the world").click()
    with seen.page.expect_download() as download:
        seen.page.get_by_role("button", name="Data havens (SVG)").click()
    drawn = download.value.path().read_text(encoding="utf-8")
    assert drawn.startswith("<svg") and "scenario, not forecast" in drawn and drawn.count(">CRI<") == 2
    seen.page.keyboard.press("Escape")
    seen.page.get_by_role("button", name="Reproduce this").click()
    seen.page.get_by_text(command(FOUND), exact=True).wait_for()
