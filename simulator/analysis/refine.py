"""A comparison that begins with few replicates and is made better in place, on the same draws.

First the replicates grow fourfold at a time, then the assumptions are drawn, then structural alternatives are run.
Each step keeps what the one before it worked out, and the last is bit for bit what one whole run gives.
"""

from collections.abc import Generator
from dataclasses import replace

from simulator.analysis.ensemble import BAND_DRAWS, Ask, Progress, band, centrals, part_of
from simulator.analysis.havens import DISPLACED, Comparison, compare
from simulator.analysis.outcomes import Counted, Outcome
from simulator.model.scenario import Scenario
from simulator.model.world import World

FIRST, TIMES, LAST = 256, 4, 16_384  # replicates of the first answer, how they grow, and how far before the whole
DRAWS = (8, 16, 32)  # of the band, at which it is shown before it is whole
BAND_WORK = 200_000  # replicates that take as long as the band does
ALTERNATIVE_RUNS = 9


def refine(
    world: World,
    scenario: Scenario,
    requesting: str,
    seed: int = 1,
    n: int = 1024,
    horizon: int = 365,
    baseline: Scenario | None = None,
    hosts: str | frozenset[str] = "recorded",
    progress: Progress = lambda share: None,
) -> Generator[Comparison, None, None]:
    """Ever better answers, the last of them what `with_band(compare(...))` gives.

    Whoever stops reading, or raises in `progress` (told after every fraction of a second), stops the work.

    Raises
    ------
    ScenarioError
        As `compare`.
    """
    whole, done = (2 + ALTERNATIVE_RUNS) * n + BAND_WORK, 0
    for some in steps(n):
        part = part_of(progress, 2 * done / whole, 2 * some / whole)
        found = compare(world, scenario, requesting, seed, some, horizon, baseline, hosts, part)
        yield found
        done = some
    yield from banded(found, part_of(progress, 2 * n / whole, 1.0))


def steps(n: int) -> list[int]:
    """Replicates of each answer before the assumptions are drawn."""
    few = [FIRST]
    while few[-1] * TIMES <= LAST:
        few.append(few[-1] * TIMES)
    return [*(some for some in few if some < n), n]


def with_band(found: Comparison, progress: Progress = lambda share: None) -> Comparison:
    """The same comparison with its band and alternatives; `progress` is told the share that is done and may stop it."""
    *_, finished = banded(found, progress)
    return finished


def banded(found: Comparison, progress: Progress = lambda share: None) -> Generator[Comparison, None, None]:
    """The same comparison with the first draws of the band, with more of them, and whole with the alternatives.

    Whoever stops reading, or raises in `progress`, stops the work.
    """
    pair, drawn = (found.baseline, found.scenario), list[tuple[Counted, Counted]]()
    of_band = BAND_WORK / (BAND_WORK + ALTERNATIVE_RUNS * found.n)
    for both in band(found.world, pair, found.requesting, found.seed, found.n):
        drawn.append(both)
        progress(of_band * len(drawn) / BAND_DRAWS)
        if len(drawn) in DRAWS:
            yield replace(found, banded=list(drawn), n_band=both[0].n)
    alternatives = _alternatives(found, part_of(progress, of_band, 1.0))
    yield replace(found, banded=drawn, n_band=drawn[0][0].n, alternatives=alternatives)


def _alternatives(found: Comparison, progress: Progress) -> dict[str, tuple[Outcome, Outcome]]:
    """Baseline and scenario under each structural alternative; the count without forwarding is made ready on the way."""

    def ask(scenario: Scenario, moved: dict[str, float]) -> Ask:
        return Ask(scenario=scenario.model_copy(update={"assumptions": {**scenario.assumptions, **moved}}))

    before, after = found.baseline, found.scenario
    resting = {id: 0.0 for id, value in after.resting().items() if value > 0}
    asked = {
        "displaced": [ask(after, {"displacement": DISPLACED})],
        "one_mind": [Ask(scenario=before, one_mind=True), Ask(scenario=after, one_mind=True)],
        "aligned": [ask(one, {"aligned_forwarding": 1.0}) for one in (before, after)],
        "law_alone": [ask(after, resting)] if resting else [],
    }
    every = [one for some in asked.values() for one in some] + found.unforwarded()
    made = iter(centrals(found.world, every, found.requesting, found.seed, found.n, progress, keep=False))
    pairs = {name: [next(made) for _ in some] for name, some in asked.items() if some}
    return {name: (pair[0] if len(pair) == 2 else found.before, pair[-1]) for name, pair in pairs.items()}
