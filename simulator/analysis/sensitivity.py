"""Which assumption moves a headline most: each at its two ends, all else at its default, worst first."""

import pandas as pd

from simulator.analysis.beside import Beside
from simulator.analysis.candidates import candidates
from simulator.analysis.classes import KINDS, mean_change, tally
from simulator.analysis.ensemble import Progress, part_of
from simulator.analysis.genuine import met_by, sent
from simulator.analysis.why.ends import ends, range_of
from simulator.arrays import BoolArray
from simulator.law.assumptions import load_assumptions
from simulator.model.compile import Compiler
from simulator.model.scenario import Scenario
from simulator.model.world import World


def sensitivity(
    world: World,
    scenario: Scenario,
    requesting: str,
    seed: int = 1,
    n: int = 256,
    progress: Progress = lambda share: None,
) -> pd.DataFrame:
    """One row an assumption: headlines at its low and high end, those that move the data count and exposure most first.

    An assumption is left out when no channel of scenario or baseline changes, and no genuine request is met or missed by it.
    """
    found = ends(world, scenario, requesting, seed, n, progress=part_of(progress, 0.0, 0.9))
    rules = [scenario, *(one.scenario for one in found.ends)]
    met, *each = (met_by(Compiler(world), rules, seed, n) / sent(n)).tolist()
    met_at = {(one.assumption, one.end): of for one, of in zip(found.ends, each, strict=True)}
    chosen = candidates(world, requesting).chosen
    usual = _headline(found.usual, met, chosen)
    rows = []
    for name, sides in found.by_assumption().items():
        if not any(found.moves(one) or met_at[name, end] != met for end, one in sides.items()):
            continue
        low, high = range_of(name)
        row: dict[str, object] = {
            "assumption": name,
            "default": load_assumptions()[name].default,
            "low": low,
            "high": high,
        }
        at = {end: _headline(one.found, met_at[name, end], chosen) for end, one in sides.items()}
        for figure, value in usual.items():
            row |= {figure: value} | {f"{figure}_{end}": at.get(end, usual)[figure] for end in ("low", "high")}
        row["largest"] = round(max(abs(of["data_change"] - usual["data_change"]) for of in at.values()), 3)
        row["kept_moves"] = max(abs(of["data_kept"] - usual["data_kept"]) for of in at.values())
        rows.append(row)
    progress(1.0)
    table = pd.DataFrame(rows)
    return table.sort_values(["kept_moves", "largest", "assumption"], ascending=[False, False, True], ignore_index=True)


def _headline(one: Beside, met: float, chosen: BoolArray) -> dict[str, float]:
    row: dict[str, float] = {}
    for kind in KINDS:
        row[f"{kind}_havens"], row[f"{kind}_kept"] = tally(one.before, one.after, one.n, chosen, kind)
        row[f"{kind}_change"] = round(mean_change(one.before, one.after, one.n, chosen, kind), 3)
    row["genuine"] = round(met, 4)
    return row
