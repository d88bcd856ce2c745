"""`scenarios`, `check`, `sources` and `law`: what is on file, and where it comes from."""

import argparse
from pathlib import Path

from simulator.analysis.ensemble import Progress
from simulator.errors import SimulatorError
from simulator.export.sources import articles, sources
from simulator.model.scenario import load_scenario, scenario_paths

COMMANDS = {
    "scenarios": "list the scenarios",
    "check": "validate scenario files",
    "sources": "where every number comes from",
    "law": "what the program takes an article or a word of the law to do",
}


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Their options."""
    _, checked, told, law = (commands.add_parser(name, help=words) for name, words in COMMANDS.items())
    checked.add_argument("files", nargs="+")
    told.add_argument("about", nargs="?", default="", help="only lines with this word")
    law.add_argument("about", help="an article such as 40(22), or a word")


def act(options: argparse.Namespace, progress: Progress) -> str:
    """Carry one out; what it prints."""
    if options.command == "check":
        return _check(options.files)
    if options.command == "sources":
        return sources(options.about)
    if options.command == "law":
        return articles(options.about)
    return "\n".join(f"{id:26} {load_scenario(id).title}" for id in scenario_paths())


def _check(files: list[str]) -> str:
    faults = []
    for file in files:
        try:
            load_scenario(Path(file) if Path(file).suffix == ".toml" else file)
        except SimulatorError as fault:
            faults.append(str(fault))
    if faults:
        raise SimulatorError("\n".join(faults))
    return "Every file is a scenario that runs."
