"""Which changed rule made which part of the difference between a scenario and its baseline.

Players of the game are the parts that differ; the value of a coalition is what comes about when those parts alone are
changed, on the draws of the runs that are explained. So the parts add up to the difference to the last count.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from simulator.analysis.beside import counted
from simulator.analysis.candidates import candidates
from simulator.analysis.classes import KINDS, tallies
from simulator.analysis.ensemble import Progress, part_of
from simulator.analysis.genuine import met_by, sent
from simulator.analysis.why.game import EXACT, Game, Split, game
from simulator.analysis.why.parts import Part, mixed, parts_of, without_effect
from simulator.arrays import BoolArray, IntArray
from simulator.engine.kernel import EFFECTS
from simulator.model.compile import Compiler
from simulator.model.scenario import Scenario, baseline_of
from simulator.model.world import World


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity that is divided among the parts."""

    split: Split
    unit: float  # what one of its whole numbers is worth


@dataclass(frozen=True, kw_only=True)
class Shares:
    """The difference between a scenario and its baseline for one requesting State, part by part.

    `Split`s are of whole numbers: havens, replicates, pairs of a host and a replicate, requests.
    """

    world: World
    scenario: Scenario
    baseline: Scenario
    requesting: str
    seed: int
    n: int
    horizon: int  # [day]
    chosen: BoolArray  # (n_states,) the hosts that are counted
    parts: tuple[Part, ...]
    idle: tuple[str, ...]  # titles of what differs and has no effect in this model
    game: Game
    counts: IntArray  # (n_coalitions, n_effects, n_states) replicates with each effect
    met: IntArray | None  # (n_coalitions,) genuine requests met
    sent: int

    def figures(self, host: str | None = None) -> dict[str, Figure]:
        """What is divided, by name with its unit: over all hosts that are counted, or in one."""
        if host is None:
            found = {f"{kind} havens kept": Figure(self.kept(kind), 1.0) for kind in KINDS}
            found |= {
                f"{kind} exposure [points]": Figure(self.exposed(kind), 100 / max(self.pairs, 1)) for kind in KINDS
            }
        else:
            effects = [effect for of in KINDS.values() for effect in of]
            found = {
                f"{effect} in {host} [points]": Figure(self.of_host(host, effect), 100 / self.n) for effect in effects
            }
        met = self.genuine()
        return found if met is None else found | {"genuine requests met [points]": Figure(met, 100 / self.sent)}

    def kept(self, kind: str) -> Split:
        """Havens of the baseline that are kept."""
        before = {effect: self._of(effect)[:1] for effect in KINDS[kind]}
        after = {effect: self._of(effect) for effect in KINDS[kind]}
        return self.game.split(tallies(before, after, self.n, self.chosen, kind)[1])

    def exposed(self, kind: str) -> Split:
        """Pairs of a host and a replicate in which data is exposed, or the person held."""
        return self.game.split(self._of(KINDS[kind][0])[:, self.chosen].sum(axis=1))

    @property
    def pairs(self) -> int:
        """Pairs of a host and a replicate; `exposed` as a share of them is the mean chance."""
        return self.n * int(self.chosen.sum())

    def of_host(self, host: str, effect: str) -> Split:
        """Replicates in which an effect comes about in one host."""
        return self.game.split(self._of(effect)[:, self.world.index_of(host)])

    def genuine(self) -> Split | None:
        """Genuine requests met, of `sent`; None if they were not asked for."""
        return None if self.met is None else self.game.split(self.met)

    @cached_property
    def sampled(self) -> bool:
        """Whether orders were drawn, so that parts have an error."""
        return self.game.orders is not None

    def _of(self, effect: str) -> IntArray:
        return np.asarray(self.counts[:, EFFECTS.index(effect)])


def shares(
    world: World,
    scenario: Scenario,
    requesting: str,
    seed: int = 1,
    n: int = 1024,
    horizon: int = 365,
    baseline: Scenario | None = None,
    hosts: str | frozenset[str] = "recorded",
    genuine: bool = True,
    exact: int = EXACT,
    compiler: Compiler | None = None,
    progress: Progress = lambda share: None,
) -> Shares:
    """Run every coalition of what the scenario changes; with nothing changed there is nothing to explain.

    Parameters
    ----------
    hosts : rule of the candidate hosts, as in `compare`
    genuine : also what becomes of genuine requests
    exact : up to so many parts every coalition is run, above that orders of them are drawn
    """
    against = baseline_of(scenario, baseline)
    parts = parts_of(against, scenario)
    wanted = game(len(parts), seed, exact)
    rules = coalitions(against, scenario, parts, wanted)
    compiler = compiler or Compiler(world)
    found = counted(compiler, rules, requesting, seed, n, horizon, part_of(progress, 0.0, 0.2 if genuine else 1.0))
    met = met_by(compiler, rules, seed, n, progress=part_of(progress, 0.2, 1.0)) if genuine else None
    return Shares(
        world=world, scenario=scenario, baseline=against, requesting=requesting, seed=seed, n=n, horizon=horizon,
        chosen=candidates(world, requesting, hosts).chosen, parts=parts, idle=without_effect(against, scenario),
        game=wanted, counts=stacked(found),
        met=met, sent=sent(n),
    )  # fmt: skip


def coalitions(baseline: Scenario, scenario: Scenario, parts: Sequence[Part], played: Game) -> list[Scenario]:
    """The scenario of each coalition of a game: the baseline with those parts alone changed."""
    return [
        mixed(baseline, scenario, [part.id for place, part in enumerate(parts) if coalition >> place & 1])
        for coalition in played.coalitions
    ]


def stacked(counts: Sequence[Mapping[str, IntArray]]) -> IntArray:
    """Counts of coalitions by effect as one array, (n_coalitions, n_effects, n_states)."""
    return np.stack([[of[effect] for effect in EFFECTS] for of in counts])
