"""Four indices of rights and courts, 0-1, high protects; a missing value stays missing.

V-Dem 2025 where there is one; else Freedom in the World 2026, else the World Bank's rule of law 2023, each
rescaled by a least-squares line through the states that have both. The error of that line widens the value's
own uncertainty, and `source` says which was used. For a year in the past, each is the latest on file that describes
that year or one before it, or, where none does, the earliest on file: then it is known with hindsight.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from simulator.arrays import FloatArray
from simulator.data.states import load_states
from simulator.data.tables import TABLES, number, read_table, refuse

COLUMNS = {  # by the year that a column describes
    "record": {2023: "vdem_civlib_2023", 2025: "vdem_civlib"},
    "liberal": {2023: "vdem_libdem_2023", 2024: "vdem_libdem_2024", 2025: "vdem_libdem"},
    "freedom": {2023: "vdem_freexp_2023", 2025: "vdem_freexp"},
    "independence": {2023: "vdem_rule_2023", 2025: "vdem_rule"},
}
FREEDOM_TOTALS = {2023: "fiw2024_total", 2025: "fiw2026_total"}  # an edition describes the year before it
RULE_OF_LAW = {2023: "wgi_rl_2023"}
FALLBACKS = ((FREEDOM_TOTALS, -10.0, 100.0), (RULE_OF_LAW, -4.0, 4.0))  # in the order in which they stand in
FIRST_YEAR = 2023  # before it, every index is known with hindsight


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """One index for every state; arrays of shape (n_states,) in the order of `load_states`."""

    name: str
    value: FloatArray  # 0-1, NaN where nothing covers the state
    published_sd: FloatArray  # NaN where none was published
    fit_error: FloatArray  # root mean square error of the line used, 0 for V-Dem
    source: tuple[str, ...]


def column_for(columns: Mapping[int, str], year: int | None) -> str:
    """The column that describes `year` best without looking ahead, else the earliest; without a year the latest."""
    known = [known for known in columns if year is None or known <= year]
    return columns[max(known) if known else min(columns)]


@lru_cache(maxsize=32)
def load_indices(folder: Path = TABLES, year: int | None = None) -> dict[str, Index]:
    """The four indices, as they are now or as they were in `year`."""
    faults: list[str] = []
    own = {name: column_for(columns, year) for name, columns in COLUMNS.items()}
    fallbacks = [(column_for(columns, year), low, high) for columns, low, high in FALLBACKS]
    wanted = [(column, 0.0, 1.0) for column in own.values()] + [("vdem_libdem_2024_sd", 0.0, 1.0), *fallbacks]
    rows = {row["iso3"]: row for row in read_table(folder, "governance", [c for c, _, _ in wanted], ("iso3",))}
    codes = [state.iso3 for state in load_states(folder)]
    faults += [f"governance.csv: {code!r} is no state of states.csv." for code in rows if code not in codes]
    table = {}
    for column, low, high in wanted:
        cells = [rows.get(code, {}).get(column, "") for code in codes]
        found = [
            number(t, low, high, f"governance.csv: {c}: {column}", faults) for c, t in zip(codes, cells, strict=True)
        ]
        table[column] = np.array([np.nan if value is None else value for value in found])
    refuse(faults)
    stand_ins = tuple(column for column, _, _ in fallbacks)
    return {name: _index(name, column, stand_ins, table) for name, column in own.items()}


def _index(name: str, column: str, stand_ins: tuple[str, ...], table: dict[str, FloatArray]) -> Index:
    value = table[column].copy()
    fit_error = np.zeros_like(value)
    source = np.where(np.isnan(value), "none", column).tolist()
    for fallback in stand_ins:
        line, error = fit(table[fallback], table[column])
        missing = np.isnan(value) & ~np.isnan(table[fallback])
        value[missing] = np.clip(np.polyval(line, table[fallback][missing]), 0, 1)
        fit_error[missing] = error
        source = [fallback if gap else known for gap, known in zip(missing, source, strict=True)]
    sd = table["vdem_libdem_2024_sd"] if name == "liberal" else np.full_like(value, np.nan)
    return Index(name=name, value=value, published_sd=sd, fit_error=fit_error, source=tuple(source))


def fit(x: FloatArray, y: FloatArray) -> tuple[FloatArray, float]:
    """Slope and intercept through the states that have both, and the root mean square error."""
    both = ~np.isnan(x) & ~np.isnan(y)
    line = np.polyfit(x[both], y[both], 1)
    return line, float(np.sqrt(np.mean((np.polyval(line, x[both]) - y[both]) ** 2)))
