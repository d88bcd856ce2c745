"""Workers of a Dask cluster: the same pieces, done on other machines, counted and written here."""

import logging
from asyncio import CancelledError
from collections.abc import Callable, Iterator
from concurrent import futures
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any, cast

from simulator.errors import SimulatorError
from simulator.export.folder import ExportError
from simulator.export.sweep.running import Workers
from simulator.export.sweep.work import CountArray, Piece, likeness, remote

PATIENCE = 30.0  # [s] without any worker
LOOKS = 2.0  # [s] between looks at whether there are any
AGAIN = "start it again and repeat the command."


@contextmanager
def cluster(address: str) -> Iterator[Workers]:
    """Workers of the scheduler at `address`. A piece whose worker dies is given to another.

    Raises
    ------
    ExportError
        If there is no scheduler or no worker, or if one is lost, or if a worker is not like this machine.
    """
    try:
        from distributed import Client
    except ImportError:
        raise ExportError("--scheduler needs the extra 'cluster': pip install 'safe-havens[cluster]'.") from None
    for noisy in ("distributed.client", "asyncio"):  # what goes wrong is told in one message
        logging.getLogger(noisy).setLevel(logging.CRITICAL)
    try:
        client = Client(address, timeout=10, set_as_default=False)
    except (OSError, ValueError) as fault:
        raise ExportError(
            f"--scheduler {address}: nobody answers there ({type(fault).__name__}). Start it first."
        ) from None
    try:
        many = sum(client.nthreads().values())
        if not many:
            raise ExportError(f"--scheduler {address} has no workers. Start some: dask worker {address}")
        yield Workers(lambda piece: _submitted(client, address, piece), ahead=4 * many)
    finally:
        client.close(timeout=1)


def _submitted(client: Any, address: str, piece: Piece) -> Callable[[], CountArray]:
    return partial(_counts, client, address, client.submit(remote, piece, likeness(), pure=False))


def _counts(client: Any, address: str, future: Any) -> CountArray:
    """Wait for a piece, as long as there is anyone to do it."""
    alone = 0.0
    try:
        while alone < PATIENCE:
            with suppress(TimeoutError):
                return cast(CountArray, future.result(timeout=LOOKS))
            alone = 0.0 if client.nthreads() else alone + LOOKS
    except SimulatorError:
        raise
    except (OSError, CancelledError, futures.CancelledError):
        raise ExportError(f"--scheduler {address} is gone. What is finished is kept: {AGAIN}") from None
    except Exception as fault:
        raise ExportError(f"--scheduler {address}: a worker failed ({type(fault).__name__}: {fault}).") from None
    raise ExportError(f"--scheduler {address} has no workers any more. What is finished is kept: {AGAIN}")
