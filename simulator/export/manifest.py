"""What it takes to make a result again, bit for bit: choices, versions and checksums."""

import platform
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from simulator import __version__
from simulator.analysis.ensemble import BAND_DRAWS
from simulator.analysis.havens import Comparison
from simulator.analysis.resample import RESAMPLES
from simulator.data.tables import TABLES
from simulator.law.assumptions import load_assumptions
from simulator.law.conducts import CATALOGUE as CONDUCTS
from simulator.model.network import HORIZONS
from simulator.model.scenario import find_case

LIBRARIES = ("numpy", "networkx", "pandas", "pyarrow", "pydantic")


def checksum(path: Path) -> str:
    """SHA-256 of one file."""
    return sha256(path.read_bytes()).hexdigest()


def fingerprint(folder: Path, pattern: str) -> str:
    """SHA-256 over names and contents of the files below a folder."""
    digest = sha256()
    for path in sorted(folder.rglob(pattern)):
        digest.update(f"{path.relative_to(folder).as_posix()}\0{checksum(path)}\n".encode())
    return digest.hexdigest()


def versions() -> dict[str, str]:
    """This program, Python and the libraries that numbers pass through."""
    return {"safe-havens": __version__, "python": platform.python_version()} | {
        name: version(name) for name in LIBRARIES
    }


def manifest(found: Comparison, files: tuple[Path, ...]) -> dict[str, Any]:
    """Everything needed to repeat `found`, and checksums of the files made from it."""
    return {
        "command": f"safe-havens run {found.scenario.id} --requesting {found.requesting} --case {found.scenario.case} "
        f"--replicates {found.n} --seed {found.seed} --horizon {HORIZONS[found.horizon]} --out DIR",
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
        "band": {"draws": BAND_DRAWS, "replicates": found.n_band},
        "monte_carlo_error": {"resamples": RESAMPLES, "batches": len(found.after.sizes)},
        "horizon_days": HORIZONS[found.horizon],
        "rule": found.candidates.rule,
        "versions": versions(),
        "data_sha256": fingerprint(TABLES, "*.csv"),
        "law_sha256": fingerprint(CONDUCTS.parent, "*.toml"),
        "files": {path.name: checksum(path) for path in files},
    }
