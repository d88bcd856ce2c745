"""What the same rules cost genuine cooperation: requests about real crime that were met.

Child abuse material, ransomware and fraud in equal weight; requesting states by population, requested states
half by their providers' share of services and half by population; located or read within 90 days, the
requested state being the holder; no pretext, no forwarding. Days lost count requests met in both worlds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from simulator.analysis.ensemble import in_turn
from simulator.analysis.outcomes import KEPT
from simulator.analysis.runs import CHUNK
from simulator.engine.asking import first_answer
from simulator.engine.block import Block
from simulator.engine.draws import ONE, DayArray, Purpose, draws
from simulator.law.assumptions import Assumptions
from simulator.law.vocabulary import Service
from simulator.model.compile import Compiler, service_holders
from simulator.model.network import HORIZONS, Network
from simulator.model.scenario import Scenario, find_case
from simulator.model.world import FloatArray, IntArray, World

CRIMES = ("genuine-csam", "genuine-ransomware", "genuine-fraud")
DAYS = 90
SAMPLES = 4  # pairs of states in each replicate


@dataclass(frozen=True, slots=True, eq=False)
class Met:
    """Genuine requests of one crime: when each was met. The same requests are drawn in every scenario."""

    days: DayArray  # shape (n_sent,) day of the first answer [day], `NEVER` if there is none
    rating: npt.NDArray[np.str_]  # (n_sent,) the requesting state's rating: F, PF, NF

    @property
    def sent(self) -> int:
        """Requests sent."""
        return len(self.days)

    @property
    def chance(self) -> float:
        """Share met within 90 days."""
        return float((self.days <= DAYS).mean())

    def from_rated(self, rating: str) -> float:
        """Share met within 90 days of those that states of one rating sent."""
        return float((self.days[self.rating == rating] <= DAYS).mean())

    def later_than(self, other: "Met") -> float:
        """Mean days by which requests are met later here than in `other`, over those met in both within two years."""
        both = np.maximum(self.days, other.days) <= HORIZONS[-1]
        return float((self.days[both] - other.days[both].astype(float)).mean()) if both.any() else 0.0


def mean_met(found: dict[str, Met]) -> float:
    """Share met within 90 days, the crimes in equal weight."""
    return sum(found[crime].chance for crime in CRIMES) / len(CRIMES)


def mean_met_error(found: dict[str, Met], against: dict[str, Met] | None = None) -> float:
    """Monte Carlo standard error of `mean_met`, or of its change against another scenario's on the same requests.

    Replicates are what is independent: requests of one meet the same hosts, and those of all crimes the same pairs.
    """
    met = np.mean([found[crime].days <= DAYS for crime in CRIMES], axis=0)
    if against is not None:
        met -= np.mean([against[crime].days <= DAYS for crime in CRIMES], axis=0)
    each = met.reshape(-1, SAMPLES).mean(axis=1)
    return float(each.std() / np.sqrt(len(each)))


def weights(world: World, scenario: Scenario) -> tuple[FloatArray, FloatArray]:
    """Chance of each state to send, and to receive, a genuine request; shape (n_states,), each adding to 1."""
    usable = world.in_totals & ~np.isnan(world.indices["record"].value)
    people = np.where(usable, [state.population or 0.0 for state in world.states], 0.0)
    people /= people.sum()
    providers = np.zeros(len(world.states))
    for _, parts in service_holders(world, Assumptions(scenario.assumptions), tuple(Service)):
        for who, share in parts:
            if who >= 0:
                providers[who] += share
    return people, (providers / providers.sum() + people) / 2


def sampled_pairs(
    world: World, scenario: Scenario, seed: int, start: int, stop: int
) -> tuple[IntArray, IntArray, IntArray]:
    """Who sends to whom in which replicate of the block, shape (SAMPLES * (stop - start),); never to itself."""
    senders, receivers = weights(world, scenario)
    replicate = np.repeat(np.arange(stop - start), SAMPLES)
    sample = np.tile(np.arange(SAMPLES), stop - start)

    def uniform(purpose: Purpose) -> FloatArray:
        return np.asarray(draws(seed, purpose, sample, replicate=replicate + start) / ONE)

    u = np.minimum(np.searchsorted(np.cumsum(senders), uniform(Purpose.GENUINE_SENDER), side="right"), len(senders) - 1)
    upto = np.cumsum(receivers)
    place = uniform(Purpose.GENUINE_REQUESTED) * (1 - receivers[u])
    place += np.where(place >= upto[u] - receivers[u], receivers[u], 0.0)  # as if the sender were not there
    v = np.minimum(np.searchsorted(upto, place, side="right"), len(receivers) - 1)
    return u, v, replicate


def genuine(world: World, scenario: Scenario, seed: int, n: int) -> dict[str, Met]:
    """Requests met by crime, at central assumptions, of 65,536 replicates at most; the last few scenarios are remembered."""
    relevant = scenario.model_copy(update={"id": "any", "case": CRIMES[0], "title": "", "what": ""})
    return _genuine(world, relevant.model_dump_json(), seed, min(n, KEPT))


@lru_cache(maxsize=32)
def _genuine(world: World, scenario: str, seed: int, n: int) -> dict[str, Met]:
    rules, compiler = Scenario.model_validate_json(scenario), Compiler(world)
    networks = [compiler.network(rules, find_case(crime), None) for crime in CRIMES]
    return {crime: _met(world, rules, of, seed, n) for crime, of in zip(CRIMES, networks, strict=True)}


def _met(world: World, scenario: Scenario, network: Network, seed: int, n: int) -> Met:
    """The requests of one crime."""
    days, rating, ratings = [], [], np.array([status or "" for status in world.freedom])
    for start in range(0, n, CHUNK):
        stop = min(start + CHUNK, n)
        u, v, replicate = sampled_pairs(world, scenario, seed, start, stop)
        days.append(first_answer(network, Block(seed, start, stop, world.numbers), u, v, replicate))
        rating.append(ratings[u])
    return Met(days=np.concatenate(days), rating=np.concatenate(rating))


def met_by(
    compiler: Compiler, scenarios: Sequence[Scenario], seed: int, n: int, noise: Mapping[str, FloatArray] | None = None
) -> IntArray:
    """Requests of all crimes met within 90 days under each scenario, of `sent(n)`; shape (n_scenarios,).

    What is the same of two scenarios is run once; the figures are those of `genuine`, or under the index errors `noise`.
    """
    networks = [[compiler.network(one, find_case(crime), None, noise=noise) for crime in CRIMES] for one in scenarios]
    keys = [[(network.identity, _asked(one)) for network in of] for one, of in zip(scenarios, networks, strict=True)]
    distinct = {
        key: (one, network)
        for one, of, names in zip(scenarios, networks, keys, strict=True)
        for network, key in zip(of, names, strict=True)
    }
    found = in_turn(lambda pair: _met(compiler.world, *pair, seed, min(n, KEPT)), distinct.values())
    met = {key: int((one.days <= DAYS).sum()) for key, one in zip(distinct, found, strict=True)}
    return np.array([sum(met[key] for key in names) for names in keys], dtype=np.int64)


def _asked(scenario: Scenario) -> tuple[tuple[str, float], ...]:
    """What `weights` hang on beside the world: who asks whom."""
    return tuple((id, value) for id, value in scenario.assumptions.items() if id.startswith("service."))


def sent(n: int) -> int:
    """Requests of all crimes in `n` replicates."""
    return len(CRIMES) * SAMPLES * min(n, KEPT)
