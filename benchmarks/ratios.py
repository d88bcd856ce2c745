"""Ratios of the parts of the engine, so that a change shows whatever the machine."""

import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from simulator.analysis.ensemble import drawn_assumptions, drawn_noise
from simulator.analysis.neighbourhood import neighbourhood, variants
from simulator.engine.block import Block
from simulator.engine.kernel import run
from simulator.export.sweep.design import Design
from simulator.export.sweep.running import sweep, threads
from simulator.model.compile import compile_network
from simulator.model.scenario import find_case, load_scenario
from simulator.model.world import load_world


def seconds(work: Callable[[], object], times: int = 5) -> float:
    """Shortest of a few runs [s]."""
    best = float("inf")
    for _ in range(times):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def main() -> None:
    """Print one ratio a line; the yardstick is one run of today's world, 512 replicates."""
    world, case = load_world(), find_case("journalist-false-news")
    block = Block(1, 0, 512, world.numbers)
    networks = {
        name: compile_network(world, load_scenario(name), case, "NIC") for name in ("today", "adopted-text-universal")
    }
    yardstick = seconds(lambda: run(networks["today"], 1, 0, 512, block=block))
    print(f"today, 512 replicates: 1.00 ({1000 * yardstick:.0f} ms here)")
    parts: dict[str, Callable[[], object]] = {
        "every State a party": lambda: run(networks["adopted-text-universal"], 1, 0, 512, block=block),
        "the same without forwarding": lambda: run(networks["adopted-text-universal"], 1, 0, 512, 0, block),
        "the same with new draws": lambda: run(networks["adopted-text-universal"], 1, 0, 512),
        "compiling one draw of the band": lambda: compile_network(
            world,
            load_scenario("adopted-text-universal"),
            case,
            "NIC",
            drawn_assumptions(1, 1, {}),
            drawn_noise(world, 1, 1),
        ),
    }
    for name, work in parts.items():
        print(f"{name}: {seconds(work) / yardstick:.2f}")
    _ensembles(yardstick)


def _ensembles(yardstick: float) -> None:
    """Many runs at once: every single change, and a sweep on one thread and on two, interleaved."""
    world, scenario = load_world(), load_scenario("adopted-text-universal")
    around = seconds(lambda: neighbourhood(world, scenario, "NIC", n=256), 3)
    print(f"{len(variants(scenario))} single changes, 256 replicates: {around / yardstick:.1f} ({around:.1f} s here)")
    design = Design(
        scenarios=("adopted-text-universal",), requesting=("NIC", "RUS", "CHN", "BLR"), seeds=(1, 2), replicates=2048
    )
    best = {1: float("inf"), 2: float("inf")}
    for _ in range(3):
        for workers in best:
            with TemporaryDirectory() as folder:
                best[workers] = min(best[workers], seconds(lambda: sweep(design, Path(folder), threads(workers)), 1))  # noqa: B023
    print(f"a sweep on two threads / one: {best[1] / best[2]:.2f} times as fast ({best[2]:.1f} s here)")


if __name__ == "__main__":
    main()
