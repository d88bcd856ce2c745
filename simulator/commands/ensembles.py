"""`world` and `sweep`: one scenario for every requesting State, and ensembles of a design, to disk."""

import argparse
import signal
from pathlib import Path

from simulator.analysis.ensemble import Progress
from simulator.analysis.every import every
from simulator.commands.states import ALL
from simulator.export.every import whole, write
from simulator.export.sweep.cluster import cluster
from simulator.export.sweep.design import load_design
from simulator.export.sweep.running import sweep, threads
from simulator.export.sweep.telling import teller
from simulator.model.scenario import case_paths, load_scenario
from simulator.model.world import load_world
from simulator.presentation.sentences import NOT_MODELLED, NOTE

COMMANDS = {
    "world": "one scenario for every requesting State, on shared worlds; by name, never ranked",
    "sweep": "an ensemble from a design file, to disk, resumable",
}


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Their options."""
    all_ask, swept = (commands.add_parser(name, help=words) for name, words in COMMANDS.items())
    all_ask.add_argument("scenario")
    all_ask.add_argument("--requesting", default=ALL, metavar="ALL|STATES", help="names or codes, as NIC,RUS")
    all_ask.add_argument("--replicates", type=int, default=1024)
    all_ask.add_argument("--seed", type=int, default=1)
    all_ask.add_argument("--horizon", type=int, default=365)
    all_ask.add_argument("--case", choices=sorted(case_paths()), help="another case than the scenario's")
    all_ask.add_argument("--json", action="store_true")
    all_ask.add_argument("--out", type=Path, metavar="FILE.csv", help="write the table there, its manifest beside it")
    swept.add_argument("design", type=Path)
    swept.add_argument("--out", type=Path, required=True, metavar="DIR", help="results go there; run again to go on")
    swept.add_argument(
        "--scheduler", metavar="ADDRESS", help="a Dask scheduler, as tcp://host:8786, instead of threads"
    )
    swept.add_argument("--workers", type=int, default=2, choices=range(1, 65), metavar="N", help="threads here")
    swept.add_argument("--progress", choices=("auto", "json", "off"), default="auto", help="on standard error")


def act(options: argparse.Namespace, progress: Progress) -> str:
    """Carry one out; what it prints."""
    return _world(options, progress) if options.command == "world" else f"Written: {_sweep(options)}"


def _world(options: argparse.Namespace, progress: Progress) -> str:
    found = every(
        load_world(),
        load_scenario(options.scenario).about(options.case),
        options.seed,
        options.replicates,
        options.horizon,
        None if options.requesting == ALL else options.requesting.split(","),
        progress,
    )
    if options.out:
        write(found, options.out)
    if options.json:
        return whole(found)
    return "\n".join([found.table().to_string(index=False), *found.notes(), NOTE, NOT_MODELLED])


def _sweep(options: argparse.Namespace) -> Path:
    signal.signal(signal.SIGTERM, _stop)
    workers = cluster(options.scheduler) if options.scheduler else threads(options.workers)
    try:
        return sweep(load_design(options.design), options.out, workers, teller(options.progress))
    except KeyboardInterrupt as stop:
        stop.add_note("What it had finished is kept; run it again to go on.")
        raise


def _stop(number: int, frame: object) -> None:
    """Stop as Ctrl-C does: what is finished is kept."""
    raise KeyboardInterrupt(number)
