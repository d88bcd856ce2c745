"""`safe-havens validate`: any case file in, scores out, and how far they agree with its outcomes."""

import csv
import json
from hashlib import sha256

import pytest

from simulator.cli import main
from simulator.data.tables import TABLES

OWN = TABLES / "cases.csv"
COLUMNS = [f"p_{effect}{end}" for effect in ("handed_over", "held", "data") for end in ("", "_low", "_high")]


def scored(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_cases_of_the_program_are_scored_and_compared(tmp_path, capsys):
    out = tmp_path / "deep" / "scores.csv"
    assert main(["validate", str(OWN), "--out", str(out), "--draws", "2"]) == 0
    said = capsys.readouterr().out
    assert "Person results are checked against 76 publicised cases; data results are not validated." in said
    for words in (
        "channel known",
        "channel blank",
        "freedom of the host alone",
        "base rate of the channel",
        "Ten worst misses",
    ):
        assert words in said.lower() or words in said
    rows, given = scored(out), scored(OWN)
    assert [row["case_id"] for row in rows] == [row["case_id"] for row in given]
    for row in rows:
        if row["missing_because"]:
            assert row["case_id"] == "HKG-USA-2020" and not any(row[name] for name in COLUMNS)
        else:
            for name in ("handed_over", "held", "data"):
                low, chance, high = (float(row[f"p_{name}{end}"]) for end in ("_low", "", "_high"))
                assert 0 <= low <= chance <= high <= 1
    assert {row["indices"] for row in rows} == {"with hindsight", "of the year or before"}


def test_a_case_without_its_channel_scores_as_the_blank_columns_of_the_same_case(tmp_path):
    rows = scored(OWN)[:12]
    for name, channel in (("known", None), ("blank", "")):
        with (tmp_path / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, fieldnames=list(rows[0]))
            writer.writeheader()
            writer.writerows(row if channel is None else row | {"channel": channel} for row in rows)
        assert (
            main(
                ["validate", str(tmp_path / f"{name}.csv"), "--out", str(tmp_path / f"{name}-out.csv"), "--draws", "1"]
            )
            == 0
        )
    known, blank = scored(tmp_path / "known-out.csv"), scored(tmp_path / "blank-out.csv")
    assert [[row[name] for name in COLUMNS] for row in blank] == [
        [row[f"blank_{name}"] for name in COLUMNS] for row in known
    ]


def test_a_file_with_nothing_but_the_columns_asked_for_is_scored(tmp_path, capsys):
    path = tmp_path / "mine.csv"
    path.write_text(
        "in_transit,case_id,year,origin_iso3,host_iso3,channel,alleged_conduct\n"
        "false,=1+1,2024,TUR,DEU,,journalist; terrorism\nfalse,b,2024,TUR,ATL,,x\nfalse,c,2024,TUR,DEU,kidnapping,x\n",
        encoding="utf-8",
    )
    assert main(["validate", str(path), "--out", str(tmp_path / "out.csv"), "--draws", "0"]) == 0
    said = capsys.readouterr().out
    assert (
        "3 cases, 1 scored, 2 missing" in said
        and "No comparison" in said
        and "'ATL'" in said
        and "'kidnapping'" in said
    )
    rows = scored(tmp_path / "out.csv")
    assert [row["case_id"] for row in rows] == ["'=1+1", "b", "c"]  # no spreadsheet runs it
    assert [bool(row["missing_because"]) for row in rows] == [False, True, True]


def test_scores_have_a_manifest_that_says_how_to_make_them_again(tmp_path):
    mine, out = tmp_path / "mine.csv", tmp_path / "scores.csv"
    mine.write_text("".join(OWN.read_text(encoding="utf-8").splitlines(keepends=True)[:6]), encoding="utf-8")
    command = ["validate", str(mine), "--out", str(out), "--draws", "2", "--seed", "7"]
    assert main(command) == 0
    told = json.loads((tmp_path / "scores.manifest.json").read_text(encoding="utf-8"))
    assert told["command"] == "safe-havens validate CASES.csv --draws 2 --seed 7 --out FILE.csv"
    assert told["cases_sha256"] == sha256(mine.read_bytes()).hexdigest()
    assert told["files"] == {"scores.csv": sha256(out.read_bytes()).hexdigest()}
    assert told["versions"]["safe-havens"] and len(told["data_sha256"]) == len(told["law_sha256"]) == 64
    once = out.read_bytes()
    assert main(command) == 0 and out.read_bytes() == once


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("case_id,origin_iso3\na,TUR\n", "no column host_iso3"),
        (
            "case_id,origin_iso3,host_iso3,year,channel,alleged_conduct,in_transit\na,TUR,DEU,twenty,,x,maybe\n",
            "line 2, column year",
        ),
    ],
)
def test_a_faulty_file_is_one_message_and_writes_nothing(text, words, tmp_path, capsys):
    path, out = tmp_path / "bad.csv", tmp_path / "out.csv"
    path.write_text(text, encoding="utf-8")
    assert main(["validate", str(path), "--out", str(out)]) == 2
    said = capsys.readouterr()
    assert words in said.err and "Traceback" not in said.err and not said.out and not out.exists()


def test_many_cases_tell_how_far_they_are_and_finish(tmp_path, monkeypatch):
    """More than are scored in one go, so that progress crosses from one go to the next."""
    told, rows = [], OWN.read_text(encoding="utf-8").splitlines()
    path, many = tmp_path / "many.csv", 700
    cases = [f"{place}-{row}" for place in range(many // len(rows[1:]) + 1) for row in rows[1:]][:many]
    path.write_text("\n".join([rows[0], *cases]) + "\n", encoding="utf-8")
    monkeypatch.setattr("simulator.cli._told", told.append)
    monkeypatch.setattr("simulator.commands.trust.agree", lambda *_: None)  # what a comparison takes is not asked here
    assert main(["validate", str(path), "--out", str(tmp_path / "out.csv"), "--draws", "1"]) == 0
    assert told == sorted(told) and told[-1] == 1 and len(told) == 2 * 3 + 1 and 0 < told[0] < 0.5
    assert len(scored(tmp_path / "out.csv")) == many


@pytest.mark.parametrize("at", [0.0, 0.6, 0.99])
def test_stopping_leaves_no_half_file_and_what_was_there_before(at, tmp_path, capsys, monkeypatch):
    def stop(share):
        if share > at:
            raise KeyboardInterrupt

    monkeypatch.setattr("simulator.cli._told", stop)
    for before in (None, "scores of yesterday\n"):
        out = tmp_path / f"{bool(before)}.csv"
        if before:
            out.write_text(before, encoding="utf-8")
        assert main(["validate", str(OWN), "--out", str(out), "--draws", "4"]) == 130
        assert capsys.readouterr().err == "Stopped. Nothing was written.\n"
        assert out.read_text(encoding="utf-8") == before if before else not out.exists()
        assert not out.with_suffix(".manifest.json").exists()


def test_a_folder_as_the_place_of_the_scores_is_refused_before_the_work(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("simulator.commands.trust.score", lambda *_: pytest.fail("worked first"))
    assert main(["validate", str(OWN), "--out", str(tmp_path)]) == 2
    assert "is a folder" in capsys.readouterr().err
