"""The command `safe-havens`: parse, carry out, print; what commands do is in `simulator.commands`."""

import argparse
import signal
import sys
from collections.abc import Collection, Sequence
from typing import Protocol

from simulator.analysis.ensemble import Progress
from simulator.commands import app, catalogue, compared, ensembles, explained, tables, trust, why
from simulator.commands.states import read_states
from simulator.errors import SimulatorError
from simulator.presentation.sentences import NOTE


class Commands(Protocol):
    """A module of commands."""

    @property
    def COMMANDS(self) -> Collection[str]: ...
    def add(self, commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None: ...
    def act(self, options: argparse.Namespace, progress: Progress) -> str: ...


MODULES: tuple[Commands, ...] = (catalogue, compared, ensembles, tables, explained, why, trust, app)


def parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    top = argparse.ArgumentParser(prog="safe-havens", description=NOTE)
    commands = top.add_subparsers(dest="command", required=True)
    for module in MODULES:
        module.add(commands)
    return top


def act(options: argparse.Namespace) -> str:
    """Carry out one command; what it prints."""
    module = next(module for module in MODULES if options.command in module.COMMANDS)
    if module is not compared:  # which reads them as its link calls them
        read_states(options)
    return module.act(options, _told)


def _told(share: float) -> None:
    """Progress, where somebody watches."""
    if sys.stderr.isatty():
        print(f"\r{share:4.0%}", end="" if share < 1 else "\n", file=sys.stderr, flush=True)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; 2 and one message for what cannot be used."""
    options = parser().parse_args(argv)
    try:
        print(act(options))
    except SimulatorError as fault:
        print(fault, file=sys.stderr)
        return 2
    except KeyboardInterrupt as stop:
        kept = getattr(stop, "__notes__", ["Nothing was written."])  # a command that had written says what
        print("Stopped.", *kept, file=sys.stderr)
        return 128 + (stop.args[0] if stop.args else signal.SIGINT)
    return 0


if __name__ == "__main__":
    sys.exit(main())
