"""How far a sweep is, on standard error: done of all and the speed since the start; no guess of when it ends."""

import json
import sys
import time
from collections.abc import Callable
from typing import Literal

from simulator.export.sweep.running import Progress

Style = Literal["auto", "json", "off"]
EVERY = {"terminal": 0.2, "json": 1.0, "lines": 30.0}  # [s]


def teller(style: Style = "auto") -> Callable[[Progress], None]:
    """What tells it: one line that moves on a terminal, else a line now and then; JSON lines for programs."""
    kind = "json" if style == "json" else "terminal" if sys.stderr.isatty() else "lines"
    began, first, last = time.monotonic(), -1, 0.0

    def told(now: Progress) -> None:
        nonlocal first, last
        first = now.runs if first < 0 else first
        passed, ended = time.monotonic() - began, now.runs == now.of_runs
        if style == "off" or (passed - last < EVERY[kind] and not ended):
            return
        last, speed = passed, (now.runs - first) / passed
        line = _json(now, speed) if kind == "json" else _words(now, speed)
        print(line, end="\r" if kind == "terminal" and not ended else "\n", file=sys.stderr, flush=True)

    return told


def _words(now: Progress, speed: float) -> str:
    share = now.runs / now.of_runs
    return f"{share:6.1%}  {now.jobs:,} of {now.of_jobs:,} jobs finished, {speed:,.0f} replicates a second"


def _json(now: Progress, speed: float) -> str:
    done = {"jobs": now.jobs, "of_jobs": now.of_jobs, "replicates": now.runs, "of_replicates": now.of_runs}
    return json.dumps({**done, "replicates_per_second": round(speed)})
