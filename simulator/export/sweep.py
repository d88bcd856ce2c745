"""Ensembles: any number of scenarios, requesting States and seeds, streamed to disk as they finish.

Each job (scenario, requesting State, seed) is one Parquet file, written under another name and renamed when it is
whole: what is there is finished, what is not is done again. A folder belongs to one design and one state of program
and data; another is refused. The same design gives the same bytes, in whatever order and on however many workers.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from threading import Event

import numpy as np
import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, model_validator

from simulator.analysis.ensemble import simulate
from simulator.data.tables import TABLES
from simulator.engine.kernel import EFFECTS
from simulator.errors import ScenarioError
from simulator.export.folder import ExportError
from simulator.export.manifest import fingerprint, versions
from simulator.export.tables import to_parquet
from simulator.law.conducts import CATALOGUE
from simulator.law.files import parse, read_toml
from simulator.model.compile import compile_network
from simulator.model.network import HORIZONS
from simulator.model.scenario import Scenario, find_case, load_scenario
from simulator.model.world import World, load_world

PARTS, MANIFEST, WHOLE = "parts", "design.json", "results.parquet"
Told = Callable[[int, int], None]


class Design(BaseModel):
    """What to run: every combination of the three lists."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    scenarios: tuple[str, ...] = Field(min_length=1)
    requesting: tuple[str, ...] = Field(min_length=1)
    seeds: tuple[int, ...] = Field(default=(1,), min_length=1)
    replicates: int = Field(default=1024, ge=1, le=65_536)

    @model_validator(mode="after")
    def nothing_is_named_twice(self) -> "Design":
        for name in ("scenarios", "requesting", "seeds"):
            if len(set(getattr(self, name))) != len(getattr(self, name)):
                raise ValueError(f"{name}: one entry stands twice. Name each once.")
        if any(not 0 <= seed < 2**31 for seed in self.seeds):
            raise ValueError("seeds: a seed is a whole number from 0 to 2,147,483,647.")
        return self


@dataclass(frozen=True, slots=True)
class Job:
    """One scenario, requesting State and seed."""

    scenario: Scenario
    requesting: str
    seed: int

    @property
    def file(self) -> str:
        """Name of its part; nothing a user typed enters a path."""
        key = f"{self.scenario.model_dump_json()}\0{self.requesting}\0{self.seed}"
        return f"{sha256(key.encode()).hexdigest()[:24]}.parquet"


def load_design(path: Path) -> Design:
    """A design from its file, every fault in one message."""
    return parse(Design, read_toml(path, ScenarioError), str(path), ScenarioError)


def jobs(design: Design, world: World) -> Iterator[Job]:
    """Every job of a design, in the order of its lists; an unknown scenario or State is refused before any runs."""
    scenarios = [load_scenario(name) for name in design.scenarios]
    wrong = [code for code in design.requesting if code not in world.codes]
    if wrong:
        raise ScenarioError(f"requesting: {', '.join(map(repr, wrong))}: no state of this model. Write codes as NIC.")
    for scenario in scenarios:
        for code in design.requesting:
            for seed in design.seeds:
                yield Job(scenario, code, seed)


def sweep(
    world: World,
    design: Design,
    folder: Path,
    workers: int = 2,
    told: Told = lambda done, of: None,
    scheduler: str | None = None,
) -> Path:
    """Run what is not finished yet, and put everything in one table.

    Parameters
    ----------
    scheduler : address of a Dask scheduler whose workers do the jobs; None: `workers` threads here
    told : is told how many jobs are done, of how many; raising in it stops the sweep, and nothing finished is lost

    Raises
    ------
    ExportError
        If the folder belongs to another design, program or data, or cannot be written.
    """
    every = list(jobs(design, world))
    try:
        (folder / PARTS).mkdir(parents=True, exist_ok=True)
        _claim(folder, design)
        missing = [job for job in every if not (folder / PARTS / job.file).exists()]
        before = len(every) - len(missing)

        def told_here(n: int) -> None:
            told(before + n, len(every))

        if scheduler is None:
            _run(world, design, missing, folder / PARTS, workers, told_here)
        else:
            run_on_cluster(missing, design.replicates, folder / PARTS, scheduler, told_here)
        whole = pd.concat([pd.read_parquet(folder / PARTS / job.file) for job in every], ignore_index=True)
        _whole_file(folder / WHOLE, whole)
    except OSError as fault:
        raise ExportError(f"--out {folder}: {fault.strerror}. Name a folder that can be written.") from None
    return folder / WHOLE


