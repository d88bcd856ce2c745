"""Which assumption moves a headline most: each at its two ends, all else at its default, worst first."""

from dataclasses import fields

import numpy as np
import pandas as pd

from simulator.analysis.ensemble import Progress
from simulator.analysis.genuine import CRIMES, genuine, mean_met
from simulator.analysis.havens import KINDS, Comparison, compare
from simulator.law.assumptions import load_assumptions
from simulator.model.compile import compile_network
from simulator.model.network import Network, Rows
from simulator.model.scenario import Scenario, baseline_of, find_case
from simulator.model.world import World

# Structural numbers are never drawn; here they are moved to the ends that headlines report.
ENDS = {"displacement": (0.0, 0.5), "aligned_forwarding": (0.0, 1.0)}


def sensitivity(
    world: World,
    scenario: Scenario,
    requesting: str,
    seed: int = 1,
    n: int = 256,
    progress: Progress = lambda share: None,
) -> pd.DataFrame:
    """One row an assumption: headlines at its low and high end, those that move the data count and exposure most first.

    An assumption that changes no channel of scenario, baseline or genuine requests is left out: it moves exactly nothing.
    """
    usual = _headline(world, compare(world, scenario, requesting, seed, n))
    before = _networks(world, scenario, requesting)
    rows, table = [], load_assumptions()
    for done, (id, one) in enumerate(table.items()):
        low, high = ENDS.get(id, (one.low, one.high))
        moved = {
            end: scenario.model_copy(update={"assumptions": {**scenario.assumptions, id: value}})
            for end, value in (("low", low), ("high", high))
            if value != one.default
        }
        if any(not _same(before, _networks(world, other, requesting)) for other in moved.values()):
            row: dict[str, object] = {"assumption": id, "default": one.default, "low": low, "high": high}
            ends = {end: _headline(world, compare(world, other, requesting, seed, n)) for end, other in moved.items()}
            for name, value in usual.items():
                row[name] = value
                for end in ("low", "high"):
                    row[f"{name}_{end}"] = ends.get(end, usual)[name]
            rows.append(row)
        progress((done + 1) / len(table))
    found = pd.DataFrame(rows)
    found["largest"] = np.maximum(
        (found["data_change_low"] - found["data_change"]).abs(),
        (found["data_change_high"] - found["data_change"]).abs(),
    ).round(3)
    fewer, more = ((found[f"data_kept_{end}"] - found["data_kept"]).abs() for end in ("low", "high"))
    found["kept_moves"] = np.maximum(fewer, more)
    return found.sort_values(["kept_moves", "largest", "assumption"], ascending=[False, False, True], ignore_index=True)


def _headline(world: World, found: Comparison) -> dict[str, float]:
    row: dict[str, float] = {}
    for kind in KINDS:
        row[f"{kind}_havens"], row[f"{kind}_kept"] = found.tally(kind)
        row[f"{kind}_change"] = round(found.mean_change(kind), 3)
    row["genuine"] = round(mean_met(genuine(world, found.scenario, found.seed, found.n)), 4)
    return row


def _networks(world: World, scenario: Scenario, requesting: str) -> list[Network]:
    pairs = [(one, requesting, one.case) for one in (baseline_of(scenario), scenario)]
    pairs += [(scenario, "", crime) for crime in CRIMES]
    return [compile_network(world, one, find_case(case), who or None) for one, who, case in pairs]


def _same(one: list[Network], other: list[Network]) -> bool:
    return all(_equal(a, b) for a, b in zip(one, other, strict=True))


def _equal(one: Network | Rows, other: Network | Rows) -> bool:
    for field in fields(one):
        a, b = getattr(one, field.name), getattr(other, field.name)
        if isinstance(a, Rows):
            if not _equal(a, b):
                return False
        elif isinstance(a, np.ndarray):
            if a.shape != b.shape or not np.array_equal(a, b, equal_nan=a.dtype.kind == "f"):
                return False
        elif a != b:
            return False
    return True
