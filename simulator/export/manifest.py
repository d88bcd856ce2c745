"""What it takes to make a result again, bit for bit: choices, versions and checksums."""

import json
import platform
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pandas as pd

from simulator import __version__
from simulator.analysis.havens import Comparison
from simulator.analysis.resample import RESAMPLES
from simulator.data.checksums import checksum, fingerprint
from simulator.data.tables import TABLES
from simulator.export.reproduce import command, link_of
from simulator.export.tables import save, save_text
from simulator.law.assumptions import load_assumptions
from simulator.law.conducts import CATALOGUE as CONDUCTS
from simulator.model.network import HORIZONS
from simulator.model.scenario import find_case
from simulator.words.masked import masked

LIBRARIES = ("numpy", "networkx", "pandas", "pyarrow", "pydantic")


def versions() -> dict[str, str]:
    """This program, Python and the libraries that numbers pass through."""
    return {"safe-havens": __version__, "python": platform.python_version()} | {
        name: version(name) for name in LIBRARIES
    }


def origin() -> dict[str, Any]:
    """Versions, and checksums of the data and the law: what every result of this program depends on."""
    return {"versions": versions(), **fingerprints()}


def fingerprints() -> dict[str, str]:
    """Checksums of the data and the law."""
    return {"data_sha256": fingerprint(TABLES, "*.csv"), "law_sha256": fingerprint(CONDUCTS.parent, "*.toml")}


def of_table(table: str, found: Comparison | None, also: Mapping[str, Any]) -> dict[str, Any]:
    """The record of one table: of a comparison, or of data and law alone; `also` holds what else it depends on."""
    return {"table": table, **(manifest(found) if found else origin()), **also}


def manifest(found: Comparison, files: tuple[Path, ...] = ()) -> dict[str, Any]:
    """Everything needed to repeat `found`, and checksums of the files made from it."""
    return {
        "command": command(found) + " --out DIR",
        "link": link_of(found),
        "scenario": found.scenario.model_dump(mode="json"),
        "baseline": found.baseline.model_dump(mode="json"),
        "case": find_case(found.scenario.case).model_dump(mode="json"),
        "settings": {"scenario": found.scenario.treaty.levels, "baseline": found.baseline.treaty.levels},
        "not_acting": list(found.scenario.not_acting()),
        "parties": {"scenario": sorted(found.scenario.parties), "baseline": sorted(found.baseline.parties)},
        "assumptions": {
            id: {"value": found.scenario.assumptions.get(id, entry.default), "low": entry.low, "high": entry.high}
            for id, entry in load_assumptions().items()
        },
        "requesting": found.requesting,
        "seed": found.seed,
        "replicates": found.n,
        "band": {"draws": len(found.banded), "replicates": found.n_band},
        "monte_carlo_error": {"resamples": RESAMPLES, "batches": len(found.after.sizes)},
        "horizon_days": HORIZONS[found.horizon],
        "rule": found.candidates.rule,
        **origin(),
        "files": {path.name: checksum(path) for path in files},
    }


def save_recorded(table: pd.DataFrame, path: Path, record: Mapping[str, Any]) -> Path:
    """A table to a CSV file and the record, with the file's checksum, beside it; the path of the record.

    Raises
    ------
    SimulatorError
        If they cannot be written there.
    """
    save(table, path)
    beside = path.with_suffix(".manifest.json")
    told = masked({**record, "files": {path.name: checksum(path)}})
    save_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", beside)
    return beside
