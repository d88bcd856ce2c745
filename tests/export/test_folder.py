"""The files of one run: complete, the same bytes twice, and enough to check the front with another program."""

import json

import numpy as np
import pandas as pd
import pytest

from simulator.cli import main
from simulator.export.tables import neutral, to_csv

COMMAND = ["run", "adopted-text-universal", "--requesting", "NIC", "--replicates", "256"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("out") / "one"
    assert main([*COMMAND, "--out", str(made)]) == 0
    return made


def test_the_same_command_writes_the_same_bytes(folder, tmp_path):
    assert main([*COMMAND, "--out", str(tmp_path)]) == 0
    for path in folder.iterdir():
        assert path.read_bytes() == (tmp_path / path.name).read_bytes(), path.name


def test_results_have_every_host_effect_and_horizon_and_agree_with_the_summary(folder):
    table = pd.read_parquet(folder / "results.parquet")
    assert len(table) == 194 * 10 * 6
    assert (table.scenario_band_low <= table.scenario_band_high).all()
    summary = json.loads((folder / "summary.json").read_text())
    chosen = table[(table.horizon_days == 365) & (table.effect == "data")].set_index("iso3").scenario
    assert all(chosen[host["iso3"]] == host["data"] for host in summary["hosts"])
    assert len(pd.read_csv(folder / "results.csv", keep_default_na=False)) == len(table)


def test_the_manifest_names_checksums_of_every_file(folder):
    named = json.loads((folder / "manifest.json").read_text())["files"]
    assert set(named) == {path.name for path in folder.iterdir()} - {"manifest.json"}


def test_no_state_is_asked_by_itself_or_for_the_requesting_state(folder):
    table = pd.read_parquet(folder / "channels.parquet")
    asked = table[table.requested == "NIC"]
    assert (asked.desk == "provider").all() and (asked.requesting == "NIC").all()
    gates = table.filter(like="pass_")
    assert gates.shape[1] == 9 and ((gates >= 0) & (gates <= 1)).all(axis=None)


def test_a_readers_own_program_finds_the_same_share_of_answers(folder):
    """Monte Carlo over the published chances alone, with draws of its own, shared as the definition says."""
    table = pd.read_parquet(folder / "channels.parquet")
    answering = {"located", "read", "watched"}
    mine = table[(table.requesting == "NIC") & (table.desk != "provider") & table.effect.isin(answering)]
    rng, n = np.random.default_rng(4), 4000
    published = pd.read_parquet(folder / "fronts.parquet").set_index("state").answered_1
    vetting = rng.random(n)
    for code in ("CRI", "DEU", "CHN", "TUV"):
        rows = mine[mine.requested == code]
        law = {name: rng.random(n) for name in ("scope", "severity", "dual_criminality")}
        answered = np.zeros(n, dtype=bool)
        for _, of_desk in rows.groupby("desk", observed=True):
            desk = {name: rng.random(n) for name in ("grounds", "data_protection", "court", "notice")}
            capacity = rng.random(n)
            for row in of_desk.itertuples():
                live = (capacity < row.pass_capacity) & (vetting < row.pass_vetting)
                for name, draw in law.items():
                    live &= draw < getattr(row, f"pass_law_{name}")
                for name, draw in desk.items():
                    live &= draw < getattr(row, f"pass_desk_{name}")
                answered |= live
        error = np.sqrt(0.25 / n + 0.25 / 256)
        assert abs(answered.mean() - published[code]) < 4 * error, code


def test_text_that_a_spreadsheet_would_run_is_neutralised():
    assert neutral("=1+1") == "'=1+1" and neutral("Chad") == "Chad" and neutral(-2.5) == -2.5
    assert to_csv(pd.DataFrame({"@name": ["+A", "B"], "n": [-1, 2]})) == "'@name,n\n'+A,-1\nB,2\n"


def test_a_file_in_place_of_the_folder_gives_one_clear_message(tmp_path, capsys):
    (tmp_path / "taken").write_text("")
    assert main([*COMMAND[:-1], "64", "--out", str(tmp_path / "taken")]) == 2
    assert "Name a folder" in capsys.readouterr().err
