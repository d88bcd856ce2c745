"""`shares`, `back`, `restore`, `frontier` and `weakest`: which change did what, and what brings havens back."""

import argparse
import json
from pathlib import Path
from typing import Any

import pandas as pd

from simulator.analysis.ensemble import Progress
from simulator.analysis.havens import KINDS, check_replicates
from simulator.analysis.why.frontier import frontier
from simulator.analysis.why.restore import restore
from simulator.analysis.why.shares import shares
from simulator.analysis.why.single import moves
from simulator.analysis.why.weakest import weakest
from simulator.export.tables import save
from simulator.model.network import HORIZONS
from simulator.model.scenario import case_paths, load_scenario
from simulator.model.world import load_world
from simulator.presentation import why as told
from simulator.presentation.sentences import NOT_MODELLED, NOTE

COMMANDS = {
    "shares": "which changed rule made which part of the difference, adding up to it exactly",
    "back": "single changes that bring a haven back or lose one, by havens kept",
    "restore": "the smallest sets of changes that restore a share of the lost havens",
    "frontier": "havens kept against genuine requests met: this scenario, every text, every open change",
    "weakest": "the assumption on which a finding about one host rests most",
}
HOST = ("shares", "back", "weakest")


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Their options."""
    for name, words in COMMANDS.items():
        one = commands.add_parser(name, help=words)
        one.add_argument("scenario")
        one.add_argument("--requesting", required=True, help="ISO 3166-1 alpha-3 code")
        if name in HOST:
            one.add_argument("--host", required=name == "weakest", help="ISO 3166-1 alpha-3 code of one host")
        if name != "shares":
            one.add_argument("--kind", choices=sorted(KINDS), default="data", help="of haven")
        if name in ("back", "restore"):
            one.add_argument("--all-routes", action="store_true", help="also by amendment, protocol or another body")
        if name == "restore":
            one.add_argument("--share", type=float, default=0.5, help="of the lost havens, above 0 up to 1")
        one.add_argument("--replicates", type=int, default=256)
        one.add_argument("--seed", type=int, default=1)
        one.add_argument("--horizon", type=int, default=365, choices=HORIZONS, help="days")
        one.add_argument("--case", choices=sorted(case_paths()), help="another case than the scenario's")
        one.add_argument("--json", action="store_true")
        one.add_argument("--out", type=Path, metavar="FILE.csv", help="write the table there")


def act(options: argparse.Namespace, progress: Progress) -> str:
    """Carry one out; what it prints."""
    check_replicates(options.replicates)
    lines, table = _found(options, progress)
    if options.out:
        save(table, options.out)
    if options.json:
        return json.dumps({"lines": lines, "rows": table.to_dict("records")}, indent=1, ensure_ascii=False)
    text = "\n".join(
        "\n".join(f"{name}: {cell}" for name, cell in row.items()) + "\n" for row in table.to_dict("records")
    )
    return "\n".join([*lines, "", text, NOTE, NOT_MODELLED])


def _found(options: argparse.Namespace, progress: Progress) -> tuple[list[str], pd.DataFrame]:
    world, scenario = load_world(), load_scenario(options.scenario)
    if options.case:
        scenario = scenario.model_copy(update={"case": options.case})
    run: dict[str, Any] = {
        "seed": options.seed, "n": options.replicates, "horizon": options.horizon, "progress": progress
    }  # fmt: skip
    where = (world, scenario, options.requesting)
    if options.command == "shares":
        parts = shares(*where, **run)
        line = f"{scenario.title}, against {parts.baseline.title}. " + (
            "Parts add up exactly; orders were drawn, so each has an error."
            if parts.sampled
            else "Parts add up exactly."
        )
        lines = [line if parts.parts else told.NOTHING]
        if parts.idle:
            lines.append(f"Without effect in this model: {', '.join(parts.idle)}.")
        return lines, told.shares_table(parts, options.host)
    if options.command == "back":
        single = moves(*where, options.host, options.kind, options.all_routes, **run)
        line = f"{single.kept} of {single.havens} {options.kind} havens kept as it stands; {single.tried} changes tried, each alone."
        return [line], told.moves_table(single)
    if options.command == "restore":
        sets = restore(*where, options.kind, options.share, options.all_routes, **run)
        return told.restore_lines(sets, world), told.restore_table(sets)
    if options.command == "frontier":
        points = frontier(*where, options.kind, **run)
        return [f"Of {points.havens} {options.kind} havens; {points.sent} genuine requests."], told.frontier_table(
            points
        )
    finding, rests = weakest(*where, options.host, options.kind, **run)
    return [told.finding_sentence(finding, world)], told.rests_table(rests).head(20)
