"""The command `safe-havens`: parse, load, run, print."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from simulator.analysis.havens import compare, with_band
from simulator.data.tables import TABLES, read_table
from simulator.errors import SimulatorError
from simulator.export.folder import write_folder
from simulator.export.summary import summary
from simulator.law.assumptions import load_assumptions
from simulator.model.scenario import load_scenario, scenario_paths
from simulator.model.world import load_world
from simulator.presentation.sentences import NOTE, NOT_MODELLED, headline

def parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    top = argparse.ArgumentParser(prog="safe-havens", description=NOTE)
    commands = top.add_subparsers(dest="command", required=True)
    commands.add_parser("scenarios", help="list the scenarios")
    commands.add_parser("check", help="validate scenario files").add_argument("files", nargs="+")
    commands.add_parser("sources", help="where every number comes from")
    for name in ("run", "compare"):
        command = commands.add_parser(name)
        if name == "compare":
            command.add_argument("baseline")
        command.add_argument("scenario")
        command.add_argument("--requesting", required=True, help="ISO 3166-1 alpha-3 code")
        command.add_argument("--replicates", type=int, default=1024)
        command.add_argument("--seed", type=int, default=1)
        command.add_argument("--horizon", type=int, default=365)
        command.add_argument("--json", action="store_true")
        command.add_argument("--out", type=Path, metavar="DIR", help="write results, network and manifest there")
    return top


def act(options: argparse.Namespace) -> str:
    """Carry out one command; what it prints."""
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
        rows = [f"{r['key']}: {r['what']}. {r['publisher']}, {r['version_or_date']}, {r['licence']}"
                for r in read_table(TABLES, "sources", ("what",), ("key",))]  # fmt: skip
        table = load_assumptions()
        return "\n".join(rows + [f"{i}: {a.default:g} ({a.low:g}-{a.high:g} {a.unit}). {a.reason}" for i, a in table.items()])
    found = with_band(compare(
        load_world(),
        load_scenario(options.scenario),
        options.requesting,
        options.seed,
        options.replicates,
        options.horizon,
        load_scenario(options.baseline) if options.command == "compare" else None,
    ))
    if options.out:
        write_folder(found, options.out)
    return json.dumps(summary(found), indent=1) if options.json else "\n".join([*headline(found), NOTE, NOT_MODELLED])


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; 2 and one message for what cannot be used."""
    try:
        print(act(parser().parse_args(argv)))
    except SimulatorError as fault:
        print(fault, file=sys.stderr)
        return 2
    return 0
