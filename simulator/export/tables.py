"""Results as tables, and tables as files that a spreadsheet opens without running anything in them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from simulator.analysis.fronts import FrontChances
from simulator.analysis.havens import Comparison
from simulator.analysis.resample import BAND, change_error, percentiles
from simulator.engine.kernel import EFFECTS
from simulator.errors import SimulatorError
from simulator.law.vocabulary import EFFECT_OF
from simulator.model.network import DESKS, HORIZONS, MEASURES, Gate, Network
from simulator.words.masked import masked

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
GATE_COLUMNS = {
    Gate.SCOPE: "pass_law_scope",
    Gate.SEVERITY: "pass_law_severity",
    Gate.DUAL_CRIMINALITY: "pass_law_dual_criminality",
    Gate.GROUNDS: "pass_desk_grounds",
    Gate.DATA_PROTECTION: "pass_desk_data_protection",
    Gate.COURT: "pass_desk_court",
    Gate.NOTICE: "pass_desk_notice",
    Gate.VETTING: "pass_vetting",
    Gate.CAPACITY: "pass_capacity",
}


def results(found: Comparison) -> pd.DataFrame:
    """One row for each host, effect and horizon.

    Chances are 0-1 with their standard errors; the error of the change is that of paired replicates. The band
    is the 10th and 90th percentile over the draws of the assumptions.
    """
    keep = [i for i, s in enumerate(found.world.states) if s.in_totals and s.iso3 != found.requesting]
    states = [found.world.states[i] for i in keep]
    parts = []
    for effect in EFFECTS:
        before, after = found.before.counts(effect) / found.n, found.after.counts(effect) / found.n
        baselines, scenarios = found.chances_in_band(effect)
        before_low, before_high = percentiles(baselines, BAND)
        low, high = percentiles(scenarios, BAND)
        change_low, change_high = percentiles(scenarios - baselines, BAND)
        for place, horizon in enumerate(HORIZONS):
            columns = {
                "baseline": before,
                "baseline_se": np.sqrt(before * (1 - before) / found.n),
                "baseline_band_low": before_low,
                "baseline_band_high": before_high,
                "scenario": after,
                "scenario_se": np.sqrt(after * (1 - after) / found.n),
                "scenario_band_low": low,
                "scenario_band_high": high,
                "change": after - before,
                "change_se": change_error(found.before, found.after, effect),
                "change_band_low": change_low,
                "change_band_high": change_high,
            }
            parts.append(
                pd.DataFrame(
                    {
                        "iso3": [s.iso3 for s in states],
                        "host": [s.name for s in states],
                        "effect": effect,
                        "horizon_days": horizon,
                        **{name: values[place, keep] for name, values in columns.items()},
                    }
                )
            )
    return pd.concat(parts).sort_values(["iso3", "effect", "horizon_days"], ignore_index=True)


def channels(network: Network) -> pd.DataFrame:
    """One row for each channel with its chance at every gate and its typical days, of any sender."""
    rows, (u, k, v) = network.rows, network.channels()
    chances = network.chances(u, k, v)
    measures = [MEASURES[measure].value for measure in rows.measure.tolist()]
    table: dict[str, Any] = {
        "instrument": _category(k, rows.instrument),
        "measure": _category(k, measures),
        "effect": _category(k, [EFFECT_OF[measure] for measure in measures]),
        "desk": _category(k, [DESKS[desk].value for desk in rows.desk.tolist()]),
        "requesting": _category(u, network.codes),
        "requested": _category(v, network.codes),
        "delay_days": rows.days[k],
    }
    for gate, name in GATE_COLUMNS.items():
        table[name] = chances[gate]
    table["forward"] = np.where(rows.answering[k], rows.forward[k], 0.0)
    return pd.DataFrame(table)


def _category(place: npt.NDArray[np.intp], labels: Sequence[str]) -> pd.Categorical:
    """Labels by place, kept once each."""
    names, code = np.unique(np.asarray(labels), return_inverse=True)
    return pd.Categorical.from_codes(code[place], categories=pd.Index(names.tolist()))


def fronts(network: Network, chances: FrontChances) -> pd.DataFrame:
    """One row for each state: whether it answers, and is in the front after 1, 2 and 3 rounds."""
    return pd.DataFrame(
        {
            "state": network.codes,
            "answered_1": chances.answered,
            **{f"front_{i + 1}": row for i, row in enumerate(chances.front)},
        }
    )


def neutral(cell: object) -> object:
    """A cell that no spreadsheet takes for a formula."""
    return "'" + cell if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell


def to_csv(table: pd.DataFrame) -> str:
    """A table as CSV, text that looks like a formula neutralised; numbers stay numbers."""
    table = masked(table)
    text = table.select_dtypes(exclude="number").columns
    safe = table.assign(**{name: table[name].map(neutral) for name in text})
    return safe.rename(columns=lambda name: str(neutral(name))).to_csv(index=False, lineterminator="\n")


def to_parquet(table: pd.DataFrame, path: Path) -> None:
    """A table as Parquet; the same table gives the same bytes."""
    masked(table).to_parquet(path, engine="pyarrow", compression="zstd", index=False)


def save(table: pd.DataFrame, path: Path) -> None:
    """A table to a CSV file; raises as `save_text`."""
    save_text(to_csv(table), path)


def save_text(text: str, path: Path) -> None:
    """A text to a file, in a folder that is made if need be.

    Raises
    ------
    SimulatorError
        If it cannot be written there.
    """
    save_bytes(text.encode(), path)


def save_bytes(content: bytes, path: Path) -> None:
    """Bytes to a file; raises as `save_text`."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as fault:
        raise SimulatorError(f"{path} cannot be written ({fault.strerror}). Name another file.") from None
