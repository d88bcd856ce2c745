"""Every single change of a scenario at once: each level of each acting setting, and more or fewer parties.

All variants meet the same draws, so a difference is a difference of rules. They stand in the order of the catalogue;
nothing is ranked.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from simulator.analysis.beside import Beside, beside
from simulator.analysis.classes import KINDS, mean_change, tally
from simulator.analysis.ensemble import Progress
from simulator.arrays import BoolArray, IntArray
from simulator.law.settings import load_catalogue
from simulator.law.vocabulary import Route
from simulator.model.adoption import Adoption, Order, not_before
from simulator.model.compile import Compiler
from simulator.model.scenario import Scenario
from simulator.model.world import World

PARTIES = (*range(40, 195, 10), 195)
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
    """The scenario and every variant, each against its baseline, on the same replicates and by one horizon."""

    n: int
    requesting: str
    horizon: int  # [day]
    variants: tuple[Variant, ...]  # the scenario itself first
    found: tuple[Beside, ...]

    def counts(self, effect: str) -> IntArray:
        """Replicates with an effect in every host, shape (n_variants, n_states)."""
        return np.stack([one.after[effect] for one in self.found])

    def table(self, chosen: BoolArray) -> pd.DataFrame:
        """One row a variant, over the chosen hosts: its route, the earliest day, havens kept of the baseline's, mean change [points]."""
        rows = []
        for variant, one in zip(self.variants, self.found, strict=True):
            row: dict[str, object] = {
                "setting": variant.setting,
                "level": variant.level,
                "change": variant.words,
                "route": variant.route.value if variant.route else "",
                "not before": not_before(variant.route) if variant.route else "",
            }
            for kind in KINDS:
                row[f"{kind}_havens"], row[f"{kind}_kept"] = tally(one.before, one.after, self.n, chosen, kind)
                row[f"{kind}_change"] = round(mean_change(one.before, one.after, self.n, chosen, kind), 3)
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
    horizon: int = 365,
    order: Order = "signature",
    progress: Progress = lambda share: None,
) -> Neighbourhood:
    """Run all of them; `progress` is told the share that is done and may stop it by raising.

    A setting on practice (27-29) moves the baseline too, so that a difference stays the law's.
    """
    every = variants(scenario, order)
    scenarios = [variant.scenario for variant in every]
    found = beside(Compiler(world), scenarios, requesting, seed, n, horizon, progress)
    return Neighbourhood(n=n, requesting=requesting, horizon=horizon, variants=every, found=found)
