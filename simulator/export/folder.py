"""One run as a folder of files that others can read, check and make again."""

import json
from pathlib import Path

from simulator.analysis.fronts import front_chances
from simulator.analysis.havens import Comparison
from simulator.analysis.outcomes import KEPT
from simulator.errors import SimulatorError
from simulator.export.manifest import manifest
from simulator.export.summary import summary
from simulator.export.tables import channels, fronts, results, to_csv, to_parquet
from simulator.model.compile import compile_network
from simulator.model.scenario import find_case
from simulator.words.masked import masked


class ExportError(SimulatorError):
    """The place where results were to go cannot be used."""


def write_folder(found: Comparison, folder: Path) -> tuple[Path, ...]:
    """Write results, the compiled network at central assumptions, its fronts, the summary and the manifest.

    Raises
    ------
    ExportError
        If `folder` is a file, or cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return _write(found, folder)
    except OSError as fault:
        raise ExportError(f"--out {folder}: {fault.strerror}. Name a folder that can be written.") from None


def _write(found: Comparison, folder: Path) -> tuple[Path, ...]:
    case = find_case(found.scenario.case)
    network = compile_network(found.world, found.scenario, case, found.requesting)
    table = results(found)
    made = {
        "results.parquet": table,
        "channels.parquet": channels(network),
        "fronts.parquet": fronts(network, front_chances(network, found.seed, min(found.n, KEPT))),
    }
    for name, part in made.items():
        to_parquet(part, folder / name)
    (folder / "results.csv").write_text(to_csv(table), encoding="utf-8")
    (folder / "summary.json").write_text(json.dumps(masked(summary(found)), indent=1) + "\n", encoding="utf-8")
    files = tuple(folder / name for name in (*made, "results.csv", "summary.json"))
    (folder / "manifest.json").write_text(json.dumps(masked(manifest(found, files)), indent=1) + "\n", encoding="utf-8")
    return (*files, folder / "manifest.json")
