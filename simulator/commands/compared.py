"""`run` and `compare`: scenarios against a baseline, each named by its id, its file or a link."""

import argparse
import json
import sys
from collections import deque
from pathlib import Path

from simulator.analysis.candidates import RULES
from simulator.analysis.ensemble import Progress
from simulator.analysis.havens import Comparison
from simulator.analysis.refine import refine
from simulator.errors import SimulatorError
from simulator.export.folder import write_folder
from simulator.export.link import Choice, exactly
from simulator.export.summary import summary
from simulator.model.adoption import status_line
from simulator.model.scenario import case_paths, load_scenario
from simulator.model.world import load_world
from simulator.presentation.sentences import NOT_MODELLED, NOTE, headline

COMMANDS = {
    "run": "one scenario against its baseline",
    "compare": "scenarios against a baseline of your choice",
}


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Their options."""
    for name, words in COMMANDS.items():
        command = commands.add_parser(name, help=words)
        if name == "compare":
            command.add_argument("baseline")
            command.add_argument("scenario", nargs="+")
            command.set_defaults(link=None)
        else:
            one_scenario(command)
        how(command)
        command.add_argument("--json", action="store_true")
        command.add_argument("--out", type=Path, metavar="DIR", help="write results, network and manifest there")


def one_scenario(command: argparse.ArgumentParser) -> None:
    """A scenario by its id or file, or all that a link holds."""
    command.add_argument("scenario", nargs="?")
    command.add_argument(
        "--link",
        metavar="TEXT",
        help="what a link of the page holds, from its # on; an option takes the place of a part",
    )


def how(command: argparse.ArgumentParser) -> None:
    """Who asks, about what and whom, on how many draws."""
    command.add_argument("--requesting", help="ISO 3166-1 alpha-3 code")
    command.add_argument("--replicates", type=int, default=1024)
    command.add_argument("--seed", type=int, default=1)
    command.add_argument("--horizon", type=int, metavar="DAYS", help="365 unless a link says otherwise")
    command.add_argument("--case", choices=sorted(case_paths()), help="another case than the scenario's")
    command.add_argument("--hosts", metavar="RULE", help=f"candidate hosts: {', '.join(RULES)}, or codes as CRI,DEU")


def act(options: argparse.Namespace, progress: Progress) -> str:
    """Carry one out; what it prints."""
    compared, folders = list[Comparison](), list[Path]()
    try:
        for name in options.scenario if options.command == "compare" else [options.scenario]:
            compared.append(answer(options, name, progress))
            if options.out:
                folders.append(options.out / compared[-1].scenario.id if options.command == "compare" else options.out)
                write_folder(compared[-1], folders[-1])
    except KeyboardInterrupt as stop:
        if folders:
            stop.add_note(f"Written: {', '.join(map(str, folders))}. A folder is whole if it has a manifest.json.")
        raise
    if options.json:
        made = [summary(found) for found in compared]
        return json.dumps(made[0] if len(made) == 1 else made, indent=1)
    return "\n".join([line for found in compared for line in headline(found)] + [status_line(), NOTE, NOT_MODELLED])


def answer(options: argparse.Namespace, name: str | None, progress: Progress) -> Comparison:
    """One comparison with its band, of a named scenario or of a link.

    Raises
    ------
    SimulatorError
        For what cannot be run, or where neither or both are given.
    """
    choice = _choice(options, name)
    scenario = choice.scenario() if choice else load_scenario(name or "")
    requesting = options.requesting or (choice.requesting if choice else None)
    if not requesting:
        raise SimulatorError("Say who asks: --requesting with an ISO 3166-1 alpha-3 code.")
    answers = refine(
        load_world(),
        scenario.model_copy(update={"case": options.case}) if options.case else scenario,
        requesting,
        options.seed,
        options.replicates,
        (choice.days if choice else 365) if options.horizon is None else options.horizon,
        load_scenario(options.baseline) if options.command == "compare" else None,
        _rule(options.hosts) if options.hosts else choice.rule if choice else "recorded",
        progress,
    )
    return deque(answers, maxlen=1).pop()


def _choice(options: argparse.Namespace, name: str | None) -> Choice | None:
    if (name is None) == (options.link is None):
        raise SimulatorError("Name a scenario, or give a link with --link: one of the two.")
    if options.link is None:
        return None
    choice, notes = exactly(options.link)
    for note in notes:
        print(note, file=sys.stderr)
    return choice


def _rule(hosts: str) -> str | frozenset[str]:
    return hosts if hosts in RULES else frozenset(hosts.split(","))
