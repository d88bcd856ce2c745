"""Every requesting State on shared worlds: each row is that State's own run, and nothing is ranked."""

import json

import pandas as pd
import pytest

from simulator.analysis import ensemble
from simulator.analysis.classes import KINDS
from simulator.analysis.every import every
from simulator.analysis.havens import compare
from simulator.analysis.outcomes import Counted
from simulator.cli import main
from simulator.engine.backend import VARIABLE
from simulator.errors import ScenarioError
from simulator.model.scenario import load_scenario
from simulator.model.world import load_world

N, SEED = 200, 3
CODES = ["RUS", "EGY", "USA"]


def asked(name="adopted-text-universal"):
    return load_world(), load_scenario(name)


@pytest.fixture(scope="module")
def rows():
    return every(*asked(), SEED, N, requesting=CODES).table()


def test_a_row_is_the_run_of_that_state(rows):
    for row in rows.to_dict("records"):
        found = compare(*asked(), row["iso3"], SEED, N)
        assert row["candidates"] == found.candidates.chosen.sum()
        for kind in KINDS:
            assert (row[f"{kind}_havens"], row[f"{kind}_kept"]) == found.tally(kind)
            assert row[f"{kind}_change"] == round(found.mean_change(kind), 4)
    assert rows.data_change.nunique() == len(CODES)


def test_its_error_is_that_of_batches_of_its_own_run(rows, monkeypatch):
    monkeypatch.setattr(ensemble, "KEPT", 100)
    for row in rows.to_dict("records"):
        found = compare(*asked(), row["iso3"], SEED, N)
        assert isinstance(found.after, Counted)
        for kind in KINDS:
            assert (row[f"{kind}_kept_low"], row[f"{kind}_kept_high"]) == found.interval(kind)["kept"]
            assert row[f"{kind}_change_se"] == round(found.mean_change_error(kind), 4)


def test_both_engines_give_the_same_table(rows, monkeypatch):
    monkeypatch.setenv(VARIABLE, "numpy")
    assert every(*asked(), SEED, N, requesting=CODES[::-1]).table().equals(rows)


def test_all_states_stand_in_the_order_of_their_names_and_who_is_missing_is_said():
    found = every(*asked("today"), n=64)
    table, names = found.table(), [state.name for state in load_world().states if state.in_totals]
    assert len(table) == 194 and set(names) - set(table.requesting) == {"Vatican City"}
    assert table.requesting.tolist() == sorted(table.requesting)
    assert any("Vatican City" in line for line in found.notes())
    assert (table.data_change == 0).all() and (table.data_kept == table.data_havens).all()


def test_the_work_stops_where_progress_raises():
    told = []

    def progress(share):
        told.append(share)
        if len(told) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        every(*asked(), n=10_000_000, requesting=["NIC"], progress=progress)
    assert told == sorted(told) and len(told) == 3 and told[-1] < 0.01


def test_every_wrong_code_is_told_at_once():
    with pytest.raises(ScenarioError) as fault:
        every(*asked(), requesting=["NIK", "TWN", "VAT", "NIC"])
    assert all(words in str(fault.value) for words in ("'NIC'", "Taiwan is outside", "Vatican City has no index"))


def test_the_command_prints_and_writes_the_same_table_with_what_makes_it_again(tmp_path, capsys):
    command = ["world", "adopted-text-universal", "--requesting", "USA,NIC", "--replicates", "128"]
    assert main([*command, "--json", "--out", str(tmp_path / "w.csv")]) == 0
    printed = json.loads(capsys.readouterr().out)
    written = pd.read_csv(tmp_path / "w.csv", keep_default_na=False).to_dict("records")
    assert [row["iso3"] for row in written] == ["NIC", "USA"] and written == printed["states"]
    beside = json.loads((tmp_path / "w.manifest.json").read_text())
    assert set(beside["files"]) == {"w.csv"} and beside["replicates"] == 128
    assert main([*beside["command"].split()[1:-1], str(tmp_path / "again.csv")]) == 0
    assert (tmp_path / "again.csv").read_bytes() == (tmp_path / "w.csv").read_bytes()
