"""`app`: the web app, on this machine or, when told so, in a room."""

import argparse
import contextlib
import os
import subprocess
import sys
from pathlib import Path

from simulator.analysis.ensemble import Progress
from simulator.errors import SimulatorError

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = {"app": "the web app on this machine"}
HERE = ("127.0.0.1", "localhost")
ANYWHERE = ("0.0.0.0", "::")


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Its options."""
    app = commands.add_parser("app", help=COMMANDS["app"])
    app.add_argument("--port", type=int, default=8501)
    app.add_argument("--address", default=HERE[0], help="where it listens; this machine alone unless you name another")
    app.add_argument(
        "--allow-host", action="append", default=[], metavar="NAME", help="a name by which others may ask for it"
    )


def act(options: argparse.Namespace, progress: Progress) -> str:
    """Serve until stopped."""
    if not (ROOT / "streamlit_app.py").is_file():
        raise SimulatorError("The web app runs from a checkout of the project. Clone it, then `make run`.")
    with contextlib.suppress(KeyboardInterrupt):
        started = command(options.port, options.address, options.allow_host)
        subprocess.run(started, cwd=ROOT, env=environment(), check=False)
    return "Closed."


def environment() -> dict[str, str]:
    """What the server is started in: threads share two stores of memory, so that what one has freed the next can use.

    Without that glibc keeps up to eight a core, and thirty people who stop at once hold twice the memory.
    """
    return {"MALLOC_ARENA_MAX": "2", **os.environ}


def command(port: int, address: str = HERE[0], hosts: list[str] | None = None) -> list[str]:
    """What starts the server; it answers under this machine's own names, its address and those named, and no other."""
    names = hosts or []
    if address in ANYWHERE and not names:
        raise SimulatorError(
            f"--address {address} listens on every network of this machine. Name what people will type in the address bar, "
            "as --allow-host 192.168.1.20, so that nothing else is answered."
        )
    if "*" in names:
        raise SimulatorError(
            "--allow-host * would answer under any name, and so to any page. Name the hosts one by one."
        )
    allowed = dict.fromkeys([*HERE, *([] if address in ANYWHERE else [address]), *names])
    served = ["--server.port", str(port), "--server.address", address]
    return [
        sys.executable, "-m", "streamlit", "run", "streamlit_app.py", *served,
        *(f"--server.allowedHosts={name}" for name in allowed),
    ]  # fmt: skip
