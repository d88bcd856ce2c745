"""Why, and what brings havens back: `shares`, `needs`, `back`, `restore`, `frontier`, `alone` and `weakest`."""

import argparse
import json
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from simulator.analysis.alone import alone
from simulator.analysis.classes import KINDS
from simulator.analysis.ensemble import Progress, part_of
from simulator.analysis.havens import check_replicates, compare
from simulator.analysis.refine import with_band
from simulator.analysis.why import claims
from simulator.analysis.why.frontier import frontier
from simulator.analysis.why.needs import needs
from simulator.analysis.why.restore import restore
from simulator.analysis.why.shares import shares
from simulator.analysis.why.single import moves
from simulator.analysis.why.sure import Sures
from simulator.analysis.why.weakest import weakest
from simulator.commands.compared import day
from simulator.commands.record import record
from simulator.commands.states import GIVEN
from simulator.export.manifest import save_recorded
from simulator.model.network import HORIZONS
from simulator.model.scenario import Scenario, case_paths, load_scenario
from simulator.model.world import World, load_world
from simulator.presentation import why as told
from simulator.presentation.sentences import NOT_MODELLED, NOTE
from simulator.presentation.sure import with_sure

COMMANDS = {
    "shares": "which changed rule made which part of the difference, adding up to it exactly",
    "needs": "how much of a loss needs forwarding, another State's provider, or an assumption alone",
    "back": "single changes that bring a haven back or lose one, by havens kept",
    "restore": "the smallest sets of changes that restore a share of the lost havens",
    "frontier": "havens kept against genuine requests met: this scenario, every text, every open change",
    "alone": "what one host could do alone, what it gains and what it costs",
    "weakest": "the assumption on which a finding about one host rests most",
}
HOST, MANY = ("shares", "back", "weakest", "alone"), ("alone", "needs")
ALWAYS_SURE = ("weakest", "needs")  # they draw the assumptions in any case
Answer = tuple[list[str], pd.DataFrame, Callable[[Progress], Sures]]  # lines, the table, how sure its claims are


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Their options."""
    for name, words in COMMANDS.items():
        one = commands.add_parser(name, help=words)
        one.add_argument("scenario")
        one.add_argument("--requesting", required=True, help=GIVEN)
        if name in HOST:
            one.add_argument("--host", required=name in ("weakest", "alone"), help=f"of one host: {GIVEN}")
        if name not in ("shares", "alone"):
            one.add_argument("--kind", choices=sorted(KINDS), default="data", help="of haven")
        if name in ("back", "restore"):
            one.add_argument("--all-routes", action="store_true", help="also by amendment, protocol or another body")
        if name == "restore":
            one.add_argument("--share", type=float, default=0.5, help="of the lost havens, above 0 up to 1")
        if name == "alone":
            one.add_argument("--by", metavar="DAY", help="only what could bind by then, as 2027-11-25")
        if name not in ALWAYS_SURE:
            one.add_argument(
                "--sure", action="store_true", help="in how many of 64 draws of the assumptions each claim holds"
            )
        one.add_argument("--replicates", type=int, default=1024 if name in MANY else 256)
        one.add_argument("--seed", type=int, default=1)
        one.add_argument("--horizon", type=int, default=365, choices=HORIZONS, help="days")
        one.add_argument("--case", choices=sorted(case_paths()), help="another case than the scenario's")
        one.add_argument("--json", action="store_true")
        one.add_argument("--out", type=Path, metavar="FILE.csv", help="write the table there")


def act(options: argparse.Namespace, progress: Progress) -> str:
    """Carry one out; what it prints."""
    check_replicates(options.replicates)
    by = day("--by", options.by).isoformat() if options.command == "alone" and options.by else None
    world, scenario = load_world(), load_scenario(options.scenario).about(options.case)
    surely = options.command not in ALWAYS_SURE and options.sure
    answer = ANSWERS[options.command]
    lines, table, sures = answer(world, scenario, options, part_of(progress, 0.0, 0.3) if surely else progress)
    if surely:
        table = with_sure(table, sures(part_of(progress, 0.3, 1.0)) if len(table) else {})
        lines.append(told.CLAIMED[options.command])
    if by:
        table = table[table["not before"] <= by]
        lines += [] if len(table) else [f"Nothing of this could bind by {by}."]
    if options.out:
        save_recorded(table, options.out, record(options, scenario))
    if options.json:
        return json.dumps({"lines": lines, "rows": table.to_dict("records")}, indent=1, ensure_ascii=False)
    text = "\n".join(
        "\n".join(f"{name}: {cell}" for name, cell in row.items()) + "\n" for row in table.to_dict("records")
    )
    return "\n".join([*lines, "", text, NOTE, NOT_MODELLED])


def _shares(world: World, scenario: Scenario, options: argparse.Namespace, progress: Progress) -> Answer:
    found = shares(
        world, scenario, options.requesting, options.seed, options.replicates, options.horizon, progress=progress
    )
    lines = told.shares_lines(found)
    return lines, told.shares_table(found, options.host), lambda on: claims.sure_of_shares(found, options.host, on)


def _needs(world: World, scenario: Scenario, options: argparse.Namespace, progress: Progress) -> Answer:
    run = (options.requesting, options.seed, options.replicates, options.horizon)
    compared = compare(world, scenario, *run, progress=part_of(progress, 0.0, 0.2))
    found = needs(with_band(compared, part_of(progress, 0.2, 1.0)), options.kind)
    return [*told.needs_lines(found), told.CLAIMED["needs"]], told.needs_table(found, world), lambda on: {}


def _back(world: World, scenario: Scenario, options: argparse.Namespace, progress: Progress) -> Answer:
    which = (options.host, options.kind, options.all_routes, options.seed, options.replicates, options.horizon)
    found = moves(world, scenario, options.requesting, *which, progress=progress)
    return [told.moves_line(found)], told.moves_table(found), lambda on: claims.sure_of_moves(world, found, on)


def _restore(world: World, scenario: Scenario, options: argparse.Namespace, progress: Progress) -> Answer:
    which = (options.kind, options.share, options.all_routes, options.seed, options.replicates, options.horizon)
    found = restore(world, scenario, options.requesting, *which, progress=progress)

    def sures(on: Progress) -> Sures:
        return told.by_change(found, claims.sure_of_sets(world, found, on))

    return told.restore_lines(found, world), told.restore_table(found), sures


def _frontier(world: World, scenario: Scenario, options: argparse.Namespace, progress: Progress) -> Answer:
    which = (options.kind, options.seed, options.replicates, options.horizon)
    found = frontier(world, scenario, options.requesting, *which, progress=progress)
    lines = [f"Of {found.havens} {found.kind} havens; {found.sent} genuine requests."]
    return lines, told.frontier_table(found), lambda on: claims.sure_of_frontier(world, found, on)


def _alone(world: World, scenario: Scenario, options: argparse.Namespace, progress: Progress) -> Answer:
    which = (options.host, options.seed, options.replicates, options.horizon)
    found = alone(world, scenario, options.requesting, *which, progress=progress)
    return [told.alone_line(found, world)], told.alone_table(found), lambda on: claims.sure_of_acts(world, found, on)


def _weakest(world: World, scenario: Scenario, options: argparse.Namespace, progress: Progress) -> Answer:
    which = (options.host, options.kind, options.seed, options.replicates, options.horizon)
    finding, rests = weakest(world, scenario, options.requesting, *which, progress=progress)
    return [told.finding_sentence(finding, world)], told.rests_table(rests).head(20), lambda on: {}


ANSWERS = {
    "shares": _shares, "needs": _needs, "back": _back, "restore": _restore, "frontier": _frontier, "alone": _alone,
    "weakest": _weakest,
}  # fmt: skip
