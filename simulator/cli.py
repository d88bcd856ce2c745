"""The command `safe-havens`: parse, load, run, print."""

import argparse
import json
import signal
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from simulator.analysis.ensemble import BAND_DRAWS, part_of
from simulator.analysis.every import every
from simulator.analysis.explain import explain
from simulator.analysis.havens import check_replicates
from simulator.analysis.robustness import robustness
from simulator.analysis.story import story
from simulator.analysis.validation.agreement import agree
from simulator.analysis.validation.case_file import read_case_file
from simulator.analysis.validation.scores import score
from simulator.commands import app, compared, tables, why
from simulator.commands.record import record
from simulator.commands.states import ALL, GIVEN, read_states
from simulator.data.checksums import checksum
from simulator.errors import SimulatorError
from simulator.export.every import whole, write
from simulator.export.manifest import save_recorded
from simulator.export.sources import articles, sources
from simulator.export.sweep.cluster import cluster
from simulator.export.sweep.design import load_design
from simulator.export.sweep.running import sweep, threads
from simulator.export.sweep.telling import teller
from simulator.export.tables import save_text
from simulator.export.validation import report, scores_table
from simulator.model.network import HORIZONS
from simulator.model.scenario import baseline_of, case_paths, load_scenario, scenario_paths
from simulator.model.world import load_world
from simulator.presentation.funnel import lines as funnel_lines
from simulator.presentation.governs import governs
from simulator.presentation.robustness import page as robustness_page
from simulator.presentation.sentences import NOT_MODELLED, NOTE
from simulator.presentation.story import story_lines


def parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    top = argparse.ArgumentParser(prog="safe-havens", description=NOTE)
    commands = top.add_subparsers(dest="command", required=True)
    commands.add_parser("scenarios", help="list the scenarios")
    commands.add_parser("check", help="validate scenario files").add_argument("files", nargs="+")
    told = commands.add_parser("sources", help="where every number comes from")
    told.add_argument("about", nargs="?", default="", help="only lines with this word")
    around = commands.add_parser("changes", help="every single change of level alone, and more or fewer parties")
    around.add_argument("scenario")
    swept = commands.add_parser("sweep", help="an ensemble from a design file, to disk, resumable")
    swept.add_argument("design", type=Path)
    swept.add_argument("--out", type=Path, required=True, metavar="DIR", help="results go there; run again to go on")
    swept.add_argument(
        "--scheduler", metavar="ADDRESS", help="a Dask scheduler, as tcp://host:8786, instead of threads"
    )
    swept.add_argument("--workers", type=int, default=2, choices=range(1, 65), metavar="N", help="threads here")
    swept.add_argument("--progress", choices=("auto", "json", "off"), default="auto", help="on standard error")
    law = commands.add_parser("law", help="what the program takes an article or a word of the law to do")
    law.add_argument("about", help="an article such as 40(22), or a word")
    texts = commands.add_parser("texts", help="the texts compared, setting by setting, effects beside")
    table = commands.add_parser("panel", help="twelve requesting States from every region under every scenario")
    ends = commands.add_parser("sensitivity", help="every assumption at its ends, worst first")
    ends.add_argument("scenario")
    for command, many in ((texts, 256), (table, 1024), (ends, 256), (around, 256)):
        command.add_argument("--requesting", required=command in (ends, around), help=GIVEN)
        command.add_argument("--replicates", type=int, default=many)
        command.add_argument("--seed", type=int, default=1)
        command.add_argument("--case", choices=sorted(case_paths()), default=None)
        command.add_argument("--out", type=Path, metavar="FILE.csv", help="write the table there")
    firm = commands.add_parser("robustness", help="which findings stand under every draw and every other way to count")
    firm.add_argument("scenario")
    firm.add_argument("--requesting", required=True, help=GIVEN)
    firm.add_argument("--replicates", type=int, default=1024)
    firm.add_argument("--seed", type=int, default=1)
    firm.add_argument("--horizon", type=int, default=365, choices=HORIZONS, help="days")
    firm.add_argument("--case", choices=sorted(case_paths()), help="another case than the scenario's")
    firm.add_argument("--out", type=Path, metavar="FILE.md", help="write the page there")
    judged = commands.add_parser(
        "validate", help="score documented cases; where outcomes are given, against plain rivals"
    )
    judged.add_argument("cases", type=Path, metavar="CASES.csv")
    judged.add_argument("--out", type=Path, required=True, metavar="SCORES.csv", help="the scores go there")
    judged.add_argument("--draws", type=int, default=BAND_DRAWS, metavar="N", help="draws of the band")
    judged.add_argument("--seed", type=int, default=1)
    app.add(commands)
    explained = commands.add_parser(
        "explain", help="why: what stopped at which gate, which paths led on, one world as a story"
    )
    explained.add_argument("scenario")
    explained.add_argument("--requesting", required=True, help=GIVEN)
    explained.add_argument("--host", help=f"{GIVEN}; without it, all candidate hosts")
    explained.add_argument("--replicates", type=int, default=1024)
    explained.add_argument("--replicate", type=int, metavar="N", help="tell this one as a story, day by day")
    explained.add_argument("--horizon", type=int, default=365, choices=HORIZONS, help="days")
    explained.add_argument("--seed", type=int, default=1)
    explained.add_argument("--json", action="store_true")
    all_ask = commands.add_parser(
        "world", help="one scenario for every requesting State, on shared worlds; by name, never ranked"
    )
    all_ask.add_argument("scenario")
    all_ask.add_argument("--requesting", default=ALL, metavar="ALL|STATES", help="names or codes, as NIC,RUS")
    all_ask.add_argument("--replicates", type=int, default=1024)
    all_ask.add_argument("--seed", type=int, default=1)
    all_ask.add_argument("--horizon", type=int, default=365)
    all_ask.add_argument("--case", choices=sorted(case_paths()), help="another case than the scenario's")
    all_ask.add_argument("--json", action="store_true")
    all_ask.add_argument("--out", type=Path, metavar="FILE.csv", help="write the table there, its manifest beside it")
    why.add(commands)
    compared.add(commands)
    return top


