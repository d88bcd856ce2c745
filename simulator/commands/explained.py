"""`explain`: what stopped requests at which gate, which paths led on, or one world as a story."""

import argparse
import json
from dataclasses import asdict

from simulator.analysis.ensemble import Progress
from simulator.analysis.explain import explain
from simulator.analysis.havens import check_replicates
from simulator.analysis.story import story
from simulator.commands.states import GIVEN
from simulator.errors import SimulatorError
from simulator.model.network import HORIZONS
from simulator.model.scenario import Scenario, baseline_of, load_scenario
from simulator.model.world import World, load_world
from simulator.presentation.funnel import lines
from simulator.presentation.governs import governs
from simulator.presentation.sentences import NOT_MODELLED, NOTE
from simulator.presentation.story import story_lines

COMMANDS = {"explain": "why: what stopped at which gate, which paths led on, one world as a story"}


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Its options."""
    (explained,) = (commands.add_parser(name, help=words) for name, words in COMMANDS.items())
    explained.add_argument("scenario")
    explained.add_argument("--requesting", required=True, help=GIVEN)
    explained.add_argument("--host", help=f"{GIVEN}; without it, all candidate hosts")
    explained.add_argument("--replicates", type=int, default=1024)
    explained.add_argument("--replicate", type=int, metavar="N", help="tell this one as a story, day by day")
    explained.add_argument("--horizon", type=int, default=365, choices=HORIZONS, help="days")
    explained.add_argument("--seed", type=int, default=1)
    explained.add_argument("--json", action="store_true")


def act(options: argparse.Namespace, progress: Progress) -> str:
    """Carry it out; what it prints."""
    world, scenario = load_world(), load_scenario(options.scenario)
    return (_explain if options.replicate is None else _tell)(world, scenario, options)


def _explain(world: World, scenario: Scenario, options: argparse.Namespace) -> str:
    check_replicates(options.replicates)
    requesting, host, run = options.requesting, options.host, (options.seed, options.replicates, options.horizon)
    found = explain(world, scenario, baseline_of(scenario), requesting, host, *run)
    if options.json:
        return json.dumps(asdict(found), indent=1)
    first = found.rule if host is None else governs(world, scenario, requesting, host)
    return "\n".join([first, *lines(found, world), NOTE, NOT_MODELLED])


def _tell(world: World, scenario: Scenario, options: argparse.Namespace) -> str:
    if options.host is None:
        raise SimulatorError("A replay follows one person: name the host with --host.")
    which = (options.requesting, options.host, options.seed, options.replicate, options.horizon)
    told = story(world, scenario, *which)
    if options.json:
        return json.dumps(asdict(told), indent=1)
    return "\n".join([*story_lines(told, world), NOTE, NOT_MODELLED])
