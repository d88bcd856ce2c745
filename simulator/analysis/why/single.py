"""Single changes that bring a haven back or lose one, for the world or for one host.

Each is measured against the scenario's own baseline, which stays where it is. In the order of havens kept, then of
exposure lowered, most first; the direction is not the reader's to choose.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from simulator.analysis.beside import Known, counted
from simulator.analysis.candidates import candidates
from simulator.analysis.classes import KINDS, havens_among, lost
from simulator.analysis.ensemble import Progress
from simulator.analysis.objectives import Objective, best_first
from simulator.analysis.why.changes import OPEN_TODAY, Change, applied, changes
from simulator.arrays import BoolArray
from simulator.model.compile import Compiler
from simulator.model.scenario import Scenario, baseline_of
from simulator.model.world import World


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """What one change alone does to the havens of one kind."""

    change: Change
    back: tuple[str, ...]  # hosts whose havens are lost in the scenario and kept with it
    gone: tuple[str, ...]  # hosts whose havens are kept in the scenario and lost with it
    lowered: float  # exposure, mean over the hosts looked at [percentage points]

    @property
    def scores(self) -> Mapping[Objective, float]:
        """By what it may be ranked."""
        return {Objective.HAVENS_KEPT: len(self.back) - len(self.gone), Objective.EXPOSURE_LOWERED: self.lowered}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Moves:
    """Every single change that brings a haven back or loses one."""

    scenario: Scenario
    requesting: str
    host: str | None
    kind: str
    seed: int
    n: int
    horizon: int  # [day]
    all_routes: bool
    chosen: BoolArray  # (n_states,) the hosts looked at
    havens: int  # of the baseline, among them
    kept: int  # in the scenario as it stands
    moves: tuple[Move, ...]  # best first
    tried: int  # changes


def moves(
    world: World,
    scenario: Scenario,
    requesting: str,
    host: str | None = None,
    kind: str = "data",
    all_routes: bool = False,
    seed: int = 1,
    n: int = 1024,
    horizon: int = 365,
    hosts: str | frozenset[str] = "recorded",
    progress: Progress = lambda share: None,
    compiler: Compiler | None = None,
    known: Known | None = None,
) -> Moves:
    """Try every change alone, by default those over routes open today.

    Parameters
    ----------
    host : one host, candidate or not; None for all candidate hosts by the rule `hosts`
    compiler, known : remember what several calls have in common, as in `beside`
    """
    looked_at = candidates(world, requesting, hosts if host is None else frozenset({host})).chosen
    tried = [
        change
        for change in changes(world, scenario, requesting, () if host is None else (host,))
        if all_routes or change.route in OPEN_TODAY
    ]
    rules = [baseline_of(scenario), scenario, *(applied(scenario, [change]) for change in tried)]
    before, now, *each = counted(compiler or Compiler(world), rules, requesting, seed, n, horizon, progress, known)
    havens = havens_among(looked_at, before, n, kind)
    kept = havens & ~lost(before, now, n, KINDS[kind])
    effect, names, found = KINDS[kind][0], np.array(world.codes), []
    for change, then in zip(tried, each, strict=True):
        still = havens & ~lost(before, then, n, KINDS[kind])
        if (still != kept).any():
            lowered = (now[effect] - then[effect])[looked_at].sum() / (n * max(int(looked_at.sum()), 1))
            found.append(
                Move(
                    change=change, back=tuple(names[still & ~kept].tolist()), gone=tuple(names[kept & ~still].tolist()),
                    lowered=round(100 * float(lowered), 3),
                )
            )  # fmt: skip
    return Moves(
        scenario=scenario, requesting=requesting, host=host, kind=kind, seed=seed, n=n, horizon=horizon,
        all_routes=all_routes, chosen=looked_at, havens=int(havens.sum()), kept=int(kept.sum()), tried=len(tried),
        moves=tuple(best_first(found, Objective.HAVENS_KEPT, Objective.EXPOSURE_LOWERED)),
    )  # fmt: skip
