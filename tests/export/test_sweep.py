"""An ensemble on disk: the same bytes on any number of workers, nothing lost or repeated when it is stopped."""

import json
import subprocess
import sys
import time

import numpy as np
import pandas as pd
import pytest

from simulator.analysis.havens import compare
from simulator.errors import SimulatorError
from simulator.export import sweep as sweeping
from simulator.export.sweep import Design, jobs, load_design, outcomes, sweep
from simulator.model.scenario import load_scenario
from simulator.model.world import load_world

DESIGN = Design(scenarios=("adopted-text-universal", "today"), requesting=("NIC", "RUS"), seeds=(1, 2), replicates=64)


def test_the_same_bytes_on_one_worker_and_on_two(tmp_path):
    one, two = (sweep(load_world(), DESIGN, tmp_path / str(workers), workers) for workers in (1, 2))
    assert one.read_bytes() == two.read_bytes()
    assert len(pd.read_parquet(one)) == 8 * 10 * 6 * len(load_world().states)


def test_the_counts_are_those_of_a_single_run(tmp_path):
    table = pd.read_parquet(sweep(load_world(), DESIGN, tmp_path))
    found = compare(load_world(), load_scenario("adopted-text-universal"), "RUS", 2, 64)
    part = table.query("scenario == 'adopted-text-universal' and requesting == 'RUS' and seed == 2")
    for effect in ("data", "held"):
        row = part.query("effect == @effect and horizon_days == 365").set_index("host")["count"]
        assert np.array_equal(row.loc[list(load_world().codes)], found.counts(found.after)[effect])


def test_what_is_finished_is_neither_lost_nor_done_again(tmp_path, monkeypatch):
    made = []

    def counted(world, job, n):
        made.append(job.file)
        return outcomes(world, job, n)

    monkeypatch.setattr(sweeping, "outcomes", counted)

    def stop_after_three(done, of):
        if done >= 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sweep(load_world(), DESIGN, tmp_path, 1, stop_after_three)
    finished = {path.name for path in (tmp_path / "parts").glob("*.parquet")}
    assert 3 <= len(finished) < 8 and not (tmp_path / "results.parquet").exists()
    whole = sweep(load_world(), DESIGN, tmp_path, 1)
    assert sorted(made) == sorted(job.file for job in jobs(DESIGN, load_world()))
    assert whole.read_bytes() == sweep(load_world(), DESIGN, tmp_path / "again").read_bytes()


def test_a_killed_process_leaves_only_whole_parts_and_goes_on(tmp_path):
    path = tmp_path / "design.toml"
    path.write_text(
        'scenarios = ["adopted-text-universal", "broad-scope-text", "budapest-wording"]\n'
        'requesting = ["NIC", "RUS", "CHN", "BLR"]\nseeds = [1, 2]\nreplicates = 512\n',
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "simulator.cli", "sweep", str(path), "--out", str(tmp_path / "out")]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    parts = tmp_path / "out/parts"
    for _ in range(600):
        if parts.is_dir() and len(list(parts.glob("*.parquet"))) >= 2:
            break
        time.sleep(0.05)
    process.kill()
    process.wait()
    before = {part.name: part.stat().st_mtime_ns for part in parts.glob("*.parquet")}
    assert 2 <= len(before) < 24
    for part in before:
        assert len(pd.read_parquet(parts / part)) > 0
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = {part.name: part.stat().st_mtime_ns for part in parts.glob("*.parquet")}
    assert len(after) == 24 and {name: after[name] for name in before} == before


def test_a_folder_of_another_design_is_refused_in_words(tmp_path):
    sweep(load_world(), DESIGN, tmp_path)
    with pytest.raises(SimulatorError, match="another design"):
        sweep(load_world(), DESIGN.model_copy(update={"seeds": (3,)}), tmp_path)
    assert json.loads((tmp_path / "design.json").read_text(encoding="utf-8"))["design"]["seeds"] == [1, 2]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('scenarios = ["today"]\nrequesting = ["NIC", "NIC"]', "stands twice"),
        ('scenarios = ["today"]\nrequesting = ["NIC"]\nseeds = [-1]', "a seed is a whole number"),
        ('scenarios = ["today"]\nrequesting = ["NIC"]\nreplicate = 5', "replicate"),
        ('scenarios = ["today"]', "requesting"),
    ],
)
def test_a_faulty_design_names_file_and_key(tmp_path, text, words):
    path = tmp_path / "design.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SimulatorError, match=r"design\.toml") as fault:
        load_design(path)
    assert words in str(fault.value)


@pytest.mark.parametrize(("names", "words"), [({"requesting": ("NIX",)}, "NIX"), ({"scenarios": ("todai",)}, "today")])
def test_an_unknown_name_is_refused_before_anything_runs(tmp_path, names, words):
    with pytest.raises(SimulatorError, match=words):
        sweep(load_world(), DESIGN.model_copy(update=names), tmp_path / "out")
    assert not (tmp_path / "out").exists()
