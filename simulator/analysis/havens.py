"""Which candidate hosts have low exposure in the baseline, and which of them lose it under a scenario."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

import numpy as np

from simulator.analysis.ensemble import Counted, Ensemble, Progress, band, central
from simulator.data.dyads import protected_persons, recognised
from simulator.data.treaties import load_treaties
from simulator.engine.draws import Purpose, draws
from simulator.engine.kernel import EFFECTS
from simulator.engine.words import count
from simulator.errors import ScenarioError
from simulator.model.network import HORIZONS
from simulator.model.scenario import Scenario, baseline_of
from simulator.model.world import BoolArray, FloatArray, IntArray, World

LOW, RAISED, HIGH = range(3)
CLASSES = ("low", "raised", "high")
CUTS = {"data": (0.25, 0.5), "data_host": (0.25, 0.5), "held": (0.05, 0.15), "handed_over": (0.02, 0.05)}
RISE = {"data": 0.10, "data_host": 0.10, "held": 0.03, "handed_over": 0.03}
KINDS = {"data": ("data",), "person": ("held", "handed_over")}
DISPLACED = 0.5
ALTERNATIVES = {
    "displaced": "if half of the informal requests moved into the Convention's channel",
    "one_mind": "if all bodies of a State are of one mind",
    "aligned": "if those who vote most like the requesting State all passed its request on (stress test, not documented)",
    "law_alone": "without what rests on an assumption alone (oversight, transparency)",
}
MAXIMUM_REPLICATES = 65_536
RESAMPLES = 200
RULE = (
    "Candidate hosts: states where UNHCR records people from the requesting State under or seeking protection, or "
    "recognised in 2021-2025, rated Free or Partly Free, and known to be bound by at least three treaties."
)


def classes(counts: dict[str, IntArray], n: int, effects: tuple[str, ...], factor: float = 1.0) -> IntArray:
    """Exposure class of each host: the highest among `effects`, with cuts moved by `factor`."""
    found = np.zeros_like(counts[effects[0]])
    for effect in effects:
        low, high = (cut * factor * n - 1e-9 for cut in CUTS[effect])
        found = np.maximum(found, (counts[effect] >= low).astype(np.int64) + (counts[effect] >= high))
    return found


def lost(
    before: dict[str, IntArray], after: dict[str, IntArray], n: int, effects: tuple[str, ...], factor: float = 1.0
) -> BoolArray:
    """The class rises and the chance of an effect rises by its points."""
    rises = classes(after, n, effects, factor) > classes(before, n, effects, factor)
    jumps = [after[effect] - before[effect] >= RISE[effect] * n - 1e-9 for effect in effects]
    return np.asarray(rises & np.logical_or.reduce(jumps))


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """Which hosts are looked at for refuge; arrays of shape (n_states,)."""

    rule: str  # in words; stands in every headline and export
    chosen: BoolArray
    thin: BoolArray  # known to be bound by fewer than three treaties: no class
    unrated: BoolArray  # rated Not Free or not rated: not assessed as a refuge
    protected: IntArray  # [persons]


def candidates(world: World, requesting: str, rule: str | frozenset[str] = "recorded") -> Candidates:
    """Candidate hosts by the rule that stands in every headline.

    Parameters
    ----------
    rule : `recorded` (the default in words is `RULE`), `all` states, or the user's own list of ISO codes

    Raises
    ------
    ScenarioError
        If a code of the list is no state.
    """
    people, believed, treaties = protected_persons(requesting), recognised(requesting), load_treaties()
    bound = np.sum([world.mask(treaties.bound(key)) for key in sorted(treaties.instruments)], axis=0)
    protected = np.array([people.get(code, 0) for code in world.codes])
    recorded = (protected > 0) | np.array([believed.get(code, 0) > 0 for code in world.codes])
    thin = bound < 3
    unrated = np.array([status not in ("F", "PF") for status in world.freedom])
    if rule == "recorded":
        words, chosen = RULE, recorded & ~thin & ~unrated & world.in_totals
    elif rule == "all":
        words, chosen = "Candidate hosts: all 195 states but the requesting State.", world.in_totals.copy()
    else:
        places = [world.index_of(code) for code in sorted(rule)]
        words = f"Candidate hosts: a list of the user's own: {', '.join(sorted(rule))}."
        chosen = np.zeros(len(world.states), dtype=bool)
        chosen[places] = True
    chosen[world.index_of(requesting)] = False
    return Candidates(rule=words, chosen=chosen, thin=thin, unrated=unrated, protected=protected)


def tally(
    before: dict[str, IntArray], after: dict[str, IntArray], n: int, chosen: BoolArray, kind: str
) -> tuple[int, int]:
    """Havens of one kind among the chosen hosts, and those of them that are kept."""
    havens = chosen & (classes(before, n, KINDS[kind]) == LOW)
    return int(havens.sum()), int((havens & ~lost(before, after, n, KINDS[kind])).sum())


def mean_change(before: dict[str, IntArray], after: dict[str, IntArray], n: int, chosen: BoolArray, kind: str) -> float:
    """Mean change over the chosen hosts of `data`, or `held` [percentage points]."""
    effect = KINDS[kind][0]
    return float(100 * (after[effect] - before[effect])[chosen].sum() / (n * max(int(chosen.sum()), 1)))


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
    before: Ensemble
    after: Ensemble
    banded: list[tuple[Counted, ...]] = field(default_factory=list)  # empty until the band is run
    n_band: int = 0
    alternatives: dict[str, tuple[Ensemble, Ensemble]] = field(default_factory=dict)  # baseline and scenario, by name

    def counts(self, ensemble: Ensemble | Counted) -> dict[str, IntArray]:
        """Replicates by effect at the horizon, shape (n_states,)."""
        return {effect: ensemble.counts(effect)[self.horizon] for effect in EFFECTS}

    def havens(self, kind: str, factor: float = 1.0) -> BoolArray:
        """Candidates with low exposure in the baseline, with cuts moved by `factor`."""
        low = classes(self.counts(self.before), self.n, KINDS[kind], factor) == LOW
        return np.asarray(self.candidates.chosen & low)

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
        first = {effect: self.after.counts(effect, self.n_band)[self.horizon] for effect in effects}
        usual = classes(first, self.n_band, effects)
        same = sum(classes(self.counts(after), self.n_band, effects) == usual for _, after in self.banded)
        return np.asarray(same < 0.8 * len(self.banded))

    def kept_interval(self, kind: str) -> tuple[int, int]:
        """Havens kept: 2.5th and 97.5th percentile when whole replicates are drawn again."""
        bits = {}
        for name, ensemble in (("before", self.before), ("after", self.after)):
            for effect in KINDS[kind]:
                octets = np.ascontiguousarray(ensemble.words[effect][self.horizon]).view(np.uint8)
                bits[name, effect] = np.unpackbits(octets, axis=-1, count=self.n, bitorder="little").astype(np.float32)
        place = np.arange(self.n)
        kept = []
        for resample in range(RESAMPLES):
            chosen = draws(self.seed, Purpose.RESAMPLE, place, replicate=resample).astype(np.int64) * self.n >> 31
            weight = np.bincount(chosen, minlength=self.n).astype(np.float32)
            totals = {key: (array @ weight).astype(np.int64) for key, array in bits.items()}
            before, after = ({e: totals[name, e] for e in KINDS[kind]} for name in ("before", "after"))
            kept.append(tally(before, after, self.n, self.candidates.chosen, kind)[1])
        kept.sort()
        return kept[RESAMPLES // 40], kept[-RESAMPLES // 40 - 1]

    def kept_band(self, kind: str) -> tuple[int, int]:
        """Havens kept: 10th and 90th percentile over the draws of the assumptions."""
        kept = []
        for pair in self.banded:
            before, after = (self.counts(ensemble) for ensemble in pair)
            kept.append(tally(before, after, self.n_band, self.candidates.chosen, kind)[1])
        kept.sort()
        return kept[len(kept) // 10], kept[-len(kept) // 10 - 1]

    def need_forwarding(self, kind: str) -> BoolArray:
        """Lost havens that are not lost when no state forwards."""
        before, after = (
            self.counts(central(self.world, one, self.requesting, self.seed, self.n, rounds=0))
            for one in (self.baseline, self.scenario)
        )
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
        without = []
        for ensemble in (self.before, self.after):
            words = (ensemble.words["data_host"] | ensemble.words["data_provider"])[self.horizon]
            without.append({"data": count(words)})
        return self.elsewhere() & ~lost(without[0], without[1], self.n, ("data",))

    def chance(self, effect: str) -> FloatArray:
        """Chance of an effect in the scenario, shape (n_states,)."""
        return np.asarray(self.counts(self.after)[effect] / self.n)

    def mean_change(self, kind: str) -> float:
        """Mean change over candidates of `data`, or `held` [percentage points]."""
        return mean_change(self.counts(self.before), self.counts(self.after), self.n, self.candidates.chosen, kind)


def check_replicates(n: int) -> None:
    """Refuse a number of replicates that is none or would not end."""
    if not 1 <= n <= MAXIMUM_REPLICATES:
        raise ScenarioError(f"replicates is {n}; it lies between 1 and {MAXIMUM_REPLICATES}.")


def compare(
    world: World,
    scenario: Scenario,
    requesting: str,
    seed: int = 1,
    n: int = 1024,
    horizon: int = 365,
    baseline: Scenario | None = None,
    hosts: str | frozenset[str] = "recorded",
) -> Comparison:
    """Run a scenario and its baseline at central assumptions; `with_band` adds the draws of them.

    Raises
    ------
    ScenarioError
        For an unknown state, a number of replicates outside 1-65,536, or a horizon that is none.
    """
    wrong = []
    try:
        check_replicates(n)
    except ScenarioError as fault:
        wrong.append(str(fault))
    if horizon not in HORIZONS:
        wrong.append(f"horizon is {horizon} days; choose one of {', '.join(map(str, HORIZONS))}.")
    place = world.index_of(requesting)
    if not world.states[place].in_totals:
        wrong.append(
            f"{world.states[place].name} is a place with data outside the totals. Choose one of the 195 states."
        )
    if wrong:
        raise ScenarioError("\n".join(wrong))
    pair = (baseline_of(scenario, baseline), scenario)
    with ThreadPoolExecutor(2) as threads:
        before, after = threads.map(lambda one: central(world, one, requesting, seed, n), pair)
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


def with_band(found: Comparison, progress: Progress = lambda share: None) -> Comparison:
    """The same comparison with its band; `progress` is told the share that is done and may stop it."""
    pair = (found.baseline, found.scenario)
    banded, n_band = band(found.world, pair, found.requesting, found.seed, found.n, progress)
    return replace(found, banded=banded, n_band=n_band, alternatives=_alternatives(found))


def _alternatives(found: Comparison) -> dict[str, tuple[Ensemble, Ensemble]]:
    def run(scenario: Scenario, moved: dict[str, float], one_mind: bool = False) -> Ensemble:
        other = scenario.model_copy(update={"assumptions": {**scenario.assumptions, **moved}})
        return central(found.world, other, found.requesting, found.seed, found.n, one_mind=one_mind)

    before, after = found.baseline, found.scenario
    made = {
        "displaced": (found.before, run(after, {"displacement": DISPLACED})),
        "one_mind": (run(before, {}, one_mind=True), run(after, {}, one_mind=True)),
        "aligned": (run(before, {"aligned_forwarding": 1.0}), run(after, {"aligned_forwarding": 1.0})),
    }
    resting = {id: 0.0 for id, value in after.resting().items() if value > 0}
    if resting:
        made["law_alone"] = (found.before, run(after, resting))
    return made
