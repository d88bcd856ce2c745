"""`texts`, `panel`, `sensitivity` and `changes`: tables of many runs, printed and kept."""

import argparse
from pathlib import Path

import pandas as pd

from simulator.analysis.candidates import candidates
from simulator.analysis.ensemble import Progress
from simulator.analysis.havens import check_replicates
from simulator.analysis.neighbourhood import neighbourhood
from simulator.analysis.panel import across_texts, dual_criminality, panel
from simulator.analysis.sensitivity import sensitivity
from simulator.commands.record import record
from simulator.commands.states import GIVEN
from simulator.export.manifest import save_recorded
from simulator.export.texts import HEADING, TEXTS, by_setting, effects, effects_table
from simulator.model.scenario import case_paths, load_scenario
from simulator.model.world import load_world
from simulator.presentation.sentences import NOT_MODELLED, NOTE

COMMANDS = {
    "texts": "the texts compared, setting by setting, effects beside",
    "panel": "twelve requesting States from every region under every scenario",
    "sensitivity": "every assumption at its ends, worst first",
    "changes": "every single change of level alone, and more or fewer parties",
}
Answer = tuple[pd.DataFrame, list[str]]  # the table that is kept, and what is printed


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Their options."""
    for name, words in COMMANDS.items():
        one, of_one = commands.add_parser(name, help=words), name in ("sensitivity", "changes")
        if of_one:
            one.add_argument("scenario")
        one.add_argument("--requesting", required=of_one, help=GIVEN)
        one.add_argument("--replicates", type=int, default=1024 if name == "panel" else 256)
        one.add_argument("--seed", type=int, default=1)
        one.add_argument("--case", choices=sorted(case_paths()), default=None)
        one.add_argument("--out", type=Path, metavar="FILE.csv", help="write the table there")


def act(options: argparse.Namespace, progress: Progress) -> str:
    """Carry one out; what it prints."""
    check_replicates(options.replicates)
    made, parts = ANSWERS[options.command](options, progress)
    if options.out:
        scenario = load_scenario(options.scenario).about(options.case) if "scenario" in options else None
        save_recorded(made, options.out, record(options, scenario))
    return "\n\n".join([*parts, f"{NOTE} {NOT_MODELLED}"])


def _texts(options: argparse.Namespace, progress: Progress) -> Answer:
    made = by_setting()
    parts = [HEADING, _printed(made)]
    if options.requesting:
        texts = [load_scenario(id).about(options.case or "journalist-false-news") for id in TEXTS]
        made = effects_table(effects(load_world(), options.requesting, texts, options.seed, options.replicates))
        parts.append(_printed(made))
    return made, parts


def _panel(options: argparse.Namespace, progress: Progress) -> Answer:
    states, rule = panel(load_world())
    run = (load_world(), [options.requesting] if options.requesting else states, options.seed, options.replicates)
    made = across_texts(*run, progress)
    switches = dual_criminality(*run, progress)
    title = "Dual criminality made mandatory alone, world totals [points]:"
    return made, [rule, _printed(made), title, _printed(switches)]


def _sensitivity(options: argparse.Namespace, progress: Progress) -> Answer:
    scenario = load_scenario(options.scenario).about(options.case)
    made = sensitivity(load_world(), scenario, options.requesting, options.seed, options.replicates, progress)
    return made, [_printed(made.head(20))]


def _changes(options: argparse.Namespace, progress: Progress) -> Answer:
    world, scenario = load_world(), load_scenario(options.scenario).about(options.case)
    found = neighbourhood(world, scenario, options.requesting, options.seed, options.replicates, progress=progress)
    made = found.table(candidates(world, options.requesting).chosen)
    return made, [_printed(made.drop(columns=["setting", "level"]))]


def _printed(table: pd.DataFrame) -> str:
    return table.to_string(index=False)


ANSWERS = {"texts": _texts, "panel": _panel, "sensitivity": _sensitivity, "changes": _changes}
