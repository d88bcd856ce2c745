"""Every requesting State under one scenario, as a table with what it takes to make it again."""

import json
from pathlib import Path
from typing import Any

from simulator.analysis.candidates import RULE
from simulator.analysis.every import Every
from simulator.analysis.resample import UNCERTAINTY
from simulator.export.manifest import origin, save_recorded


def record(found: Every) -> dict[str, Any]:
    """Choices, versions and checksums: enough to make the table again, bit for bit."""
    states = found.world.states
    return {
        "command": f"safe-havens world {found.scenario.id} --case {found.scenario.case} --replicates {found.n} --seed {found.seed} "
        f"--horizon {found.horizon} --requesting {','.join(states[place].iso3 for place in found.requesting)} --out FILE.csv",
        "scenario": found.scenario.model_dump(mode="json"),
        "baseline": found.baseline.model_dump(mode="json"),
        "seed": found.seed,
        "replicates": found.n,
        "batches": len(found.sizes),
        "horizon_days": found.horizon,
        "rule": RULE,
        "uncertainty": {
            "_low, _high, _se": UNCERTAINTY["Monte Carlo error"],
            "band": "not drawn here; `run` draws it for one State",
        },
        "left_out": [states[place].iso3 for place in found.left_out],
        **origin(),
    }


def whole(found: Every) -> str:
    """The record and the table as JSON, in the order of names."""
    return json.dumps({**record(found), "states": found.table().to_dict("records")}, indent=1)


def write(found: Every, path: Path) -> Path:
    """The table to a CSV file, and the record beside it; the path of the record.

    Raises
    ------
    SimulatorError
        If it cannot be written there.
    """
    return save_recorded(found.table(), path, record(found))
