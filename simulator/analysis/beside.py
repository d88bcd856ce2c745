"""Several scenarios beside one another, each against its own baseline, on the same draws."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from simulator.analysis.ensemble import Ensemble, simulate
from simulator.model.compile import Compiler
from simulator.model.scenario import Scenario, baseline_of, find_case

AT_ONCE = 4  # scenarios that share the draws of a block


@dataclass(frozen=True, slots=True)
class Beside:
    """One scenario and its baseline on the same replicates."""

    before: Ensemble
    after: Ensemble


def beside(
    compiler: Compiler, scenarios: Sequence[Scenario], requesting: str, seed: int = 1, n: int = 1024
) -> tuple[Beside, ...]:
    """Run them all, and each different baseline once, on two threads.

    A setting on practice (27-29) moves the baseline too, so that a difference stays the law's; most scenarios of a lever
    share one. `compiler` remembers what scenarios have in common, over several calls.
    """
    baselines = [baseline_of(scenario) for scenario in scenarios]
    names = [scenario.model_dump_json() for scenario in (*scenarios, *baselines)]
    every = dict(zip(names, (*scenarios, *baselines), strict=True))
    networks = [compiler.network(one, find_case(one.case), requesting) for one in every.values()]
    parts = [networks[start : start + AT_ONCE] for start in range(0, len(networks), AT_ONCE)]
    with ThreadPoolExecutor(2) as threads:
        done = [one for part in threads.map(lambda part: simulate(part, seed, n), parts) for one in part]
    found = dict(zip(every, done, strict=True))
    pairs = zip(names[len(scenarios) :], names[: len(scenarios)], strict=True)
    return tuple(Beside(found[before], found[after]) for before, after in pairs)
