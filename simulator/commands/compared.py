"""`run`, `compare` and `report`: scenarios against a baseline, each named by its id, its file or a link."""

import argparse
import json
import sys
from collections import deque
from datetime import date
from pathlib import Path

from simulator.analysis.candidates import RULES
from simulator.analysis.ensemble import Progress
from simulator.analysis.havens import Comparison
from simulator.analysis.refine import refine
from simulator.commands.states import GIVEN, read_states
from simulator.errors import SimulatorError
from simulator.export.folder import write_folder
from simulator.export.link.choice import Choice
from simulator.export.link.text import exactly
from simulator.export.reproduce import command, link_of
from simulator.export.since import since_lines
from simulator.export.summary import summary
from simulator.export.tables import save_bytes
from simulator.model.adoption import status_line
from simulator.model.scenario import case_paths, load_scenario
from simulator.model.world import load_world
from simulator.presentation.sentences import NOT_MODELLED, NOTE, headline
from simulator.words.aliases import REAL
from simulator.words.masked import masked
from simulator.words.say import SOURCE, languages, spoken, using

COMMANDS = {
    "run": "one scenario against its baseline",
    "compare": "scenarios against a baseline of your choice",
    "report": "the same as `run` on two pages (PDF), to be sent on",
}


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Their options."""
    for name, words in COMMANDS.items():
        one = commands.add_parser(name, help=words)
        if name == "compare":
            one.add_argument("baseline")
            one.add_argument("scenario", nargs="+")
            one.set_defaults(link=None)
        else:
            one_scenario(one)
        how(one)
        if name == "report":
            one.add_argument("--out", type=Path, required=True, metavar="FILE.pdf", help="write the report there")
            one.add_argument("--on", metavar="DAY", help="the day it bears, as 2026-11-25; today unless said")
            one.add_argument("--lang", choices=list(languages()), help="its language; that of the link, or English")
        else:
            one.add_argument("--json", action="store_true")
            one.add_argument("--out", type=Path, metavar="DIR", help="write results, network and manifest there")


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
    command.add_argument("--requesting", help=GIVEN)
    command.add_argument("--replicates", type=int, default=1024)
    command.add_argument("--seed", type=int, default=1)
    command.add_argument("--horizon", type=int, metavar="DAYS", help="365 unless a link says otherwise")
    command.add_argument("--case", choices=sorted(case_paths()), help="another case than the scenario's")
    command.add_argument("--hosts", metavar="RULE", help=f"candidate hosts: {', '.join(RULES)}, or States as CRI,DEU")


def act(options: argparse.Namespace, progress: Progress) -> str:
    """Carry one out; what it prints, States named as a link names them."""
    with using(SOURCE, aliases=exactly(options.link)[0].aliases if options.link else REAL):
        try:
            read_states(options)
            return masked((_report if options.command == "report" else _compare)(options, progress))
        except SimulatorError as fault:
            raise SimulatorError(masked(str(fault))) from fault


def _compare(options: argparse.Namespace, progress: Progress) -> str:
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
        made = [masked(summary(found)) for found in compared]
        return json.dumps(made[0] if len(made) == 1 else made, indent=1)
    return "\n".join([line for found in compared for line in headline(found)] + [status_line(), NOTE, NOT_MODELLED])


def _report(options: argparse.Namespace, progress: Progress) -> str:
    from simulator.presentation.report.pages import report  # half a second, for this command alone

    on = day("--on", options.on) if options.on else date.today()
    found = answer(options, options.scenario, progress)
    language = options.lang or (options.link and exactly(options.link)[0].lang) or SOURCE
    with using(language, aliases=spoken().aliases):
        save_bytes(report(found, link_of(found), command(found), on), options.out)
    return f"Written: {options.out}"


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
        raise SimulatorError("Say who asks: --requesting with a name, or an ISO 3166-1 alpha-3 code.")
    answers = refine(
        load_world(),
        scenario.about(options.case),
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
    for line in [*notes, *since_lines(options.link)]:
        print(line, file=sys.stderr)
    return choice


def day(option: str, text: str) -> date:
    """A day that an option names.

    Raises
    ------
    SimulatorError
        If it is none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise SimulatorError(f"{option} {text}: write a day as 2027-11-25.") from None


def _rule(hosts: str) -> str | frozenset[str]:
    return hosts if hosts in RULES else frozenset(hosts.split(","))
