"""Every single change of a scenario at once: each level of each acting setting, and more or fewer parties.

All variants meet the same draws, so a difference is a difference of rules. They stand in the order of the catalogue;
nothing is ranked.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import pandas as pd

from simulator.analysis.ensemble import Ensemble, Progress, simulate
from simulator.analysis.havens import KINDS, mean_change, tally
from simulator.engine.kernel import EFFECTS
from simulator.law.settings import load_catalogue
from simulator.law.vocabulary import Route
from simulator.model.adoption import Adoption, Order, not_before
from simulator.model.compile import Compiler
from simulator.model.network import HORIZONS, Network
from simulator.model.scenario import Scenario, baseline_of, find_case
from simulator.model.world import BoolArray, IntArray, World

PARTIES = (*range(40, 195, 10), 195)
AT_ONCE = 12  # variants between two looks at whether to go on
SAME = "as chosen"


@dataclass(frozen=True, slots=True)
class Variant:
    """One change alone."""

    setting: str  # id of a setting, "parties", or `SAME` for the scenario itself
    level: str
    words: str
    route: Route | None
    scenario: Scenario


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbourhood:
    """The scenario, its baseline and every variant, run on the same replicates."""

    n: int
    requesting: str
    baseline: Ensemble
    variants: tuple[Variant, ...]  # the scenario itself first
    ensembles: tuple[Ensemble, ...]

    def counts(self, effect: str, horizon: int = 365) -> IntArray:
        """Replicates with an effect in every host, shape (n_variants, n_states)."""
        place = HORIZONS.index(horizon)
        return np.stack([ensemble.counts(effect)[place] for ensemble in self.ensembles])

    def table(self, chosen: BoolArray, horizon: int = 365) -> pd.DataFrame:
        """One row a variant, over the chosen hosts: its route, the earliest day, havens kept of the baseline's, mean change [points]."""
        place, rows = HORIZONS.index(horizon), []
        before = {effect: self.baseline.counts(effect)[place] for effect in EFFECTS}
        for variant, ensemble in zip(self.variants, self.ensembles, strict=True):
            after = {effect: ensemble.counts(effect)[place] for effect in EFFECTS}
            row: dict[str, object] = {
                "setting": variant.setting,
                "level": variant.level,
                "change": variant.words,
                "route": variant.route.value if variant.route else "",
                "not before": not_before(variant.route) if variant.route else "",
            }
            for kind in KINDS:
                row[f"{kind}_havens"], row[f"{kind}_kept"] = tally(before, after, self.n, chosen, kind)
                row[f"{kind}_change"] = round(mean_change(before, after, self.n, chosen, kind), 3)
            rows.append(row)
        return pd.DataFrame(rows)


def variants(scenario: Scenario, order: Order = "signature") -> tuple[Variant, ...]:
    """The scenario, every other level of every acting setting, and the first so many parties along an order."""
    found = [Variant(SAME, "", "the scenario as it stands", None, scenario)]
    for setting in load_catalogue().values():
        for level in setting.level:
            if level.acts and level.id != scenario.treaty[setting.id]:
                moved = scenario.model_copy(update={"settings": {**scenario.settings, setting.id: level.id}})
                found.append(Variant(setting.id, level.id, f"{setting.title}: {level.name}", level.route, moved))
    for many in PARTIES:
        adoption = Adoption(list="first", first=many, order=order, leaving=scenario.adoption.leaving)
        moved = scenario.model_copy(update={"adoption": adoption})
        found.append(Variant("parties", str(many), f"{many} parties, by {order}", Route.NOT_JOINING, moved))
    return tuple(found)


def neighbourhood(
    world: World,
    scenario: Scenario,
    requesting: str,
    seed: int = 1,
    n: int = 256,
    order: Order = "signature",
    progress: Progress = lambda share: None,
) -> Neighbourhood:
    """Run all of them on two threads; `progress` is told the share that is done and may stop it by raising."""
    every = variants(scenario, order)
    case = find_case(scenario.case)
    scenarios = [baseline_of(scenario), *(variant.scenario for variant in every)]

    compiler, done = Compiler(world), list[Ensemble]()

    def some(start: int) -> list[Network]:
        return [compiler.network(one, case, requesting) for one in scenarios[start : start + AT_ONCE]]

    with ThreadPoolExecutor(2) as threads:
        starts = range(0, len(scenarios), AT_ONCE)
        waiting = [threads.submit(simulate, some(start), seed, n) for start in starts]
        try:
            for finished, part in enumerate(waiting):
                done += part.result()
                progress((finished + 1) / len(waiting))
        except BaseException:
            threads.shutdown(cancel_futures=True)
            raise
    return Neighbourhood(
        n=n,
        requesting=requesting,
        baseline=done[0],
        variants=every,
        ensembles=tuple(done[1:]),
    )
