"""An ensemble on disk: the same bytes however it is done, nothing lost or repeated when it is stopped."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from simulator.analysis.havens import compare
from simulator.engine.backend import VARIABLE
from simulator.engine.kernel import EFFECTS
from simulator.errors import SimulatorError
from simulator.export.sweep import running, work
from simulator.export.sweep.design import Design, load_design, plan
from simulator.export.sweep.running import sweep, threads
from simulator.export.sweep.telling import teller
from simulator.model.network import HORIZONS
from simulator.model.scenario import load_scenario
from simulator.model.world import load_world

DESIGN = Design(scenarios=("adopted-text-universal", "today"), requesting=("NIC", "RUS"), seeds=(1, 2), replicates=200)
ROWS = len(EFFECTS) * len(HORIZONS) * len(load_world().states)


@pytest.fixture(scope="module")
def uninterrupted(tmp_path_factory):
    """The bytes of the design, run once from start to end."""
    return sweep(DESIGN, tmp_path_factory.mktemp("whole")).read_bytes()


@pytest.fixture
def pieces(monkeypatch):
    """The pieces counted from here on, as (job, start, stop), 64 replicates each."""
    done = []

    def watched(piece, look):
        if piece.stop > piece.start + 1:  # not the one replicate with which machine code is made
            done.append((piece.job, piece.start, piece.stop))
        return work.counted(piece, look)

    monkeypatch.setattr(running, "counted", watched)
    monkeypatch.setattr(running, "PIECE", {"numba": 128, "numpy": 128})
    return done


@pytest.mark.parametrize("workers", [1, 3])
def test_the_same_bytes_on_any_number_of_threads_and_in_pieces_of_any_size(tmp_path, uninterrupted, pieces, workers):
    assert sweep(DESIGN, tmp_path, threads(workers)).read_bytes() == uninterrupted
    assert len(pieces) == 4 * 4  # 64 + 64 + 64 + 8 replicates of each job


def test_the_same_bytes_with_either_engine(tmp_path, uninterrupted, monkeypatch):
    work._askers.cache_clear()
    monkeypatch.setenv(VARIABLE, "numpy")
    assert sweep(DESIGN, tmp_path).read_bytes() == uninterrupted
    work._askers.cache_clear()


def test_the_counts_are_those_of_a_single_run(tmp_path):
    table = pd.read_parquet(sweep(DESIGN, tmp_path))
    assert len(table) == 8 * ROWS
    found = compare(load_world(), load_scenario("adopted-text-universal"), "RUS", 2, 200)
    part = table.query("scenario == 'adopted-text-universal' and requesting == 'RUS' and seed == 2")
    for effect in ("data", "held"):
        row = part.query("effect == @effect and horizon_days == 365").set_index("host")["count"]
        assert np.array_equal(row.loc[list(load_world().codes)], found.counts(found.after)[effect])


def test_every_state_of_the_world_has_the_rows_that_it_has_alone(tmp_path):
    every = Design(scenarios="adopted-text-universal", requesting="all", replicates=64)
    table = pd.read_parquet(sweep(every, tmp_path / "every"))
    assert table["requesting"].nunique() == 194
    alone = pd.read_parquet(sweep(every.model_copy(update={"requesting": ("EGY",)}), tmp_path / "alone"))
    among = table[table["requesting"] == "EGY"]
    assert np.array_equal(among["count"], alone["count"]) and len(alone) == ROWS
    assert alone["count"].sum() > 0


def test_a_lever_varied_is_the_scenario_with_that_lever_moved(tmp_path):
    vary = {"parties": [40, 195], "settings": {"notice": ["prior"]}, "assumptions": {"displacement": [0.0, 0.5]}}
    varied = Design(scenarios="adopted-text-universal", requesting="NIC", replicates=64, vary=vary)
    table = pd.read_parquet(sweep(varied, tmp_path))
    levers = ["parties", "settings.notice", "assumptions.displacement"]
    assert table[levers].drop_duplicates().values.tolist() == [[n, "prior", d] for n in (40, 195) for d in (0.0, 0.5)]
    scenario = load_scenario("adopted-text-universal").model_copy(
        update={"settings": {"notice": "prior"}, "assumptions": {"displacement": 0.5}}
    )
    found = compare(load_world(), scenario, "NIC", 1, 64)
    chosen = (table["parties"] == 195) & (table["assumptions.displacement"] == 0.5)
    row = table[chosen & (table["effect"] == "data") & (table["horizon_days"] == 365)].set_index("host")["count"]
    assert np.array_equal(row.loc[list(load_world().codes)], found.counts(found.after)["data"])


@pytest.mark.parametrize("after", [0, 1, 5, 8, 15])
def test_a_stop_at_any_moment_loses_nothing_and_repeats_no_finished_job(tmp_path, uninterrupted, pieces, after):
    told = []

    def stop(progress):
        told.append(progress)
        if len(told) > after:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sweep(DESIGN, tmp_path, threads(1), stop)
    assert not (tmp_path / "results.parquet").exists()
    finished, counted_before = after // 4, told[-1].runs // 2  # two requesting States
    parts = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "parts").iterdir()}
    assert len(parts) == finished == told[-1].jobs
    pieces.clear()
    assert sweep(DESIGN, tmp_path, threads(1)).read_bytes() == uninterrupted
    assert pieces[0][:2] == divmod(counted_before, 200) and len(pieces) == 16 - after
    assert {name: (tmp_path / "parts" / name).stat().st_mtime_ns for name in parts} == parts


def test_a_finished_sweep_is_not_done_again(tmp_path, pieces):
    written = sweep(DESIGN, tmp_path).stat().st_mtime_ns
    pieces.clear()
    assert sweep(DESIGN, tmp_path).stat().st_mtime_ns == written
    assert not pieces and sorted(path.name for path in tmp_path.iterdir()) == [
        ".lock",
        "design.json",
        "parts",
        "results.parquet",
    ]


def test_what_is_told_rises_from_what_was_there_to_everything(tmp_path, pieces, capsys):
    told = []
    sweep(DESIGN, tmp_path, told=lambda now: told.append(now.runs))
    assert told == sorted(told) and told[0] == 0 and told[-1] == 4 * 200 * 2 and len(told) == 17
    sweep(DESIGN, tmp_path / "again", told=teller("json"))
    last = json.loads(capsys.readouterr().err.splitlines()[-1])
    assert (last["jobs"], last["replicates"]) == (4, 1600) and last["replicates_per_second"] > 0


def test_a_folder_of_another_design_is_refused_in_words(tmp_path):
    sweep(DESIGN, tmp_path)
    with pytest.raises(SimulatorError, match="another design"):
        sweep(DESIGN.model_copy(update={"seeds": (3,)}), tmp_path)
    assert json.loads((tmp_path / "design.json").read_text(encoding="utf-8"))["design"]["seeds"] == [1, 2]


def test_a_damaged_part_is_named_and_made_again(tmp_path, uninterrupted):
    results = sweep(DESIGN, tmp_path)
    results.unlink()
    part = tmp_path / "parts/0000002.parquet"
    part.write_bytes(part.read_bytes()[:-100])
    with pytest.raises(SimulatorError, match=r"0000002\.parquet is damaged"):
        sweep(DESIGN, tmp_path)
    part.unlink()
    assert sweep(DESIGN, tmp_path).read_bytes() == uninterrupted


def test_an_unknown_name_is_refused_before_anything_runs(tmp_path):
    wrong = DESIGN.model_copy(update={"requesting": ("NIX",), "scenarios": ("todai",)})
    with pytest.raises(SimulatorError, match="NIX") as fault:
        sweep(wrong, tmp_path / "out")
    assert "Did you mean 'today'" in str(fault.value) and not (tmp_path / "out").exists()


def test_a_plan_names_every_requesting_state_once_in_the_order_of_the_design():
    found = plan(DESIGN.model_copy(update={"requesting": ("RUS", "Oceania", "AUS", "all")}), load_world()).requesting
    assert found[:2] == ("RUS", "AUS") and len(found) == len(set(found)) == 194


def test_the_design_of_the_guide_runs(tmp_path):
    guide = (Path(__file__).parents[2] / "docs/guide.md").read_text(encoding="utf-8")
    path = tmp_path / "design.toml"
    blocks = [block.split("```")[0] for block in guide.split("```toml\n")[1:]]
    path.write_text(next(block for block in blocks if block.startswith("scenarios")), encoding="utf-8")
    design = load_design(path)
    jobs = plan(design, load_world()).jobs()
    assert f"{len(jobs)} jobs" in guide
    small = design.model_copy(update={"replicates": 1, "requesting": ("AUS",), "seeds": (1,)})
    table = pd.read_parquet(sweep(small, tmp_path / "out"))
    assert len(table) == len(jobs) / 3 * ROWS
    assert {"scenario", "case", "parties", "settings.notice", "assumptions.forward.convention_share"} < set(table)
    snippet, found = guide.split("```python\n")[1].split("```")[0], {}
    exec(snippet.replace("DIR", str(tmp_path / "out")), found)
    assert len(found["change"]) == len(load_world().states) and found["change"].between(-1, 1).all()
