"""Several scenarios beside one another, each against its own baseline, on the same draws."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from simulator.analysis.ensemble import Ensemble, simulate
from simulator.model.compile import compile_network
from simulator.model.scenario import Scenario, baseline_of, find_case
from simulator.model.world import World

AT_ONCE = 6  # scenarios that share the draws of a block


@dataclass(frozen=True, slots=True)
class Beside:
    """One scenario and its baseline on the same replicates."""

    before: Ensemble
    after: Ensemble


def beside(
    world: World, scenarios: tuple[Scenario, ...], requesting: str, seed: int = 1, n: int = 1024
) -> tuple[Beside, ...]:
    """Run them all, and each different baseline once, on two threads.

    A setting on practice (27-29) moves the baseline too, so that a difference stays the law's; most scenarios of a lever
    share one.
    """
    baselines = [baseline_of(scenario) for scenario in scenarios]
    names = [scenario.model_dump_json() for scenario in (*scenarios, *baselines)]
    every = dict(zip(names, (*scenarios, *baselines), strict=True))
    starts = range(0, len(every), AT_ONCE)
    parts = [list(every.values())[start : start + AT_ONCE] for start in starts]

    def run(part: list[Scenario]) -> tuple[Ensemble, ...]:
        networks = [compile_network(world, one, find_case(one.case), requesting) for one in part]
        return simulate(networks, seed, n)

    with ThreadPoolExecutor(2) as threads:
        found = dict(zip(every, (one for part in threads.map(run, parts) for one in part), strict=True))
    pairs = zip(names[len(scenarios) :], names[: len(scenarios)], strict=True)
    return tuple(Beside(found[before], found[after]) for before, after in pairs)
