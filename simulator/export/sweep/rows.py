"""Counts as tables: one row for each requesting State, effect, horizon and host of each job."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from simulator.arrays import IntArray
from simulator.engine.kernel import EFFECTS
from simulator.export.folder import ExportError
from simulator.export.sweep.design import Job, Lever, Plan
from simulator.model.network import HORIZONS

ROWS_AT_ONCE = 1 << 18  # in a group of the file, and in memory
COMPRESSION = "zstd"


class Rows:
    """Makes the tables of a plan; the columns that are the same for every job are made once."""

    def __init__(self, plan: Plan, hosts: tuple[str, ...]) -> None:
        self.shape = (len(plan.requesting), len(EFFECTS), len(HORIZONS), len(hosts))
        self.replicates = plan.design.replicates
        requesting, effect, horizon, host = (place.ravel() for place in np.indices(self.shape, dtype=np.int16))
        self._same = {
            "requesting": _named(requesting, plan.requesting),
            "effect": _named(effect, EFFECTS),
            "horizon_days": pa.array(np.array(HORIZONS)[horizon]),
            "host": _named(host, hosts),
        }

    def table(self, job: Job, counts: IntArray) -> pa.Table:
        """Replicates with each effect in each host by each horizon; counts, so that shares can be made exactly."""
        size = counts.size
        levers = {name: value for name, value in job.chosen.items() if name != "case"}
        columns = {
            "scenario": _constant(job.scenario.id, size),
            "case": _constant(job.scenario.case, size),
            **{name: _constant(value, size) for name, value in levers.items()},
            "requesting": self._same["requesting"],
            "seed": _constant(job.seed, size),
            "replicates": _constant(self.replicates, size),
            **{name: column for name, column in self._same.items() if name != "requesting"},
            "count": pa.array(counts.ravel()),
        }
        return pa.table(columns)


def _named(place: npt.NDArray[np.int16], names: Iterable[str]) -> pa.DictionaryArray:
    """Names by place, kept once each."""
    return pa.DictionaryArray.from_arrays(pa.array(place), pa.array(list(names)))


def _constant(value: Lever, size: int) -> pa.Array:
    if isinstance(value, str):
        return _named(np.zeros(size, np.int16), [value])
    return pa.array(np.full(size, value))


def write_part(table: pa.Table, path: Path) -> None:
    """The table of one job as Parquet; the same table gives the same bytes."""
    pq.write_table(table, path, compression=COMPRESSION, row_group_size=ROWS_AT_ONCE)


def write_results(parts: Iterable[Path], path: Path) -> None:
    """All parts in their order as one Parquet file, with a few groups of rows in memory whatever their number."""
    writer: pq.ParquetWriter | None = None
    waiting: list[pa.Table] = []
    try:
        for group in _groups(parts):
            writer = writer or pq.ParquetWriter(path, group.schema, compression=COMPRESSION)
            waiting.append(group)
            if sum(map(len, waiting)) >= ROWS_AT_ONCE:
                writer.write_table(_joined(waiting), row_group_size=ROWS_AT_ONCE)
                waiting.clear()
        if writer and waiting:
            writer.write_table(_joined(waiting), row_group_size=ROWS_AT_ONCE)
    finally:
        if writer:
            writer.close()


def _groups(parts: Iterable[Path]) -> Iterator[pa.Table]:
    for part in parts:
        try:
            with pq.ParquetFile(part) as file:
                for place in range(file.num_row_groups):
                    yield file.read_row_group(place)
        except pa.ArrowInvalid:
            raise ExportError(f"{part} is damaged. Remove it and run the same command again.") from None


def _joined(tables: list[pa.Table]) -> pa.Table:
    return pa.concat_tables(tables).unify_dictionaries()
