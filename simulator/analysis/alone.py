"""What one host could do alone, under routes that are open to it: what it gains for people it shelters, and what it costs.

The host's own gates are taken from the network in which everyone had made the change; all other states stay as they
are. Days that a court adds are not counted here. Nothing is ranked; the order is that of the articles.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from simulator.analysis.beside import run_distinct
from simulator.analysis.ensemble import Progress, part_of
from simulator.analysis.genuine import CRIMES, DAYS, sampled_pairs
from simulator.arrays import FloatArray
from simulator.engine.asking import first_answer
from simulator.engine.block import Block
from simulator.errors import ScenarioError
from simulator.law.vocabulary import Route
from simulator.model.adoption import Adoption, Declarations
from simulator.model.compile import Compiler
from simulator.model.network import Network
from simulator.model.scenario import Scenario, find_case
from simulator.model.world import World
from simulator.words.names import code_of
from simulator.words.say import Word, say

EXPOSED = {"data_host": "data through the host", "held": "held", "handed_over": "handed over"}  # by effect
FIGURES = (*EXPOSED.values(), "genuine requests met")
BY_HOST = (
    "grounds", "grounds_handover", "dual_criminality", "data_protection", "court", "remedy", "capacity", "protection_force",
)  # fmt: skip


Made = Callable[[Scenario, str, str | None], Network]  # the network of a scenario, a case, and who asks


def made_by(compiler: Compiler) -> Made:
    """Networks as one compiler makes them."""
    return lambda rules, case, who: compiler.network(rules, find_case(case), who)


@dataclass(frozen=True, slots=True)
class Act:
    """Something one host may do without the others."""

    words: str
    article: str
    route: Route
    level: tuple[str, str] | None = None  # setting and level, in the host alone


ACTS = (
    Act(Word("Do not join, or leave"), "64-65, 67", Route.NOT_JOINING),
    Act(Word("Declare to refuse whenever the text permits, and make the reservation of 42(5)"), "37(15), 40(8), 42(5)", Route.DECLARATION),
    Act(Word("Use every refusal that the text permits"), "37(15), 40(8), 40(21)-(22)", Route.HOST, ("host_practice", "always")),
    Act(Word("Have its courts authorise every measure first"), "24(2), 24(4)", Route.HOST, ("court", "prior_all")),
    Act(Word("Forbid transfers that its data-protection law does not allow"), "36(1)(a)", Route.HOST, ("data_protection", "shall")),
    Act(
        Word("Apply the bars on return strictly, to data too"), Word("CAT 3, Refugee Convention 33"), Route.HOST,
        ("non_refoulement", "strict"),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Alone:
    """What each act of one host gains and costs."""

    scenario: Scenario
    requesting: str
    host: str
    seed: int
    n: int
    horizon: int  # [day]
    figures: FloatArray  # (1 + n_acts, n_figures) of `FIGURES` [0-1]: as it stands, then with each act of `ACTS`


def alone(
    world: World,
    scenario: Scenario,
    requesting: str,
    host: str,
    seed: int = 1,
    n: int = 1024,
    horizon: int = 365,
    progress: Progress = lambda share: None,
) -> Alone:
    """Chances of exposure in the host, and the share of genuine requests to it that are met, with each act and without.

    Raises
    ------
    ScenarioError
        If a State is unknown, or the host is the requesting State.
    """
    if host == requesting:
        raise ScenarioError(say("{host} is the requesting State. Name another State as host.", host=code_of(host)))
    found = figures(world, scenario, requesting, host, made_by(Compiler(world)), seed, n, n, horizon, progress)
    return Alone(
        scenario=scenario, requesting=requesting, host=host, seed=seed, n=n, horizon=horizon, figures=found,
    )  # fmt: skip


def figures(
    world: World,
    scenario: Scenario,
    requesting: str,
    host: str,
    made: Made,
    seed: int,
    n: int,
    n_genuine: int,
    horizon: int,
    progress: Progress = lambda share: None,
) -> FloatArray:
    """`Alone.figures`, of networks `made` by one compiler.

    Parameters
    ----------
    n, n_genuine : replicates for exposure, and for genuine requests
    """
    place = world.index_of(host)
    networks = with_acts(world, scenario, host, made, scenario.case, requesting)
    counts = run_distinct(networks, seed, n, horizon, part_of(progress, 0.0, 0.5))
    exposed = [[of[effect][place] / n for effect in EXPOSED] for of in counts]
    met = genuine_met(world, scenario, host, made, seed, n_genuine, part_of(progress, 0.5, 1.0))
    return np.column_stack([exposed, met])


def with_acts(world: World, scenario: Scenario, host: str, made: Made, case: str, who: str | None) -> list[Network]:
    """The network as it stands, then with each act of `ACTS` by the host alone."""
    place = world.index_of(host)
    return [made(scenario, case, who), *(_with_act(made, scenario, act, host, place, case, who) for act in ACTS)]


def genuine_met(
    world: World, scenario: Scenario, host: str, made: Made, seed: int, n: int, progress: Progress = lambda share: None
) -> FloatArray:
    """Share of genuine requests to the host that are met, over all crimes, shape (1 + n_acts,) as in `with_acts` [0-1]."""
    place, met = world.index_of(host), []
    for done, crime in enumerate(CRIMES, 1):
        networks = with_acts(world, scenario, host, made, crime, None)
        met.append([_met(world, scenario, network, place, seed, n) for network in networks])
        progress(done / len(CRIMES))
    return np.asarray(np.mean(met, axis=0))


def _with_act(made: Made, scenario: Scenario, act: Act, host: str, place: int, case: str, who: str | None) -> Network:
    """The network when the host alone does this."""
    moved = made(_moved(scenario, act, host), case, who)
    return moved if act.level is None else in_one(made(scenario, case, who), moved, place)


def _met(world: World, scenario: Scenario, network: Network, host: int, seed: int, n: int) -> float:
    """Share of genuine requests to the host that are met: those of the sample, all sent to it."""
    u, _, replicate = sampled_pairs(world, scenario, seed, 0, n)
    kept = u != host
    asked = np.full(int(kept.sum()), host)
    days = first_answer(network, Block(seed, 0, n, world.numbers), u[kept], asked, replicate[kept])
    return float((days <= DAYS).mean())


def _moved(scenario: Scenario, act: Act, host: str) -> Scenario:
    if act.route is Route.NOT_JOINING:
        adoption: Adoption = scenario.adoption
        return scenario.model_copy(
            update={"adoption": adoption.model_copy(update={"leaving": tuple(sorted({*adoption.leaving, host}))})}
        )
    if act.route is Route.DECLARATION:
        declaring = scenario.declaring | {host}
        return scenario.model_copy(update={"declarations": Declarations(list="own", states=tuple(sorted(declaring)))})
    assert act.level is not None
    return scenario.model_copy(update={"settings": {**scenario.settings, act.level[0]: act.level[1]}})


def in_one(usual: Network, moved: Network, host: int) -> Network:
    """The usual network, with one host's own gates from another."""
    arrays = {}
    for name in BY_HOST:
        array = getattr(usual, name).copy()
        array[..., host] = getattr(moved, name)[..., host]
        arrays[name] = array
    return replace(usual, **arrays)
