"""Which candidate hosts have low exposure in the baseline, and which of them lose it under a scenario."""

from dataclasses import dataclass, field

import numpy as np

from simulator.analysis.candidates import Candidates, candidates
from simulator.analysis.classes import (
    KINDS,
    Counts,
    classes,
    havens_among,
    lost,
    mean_change,
    mean_changes,
    tallies,
    tally,
)
from simulator.analysis.ensemble import Ask, Progress, central, centrals
from simulator.analysis.outcomes import KEPT, WITHOUT_ORDERS, Counted, Outcome, Table
from simulator.analysis.resample import BAND, INTERVAL, mean_change_error, percentiles, resampled
from simulator.arrays import BoolArray, FloatArray, IntArray
from simulator.engine.kernel import EFFECTS
from simulator.errors import ScenarioError
from simulator.model.network import HORIZONS
from simulator.model.scenario import Scenario, baseline_of
from simulator.model.world import World
from simulator.words.names import name_of
from simulator.words.say import Word, say, series

DISPLACED = 0.5
ALTERNATIVES: dict[str, Word] = {
    "displaced": "if half of the informal requests moved into the Convention's channel",
    "one_mind": "if all bodies of a State are of one mind",
    "aligned": "if those who vote most like the requesting State all passed its request on (stress test, not documented)",
    "law_alone": "without what rests on an assumption alone (oversight, transparency)",
}
MAXIMUM_REPLICATES = 10_000_000


def interval(n: IntArray, before: Counts, after: Counts, kind: str) -> dict[str, tuple[int, int]]:
    """Baseline havens, kept and lost over the hosts of many runs drawn again: 2.5th and 97.5th percentile."""
    every = np.ones(before[KINDS[kind][0]].shape[-1], dtype=bool)
    return _ranges(*tallies(before, after, n, every, kind), INTERVAL)


def _ranges(havens: IntArray, kept: IntArray, shares: tuple[float, float]) -> dict[str, tuple[int, int]]:
    low, high = percentiles(np.stack([havens, kept, havens - kept], axis=-1), shares)
    return {name: (int(low[i]), int(high[i])) for i, name in enumerate(("baseline", "kept", "lost"))}


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One scenario against its baseline, for one requesting State and one horizon."""

    world: World
    scenario: Scenario
    baseline: Scenario
    requesting: str
    seed: int
    n: int
    horizon: int  # place in HORIZONS
    candidates: Candidates
    before: Outcome
    after: Outcome
    banded: list[tuple[Counted, Counted]] = field(default_factory=list)  # empty until the band is run
    n_band: int = 0
    alternatives: dict[str, tuple[Outcome, Outcome]] = field(default_factory=dict)  # baseline and scenario, by name

    @property
    def finished(self) -> bool:
        """Whether the band is whole and the alternatives were run."""
        return bool(self.alternatives)

    def counts(self, outcome: Outcome) -> dict[str, IntArray]:
        """Replicates by effect at the horizon, shape (n_states,)."""
        return {effect: outcome.counts(effect)[self.horizon] for effect in EFFECTS}

    def havens(self, kind: str, factor: float = 1.0) -> BoolArray:
        """Candidates with low exposure in the baseline, with cuts moved by `factor`."""
        return havens_among(self.candidates.chosen, self.counts(self.before), self.n, kind, factor)

    def lost(self, kind: str, factor: float = 1.0) -> BoolArray:
        """Havens lost; with cuts moved, havens are taken at the same cuts."""
        before, after = self.counts(self.before), self.counts(self.after)
        return self.havens(kind, factor) & lost(before, after, self.n, KINDS[kind], factor)

    def tally(self, kind: str) -> tuple[int, int]:
        """Havens of the baseline, and those kept."""
        return tally(self.counts(self.before), self.counts(self.after), self.n, self.candidates.chosen, kind)

    def depends(self, kind: str) -> BoolArray:
        """Fewer than 80 % of the band's classes equal the central one on the same replicates."""
        if not self.banded:
            return np.zeros(len(self.world.states), dtype=bool)
        effects = KINDS[kind]
        first = self.counts(central(self.world, self.scenario, self.requesting, self.seed, self.n_band))
        usual = classes(first, self.n_band, effects)
        same = sum(classes(self.counts(after), self.n_band, effects) == usual for _, after in self.banded)
        return np.asarray(same < 0.8 * len(self.banded))

    def interval(self, kind: str) -> dict[str, tuple[int, int]]:
        """Monte Carlo error of the counts: 2.5th and 97.5th percentile when whole replicates, or batches, are drawn again."""
        before, after = self._batches(self.before, kind), self._batches(self.after, kind)
        return interval(*resampled(self.seed, self.after.sizes, before, after), kind)

    def _batches(self, outcome: Outcome, kind: str) -> dict[str, Table]:
        hosts = np.flatnonzero(self.candidates.chosen)
        return {effect: outcome.by_batch(effect, self.horizon, hosts) for effect in KINDS[kind]}

    def _in_band(self, kind: str) -> tuple[dict[str, IntArray], dict[str, IntArray]]:
        """Baseline's and scenario's replicates by effect at the horizon, each of shape (n_draws, n_states)."""
        before, after = (
            {effect: np.stack([one.counts(effect)[self.horizon] for one in drawn]) for effect in KINDS[kind]}
            for drawn in zip(*self.banded, strict=True)
        )
        return before, after

    def band(self, kind: str) -> dict[str, tuple[int, int]]:
        """The counts over the draws of the assumptions: 10th and 90th percentile."""
        return _ranges(*tallies(*self._in_band(kind), self.n_band, self.candidates.chosen, kind), BAND)

    def chances_in_band(self, effect: str) -> FloatArray:
        """Chance of an effect in baseline and scenario, shape (2, n_draws, n_horizons, n_states)."""
        return np.array(
            [[one.counts(effect) / self.n_band for one in of_one] for of_one in zip(*self.banded, strict=True)]
        )

    def unforwarded(self) -> list[Ask]:
        """Baseline and scenario in a world where no state forwards."""
        return [Ask(scenario=one, rounds=0) for one in (self.baseline, self.scenario)]

    def need_forwarding(self, kind: str) -> BoolArray:
        """Lost havens that are not lost when no state forwards."""
        totals = centrals(self.world, self.unforwarded(), self.requesting, self.seed, self.n, keep=False)
        before, after = (self.counts(one) for one in totals)
        return self.lost(kind) & ~lost(before, after, self.n, KINDS[kind])

    def alternative(self, kind: str, name: str) -> tuple[int, int]:
        """Havens of the baseline, and those lost, under a structural alternative (see `ALTERNATIVES`)."""
        before, after = (self.counts(ensemble) for ensemble in self.alternatives[name])
        havens, kept = tally(before, after, self.n, self.candidates.chosen, kind)
        return havens, havens - kept

    def elsewhere(self) -> BoolArray:
        """Data havens lost, though not through what the host itself holds."""
        return self.lost("data") & ~lost(self.counts(self.before), self.counts(self.after), self.n, ("data_host",))

    def lost_by_order(self) -> BoolArray:
        """Data havens lost elsewhere that are not lost when orders to providers are left out."""
        without = [{"data": one.counts(WITHOUT_ORDERS)[self.horizon]} for one in (self.before, self.after)]
        return self.elsewhere() & ~lost(without[0], without[1], self.n, ("data",))

    def chance(self, effect: str) -> FloatArray:
        """Chance of an effect in the scenario, shape (n_states,)."""
        return np.asarray(self.counts(self.after)[effect] / self.n)

    def chance_error(self, effect: str) -> FloatArray:
        """Monte Carlo standard error of `chance`, shape (n_states,)."""
        chance = self.chance(effect)
        return np.asarray(np.sqrt(chance * (1 - chance) / self.n))

    def chance_band(self, effect: str) -> tuple[FloatArray, FloatArray]:
        """`chance` over the draws of the assumptions: 10th and 90th percentile, each of shape (n_states,)."""
        return percentiles(self.chances_in_band(effect)[1, :, self.horizon], BAND)

    def mean_change(self, kind: str) -> float:
        """Mean change over candidates of `data`, or `held` [percentage points]."""
        return mean_change(self.counts(self.before), self.counts(self.after), self.n, self.candidates.chosen, kind)

    def mean_change_error(self, kind: str) -> float:
        """Monte Carlo standard error of the mean change [percentage points]."""
        before, after = (self._batches(one, kind)[KINDS[kind][0]] for one in (self.before, self.after))
        return mean_change_error(self.after.sizes, before, after)

    def mean_change_band(self, kind: str) -> tuple[float, float]:
        """The mean change over the draws of the assumptions: 10th and 90th percentile [percentage points]."""
        changes = mean_changes(*self._in_band(kind), self.n_band, self.candidates.chosen, kind)
        low, high = percentiles(changes, BAND)
        return float(low), float(high)