def _claim(folder: Path, design: Design) -> None:
    """Write what the folder is for, or see that it is for the same."""
    scenarios = [load_scenario(name).model_dump(mode="json") for name in design.scenarios]
    own = {
        "design": design.model_dump(mode="json"),
        "scenarios": scenarios,
        "versions": versions(),
        "data_sha256": fingerprint(TABLES, "*.csv"),
        "law_sha256": fingerprint(CATALOGUE.parent, "*.toml"),
    }
    text = json.dumps(own, indent=1) + "\n"
    path = folder / MANIFEST
    if path.exists() and path.read_text(encoding="utf-8") != text:
        raise ExportError(f"{folder} holds another design, or results of another program or data. Name another folder.")
    path.write_text(text, encoding="utf-8")


def _run(
    world: World, design: Design, missing: list[Job], parts: Path, workers: int, told: Callable[[int], None]
) -> None:
    stop, done = Event(), 0
    told(0)

    def one(job: Job) -> None:
        if not stop.is_set():
            _whole_file(parts / job.file, outcomes(world, job, design.replicates))

    with ThreadPoolExecutor(workers) as threads:
        waiting: set[Future[None]] = {threads.submit(one, job) for job in missing}
        try:
            while waiting:
                finished, waiting = wait(waiting, timeout=0.5, return_when=FIRST_COMPLETED)
                for future in finished:
                    future.result()
                    done += 1
                told(done)
        except BaseException:
            stop.set()
            threads.shutdown(cancel_futures=True)
            raise


def run_on_cluster(missing: list[Job], n: int, parts: Path, address: str, told: Callable[[int], None]) -> None:
    """Have the workers of a cluster do the jobs; parts are written here, as they come.

    A job whose worker dies is given to another. Workers of another program, library or data are refused: their bits
    would not be these.

    Raises
    ------
    ExportError
        If there is no scheduler at `address`, no worker, or one that is not like this machine.
    """
    try:
        from distributed import Client, as_completed
    except ImportError:
        raise ExportError("--scheduler needs the extra 'cluster': pip install 'safe-havens[cluster]'.") from None
    try:
        client = Client(address, timeout=10)
    except (OSError, ValueError) as fault:
        raise ExportError(
            f"--scheduler {address}: nobody answers there ({type(fault).__name__}). Start it first."
        ) from None
    told(0)
    with client:
        others = client.run(likeness)
        if not others:
            raise ExportError(f"--scheduler {address} has no workers. Start some: dask worker {address}")
        unlike = sorted(name for name, one in others.items() if one != likeness())
        if unlike:
            raise ExportError(f"--scheduler {address}: {', '.join(unlike)} run another program, library or data.")
        futures = [
            client.submit(remote, job.scenario.model_dump_json(), job.requesting, job.seed, n, key=job.file, retries=5)
            for job in missing
        ]
        try:
            for done, (future, table) in enumerate(as_completed(futures, with_results=True), start=1):
                _whole_file(parts / future.key, table)
                told(done)
        except BaseException:
            client.cancel(futures)
            raise


def likeness() -> tuple[dict[str, str], str, str]:
    """What must be the same on every worker for the bits to be the same."""
    return versions(), fingerprint(TABLES, "*.csv"), fingerprint(CATALOGUE.parent, "*.toml")


def remote(scenario: str, requesting: str, seed: int, n: int) -> pd.DataFrame:
    """One job on a worker, which has its own copy of the world."""
    return outcomes(load_world(), Job(Scenario.model_validate_json(scenario), requesting, seed), n)


def outcomes(world: World, job: Job, n: int) -> pd.DataFrame:
    """Replicates with each effect in each host by each horizon; counts, so that shares can be made exactly."""
    network = compile_network(world, job.scenario, find_case(job.scenario.case), job.requesting)
    (ensemble,) = simulate([network], job.seed, n)
    counts = np.stack([ensemble.counts(effect) for effect in EFFECTS])  # (n_effects, n_horizons, n_states)
    effect, horizon, host = (place.ravel() for place in np.indices(counts.shape))
    return pd.DataFrame(
        {
            "scenario": job.scenario.id,
            "requesting": job.requesting,
            "seed": np.int64(job.seed),
            "replicates": np.int64(n),
            "effect": np.array(EFFECTS)[effect],
            "horizon_days": np.array(HORIZONS)[horizon],
            "host": np.array(world.codes)[host],
            "count": counts.ravel(),
        }
    )


def _whole_file(path: Path, table: pd.DataFrame) -> None:
    """Write under another name, then rename: a file that is there is whole."""
    half = path.with_suffix(".half")
    to_parquet(table, half)
    os.replace(half, path)


def tell(done: int, of: int) -> None:
    """Progress on the terminal."""
    if sys.stderr.isatty():
        print(f"\r{done} of {of}", end="" if done < of else "\n", file=sys.stderr, flush=True)
