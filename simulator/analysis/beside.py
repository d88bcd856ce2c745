"""Several scenarios beside one another, each against its own baseline, on the same draws."""

from collections.abc import Sequence
from dataclasses import dataclass

from simulator.analysis.ensemble import Progress
from simulator.arrays import IntArray
from simulator.engine.kernel import EFFECTS
from simulator.engine.many import run_many
from simulator.model.compile import Compiler
from simulator.model.network import Network
from simulator.model.scenario import Scenario, baseline_of, find_case, load_scenario

Known = dict[str, dict[str, IntArray]]  # counts by scenario (as JSON) and effect, shape (n_states,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """One scenario and its baseline on the same replicates: how many have each effect, shape (n_states,), by effect."""

    n: int
    before: dict[str, IntArray]
    after: dict[str, IntArray]


def beside(
    compiler: Compiler,
    scenarios: Sequence[Scenario],
    requesting: str,
    seed: int = 1,
    n: int = 1024,
    horizon: int = 365,
    progress: Progress = lambda share: None,
    known: Known | None = None,
) -> tuple[Beside, ...]:
    """Run them all, and each different baseline once.

    A setting on practice (27-29) moves the baseline too, so that a difference stays the law's; most scenarios share one.

    Parameters
    ----------
    compiler : remembers what scenarios have in common, over several calls
    horizon : one of `HORIZONS` [day]
    progress : is told the share that is done; what it raises stops the work
    known : counts of scenarios run before, with the same requesting State, seed, replicates and horizon; added to
    """
    named = {name: load_scenario(name) for name in {scenario.baseline for scenario in scenarios}}
    baselines = [baseline_of(scenario, named[scenario.baseline]) for scenario in scenarios]
    counts = counted(compiler, [*scenarios, *baselines], requesting, seed, n, horizon, progress, known)
    pairs = zip(counts[len(scenarios) :], counts[: len(scenarios)], strict=True)
    return tuple(Beside(n=n, before=before, after=after) for before, after in pairs)


def counted(
    compiler: Compiler,
    scenarios: Sequence[Scenario],
    requesting: str,
    seed: int = 1,
    n: int = 1024,
    horizon: int = 365,
    progress: Progress = lambda share: None,
    known: Known | None = None,
) -> list[dict[str, IntArray]]:
    """Counts of each scenario by effect, shape (n_states,); `known` as in `beside`."""
    found = {} if known is None else known
    names = [scenario.model_dump_json() for scenario in scenarios]
    new = {name: scenario for name, scenario in zip(names, scenarios, strict=True) if name not in found}
    networks = [compiler.network(one, find_case(one.case), requesting) for one in new.values()]
    found.update(zip(new, run_distinct(networks, seed, n, horizon, progress), strict=True))
    return [found[name] for name in names]


def run_distinct(
    networks: Sequence[Network],
    seed: int,
    n: int,
    horizon: int,
    progress: Progress = lambda share: None,
) -> list[dict[str, IntArray]]:
    """Counts of networks of one compiler by effect, shape (n_states,); those that are the same are run once."""
    distinct = {network.identity: network for network in networks}
    if not distinct:
        return []
    counts = run_many(list(distinct.values()), seed, n, horizon, look=progress).counts
    of = {key: dict(zip(EFFECTS, each, strict=True)) for key, each in zip(distinct, counts, strict=True)}
    return [of[network.identity] for network in networks]
