"""The same ensemble on a cluster: a scheduler and workers as real processes, one of them killed."""

import subprocess
import sys
import time
from _thread import interrupt_main
from dataclasses import dataclass
from threading import Timer

import pytest
from distributed import Client

from simulator.errors import SimulatorError
from simulator.export.sweep import cluster as cluster_of
from simulator.export.sweep import running
from simulator.export.sweep.cluster import cluster
from simulator.export.sweep.design import Design
from simulator.export.sweep.running import sweep

DESIGN = Design(
    scenarios=("adopted-text-universal", "broad-scope-text"),
    requesting=("NIC", "RUS", "CHN"),
    seeds=(1, 2),
    replicates=640,
)


@dataclass
class Dask:
    """A scheduler and two workers, each a process of its own."""

    address: str
    scheduler: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]]


@pytest.fixture
def dask(tmp_path):
    """Started, and killed in the end."""
    file, common = tmp_path / "scheduler.json", ["--no-dashboard", "--host", "127.0.0.1", "--scheduler-file"]

    def start(kind, *words):
        command = [sys.executable, "-m", f"distributed.cli.dask_{kind}", *common, str(file), *words]
        return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=tmp_path)

    scheduler = start("scheduler", "--port", "0")
    workers = [start("worker", "--nthreads", "1", "--no-nanny") for _ in range(2)]
    try:
        for _ in range(300):
            if file.exists():
                break
            time.sleep(0.1)
        with Client(scheduler_file=str(file)) as client:
            client.wait_for_workers(2, timeout=60)
            address = client.scheduler.address
        yield Dask(address, scheduler, workers)
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    """The bytes of the same ensemble on threads."""
    return sweep(DESIGN, tmp_path_factory.mktemp("here")).read_bytes()


@pytest.fixture(autouse=True)
def many_pieces(monkeypatch):
    monkeypatch.setattr(running, "PIECE", {"numba": 3 * 64, "numpy": 3 * 64})


def test_a_cluster_gives_the_same_bytes_though_a_worker_is_killed(tmp_path, dask, here):
    seen = []

    def kill_one(now):
        seen.append(now)
        if len(seen) == 3:
            dask.workers[0].kill()

    found = sweep(DESIGN, tmp_path / "out", cluster(dask.address), kill_one)
    assert dask.workers[0].wait(10) is not None
    assert found.read_bytes() == here
    assert [now.runs for now in seen] == sorted(now.runs for now in seen)
    assert (seen[0].jobs, seen[-1].jobs, seen[-1].of_jobs) == (0, 4, 4)


def test_without_its_scheduler_it_stops_with_one_message_and_goes_on_on_threads(tmp_path, dask, here):
    def kill_it(now):
        if now.runs:
            dask.scheduler.kill()

    with pytest.raises(SimulatorError, match=r"is gone\. What is finished is kept"):
        sweep(DESIGN, tmp_path / "out", cluster(dask.address), kill_it)
    assert sweep(DESIGN, tmp_path / "out").read_bytes() == here


def test_a_stop_does_not_wait_for_the_workers(tmp_path, dask, monkeypatch):
    monkeypatch.setattr(running, "PIECE", {"numba": 10**7, "numpy": 10**7})  # half a minute each
    long = DESIGN.model_copy(update={"replicates": 10**7})
    at = []

    def interrupt():
        at.append(time.monotonic())
        interrupt_main()

    Timer(4.0, interrupt).start()
    with pytest.raises(KeyboardInterrupt):
        sweep(long, tmp_path, cluster(dask.address))
    assert time.monotonic() - at[0] < 5  # a third of a second where nothing else runs


def test_workers_of_another_program_are_refused(tmp_path, dask, monkeypatch):
    monkeypatch.setattr(cluster_of, "likeness", lambda: {"safe-havens": "another"})
    with pytest.raises(SimulatorError, match="a worker runs another program"):
        sweep(DESIGN, tmp_path, cluster(dask.address))


def test_without_workers_it_does_not_wait_for_ever(tmp_path, dask, monkeypatch):
    monkeypatch.setattr(cluster_of, "PATIENCE", 2.0)
    monkeypatch.setattr(cluster_of, "LOOKS", 0.5)

    def kill_all(now):
        if now.runs:
            for worker in dask.workers:
                worker.kill()

    with pytest.raises(SimulatorError, match="has no workers any more"):
        sweep(DESIGN, tmp_path, cluster(dask.address), kill_all)


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nonsense://x"])
def test_an_address_where_nobody_answers_is_one_message(tmp_path, address):
    with pytest.raises(SimulatorError, match="nobody answers"):
        sweep(DESIGN, tmp_path, cluster(address))