def act(options: argparse.Namespace) -> str:
    """Carry out one command; what it prints."""
    if options.command in compared.COMMANDS:
        return compared.act(options, _told)
    read_states(options)
    if options.command == "scenarios":
        return "\n".join(f"{id:26} {load_scenario(id).title}" for id in scenario_paths())
    if options.command == "check":
        faults = []
        for file in options.files:
            try:
                load_scenario(Path(file) if Path(file).suffix == ".toml" else file)
            except SimulatorError as fault:
                faults.append(str(fault))
        if faults:
            raise SimulatorError("\n".join(faults))
        return "Every file is a scenario that runs."
    if options.command == "sources":
        return sources(options.about)
    if options.command == "explain":
        return _explain(options)
    if options.command in why.COMMANDS:
        return why.act(options, _told)
    if options.command == "sweep":
        return f"Written: {_sweep(options)}"
    if options.command == "validate":
        return _validate(options)
    if options.command == "robustness":
        return _robustness(options)
    if options.command == "law":
        return articles(options.about)
    if options.command in tables.ANSWERS:
        return tables.act(options, _told)
    if options.command == "world":
        return _world(options)
    return app.act(options)


def _explain(options: argparse.Namespace) -> str:
    world, scenario = load_world(), load_scenario(options.scenario)
    requesting, host, seed, horizon = options.requesting, options.host, options.seed, options.horizon
    if options.replicate is not None:
        if host is None:
            raise SimulatorError("A replay follows one person: name the host with --host.")
        told = story(world, scenario, requesting, host, seed, options.replicate, horizon)
        lines = (
            [json.dumps(asdict(told), indent=1)] if options.json else [*story_lines(told, world), NOTE, NOT_MODELLED]
        )
        return "\n".join(lines)
    check_replicates(options.replicates)
    found = explain(world, scenario, baseline_of(scenario), requesting, host, seed, options.replicates, horizon)
    if options.json:
        return json.dumps(asdict(found), indent=1)
    first = found.rule if host is None else governs(world, scenario, requesting, host)
    return "\n".join([first, *funnel_lines(found, world), NOTE, NOT_MODELLED])


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


def _world(options: argparse.Namespace) -> str:
    found = every(
        load_world(),
        load_scenario(options.scenario).about(options.case),
        options.seed,
        options.replicates,
        options.horizon,
        None if options.requesting == ALL else options.requesting.split(","),
        _told,
    )
    if options.out:
        write(found, options.out)
    if options.json:
        return whole(found)
    return "\n".join([found.table().to_string(index=False), *found.notes(), NOTE, NOT_MODELLED])


def _validate(options: argparse.Namespace) -> str:
    if options.out.is_dir():
        raise SimulatorError(f"{options.out} is a folder. Name a CSV file in it.")
    scores = score(read_case_file(options.cases), options.seed, options.draws, part_of(_told, 0.0, 0.95))
    found = report(scores, agree(scores, options.seed))
    _told(1.0)
    told = record(options) | {"cases_sha256": checksum(options.cases)}
    save_recorded(scores_table(scores), options.out, told)
    return "\n".join([*found, f"Written: {options.out}", NOTE, NOT_MODELLED])


def _robustness(options: argparse.Namespace) -> str:
    scenario = load_scenario(options.scenario).about(options.case)
    found = robustness(
        load_world(), scenario, options.requesting, options.seed, options.replicates, options.horizon, _told
    )
    text = "\n".join([*robustness_page(found), NOTE, NOT_MODELLED])
    if options.out:
        save_text(text + "\n", options.out)
    return text


def _told(share: float) -> None:
    """Progress, where somebody watches."""
    if sys.stderr.isatty():
        print(f"\r{share:4.0%}", end="" if share < 1 else "\n", file=sys.stderr, flush=True)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; 2 and one message for what cannot be used."""
    options = parser().parse_args(argv)
    try:
        print(act(options))
    except SimulatorError as fault:
        print(fault, file=sys.stderr)
        return 2
    except KeyboardInterrupt as stop:
        kept = getattr(stop, "__notes__", ["Nothing was written."])  # a command that had written says what
        print("Stopped.", *kept, file=sys.stderr)
        return 128 + (stop.args[0] if stop.args else signal.SIGINT)
    return 0


if __name__ == "__main__":
    sys.exit(main())
