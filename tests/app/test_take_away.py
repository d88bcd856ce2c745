"""Tables leave the page in four formats, each with the record of what it was made from."""

import io
import json
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pandas as pd
import pytest
from PIL import Image
from pypdf import PdfReader

from simulator.analysis.classes import CLASSES, KINDS, classes
from simulator.analysis.havens import compare
from simulator.export.reproduce import command
from simulator.model.scenario import load_scenario
from simulator.model.world import load_world
from simulator.presentation.hosts import host_table
from simulator.presentation.marks import FACES
from simulator.presentation.stamp import standing

FOUND = compare(load_world(), load_scenario("adopted-text-universal"), "NIC")


def test_tables_report_and_commands_leave_the_page_with_its_figures(visit):
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
    seen.page.get_by_role("button", name="Reproduce this").click()
    seen.page.get_by_text(command(FOUND), exact=True).wait_for()


SVG = "{http://www.w3.org/2000/svg}"
NAME = "adopted-text-universal-NIC-data"


def kept(page, form):
    """The picture of the world as it is seen, in a form."""
    with page.expect_download() as download:
        page.get_by_role("group", name="Keep this picture").first.get_by_role("button", name=form).click()
    return download.value


def fill(text):
    """A colour of a picture as six digits."""
    return "#{:02x}{:02x}{:02x}".format(*(int(part) for part in text[4:-1].split(",")))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_world_as_it_is_seen_is_kept_as_a_picture_on_white_with_its_stamp(visit, scheme):
    seen = visit(scheme=scheme)
    page = seen.page
    seen.choose("Requesting State", "Nicaragua")
    seen.settled()
    download = kept(page, "SVG")
    assert download.suggested_filename == f"{NAME}-tiles-scenario.svg"
    root = ElementTree.parse(download.path()).getroot()
    told = [node.text for node in root.iter(f"{SVG}text")]
    today = datetime.now(UTC).date()
    assert told[-1] in {standing(today - timedelta(days=days)) for days in (-1, 0, 1)}
    assert "".join(told).startswith(seen.board()["sentence"][:40]) and "raised" in told
    assert "var(" not in ElementTree.tostring(root, "unicode") and not root.findall(".//*[@class]")
    level = classes(FOUND.counts(FOUND.after), FOUND.n, KINDS["data"])
    tiles = {node.findtext(f"{SVG}text"): node for node in root.iter(f"{SVG}g") if node.find(f"{SVG}text") is not None}
    for place in FOUND.candidates.chosen.nonzero()[0]:
        face = tiles[FOUND.world.codes[place]].find(f"{SVG}rect")
        assert fill(face.get("fill")) == FACES[CLASSES[level[place]]][0]

    picture = Image.open(kept(page, "PNG").path()).convert("RGB")
    assert picture.size == (2 * float(root.get("width")), 2 * float(root.get("height")) // 1)
    assert picture.getpixel((2, 2)) == (255, 255, 255)
    colours = {colour for _, colour in picture.getcolors(2**24)}
    assert tuple(bytes.fromhex(FACES["high"][0][1:])) in colours
    line = picture.crop((0, picture.height - 60, picture.width, picture.height - 20)).convert("L")
    assert line.getextrema()[0] < 128, "the stamp is drawn"


def test_the_map_is_kept_as_a_picture_baseline_beside_scenario(visit):
    seen = visit()
    page = seen.page
    seen.choose("Requesting State", "Nicaragua")
    seen.settled()
    page.get_by_role("button", name="Map", exact=True).click()
    page.get_by_role("button", name="Both", exact=True).click()
    page.wait_for_function(
        "() => safeHavens.state.panes.length === 2 && safeHavens.state.panes.every(pane => pane.shapes)"
    )
    download = kept(page, "SVG")
    assert download.suggested_filename == f"{NAME}-map-beside.svg"
    root = ElementTree.parse(download.path()).getroot()
    told = [node.text for node in root.iter(f"{SVG}text")]
    assert {"Baseline", "Scenario", "Lines on the map say nothing about anyone's claims."} <= set(told)
    assert "scenario, not forecast" in told[-1] and len(list(root.iter(f"{SVG}path"))) > 2 * 195
    assert Image.open(kept(page, "PNG").path()).size[0] == 2 * float(root.get("width"))
