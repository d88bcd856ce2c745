"""Several scenarios beside one another, each against its own baseline, on the same draws."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from simulator.engine.kernel import EFFECTS
from simulator.engine.many import run_many
from simulator.model.compile import Compiler
from simulator.model.scenario import Scenario, baseline_of, find_case
from simulator.model.world import IntArray

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
    progress: Callable[[float], object] = lambda share: None,
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
    baselines = [baseline_of(scenario) for scenario in scenarios]
    names = [scenario.model_dump_json() for scenario in (*scenarios, *baselines)]
    every = dict(zip(names, (*scenarios, *baselines), strict=True))
    found = {} if known is None else known
    new = [name for name in every if name not in found]
    networks = [compiler.network(every[name], find_case(every[name].case), requesting) for name in new]
    counts = run_many(networks, seed, n, horizon, look=progress).counts if new else ()
    found.update({name: dict(zip(EFFECTS, of, strict=True)) for name, of in zip(new, counts, strict=True)})
    pairs = zip(names[len(scenarios) :], names[: len(scenarios)], strict=True)
    return tuple(Beside(n=n, before=found[before], after=found[after]) for before, after in pairs)
