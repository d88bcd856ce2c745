"""Four indices of rights and courts, 0-1, high protects; a missing value stays missing.

V-Dem 2025 where there is one; else Freedom in the World 2026, else the World Bank's rule of law 2023, each
rescaled by a least-squares line through the states that have both. The error of that line widens the value's
own uncertainty, and `source` says which was used.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from simulator.data.states import load_states
from simulator.data.tables import TABLES, number, read_table, refuse

FloatArray = npt.NDArray[np.float64]
COLUMNS = {"record": "vdem_civlib", "liberal": "vdem_libdem", "freedom": "vdem_freexp", "independence": "vdem_rule"}
INDEX_NAMES = tuple(COLUMNS)
FALLBACKS = (("fiw2026_total", -10.0, 100.0), ("wgi_rl_2023", -4.0, 4.0))  # in the order in which they stand in


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """One index for every state; arrays of shape (n_states,) in the order of `load_states`."""

    name: str
    value: FloatArray  # 0-1, NaN where nothing covers the state
    published_sd: FloatArray  # NaN where none was published
    fit_error: FloatArray  # root mean square error of the line used, 0 for V-Dem
    source: tuple[str, ...]


@lru_cache(maxsize=4)
def load_indices(folder: Path = TABLES) -> dict[str, Index]:
    """The four indices."""
    faults: list[str] = []
    wanted = [(column, 0.0, 1.0) for column in COLUMNS.values()] + [("vdem_libdem_2024_sd", 0.0, 1.0), *FALLBACKS]
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
    return {name: _index(name, column, table) for name, column in COLUMNS.items()}


def _index(name: str, column: str, table: dict[str, FloatArray]) -> Index:
    value = table[column].copy()
    fit_error = np.zeros_like(value)
    source = np.where(np.isnan(value), "none", column).tolist()
    for fallback, _, _ in FALLBACKS:
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
