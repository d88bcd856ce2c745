"""The command `safe-havens`: parse, load, run, print."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from simulator.analysis.havens import RULE, Comparison, compare
from simulator.data.tables import TABLES, read_table
from simulator.errors import SimulatorError
from simulator.export.folder import write_folder
from simulator.export.summary import summary
from simulator.law.assumptions import load_assumptions
from simulator.model.scenario import load_scenario, scenario_paths
from simulator.model.world import load_world

NOTE = (
    "No verdict on a country, no forecast about a person, no legal or safety advice. Conditional on a requesting State "
    "that tries every channel. Not modelled: abduction, spyware, pressure on relatives, financial intelligence."
)


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


def headline(found: Comparison) -> str:
    """The count of havens in one sentence each, with the rule."""
    lines = [f"{found.scenario.title} against {found.baseline.title}, requests of {found.requesting}:"]
    for kind, havens in summary(found)["havens"].items():
        lines.append(
            f"  {kind} havens: {havens['kept']} of {havens['baseline']} kept ({havens['kept_low']}-{havens['kept_high']} "
            f"by resampling, {havens['kept_band_low']}-{havens['kept_band_high']} over the assumptions), "
            f"{havens['lost']} lost, {havens['lost_needs_forwarding']} of them only by forwarding; "
            f"mean change {havens['mean_change']:+.1f} points over {havens['candidates']} candidates."
        )
    idle = found.scenario.treaty.not_acting()
    return "\n".join([*lines, *([f"Not acting in this model: {', '.join(idle)}."] if idle else []), RULE, NOTE])


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
    found = compare(
        load_world(),
        load_scenario(options.scenario),
        options.requesting,
        options.seed,
        options.replicates,
        options.horizon,
        load_scenario(options.baseline) if options.command == "compare" else None,
    )
    if options.out:
        write_folder(found, options.out)
    return json.dumps(summary(found), indent=1) if options.json else headline(found)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; 2 and one message for what cannot be used."""
    try:
        print(act(parser().parse_args(argv)))
    except SimulatorError as fault:
        print(fault, file=sys.stderr)
        return 2
    return 0
