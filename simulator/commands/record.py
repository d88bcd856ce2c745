"""What it takes to make again the table that a command writes."""

import argparse
import shlex
from typing import Any

from simulator.export.manifest import origin
from simulator.model.scenario import Scenario, baseline_of, find_case, scenario_paths

OF_THE_PLACE = ("command", "scenario", "cases", "out", "json")  # they say where things are, not what is worked out


def record(options: argparse.Namespace, scenario: Scenario | None = None) -> dict[str, Any]:
    """The command, the scenario with its baseline and case, versions and checksums."""
    told: dict[str, Any] = {"command": command(options, scenario)}
    if scenario is not None:
        told |= {
            "scenario": scenario.model_dump(mode="json"),
            "baseline": baseline_of(scenario).model_dump(mode="json"),
        }
        told["case"] = find_case(scenario.case).model_dump(mode="json")
    return told | origin()


def command(options: argparse.Namespace, scenario: Scenario | None = None) -> str:
    """The command line, with files of the user's under names that say nothing of this machine."""
    words = ["safe-havens", options.command]
    if scenario is not None:
        words.append(scenario.id if scenario.id in scenario_paths() else f"{scenario.id}.toml")
    elif hasattr(options, "cases"):
        words.append("CASES.csv")
    for name, value in vars(options).items():
        if name not in OF_THE_PLACE and value is not None and value is not False:
            words += [f"--{name.replace('_', '-')}", *([] if value is True else [str(value)])]
    return f"{shlex.join(words)} --out FILE.csv"
