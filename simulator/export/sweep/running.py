"""The run of a sweep: pieces done in any number at once, put together in their order, each job written when it is whole.

A piece is a range of replicates of one job. Sums of whole numbers are the same whatever the pieces, so that the bytes
depend neither on their size nor on who did them; a stop, or a kill, loses a few pieces at most.
"""

import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from threading import Event

import numpy as np

from simulator.engine import backend
from simulator.engine.words import PER_WORD
from simulator.export.folder import ExportError
from simulator.export.sweep.design import Design, Job, Plan, plan
from simulator.export.sweep.rows import Rows, write_part, write_results
from simulator.export.sweep.store import Store, Unfinished, opened, write_whole
from simulator.export.sweep.work import CountArray, Piece, counted
from simulator.model.world import load_world

PIECE = {"numba": 1 << 18, "numpy": 1 << 15}  # replicates times requesting States: two seconds, four with arrays
KEPT_EVERY = 5.0  # [s] how often the job under way is kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a sweep is. A run is one replicate of one requesting State."""

    jobs: int  # on the disk
    of_jobs: int
    runs: int
    of_runs: int


@dataclass(frozen=True, slots=True)
class Workers:
    """Who does the pieces: `submit` takes one and gives the function that waits for its counts."""

    submit: Callable[[Piece], Callable[[], CountArray]]
    ahead: int  # pieces under way at once


@contextmanager
def threads(many: int) -> Iterator[Workers]:
    """Threads of this process; they stop at their next look, a fraction of a second."""
    stopped = Event()

    def look() -> None:
        if stopped.is_set():
            raise InterruptedError

    ready = False

    def submit(piece: Piece) -> Callable[[], CountArray]:
        nonlocal ready
        if not ready:  # machine code, if it must be made, is made here, where a stop is heard; a thread would not
            counted(replace(piece, stop=piece.start + 1), look)
            ready = True
        return pool.submit(counted, piece, look).result

    pool = ThreadPoolExecutor(many)
    try:
        yield Workers(submit, ahead=2 * many)
    finally:
        stopped.set()
        pool.shutdown(cancel_futures=True)


def sweep(
    design: Design,
    folder: Path,
    workers: AbstractContextManager[Workers] | None = None,
    told: Callable[[Progress], object] = lambda progress: None,
) -> Path:
    """Run what is not finished yet, and put everything in one table.

    Parameters
    ----------
    workers : who does the pieces; two threads where nobody is named
    told : is told how far it is; what it raises stops the sweep, and nothing finished is lost

    Raises
    ------
    ScenarioError
        If the design names what is unknown, or would not end.
    ExportError
        If the folder belongs to another design, program or data, is in use, or cannot be written.
    """
    planned = plan(design, load_world())
    with opened(folder, planned) as store:
        jobs, finished = planned.jobs(), store.finished()
        missing = [job for job in jobs if job.number not in finished]
        if missing:
            with workers or threads(2) as able:
                _fill(store, planned, missing, len(jobs), able, told)
        if missing or not store.results.exists():
            parts = [store.part(job.number) for job in jobs]
            write_whole(store.results, partial(write_results, parts))
    return store.results


def _fill(
    store: Store, planned: Plan, missing: list[Job], of: int, workers: Workers, told: Callable[[Progress], object]
) -> None:
    """Count every missing job, the first from where it was left, and write each when it is whole."""
    rows, n = Rows(planned, load_world().codes), planned.design.replicates
    jobs, finished, asking = {job.number: job for job in missing}, of - len(missing), len(planned.requesting)
    now, kept_at = store.unfinished(), time.monotonic()
    if now is None or now.job != missing[0].number:
        now = Unfinished(job=missing[0].number, stop=0, counts=np.zeros(rows.shape, dtype=np.int64))
    pieces = _pieces(planned, missing, now.stop, workers.ahead)

    def tell(under_way: int) -> None:
        runs = (finished * n + under_way) * asking
        told(Progress(jobs=finished, of_jobs=of, runs=runs, of_runs=of * n * asking))

    tell(now.stop)
    try:
        for piece, counts in _in_order(pieces, workers):
            whole = now.counts + counts if piece.start else counts.astype(np.int64)
            now = Unfinished(job=piece.job, stop=piece.stop, counts=whole)
            if now.stop == n:
                table = rows.table(jobs[now.job], now.counts)
                write_whole(store.part(now.job), partial(write_part, table))
                finished += 1
            elif time.monotonic() - kept_at > KEPT_EVERY:
                store.keep(now)
                kept_at = time.monotonic()
            tell(now.stop % n)
    except BaseException:
        if 0 < now.stop < n:
            with suppress(ExportError):  # what stopped it is the news
                store.keep(now)
        raise
    store.forget()


def _pieces(planned: Plan, missing: list[Job], start: int, ahead: int) -> Iterator[Piece]:
    """Ranges of replicates, the first job's from `start`; smaller where there would be none for some of the workers."""
    n = planned.design.replicates
    size = min(PIECE[backend.chosen()] // len(planned.requesting), n * len(missing) // ahead)
    size = max(PER_WORD, size // PER_WORD * PER_WORD)
    for job in missing:
        scenario = job.scenario.model_dump_json()
        for at in range(start, n, size):
            yield Piece(
                job=job.number,
                scenario=scenario,
                requesting=planned.requesting,
                seed=job.seed,
                start=at,
                stop=min(at + size, n),
            )
        start = 0


def _in_order(pieces: Iterator[Piece], workers: Workers) -> Iterator[tuple[Piece, CountArray]]:
    """Counts of the pieces in the order of the pieces, some being done ahead."""
    waiting: deque[tuple[Piece, Callable[[], CountArray]]] = deque()
    for piece in pieces:
        waiting.append((piece, workers.submit(piece)))
        if len(waiting) == workers.ahead:
            first, counts = waiting.popleft()
            yield first, counts()
    for first, counts in waiting:
        yield first, counts()
