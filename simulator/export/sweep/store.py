"""The folder of a sweep: one design's, one process's at a time, and whole at any moment.

A file is written under another name, brought to the disk and renamed, so that what is there is whole: a part for each
finished job, and how far the job under way has come. What a killed process left half-written is swept away.
"""

import errno
import json
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from simulator.arrays import IntArray
from simulator.export.folder import ExportError
from simulator.export.sweep.design import Plan
from simulator.export.sweep.work import likeness

HALF = ".half"
FULL = (errno.ENOSPC, errno.EDQUOT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfinished:
    """How far a job has come: its replicates up to `stop`, counted."""

    job: int
    stop: int
    counts: IntArray


@dataclass(frozen=True, slots=True)
class Store:
    """The folder, while it is this process's own."""

    folder: Path

    @property
    def results(self) -> Path:
        """The table of everything, there once everything is finished."""
        return self.folder / "results.parquet"

    @property
    def parts(self) -> Path:
        """The folder of finished jobs."""
        return self.folder / "parts"

    def part(self, job: int) -> Path:
        """The table of one job, there once it is finished; nothing that a user typed enters a path."""
        return self.parts / f"{job:07}.parquet"

    def finished(self) -> frozenset[int]:
        """Numbers of the finished jobs."""
        return frozenset(int(path.stem) for path in self.parts.glob("*.parquet") if path.stem.isdigit())

    def unfinished(self) -> Unfinished | None:
        """What was kept of the job under way, if it is there and can be read; else that job begins again."""
        try:
            with np.load(self._unfinished) as kept:
                return Unfinished(job=int(kept["job"]), stop=int(kept["stop"]), counts=kept["counts"])
        except (OSError, ValueError, KeyError, EOFError, BadZipFile):
            return None

    def keep(self, now: Unfinished) -> None:
        """Keep how far the job under way has come."""

        def write(path: Path) -> None:
            with path.open("wb") as file:
                np.savez(file, job=now.job, stop=now.stop, counts=now.counts)

        write_whole(self._unfinished, write)

    def forget(self) -> None:
        """The job under way is finished."""
        self._unfinished.unlink(missing_ok=True)

    @property
    def _unfinished(self) -> Path:
        return self.folder / "unfinished.npz"


@contextmanager
def opened(folder: Path, plan: Plan) -> Iterator[Store]:
    """The folder for one plan and this process alone; swept, and marked with what it is for.

    Raises
    ------
    ExportError
        If it belongs to another design, program or data, if another process works in it, or if it cannot be written.
    """
    import fcntl  # where there is none, the other commands work

    store = Store(folder)
    with ExitStack() as until_the_end:
        try:
            store.parts.mkdir(parents=True, exist_ok=True)
            lock = until_the_end.enter_context((folder / ".lock").open("a"))
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)  # let go by the system, however the process ends
            for left in (*folder.glob(f"*{HALF}"), *store.parts.glob(f"*{HALF}")):
                left.unlink()
        except BlockingIOError:
            raise ExportError(f"--out {folder}: another sweep works there. Wait for it, or name another.") from None
        except OSError as fault:
            raise ExportError(f"--out {folder}: {_mending(fault)}") from None
        _claim(folder / "design.json", plan)
        yield store


def _claim(path: Path, plan: Plan) -> None:
    """Write what the folder is for, or see that it is for the same."""
    own = {
        "design": plan.design.model_dump(mode="json"),
        "requesting": plan.requesting,
        "scenarios": [scenario.model_dump(mode="json") for scenario in plan.named],
        **likeness(),
    }
    text = json.dumps(own, indent=1) + "\n"
    if not path.exists():
        write_whole(path, lambda half: half.write_text(text, encoding="utf-8"))
    elif path.read_text(encoding="utf-8") != text:
        raise ExportError(
            f"{path.parent} holds another design, or results of another program or data. Name another folder."
        )


def write_whole(path: Path, write: Callable[[Path], object]) -> None:
    """Write under another name, bring it to the disk, rename: a file that is there is whole, whatever happens.

    Raises
    ------
    ExportError
        If it cannot be written.
    """
    half = path.with_name(path.name + HALF)
    try:
        write(half)
        _to_disk(half)
        os.replace(half, path)
        _to_disk(path.parent)
    except OSError as fault:
        raise ExportError(f"{path}: {_mending(fault)}") from None
    finally:
        half.unlink(missing_ok=True)


def _mending(fault: OSError) -> str:
    if fault.errno in FULL:
        return "no space is left there. What is finished is kept: make room and run the same command again."
    return f"{fault.strerror or fault}. Name a folder that can be written."


def _to_disk(path: Path) -> None:
    place = os.open(path, os.O_RDONLY)
    try:
        os.fsync(place)
    finally:
        os.close(place)
