"""The engine against its yardsticks, on the real network: `python benchmarks/engine.py` writes docs/benchmarks.md.

Designs take turns in one process and each counts with its median, so that a busy machine slows all of them alike.
What is compared is first seen to agree.
"""

import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import numba
import numpy as np
from plain import Script

from simulator.analysis.ensemble import simulate
from simulator.analysis.neighbourhood import neighbourhood, variants
from simulator.engine.compiled import run_every
from simulator.engine.kernel import EFFECTS, run
from simulator.model.compile import compile_network
from simulator.model.network import Network
from simulator.model.scenario import find_case, load_scenario
from simulator.model.world import load_world

SCENARIO, REQUESTING, CASE = "adopted-text-universal", "NIC", "journalist-false-news"
REPORT = Path(__file__).parent.parent / "docs" / "benchmarks.md"
WORST_Z, RARE = 4.7, 10  # agreement: largest z over hosts, where both expect at least ten


def timed(work: Callable[[], object]) -> float:
    """Wall time of one run [s]."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def in_turns(works: dict[str, Callable[[], object]], rounds: int = 5) -> dict[str, float]:
    """Median of each, in turns, after one to warm up [s]."""
    for work in works.values():
        work()
    taken: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            taken[name].append(timed(work))
    return {name: median(times) for name, times in taken.items()}


def agreement(network: Network, script: Script, n: int) -> float:
    """Largest z between the script's chances and the engine's, over effects, horizons and hosts."""
    many = 16_384
    found, worst = run(network, 1, 0, many), 0.0
    for effect in EFFECTS:
        if effect == "held_in_transit":
            continue
        for (horizon, host), count in np.ndenumerate(found.counts(effect)):
            other = script.counts[effect, horizon, host]
            pooled = (count + other) / (many + n)
            if n * pooled >= RARE and n * (1 - pooled) >= RARE:
                spread = (pooled * (1 - pooled) * (1 / many + 1 / n)) ** 0.5
                worst = max(worst, abs(count / many - other / n) / spread)
    return worst


def in_its_own(code: str, **environment: str) -> str:
    """What some lines print in a process of their own."""
    before = (
        "from simulator.model.world import load_world; from simulator.model.compile import compile_network;"
        "from simulator.model.scenario import find_case, load_scenario;"
        f"NAME, CASE, REQUESTING = {SCENARIO!r}, {CASE!r}, {REQUESTING!r};"
    )
    command = [sys.executable, "-c", before + code]
    return subprocess.run(command, env={**os.environ, **environment}, capture_output=True, check=True, text=True).stdout


def start_up(cache: str) -> float:
    """A first answer of the compiled engine, machine code and loading included [s]."""
    code = (
        "import time; from simulator.engine.kernel import run;"
        "n = compile_network(load_world(), load_scenario(NAME), find_case(CASE), REQUESTING);"
        "s = time.perf_counter(); run(n, 1, 0, 64); print(time.perf_counter() - s)"
    )
    return float(in_its_own(code, XDG_CACHE_HOME=cache))


def main() -> None:
    """Measure, and write the table."""
    world, scenario, case = load_world(), load_scenario(SCENARIO), find_case(CASE)
    network = compile_network(world, scenario, case, REQUESTING)
    everyone = compile_network(world, scenario, case, None)
    requesters = np.flatnonzero(everyone.in_data & world.in_totals)
    script, scripted = Script(network, 1), 2000
    once = timed(lambda: [script.replicate() for _ in range(scripted)]) / scripted
    worst = agreement(network, script, scripted)
    assert worst < WORST_Z, f"script and engine disagree: z = {worst:.1f}"

    n = 1024
    taken = in_turns(
        {
            "script": lambda: [script.replicate() for _ in range(20)],
            "numba": lambda: run(network, 1, 0, n, engine="numba"),
            "numpy": lambda: run(network, 1, 0, n, engine="numpy"),
            "one thread": lambda: run_every(everyone, requesters, 1, 0, 1024, 2, threads=1),
            "two threads": lambda: run_every(everyone, requesters, 1, 0, 1024, 2, threads=2),
            "4,096": lambda: run(network, 1, 0, 4096, 3, engine="numba"),
            "40,960": lambda: run(network, 1, 0, 40_960, 3, engine="numba"),
            "neighbourhood": lambda: neighbourhood(world, scenario, REQUESTING, n=n),
        }
    )
    per_script, of_numba, of_numpy = taken["script"] / 20, taken["numba"] / n, taken["numpy"] / n
    of_every = taken["one thread"] / 1024 / len(requesters)
    several = variants(scenario)
    separate = timed(
        lambda: [simulate([compile_network(world, one.scenario, case, REQUESTING)], 1, n) for one in several]
    )
    large = timed(lambda: run_every(everyone, requesters, 1, 0, 10_000, 2))
    peak = float(
        in_its_own(
            "m = compile_network(load_world(), load_scenario(NAME), find_case(CASE), None);"
            "import numpy as np; from simulator.engine.compiled import run_every;"
            "run_every(m, np.flatnonzero(m.in_data)[:194], 1, 0, 2560, 2);"
            "peak = next(line for line in open('/proc/self/status') if line.startswith('VmHWM'));"
            "print(int(peak.split()[1]) / 1024)"  # of this process alone; getrusage remembers its parent's
        )
    )
    with tempfile.TemporaryDirectory() as cache:
        cold, warm = start_up(cache), start_up(cache)
    rows = [
        ("full model, one requester: plain script / numba", "100", f"{per_script / of_numba:,.0f}"),
        ("the same: plain script / numpy", "-", f"{per_script / of_numpy:,.0f}"),
        ("full model, all requesters: plain script / numba, one thread", "1,200", f"{per_script / of_every:,.0f}"),
        ("two threads / one, all requesters", "1.8", f"{taken['one thread'] / taken['two threads']:.2f}"),
        (
            f"neighbourhood ({len(several)} changes), one requester, 1,024 replicates",
            "1 s",
            f"{taken['neighbourhood']:.2f} s",
        ),
        ("the same / as many separate runs by the same engine", "1/20", f"1/{separate / taken['neighbourhood']:.1f}"),
        (
            "one requester, 4,096 replicates, three rounds, all effects and horizons",
            "100 ms",
            f"{1000 * taken['4,096']:.0f} ms",
        ),
        (f"all {len(requesters)} requesters, 10,000 replicates, two threads", "2 s", f"{large:.1f} s"),
        (
            "peak memory of all requesters, two threads (the same for any number of replicates)",
            "400 MB",
            f"{peak:.0f} MB",
        ),
        ("ten times the replicates cost (exponent)", "1.05", f"{np.log10(taken['40,960'] / taken['4,096']):.2f}"),
        ("first answer with machine code to be made; kept from before", "5; 0.5 s", f"{cold:.1f}; {warm:.2f} s"),
    ]
    lines = [
        "# Benchmarks",
        "",
        f"Made by `benchmarks/engine.py` on {os.cpu_count()} cores ({platform.machine()}), Python {platform.python_version()},",
        f"numpy {np.__version__}, numba {numba.__version__}; `{SCENARIO}`, {REQUESTING} asking. Ratios are of medians in one",
        "process, taken in turns; quote them rather than the times. The plain script (`benchmarks/plain.py`) is the full",
        f"model in plain Python with draws of its own: {1000 * once:.1f} ms a replicate. Over {scripted:,} replicates it agrees",
        f"with the engine on every effect, horizon and host (largest z {worst:.1f}, where at least {RARE} are expected).",
        "",
        "| what | goal | reached |",
        "| --- | --- | --- |",
        *(f"| {what} | {goal} | {reached} |" for what, goal, reached in rows),
        "",
    ]
    REPORT.write_text("\n".join(lines), encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
