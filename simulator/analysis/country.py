"""One host and the people it shelters: what the requests of each State they fled would do to them there.

Every State from which UNHCR records people in the host asks for itself, on shared worlds: each has bit for bit the
counts of its own run. In the order of names, never ranked.
"""

from dataclasses import dataclass

import numpy as np

from simulator.analysis.alone import ACTS, Act, genuine_met, made_by, with_acts
from simulator.analysis.candidates import candidates
from simulator.analysis.classes import CLASSES, KINDS, classes, lost, tally
from simulator.analysis.ensemble import Progress, in_turn, part_of
from simulator.analysis.every import requesters
from simulator.analysis.havens import no_horizon
from simulator.arrays import BoolArray, IntArray
from simulator.data.dyads import protected_persons, recognised
from simulator.engine.ensemble import Askers
from simulator.engine.kernel import EFFECTS
from simulator.errors import ScenarioError
from simulator.model.compile import Compiler
from simulator.model.network import HORIZONS, Network
from simulator.model.scenario import Scenario, baseline_of, find_case
from simulator.model.world import World
from simulator.words.names import name_of
from simulator.words.say import Word, say

SHOWN = ("data", "data_host", "held", "handed_over")
RULE: Word = (
    "States of origin: those from which UNHCR records people in this host under or seeking protection, or recognised in "
    "2021-2025, whatever their reasons."
)
Met = dict[str, IntArray]  # by effect: replicates with it in the host, shape (n_origins,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """One host under a scenario and its baseline; an origin is a State whose people it shelters."""

    world: World
    scenario: Scenario
    baseline: Scenario
    host: str
    seed: int
    n: int
    horizon: int  # [day]
    origins: IntArray  # (n_origins,) places, in the order of names
    protected: IntArray  # (n_origins,) [persons] (UNHCR)
    before: Met
    after: Met

    def tally(self, kind: str, after: Met | None = None) -> tuple[int, int]:
        """Origins whose people have a haven of one kind here in the baseline, and those whose people keep it."""
        everyone = np.ones(len(self.origins), dtype=bool)
        return tally(self.before, self.after if after is None else after, self.n, everyone, kind)

    def lost(self, kind: str) -> BoolArray:
        """Origins whose people lose a haven here, shape (n_origins,)."""
        return lost(self.before, self.after, self.n, KINDS[kind])

    def words(self, kind: str, met: Met) -> list[str]:
        """The class of exposure by origin."""
        return [CLASSES[one] for one in classes(met, self.n, KINDS[kind])]


def assessed(world: World, host: str) -> str:
    """Why a host is not assessed as a refuge, in words; nothing if it is.

    Raises
    ------
    ScenarioError
        For a code that is none of the 195 states.
    """
    place = world.index_of(host)
    name = name_of(world.states[place])
    if not world.in_totals[place]:
        raise ScenarioError(say("{name} is outside the totals. Choose among the 195 states.", name=name))
    who = candidates(world, host)  # rating and treaties of a host do not hang on who asks
    if who.unrated[place]:
        return say("{name} is rated Not Free or is not rated, so it is not assessed as a refuge.", name=name)
    if who.thin[place]:
        return say("{name} is known to be bound by fewer than three treaties, so no class is given.", name=name)
    return ""


def origins_of(world: World, host: str) -> tuple[IntArray, IntArray]:
    """Places of the States whose people the host shelters, by name, and how many of them [persons]."""
    places, _ = requesters(world, None)
    people = {i: protected_persons(world.codes[i]).get(host, 0) for i in places}
    known = [i for i in places if people[i] or recognised(world.codes[i]).get(host, 0)]
    return np.array(known, dtype=np.int64), np.array([people[i] for i in known], dtype=np.int64)


def country(
    world: World,
    scenario: Scenario,
    host: str,
    seed: int = 1,
    n: int = 1024,
    horizon: int = 365,
    progress: Progress = lambda share: None,
) -> Country:
    """Run a scenario and its baseline for every State whose people the host shelters.

    Parameters
    ----------
    progress : is told the share that is done; what it raises stops the work

    Raises
    ------
    ScenarioError
        For a host that is no state or not assessed as a refuge, or a horizon that is none.
    """
    if refused := assessed(world, host):
        raise ScenarioError(refused)
    if horizon not in HORIZONS:
        raise ScenarioError(no_horizon(horizon))
    origins, protected = origins_of(world, host)
    compiler, baseline = Compiler(world), baseline_of(scenario)
    networks = [compiler.network(one, find_case(one.case), None) for one in (baseline, scenario)]
    met = _each(networks, origins, world.index_of(host), seed, n, horizon, progress)
    return Country(
        world=world, scenario=scenario, baseline=baseline, host=host, seed=seed, n=n, horizon=horizon,
        origins=origins, protected=protected, before=met[0], after=met[1],
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Acted:
    """What the host could do alone, each act by itself: what it keeps, and what it costs. As it stands first."""

    of: Country
    acts: tuple[Act, ...]
    met: tuple[Met, ...]  # (1 + n_acts)
    genuine: tuple[float, ...]  # (1 + n_acts) share of genuine requests to the host that are met [0-1]


def acted(found: Country, progress: Progress = lambda share: None) -> Acted:
    """Run every act of the host alone, for every State whose people it shelters.

    Parameters
    ----------
    progress : is told the share that is done; what it raises stops the work
    """
    world, scenario, made = found.world, found.scenario, made_by(Compiler(found.world))
    networks = with_acts(world, scenario, found.host, made, scenario.case, None)[1:]
    place, told = world.index_of(found.host), part_of(progress, 0.0, 0.7)
    met = _each(networks, found.origins, place, found.seed, found.n, found.horizon, told)
    genuine = genuine_met(world, scenario, found.host, made, found.seed, found.n, part_of(progress, 0.7, 1.0))
    return Acted(of=found, acts=ACTS, met=(found.after, *met), genuine=tuple(genuine.tolist()))


def _each(
    networks: list[Network], origins: IntArray, host: int, seed: int, n: int, horizon: int, progress: Progress
) -> list[Met]:
    """Replicates with each effect in the host under each network, by requesting State, shape (n_origins,)."""
    if len(origins) == 0:
        return [dict.fromkeys(SHOWN, origins) for _ in networks]

    def met(network: Network) -> Met:
        counts = Askers(network, origins).counts(seed, 0, n)[:, :, HORIZONS.index(horizon), host]
        return {effect: counts[:, EFFECTS.index(effect)] for effect in SHOWN}

    found = []
    for one in in_turn(met, networks):
        found.append(one)
        progress(len(found) / len(networks))
    return found
