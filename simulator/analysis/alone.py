"""What one host could do alone, under routes that are open to it: what it gains for people it shelters, and what it costs.

The host's own gates are taken from the network in which everyone had made the change; all other states stay as they
are. Days that a court adds are not counted here. Nothing is ranked; the order is that of the articles.
"""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from simulator.analysis.genuine import CRIMES, DAYS, SAMPLES, sampled_pairs
from simulator.engine.asking import first_answer
from simulator.engine.block import Block
from simulator.engine.kernel import run
from simulator.law.vocabulary import Route
from simulator.model.adoption import Adoption, Declarations, not_before
from simulator.model.compile import compile_network
from simulator.model.network import HORIZONS, Network
from simulator.model.scenario import Scenario, find_case
from simulator.model.world import World

BY_HOST = (
    "grounds", "grounds_handover", "dual_criminality", "data_protection", "court", "remedy", "capacity", "protection_force",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Act:
    """Something one host may do without the others."""

    words: str
    article: str
    route: Route
    level: tuple[str, str] | None = None  # setting and level, in the host alone


ACTS = (
    Act("Do not join, or leave", "64-65, 67", Route.NOT_JOINING),
    Act("Declare to refuse whenever the text permits, and make the reservation of 42(5)", "37(15), 40(8), 42(5)", Route.DECLARATION),
    Act("Use every refusal that the text permits", "37(15), 40(8), 40(21)-(22)", Route.HOST, ("host_practice", "always")),
    Act("Have its courts authorise every measure first", "24(2), 24(4)", Route.HOST, ("court", "prior_all")),
    Act("Forbid transfers that its data-protection law does not allow", "36(1)(a)", Route.HOST, ("data_protection", "shall")),
    Act("Apply the bars on return strictly, to data too", "CAT 3, Refugee Convention 33", Route.HOST, ("non_refoulement", "strict")),
)  # fmt: skip


def alone(world: World, scenario: Scenario, requesting: str, host: str, seed: int = 1, n: int = 1024) -> pd.DataFrame:
    """One row an act: exposure in the host, and genuine requests to it that are met, before and after [0-1]."""
    place = world.index_of(host)
    before = _figures(world, scenario, scenario, None, requesting, place, seed, n)
    rows = []
    for act in ACTS:
        other, level = _moved(scenario, act, host), act.level
        after = _figures(world, scenario, other, level, requesting, place, seed, n)
        row: dict[str, object] = {
            "what": act.words,
            "articles": act.article,
            "route": act.route.value,
            "not before": not_before(act.route),
        }
        for name, value in before.items():
            row |= {f"{name}, now": round(value, 4), f"{name}, then": round(after[name], 4)}
        rows.append(row)
    return pd.DataFrame(rows)


def _moved(scenario: Scenario, act: Act, host: str) -> Scenario:
    if act.route is Route.NOT_JOINING:
        adoption: Adoption = scenario.adoption
        return scenario.model_copy(
            update={"adoption": adoption.model_copy(update={"leaving": tuple(sorted({*adoption.leaving, host}))})}
        )
    if act.route is Route.DECLARATION:
        declaring = scenario.declarations.by(scenario.parties) | {host}
        return scenario.model_copy(update={"declarations": Declarations(list="own", states=tuple(sorted(declaring)))})
    assert act.level is not None
    return scenario.model_copy(update={"settings": {**scenario.settings, act.level[0]: act.level[1]}})


def _figures(
    world: World,
    scenario: Scenario,
    other: Scenario,
    level: tuple[str, str] | None,
    requesting: str,
    host: int,
    seed: int,
    n: int,
) -> dict[str, float]:
    """Chances of exposure in the host within a year, and the share of genuine requests to it that are met."""

    def network(case: str, who: str | None) -> Network:
        moved = compile_network(world, other, find_case(case), who)
        return moved if level is None else in_one(compile_network(world, scenario, find_case(case), who), moved, host)

    effects = run(network(scenario.case, requesting), seed, 0, n)
    year = HORIZONS.index(365)
    found = {effect: int(effects.counts(effect)[year, host]) / n for effect in ("data_host", "held", "handed_over")}
    u, _, replicate = sampled_pairs(world, scenario, seed, 0, n)
    kept = u != host
    met = []
    for crime in CRIMES:
        block = Block(seed, 0, n, world.numbers)
        days = first_answer(network(crime, None), block, u[kept], np.full(int(kept.sum()), host), replicate[kept])
        met.append(float((days <= DAYS).mean()))
    assert len(u) == SAMPLES * n
    return {"data through the host": found["data_host"], "held": found["held"], "handed over": found["handed_over"]} | {
        "genuine requests met": float(np.mean(met))
    }


def in_one(usual: Network, moved: Network, host: int) -> Network:
    """The usual network, with one host's own gates from another."""
    arrays = {}
    for name in BY_HOST:
        array = getattr(usual, name).copy()
        array[..., host] = getattr(moved, name)[..., host]
        arrays[name] = array
    return replace(usual, **arrays)
