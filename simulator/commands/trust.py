"""`validate` and `robustness`: documented cases against scores, and which findings stand."""

import argparse
from pathlib import Path

from simulator.analysis.ensemble import BAND_DRAWS, Progress, part_of
from simulator.analysis.robustness import robustness
from simulator.analysis.validation.agreement import agree
from simulator.analysis.validation.case_file import read_case_file
from simulator.analysis.validation.scores import score
from simulator.commands.record import record
from simulator.commands.states import GIVEN
from simulator.data.checksums import checksum
from simulator.errors import SimulatorError
from simulator.export.manifest import save_recorded
from simulator.export.tables import save_text
from simulator.export.validation import report, scores_table
from simulator.model.network import HORIZONS
from simulator.model.scenario import case_paths, load_scenario
from simulator.model.world import load_world
from simulator.presentation.robustness import page
from simulator.presentation.sentences import NOT_MODELLED, NOTE

COMMANDS = {
    "validate": "score documented cases; where outcomes are given, against plain rivals",
    "robustness": "which findings stand under every draw and every other way to count",
}


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Their options."""
    judged, firm = (commands.add_parser(name, help=words) for name, words in COMMANDS.items())
    judged.add_argument("cases", type=Path, metavar="CASES.csv")
    judged.add_argument("--out", type=Path, required=True, metavar="SCORES.csv", help="the scores go there")
    judged.add_argument("--draws", type=int, default=BAND_DRAWS, metavar="N", help="draws of the band")
    judged.add_argument("--seed", type=int, default=1)
    firm.add_argument("scenario")
    firm.add_argument("--requesting", required=True, help=GIVEN)
    firm.add_argument("--replicates", type=int, default=1024)
    firm.add_argument("--seed", type=int, default=1)
    firm.add_argument("--horizon", type=int, default=365, choices=HORIZONS, help="days")
    firm.add_argument("--case", choices=sorted(case_paths()), help="another case than the scenario's")
    firm.add_argument("--out", type=Path, metavar="FILE.md", help="write the page there")


def act(options: argparse.Namespace, progress: Progress) -> str:
    """Carry one out; what it prints."""
    return (_validate if options.command == "validate" else _robustness)(options, progress)


def _validate(options: argparse.Namespace, progress: Progress) -> str:
    if options.out.is_dir():
        raise SimulatorError(f"{options.out} is a folder. Name a CSV file in it.")
    scores = score(read_case_file(options.cases), options.seed, options.draws, part_of(progress, 0.0, 0.95))
    found = report(scores, agree(scores, options.seed))
    progress(1.0)
    told = record(options) | {"cases_sha256": checksum(options.cases)}
    save_recorded(scores_table(scores), options.out, told)
    return "\n".join([*found, f"Written: {options.out}", NOTE, NOT_MODELLED])


def _robustness(options: argparse.Namespace, progress: Progress) -> str:
    scenario = load_scenario(options.scenario).about(options.case)
    run = (options.requesting, options.seed, options.replicates, options.horizon)
    text = "\n".join([*page(robustness(load_world(), scenario, *run, progress)), NOTE, NOT_MODELLED])
    if options.out:
        save_text(text + "\n", options.out)
    return text
