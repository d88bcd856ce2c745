"""The same ensemble on a cluster: a scheduler and workers as real processes, one of them killed."""

import subprocess
import sys
import time

import pytest
from distributed import Client

from simulator.errors import SimulatorError
from simulator.export.sweep import Design, sweep
from simulator.model.world import load_world

DESIGN = Design(
    scenarios=("adopted-text-universal", "broad-scope-text"),
    requesting=("NIC", "RUS", "CHN"),
    seeds=(1, 2),
    replicates=128,
)


@pytest.fixture
def cluster(tmp_path):
    """A scheduler and two workers, each a process of its own; yields the address and the workers."""
    started = []

    def start(*words):
        command = [
            sys.executable,
            "-m",
            "distributed.cli.dask_scheduler" if words[0] == "scheduler" else "distributed.cli.dask_worker",
        ]
        process = subprocess.Popen(
            [*command, *words[1:]], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=tmp_path
        )
        started.append(process)
        return process

    file = tmp_path / "scheduler.json"
    start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file))
    workers = [
        start(
            "worker",
            "--scheduler-file",
            str(file),
            "--nthreads",
            "1",
            "--no-dashboard",
            "--no-nanny",
            "--host",
            "127.0.0.1",
        )
        for _ in range(2)
    ]
    for _ in range(300):
        if file.exists():
            break
        time.sleep(0.1)
    with Client(scheduler_file=str(file)) as client:
        client.wait_for_workers(2, timeout=60)
        address = client.scheduler.address
    yield address, workers
    for process in started:
        process.kill()
        process.wait()


def test_a_cluster_gives_the_same_bytes_though_a_worker_is_killed(tmp_path, cluster):
    address, workers = cluster
    seen = []

    def kill_one(done, of):
        seen.append((done, of))
        if done == 2:
            workers[0].kill()

    found = sweep(load_world(), DESIGN, tmp_path / "cluster", told=kill_one, scheduler=address)
    here = sweep(load_world(), DESIGN, tmp_path / "here")
    assert workers[0].poll() is not None or workers[0].wait(10) is not None
    assert found.read_bytes() == here.read_bytes()
    assert (
        seen[0] == (0, 12) and seen[-1] == (12, 12) and [done for done, _ in seen] == sorted(done for done, _ in seen)
    )


def test_an_address_where_nobody_answers_is_one_message(tmp_path):
    with pytest.raises(SimulatorError, match="nobody answers"):
        sweep(load_world(), DESIGN, tmp_path, scheduler="tcp://127.0.0.1:9")


def test_an_address_that_is_none_is_one_message(tmp_path):
    with pytest.raises(SimulatorError, match="nobody answers"):
        sweep(load_world(), DESIGN, tmp_path, scheduler="nonsense://x")
