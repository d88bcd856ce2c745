"""An ensemble broken off by the system: signals to a real process, a full disk, a second process. It goes on to the same bytes."""

import errno
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from simulator.errors import SimulatorError
from simulator.export.sweep import running, store
from simulator.export.sweep.design import Design, load_design, plan
from simulator.export.sweep.running import sweep
from simulator.export.sweep.store import opened
from simulator.model.world import load_world

DESIGN = Design(scenarios=("adopted-text-universal", "today"), requesting=("NIC", "RUS"), seeds=(1, 2), replicates=200)
FILE = """
scenarios = ["adopted-text-universal", "today"]
requesting = ["NIC", "RUS", "EGY", "CHN"]
seeds = "1-24"
replicates = 4_000
"""


@pytest.fixture(scope="module")
def command(tmp_path_factory):
    """The command for some seconds of work, which wants only the folder."""
    path = tmp_path_factory.mktemp("design") / "design.toml"
    path.write_text(FILE, encoding="utf-8")
    return [sys.executable, "-m", "simulator.cli", "sweep", str(path), "--progress", "json", "--out"]


@pytest.fixture(scope="module")
def uninterrupted(command, tmp_path_factory):
    """The bytes of that work, done from start to end in this process."""
    return sweep(load_design(Path(command[4])), tmp_path_factory.mktemp("whole")).read_bytes()


def done(folder):
    """How many of the 48 jobs are finished."""
    return len(list((folder / "parts").glob("*.parquet")))


def begun(command, folder):
    """A process that has begun to count."""
    process = subprocess.Popen(
        [*command, str(folder)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, bufsize=1
    )
    assert process.stderr is not None
    process.stderr.readline()  # told after the first piece of work
    return process


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_stopped_at_random_moments_it_goes_on_to_the_same_bytes(tmp_path, command, uninterrupted, number):
    moments = random.Random(int(number))
    for _ in range(3):
        enough = done(tmp_path) + moments.randint(0, 8)
        process = begun(command, tmp_path)
        while done(tmp_path) < enough:
            assert process.poll() is None
            time.sleep(0.001)
        time.sleep(moments.uniform(0, 0.02))  # within a job, or between two
        process.send_signal(number)
        _, told = process.communicate(timeout=60)
        assert not (tmp_path / "results.parquet").exists()
        if number is not signal.SIGKILL:
            assert process.returncode == 128 + number
            assert told.splitlines()[-1].startswith("Stopped.") and "Traceback" not in told
            assert not list(tmp_path.rglob("*.half"))
    results = sweep(load_design(Path(command[4])), tmp_path)
    assert results.read_bytes() == uninterrupted
    assert not list(tmp_path.rglob("*.half")) and not (tmp_path / "unfinished.npz").exists()


@pytest.mark.parametrize("fault", [errno.ENOSPC, errno.EDQUOT])
def test_a_disk_that_is_full_at_any_write_breaks_nothing(tmp_path, monkeypatch, fault):
    monkeypatch.setattr(running, "KEPT_EVERY", -1.0)  # the job under way is kept after every piece
    monkeypatch.setattr(running, "PIECE", {"numba": 128, "numpy": 128})
    to_disk, room, writes = store._to_disk, 10**6, 0

    def write(path):
        nonlocal writes
        writes += 1
        if writes > room:  # and it stays full
            raise OSError(fault, os.strerror(fault))
        to_disk(path)

    monkeypatch.setattr(store, "_to_disk", write)
    whole = sweep(DESIGN, tmp_path / "whole").read_bytes()
    for place in range(0, writes, 3):
        room, writes, folder = place, 0, tmp_path / str(place)
        with pytest.raises(SimulatorError, match=r"no space is left there.* run the same command again"):
            sweep(DESIGN, folder)
        assert not list(folder.rglob("*.half"))
        room = 10**6
        assert sweep(DESIGN, folder).read_bytes() == whole


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 100 kB of its own, where the system lets us have one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=100k", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("needs the right to mount a disk")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def test_on_a_disk_that_is_really_full_it_stops_with_one_message_and_goes_on_when_there_is_room(tmp_path, small_disk):
    with pytest.raises(SimulatorError, match="no space is left there"):
        sweep(DESIGN, small_disk / "out")
    assert not list(small_disk.rglob("*.half")) and list((small_disk / "out/parts").iterdir())
    subprocess.run(["mount", "-o", "remount,size=8m", str(small_disk)], check=True)
    found = sweep(DESIGN, small_disk / "out").read_bytes()
    assert found == sweep(DESIGN, tmp_path / "roomy").read_bytes()


def test_a_second_process_in_the_same_folder_is_refused(tmp_path, command):
    design = load_design(Path(command[4]))
    with opened(tmp_path, plan(design, load_world())):
        second = subprocess.run([*command, str(tmp_path)], capture_output=True, text=True, check=False)
    assert second.returncode == 2 and "another sweep works there" in second.stderr
    assert len(second.stderr.splitlines()) == 1


def test_what_a_killed_process_left_half_written_is_swept_away(tmp_path):
    for place in (tmp_path, tmp_path / "parts"):
        place.mkdir(exist_ok=True)
        (place / "0000000.parquet.half").write_bytes(b"half")
    np.savez(tmp_path / "unfinished.npz", job=0, stop=64, counts=np.zeros(1))
    (tmp_path / "unfinished.npz").write_bytes((tmp_path / "unfinished.npz").read_bytes()[:-30])
    sweep(DESIGN, tmp_path)
    assert not list(tmp_path.rglob("*.half")) and not (tmp_path / "unfinished.npz").exists()


def test_a_folder_that_cannot_be_made_is_one_message(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(SimulatorError, match="Name a folder that can be written"):
        sweep(DESIGN, tmp_path / "file")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_hour_of_work_stops_at_once(tmp_path, number):
    path = tmp_path / "design.toml"
    path.write_text('scenarios = ["today"]\nrequesting = "all"\nreplicates = 10_000_000\n', encoding="utf-8")
    command = [sys.executable, "-m", "simulator.cli", "sweep", str(path), "--progress", "json", "--out"]
    process = begun(command, tmp_path / "out")
    process.send_signal(number)
    assert process.wait(timeout=60) == 128 + number  # half a second where nothing else runs


def test_memory_does_not_grow_with_the_replicates(tmp_path):
    peaks = []
    for replicates in (1 << 13, 1 << 18):
        path = tmp_path / f"{replicates}.toml"
        path.write_text(f'scenarios = ["today"]\nrequesting = ["NIC"]\nreplicates = {replicates}\n', encoding="utf-8")
        program = (
            "import sys; from simulator.cli import main; main(sys.argv[1:]); print(open('/proc/self/status').read())"
        )
        ran = subprocess.run(
            [sys.executable, "-c", program, "sweep", str(path), "--out", str(tmp_path / str(replicates))],
            capture_output=True,
            text=True,
            check=True,
        )
        peaks.append(int(ran.stdout.split("VmHWM:")[1].split()[0]))  # of the process alone [kB]
    assert peaks[1] < 1.15 * peaks[0]  # the bits of the larger one alone would take twice as much
