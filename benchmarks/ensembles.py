"""Ensembles on threads, on a Dask cluster, and one State at a time: `python -m benchmarks.ensembles` writes docs/ensembles.md.

Designs take turns and each counts with its median, so that a busy machine slows all of them alike; that they give the
same bytes is asserted first.
"""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import distributed
import numpy as np

from benchmarks.measure import in_turns, machine, wall
from simulator.analysis.ensemble import simulate
from simulator.engine.ensemble import Askers
from simulator.engine.kernel import EFFECTS
from simulator.export.sweep.cluster import cluster
from simulator.export.sweep.design import Design, plan
from simulator.export.sweep.running import Workers, sweep, threads
from simulator.model.compile import compile_network
from simulator.model.scenario import find_case, load_scenario
from simulator.model.world import load_world

REPORT = Path(__file__).parent.parent / "docs" / "ensembles.md"
SCENARIO = "adopted-text-universal"
ALONE = 8  # requesting States run one at a time, of all of them
DESIGNS = {
    "every State, one seed, 4,096 replicates": Design(scenarios=SCENARIO, requesting="all", replicates=4096),
    "every State, two scenarios, 1,024 replicates": Design(
        scenarios=("today", "adopted-text-universal"),
        requesting="all",
        replicates=1024,
    ),
    "one State, 50 seeds, 256 replicates": Design(scenarios=SCENARIO, requesting="NIC", seeds="1-50", replicates=256),
}


def shared_worlds() -> list[str]:
    """How much all States together cost, against as many runs of one State, for few and for many replicates."""
    world, rules = load_world(), load_scenario(SCENARIO)
    case = find_case(rules.case)
    codes = plan(next(iter(DESIGNS.values())), world).requesting
    places = np.array([world.index_of(code) for code in codes])
    some = codes[:: len(codes) // ALONE][:ALONE]

    def together(n: int) -> Callable[[], object]:
        return lambda: Askers(compile_network(world, rules, case, None), places).counts(1, 0, n)

    def counts(code: str, n: int) -> list[object]:
        (found,) = simulate([compile_network(world, rules, case, code)], 1, n)
        return [found.counts(effect) for effect in EFFECTS]

    def alone(n: int) -> Callable[[], object]:
        return lambda: [counts(code, n) for code in some]

    rows = []
    for n in (64, 512, 2048):
        taken = in_turns({"together": together(n), "alone": alone(n)}, rounds=3)
        ratio = taken["alone"] / len(some) * len(codes) / taken["together"]
        rows.append(f"| {n:,} | {taken['together']:.2f} s | {ratio:.1f} |")
    return rows


def main() -> None:
    """Measure, and write the report."""
    workers = distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None)
    able: dict[str, Callable[[], AbstractContextManager[Workers]]] = {
        "one thread": lambda: threads(1),
        "two threads": lambda: threads(2),
        "Dask": lambda: cluster(workers.scheduler_address),
    }
    rows = []
    for name, design in DESIGNS.items():
        found: dict[str, bytes] = {}
        here: dict[str, float] = {}

        def run(
            who: str, design: Design = design, found: dict[str, bytes] = found, here: dict[str, float] = here
        ) -> None:
            began = time.process_time()
            with TemporaryDirectory() as folder:
                found[who] = sweep(design, Path(folder), able[who]()).read_bytes()
            here[who] = time.process_time() - began

        taken = in_turns({who: partial(run, who) for who in able}, clock=wall, rounds=3)
        assert len(set(found.values())) == 1, "the bytes differ"
        one = taken["one thread"]
        ratios = (one / taken["two threads"], one / taken["Dask"], here["one thread"] / here["Dask"])
        rows.append(f"| {name} | {one:.1f} s | " + " | ".join(f"{ratio:.2f}" for ratio in ratios) + " |")
        print(rows[-1], flush=True)
    lines = [
        "# Ensembles",
        "",
        "`python -m benchmarks.ensembles` measures this and writes this page. Measured on",
        ", ".join(f"{name} {value}" for name, value in machine().items() if value != "not installed")
        + f", distributed {distributed.__version__}.",
        "",
        "Medians of the clock, in turns. Every column gave the same bytes. Dask is a scheduler and two workers of one thread each on",
        "the same cores, so that it can only lose here; the last column says what a larger cluster could gain: the processor's time of",
        "one thread over what stays with the command (handing out, adding up, writing) and the scheduler.",
        "",
        "| `sweep` | one thread | two threads / one | Dask, two workers / one thread | workers that Dask can keep busy |",
        "| --- | --- | --- | --- | --- |",
        *rows,
        "",
        f"All {len(plan(next(iter(DESIGNS.values())), load_world()).requesting)} requesting States of `{SCENARIO}` on shared worlds, "
        f"against as many runs of one State ({ALONE} of them",
        "measured), compilation of the network counted on both sides, one thread:",
        "",
        "| replicates | all together | as many times faster than one by one |",
        "| --- | --- | --- |",
        *shared_worlds(),
        "",
    ]
    REPORT.write_text("\n".join(lines), encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
