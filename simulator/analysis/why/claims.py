"""What each answer claims, looked at again in every draw of the assumptions.

A claim is the sign of a figure (a part of a difference, a gain, a cost), or a plain statement (a set restores the share
that was asked, a point is on the frontier). All that a claim compares is run on the same draws and replicates.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from math import ceil

import numpy as np

from simulator.analysis.alone import FIGURES, Alone, figures
from simulator.analysis.classes import KINDS, havens_among, lost
from simulator.analysis.ensemble import Progress
from simulator.analysis.objectives import Objective, undominated
from simulator.analysis.why.changes import applied
from simulator.analysis.why.frontier import Frontier
from simulator.analysis.why.game import game
from simulator.analysis.why.restore import Restoration
from simulator.analysis.why.shares import Shares, coalitions, stacked
from simulator.analysis.why.single import Moves
from simulator.analysis.why.sure import GENUINE_REPLICATES, Draw, Sures, held_in
from simulator.arrays import BoolArray, IntArray
from simulator.model.scenario import Scenario, baseline_of
from simulator.model.world import World

EXACT_IN_DRAWS, ORDERS_IN_DRAWS = 5, 8  # parts up to which a draw runs every coalition; orders of them above


def sure_of_shares(found: Shares, host: str | None = None, progress: Progress = lambda share: None) -> Sures:
    """In how many draws each part of each figure has the sign that it has here."""
    played = game(len(found.parts), found.seed, EXACT_IN_DRAWS, ORDERS_IN_DRAWS)
    rules = coalitions(found.baseline, found.scenario, found.parts, played)
    here = {name: _signs(figure.split.parts) for name, figure in found.figures(host).items()}

    def claim(draw: Draw) -> dict[str, BoolArray]:
        drawn = replace(
            found, game=played, n=draw.n, counts=stacked(draw.counts(rules)), met=None if found.met is None else draw.met(rules)
        )  # fmt: skip
        return {name: _signs(figure.split.parts) == here[name] for name, figure in drawn.figures(host).items()}

    return held_in(found.world, found.requesting, claim, found.seed, found.n, found.horizon, progress)


def sure_of_moves(world: World, found: Moves, progress: Progress = lambda share: None) -> Sures:
    """In how many draws each change alone keeps more havens than the scenario as it stands, or fewer, as it does here."""
    rules = [found.scenario, *(applied(found.scenario, [one.change]) for one in found.moves)]
    here = np.sign([one.scores[Objective.HAVENS_KEPT] for one in found.moves])

    def claim(draw: Draw) -> dict[str, BoolArray]:
        havens, now, *each = _havens(draw, found.scenario, rules, found.chosen, found.kind)
        kept = np.array([(havens & ~gone).sum() for gone in each])
        return {"havens kept": np.sign(kept - (havens & ~now).sum()) == here}

    return held_in(world, found.requesting, claim, found.seed, found.n, found.horizon, progress)


def sure_of_sets(world: World, found: Restoration, progress: Progress = lambda share: None) -> Sures:
    """In how many draws havens are lost and each set restores the share of them that was asked."""
    rules = [found.scenario, *(applied(found.scenario, one.changes) for one in found.sets)]

    def claim(draw: Draw) -> dict[str, list[bool]]:
        _, now, *each = _havens(draw, found.scenario, rules, found.chosen, found.kind)
        target = ceil(found.share * int(now.sum()))
        return {"share restored": [bool(now.any() and (now & ~gone).sum() >= target) for gone in each]}

    return held_in(world, found.requesting, claim, found.seed, found.n, found.horizon, progress)


def sure_of_frontier(world: World, found: Frontier, progress: Progress = lambda share: None) -> Sures:
    """In how many draws each point is on the frontier, or off it, as it is here."""
    rules = [one.rules for one in found.points]

    def claim(draw: Draw) -> dict[str, list[bool]]:
        havens, *each = _havens(draw, found.scenario, rules, found.chosen, found.kind)
        points = [
            replace(one, kept=int((havens & ~gone).sum()), met=met)
            for one, gone, met in zip(found.points, each, draw.met(rules).tolist(), strict=True)
        ]
        best = undominated(points, Objective.HAVENS_KEPT, Objective.GENUINE_MET)
        return {"on the frontier": [on == one.on_frontier for on, one in zip(best, found.points, strict=True)]}

    return held_in(world, found.requesting, claim, found.seed, found.n, found.horizon, progress)


def sure_of_acts(world: World, found: Alone, progress: Progress = lambda share: None) -> Sures:
    """In how many draws each act moves each figure in the direction in which it moves it here, or leaves it."""
    here = np.sign(found.figures[1:] - found.figures[0])

    def claim(draw: Draw) -> dict[str, BoolArray]:
        few = min(draw.n, GENUINE_REPLICATES)
        drawn = figures(
            world, draw.under(found.scenario), found.requesting, found.host, draw.network, draw.seed, draw.n, few, draw.horizon
        )  # fmt: skip
        return dict(zip(FIGURES, (np.sign(drawn[1:] - drawn[0]) == here).T, strict=True))

    return held_in(world, found.requesting, claim, found.seed, found.n, found.horizon, progress)


def _signs(parts: Iterable[Fraction]) -> IntArray:
    return np.array([(part > 0) - (part < 0) for part in parts])


def _havens(draw: Draw, scenario: Scenario, rules: Sequence[Scenario], chosen: BoolArray, kind: str) -> list[BoolArray]:
    """Havens of the scenario's baseline in one draw; then which of them are lost under each of the rules."""
    before, *each = draw.counts([baseline_of(scenario), *rules])
    havens = havens_among(chosen, before, draw.n, kind)
    return [havens, *(havens & lost(before, after, draw.n, KINDS[kind]) for after in each)]
