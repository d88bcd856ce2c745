"""How things are timed, compared and written down.

Designs take turns in one process and each counts with its median, so that a busy machine slows all of them alike.
Ratios on one thread are of the processor's time; whatever threads or people wait for is of the clock's.
"""

import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from math import log
from pathlib import Path
from statistics import median

import numpy as np

Work = Callable[[], object]
WORST_Z, RARE = 4.7, 10  # agreement: the largest z over all hosts, where both expect at least ten with and without
LIBRARIES = ("numpy", "numba", "networkx", "cynetdiff", "mesa", "ndlib")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table; `reached` is None where a peer is not installed."""

    what: str
    goal: float | None = None
    reached: float | None
    unit: str = ""
    at_most: bool = False  # the goal is not to be exceeded

    @property
    def met(self) -> bool | None:
        """Whether the goal is reached, where there are both."""
        if self.goal is None or self.reached is None:
            return None
        return bool(self.reached <= self.goal if self.at_most else self.reached >= self.goal)


def cpu(work: Work) -> float:
    """The processor's time of one run, by all threads [s]."""
    start = time.process_time()
    work()
    return time.process_time() - start


def wall(work: Work) -> float:
    """The clock's time of one run [s]."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def in_turns(works: Mapping[str, Work], clock: Callable[[Work], float] = cpu, rounds: int = 5) -> dict[str, float]:
    """Median time of each, in turns, after one run of each to warm up [s]."""
    for work in works.values():
        work()
    taken: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            taken[name].append(clock(work))
    return {name: median(times) for name, times in taken.items()}


def exponent(times: float, cost: float) -> float:
    """Power of its size with which a cost grows, if it grows to `cost` times itself when the size does `times`."""
    return log(cost) / log(times)


def worst_z(one: np.ndarray, n_one: int, other: np.ndarray, n_other: int) -> float:
    """Largest z between two arrays of counts, of so many replicates each, over whatever is neither rare nor sure."""
    pooled = (one + other) / (n_one + n_other)
    few = min(n_one, n_other)
    told = (few * pooled >= RARE) & (few * (1 - pooled) >= RARE)
    if not told.any():
        raise AssertionError("Too few replicates to tell whether two results agree.")
    spread = np.sqrt(pooled * (1 - pooled) * (1 / n_one + 1 / n_other))[told]
    return float((np.abs(one / n_one - other / n_other)[told] / spread).max())


def agreement(who: str, one: np.ndarray, n_one: int, other: np.ndarray, n_other: int) -> float:
    """The largest z, if it is small enough to be chance."""
    worst = worst_z(one, n_one, other, n_other)
    if worst >= WORST_Z:
        raise AssertionError(f"{who} and the engine disagree: z = {worst:.1f}. Nothing is compared that differs.")
    return worst


def in_its_own(code: str, **environment: str) -> str:
    """What some lines print in a process of their own."""
    here = {"PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env={**os.environ, **here, **environment}, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return done.stdout


def machine() -> dict[str, str | int]:
    """What the figures were measured on."""
    found: dict[str, str | int] = {
        "processor": _processor(),
        "cores": os.cpu_count() or 0,
        "system": f"{platform.system()} {platform.machine()}",
        "Python": platform.python_version(),
    }
    for library in LIBRARIES:
        try:
            found[library] = version(library)
        except PackageNotFoundError:
            found[library] = "not installed"
    return found


def _processor() -> str:
    table = Path("/proc/cpuinfo")
    if table.exists():
        for line in table.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                wide = ", AVX-512" if "avx512f" in table.read_text(encoding="utf-8") else ""
                return line.partition(":")[2].strip() + wide
    return platform.processor() or "unknown"
