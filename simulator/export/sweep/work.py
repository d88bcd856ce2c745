"""One piece of a sweep, on whatever machine: some replicates of one scenario for all its requesting States."""

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

import simulator
from simulator.data.checksums import fingerprint
from simulator.engine.ensemble import Askers, Look
from simulator.export.folder import ExportError
from simulator.export.manifest import fingerprints, versions
from simulator.model.compile import compile_network
from simulator.model.scenario import SCENARIOS, Scenario, find_case
from simulator.model.world import load_world

CountArray = npt.NDArray[np.unsignedinteger[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Replicates `start` to `stop` of one job; plain values, which any machine can read."""

    job: int
    scenario: str  # as JSON
    requesting: tuple[str, ...]
    seed: int
    start: int
    stop: int


def counted(piece: Piece, look: Look = lambda: None) -> CountArray:
    """Replicates with each effect, shape (n_requesting, n_effects, n_horizons, n_states), in the smallest type that holds them."""
    counts = _askers(piece.scenario, piece.requesting).counts(piece.seed, piece.start, piece.stop, look=look)
    return counts.astype(np.min_scalar_type(piece.stop - piece.start))


@lru_cache(maxsize=2)  # one for each thread here; tens of megabytes each
def _askers(scenario: str, requesting: tuple[str, ...]) -> Askers:
    world, rules = load_world(), Scenario.model_validate_json(scenario)
    network = compile_network(world, rules, find_case(rules.case), None)
    return Askers(network, np.array([world.index_of(code) for code in requesting]))


@lru_cache(maxsize=1)
def likeness() -> dict[str, str]:
    """What must be the same on two machines, or on two days, for the bits to be the same."""
    package = Path(simulator.__file__).parent
    makes_bits = [fingerprint(package / layer, "*.py") for layer in ("data", "law", "model", "engine")]
    return {
        **versions(),
        "program_sha256": sha256("".join(makes_bits).encode()).hexdigest(),
        **fingerprints(),
        "cases_sha256": fingerprint(SCENARIOS / "cases", "*.toml"),
    }


def remote(piece: Piece, expected: dict[str, str]) -> CountArray:
    """The same on another machine, if its bits would be these."""
    if likeness() != expected:
        raise ExportError("a worker runs another program, library or data. Start workers of this one, and go on.")
    return counted(piece)
