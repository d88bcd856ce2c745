"""Which findings of a scenario stand: over every draw of the assumptions, and under each other way to count.

The central run makes the findings; every other run of the same scenario says whether they still hold there. The other
runs are the draws of the band, two structural alternatives, the cuts of the classes moved, and the other rules for
candidate hosts.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from simulator.analysis.candidates import RULES, candidates
from simulator.analysis.classes import KINDS, Counts, havens_among, lost, mean_change
from simulator.analysis.ensemble import BAND_DRAWS, Ask, Progress, band, centrals, part_of
from simulator.analysis.findings import Judged, Reading, findings, judge
from simulator.analysis.havens import DISPLACED, MAXIMUM_REPLICATES, check_replicates, no_horizon
from simulator.analysis.outcomes import COUNTED, WITHOUT_ORDERS, Outcome
from simulator.arrays import BoolArray
from simulator.errors import ScenarioError
from simulator.model.network import HORIZONS
from simulator.model.scenario import Scenario, baseline_of
from simulator.model.world import World

FACTORS = {"cuts halved": 0.5, "cuts raised by half": 1.5}
RULE_WORDS = {"any_recorded": "Not Free and thin hosts too", "all": "all hosts"}
STRUCTURE = ("displacement", "one mind")
OTHERWISE = (*STRUCTURE, *FACTORS, *RULE_WORDS.values())  # the ways to count otherwise, in their order


@dataclass(frozen=True, slots=True, kw_only=True)
class Robustness:
    """Readings of one scenario against its baseline, each a mapping by kind of haven."""

    world: World
    scenario: Scenario
    baseline: Scenario
    requesting: str
    seed: int
    n: int
    horizon: int  # [day]
    centre: Mapping[str, Reading]
    drawn: Mapping[str, tuple[Reading, ...]]  # one for each draw of the band
    otherwise: Mapping[str, Mapping[str, Reading]]  # by kind, then by `OTHERWISE`

    def judged(self, kind: str) -> list[Judged]:
        """Every finding about one kind, with how far it stands."""
        return [judge(one, self.drawn[kind], self.otherwise[kind]) for one in findings(kind, self.centre[kind])]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Runs:
    """Counts of baseline and scenario at one horizon, as they are and where no State forwards."""

    n: int
    pair: tuple[Counts, Counts]
    unforwarded: tuple[Counts, Counts]


def robustness(
    world: World,
    scenario: Scenario,
    requesting: str,
    seed: int = 1,
    n: int = 1024,
    horizon: int = 365,
    progress: Progress = lambda share: None,
) -> Robustness:
    """A scenario against its baseline: at central assumptions, in each draw of them, and counted in every other way.

    Raises
    ------
    ScenarioError
        For an unknown state, a number of replicates outside 1-10,000,000, or a horizon that is none.
    """
    check_replicates(n, MAXIMUM_REPLICATES)
    if horizon not in HORIZONS:
        raise ScenarioError(no_horizon(horizon))
    place, pair = HORIZONS.index(horizon), (baseline_of(scenario), scenario)
    chosen = {rule: candidates(world, requesting, rule).chosen for rule in RULES}
    usual, *structure = _central(world, pair, requesting, seed, n, place, part_of(progress, 0.0, 0.2))
    in_draws = _drawn(world, pair, requesting, seed, n, place, part_of(progress, 0.2, 1.0))
    mine = chosen["recorded"]
    return Robustness(
        world=world,
        scenario=scenario,
        baseline=pair[0],
        requesting=requesting,
        seed=seed,
        n=n,
        horizon=horizon,
        centre={kind: _read(usual, mine, kind) for kind in KINDS},
        drawn={kind: tuple(_read(one, mine, kind) for one in in_draws) for kind in KINDS},
        otherwise={
            kind: {
                **{name: _read(one, mine, kind) for name, one in zip(STRUCTURE, structure, strict=True)},
                **{name: _read(usual, mine, kind, factor) for name, factor in FACTORS.items()},
                **{words: _read(usual, chosen[rule], kind) for rule, words in RULE_WORDS.items()},
            }
            for kind in KINDS
        },
    )


def _central(
    world: World, pair: tuple[Scenario, Scenario], requesting: str, seed: int, n: int, place: int, progress: Progress
) -> list[_Runs]:
    """As it is, with informal requests displaced (in the scenario), and with all bodies of a State of one mind."""
    before, after = pair
    moved = after.model_copy(update={"assumptions": {**after.assumptions, "displacement": DISPLACED}})
    worlds = [(before, after, False), (before, moved, False), (before, after, True)]
    asked = [
        Ask(scenario=one, one_mind=one_mind, **({} if forwards else {"rounds": 0}))
        for *both, one_mind in worlds
        for forwards in (True, False)
        for one in both
    ]
    made = [_counts(one, place) for one in centrals(world, asked, requesting, seed, n, progress, keep=False)]
    return [
        _Runs(n=n, pair=(made[at], made[at + 1]), unforwarded=(made[at + 2], made[at + 3]))
        for at in range(0, len(made), 4)
    ]


def _drawn(
    world: World, pair: tuple[Scenario, Scenario], requesting: str, seed: int, n: int, place: int, progress: Progress
) -> list[_Runs]:
    """Every draw of the band."""
    found = []
    for (before, after), alone in zip(
        band(world, pair, requesting, seed, n), band(world, pair, requesting, seed, n, rounds=0), strict=True
    ):
        both = (_counts(before, place), _counts(after, place))
        found.append(_Runs(n=after.n, pair=both, unforwarded=(_counts(alone[0], place), _counts(alone[1], place))))
        progress(len(found) / BAND_DRAWS)
    return found


def _counts(outcome: Outcome, place: int) -> Counts:
    return {effect: outcome.counts(effect)[place] for effect in COUNTED}


def _read(runs: _Runs, chosen: BoolArray, kind: str, factor: float = 1.0) -> Reading:
    """What the runs say of one kind, over the chosen hosts, with the cuts of the classes moved by `factor`."""
    (before, after), n, effects = runs.pair, runs.n, KINDS[kind]
    havens = havens_among(chosen, before, n, kind, factor)
    gone = havens & lost(before, after, n, effects, factor)
    alone = lost(*runs.unforwarded, n, effects, factor)
    elsewhere = by_order = np.zeros_like(gone)
    if kind == "data":
        elsewhere = gone & ~lost(before, after, n, ("data_host",), factor)
        without = ({"data": before[WITHOUT_ORDERS]}, {"data": after[WITHOUT_ORDERS]})
        by_order = elsewhere & ~lost(without[0], without[1], n, ("data",), factor)
    return Reading(
        havens=int(havens.sum()),
        lost=int(gone.sum()),
        change=mean_change(before, after, n, chosen, kind),
        elsewhere=int(elsewhere.sum()),
        by_order=int(by_order.sum()),
        forwarding=int((gone & ~alone).sum()),
    )
