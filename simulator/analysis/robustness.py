"""Which findings of a scenario stand: over every draw of the assumptions, and under each other way to count.

A finding is a plain statement that is true of the central run; each other run of the same scenario says whether it is
still true there. The other runs are the draws of the band, two structural alternatives, the cuts of the classes moved,
and the other rules for candidate hosts. Nothing here says which of them is right.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from simulator.analysis.candidates import RULES, candidates
from simulator.analysis.ensemble import BAND_DRAWS, Ask, Progress, band, centrals, part_of
from simulator.analysis.havens import (
    DISPLACED,
    KINDS,
    MAXIMUM_REPLICATES,
    Counts,
    check_replicates,
    havens_among,
    lost,
    mean_change,
    no_horizon,
)
from simulator.analysis.outcomes import COUNTED, WITHOUT_ORDERS, Outcome
from simulator.arrays import BoolArray
from simulator.errors import ScenarioError
from simulator.model.network import HORIZONS
from simulator.model.scenario import Scenario, baseline_of
from simulator.model.world import World

SIZE = 0.10  # a share of havens lost is the same when it differs by no more
WITHIN = 0.5  # a mean change is of the same size from half of it to half more
FACTORS = {"cuts halved": 0.5, "cuts raised by half": 1.5}
RULE_WORDS = {"any_recorded": "Not Free and thin hosts too", "all": "all hosts"}
STRUCTURE = ("displacement", "one mind")
OTHERWISE = (*STRUCTURE, *FACTORS, *RULE_WORDS.values())  # the ways to count otherwise, in their order
NOUN = {"data": "data haven", "person": "person haven"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one run of baseline and scenario says of one kind of haven."""

    havens: int
    lost: int
    change: float  # of the chance, mean over candidates [percentage points]
    elsewhere: int  # lost, though not through what the host itself holds; data alone
    by_order: int  # of those, lost by orders to providers
    forwarding: int  # lost, but not in a world where no State forwards

    @property
    def through_host(self) -> int:
        """Lost through what the host itself holds."""
        return self.lost - self.elsewhere

    @property
    def share(self) -> float:
        """Share of havens that are lost, 0-1; not a number where there is none."""
        return self.lost / self.havens if self.havens else np.nan


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A statement that is true of the central run, and what any other run has to show to agree."""

    words: str
    holds: Callable[[Reading], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A finding, in how many draws of the assumptions it holds, and under which other ways to count it fails."""

    words: str
    held: int
    fails: tuple[str, ...]

    @property
    def stands(self) -> bool:
        """Whether it holds in every draw and in every other way to count."""
        return self.held == BAND_DRAWS and not self.fails


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


def judge(finding: Finding, drawn: Sequence[Reading], otherwise: Mapping[str, Reading]) -> Judged:
    """How far one finding stands."""
    fails = tuple(name for name, reading in otherwise.items() if not finding.holds(reading))
    return Judged(words=finding.words, held=sum(map(finding.holds, drawn)), fails=fails)


def findings(kind: str, centre: Reading) -> list[Finding]:
    """What the central run says about one kind of haven: how many are lost, how far chances move, by which way."""
    noun = NOUN[kind]
    if not centre.havens:
        return [Finding(words=f"No host is a {noun} in the baseline.", holds=lambda one: not one.havens)]
    if not centre.lost:
        return [Finding(words=f"No {noun} is lost.", holds=lambda one: one.lost == 0), *_changes(centre)]
    half = centre.share >= 0.5
    found = [
        Finding(words=f"At least one {noun} is lost.", holds=lambda one: one.lost > 0),
        Finding(
            words=f"{'At least' if half else 'Fewer than'} half of the {noun}s are lost.",
            holds=lambda one: one.havens > 0 and (one.share >= 0.5) == half,
        ),
        Finding(
            words=f"{centre.lost} of {centre.havens} {noun}s are lost ({centre.share:.0%}, give or take {100 * SIZE:.0f} points).",
            holds=lambda one: abs(one.share - centre.share) <= SIZE + 1e-9,
        ),
        *_changes(centre),
    ]
    return [*found, *(_ways(centre) if kind == "data" else []), _forwarding(centre)]


def _changes(centre: Reading) -> list[Finding]:
    change, sign = centre.change, _sign(centre.change)
    verb = {1: "rises", -1: "falls", 0: "does not change"}[sign]
    moves = Finding(words=f"The mean chance {verb}.", holds=lambda one: _sign(one.change) == sign)
    if not sign:
        return [moves]
    near, far = change * (1 - WITHIN), change * (1 + WITHIN)
    size = Finding(
        words=f"The mean chance moves by {change:+.1f} points, give or take half ({near:+.1f} to {far:+.1f}).",
        holds=lambda one: abs(one.change - change) <= WITHIN * abs(change),
    )
    return [moves, size]


def _ways(centre: Reading) -> list[Finding]:
    more = _sign(centre.elsewhere - centre.through_host)
    words = {
        1: "More are lost through another State than through the host itself",
        0: "As many are lost through another State as through the host itself",
        -1: "More are lost through the host itself than through another State",
    }[more]
    found = [
        Finding(
            words=f"{words} ({centre.through_host} host, {centre.elsewhere} other).",
            holds=lambda one: one.lost > 0 and _sign(one.elsewhere - one.through_host) == more,
        )
    ]
    if centre.elsewhere:
        mostly = 2 * centre.by_order > centre.elsewhere
        found.append(
            Finding(
                words=f"Of those lost through another State, {'most' if mostly else 'at most half'} are lost by direct order to "
                f"a provider ({centre.by_order} of {centre.elsewhere}).",
                holds=lambda one: one.elsewhere > 0 and (2 * one.by_order > one.elsewhere) == mostly,
            )
        )
    return found


def _forwarding(centre: Reading) -> Finding:
    if not centre.forwarding:
        return Finding(words="No loss needs forwarding.", holds=lambda one: one.lost > 0 and one.forwarding == 0)
    mostly = 2 * centre.forwarding > centre.lost
    return Finding(
        words=f"{'Most' if mostly else 'Some, at most half,'} of the losses need forwarding ({centre.forwarding} of {centre.lost}).",
        holds=lambda one: one.forwarding > 0 and (2 * one.forwarding > one.lost) == mostly,
    )


def _sign(value: float) -> int:
    """1, 0 or -1; what is too small to write down is 0."""
    return int(value > 1e-9) - int(value < -1e-9)


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