def check_replicates(n: int, most: int = KEPT) -> None:
    """Refuse a number of replicates that is none, or more than `most`.

    Raises
    ------
    ScenarioError
        With what is possible.
    """
    if not 1 <= n <= most:
        counted = (
            f" (`run`, `compare` and `world` count up to {MAXIMUM_REPLICATES:,})" if most < MAXIMUM_REPLICATES else ""
        )
        raise ScenarioError(f"replicates is {n:,}; it lies between 1 and {most:,}{counted}.")


def no_horizon(days: int) -> str:
    """Why a horizon that is none is refused."""
    return say("horizon is {days} days; choose one of {known}.", days=days, known=series(map(str, HORIZONS)))


def compare(
    world: World,
    scenario: Scenario,
    requesting: str,
    seed: int = 1,
    n: int = 1024,
    horizon: int = 365,
    baseline: Scenario | None = None,
    hosts: str | frozenset[str] = "recorded",
    progress: Progress = lambda share: None,
) -> Comparison:
    """Run a scenario and its baseline at central assumptions; `with_band` adds the draws of them.

    Parameters
    ----------
    n : replicates; up to 65,536 each is kept, above only totals of 256 batches, in memory that does not grow
    progress : is told the share that is done; what it raises stops the work

    Raises
    ------
    ScenarioError
        For an unknown state, a number of replicates outside 1-10,000,000, or a horizon that is none.
    """
    wrong = []
    try:
        check_replicates(n, MAXIMUM_REPLICATES)
    except ScenarioError as fault:
        wrong.append(str(fault))
    if horizon not in HORIZONS:
        wrong.append(no_horizon(horizon))
    asker = world.state(requesting)
    if not asker.in_totals:
        wrong.append(
            say(
                "{name} is a place with data outside the totals. Choose one of the 195 states.",
                name=name_of(asker),
            )
        )
    if wrong:
        raise ScenarioError("\n".join(wrong))
    pair = (baseline_of(scenario, baseline), scenario)
    before, after = centrals(world, [Ask(scenario=one) for one in pair], requesting, seed, n, progress)
    return Comparison(
        world=world,
        scenario=scenario,
        baseline=pair[0],
        requesting=requesting,
        seed=seed,
        n=n,
        horizon=HORIZONS.index(horizon),
        candidates=candidates(world, requesting, hosts),
        before=before,
        after=after,
    )
