"""What the same rules cost genuine cooperation: requests about real crime that were met.

Child abuse material, ransomware and fraud in equal weight; requesting states by population, requested states
half by their providers' share of services and half by population; located or read within 90 days, the
requested state being the holder; no pretext, no forwarding. Days lost count requests met in both worlds.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

import numpy as np
import numpy.typing as npt

from simulator.analysis.ensemble import Progress, in_turn
from simulator.analysis.outcomes import KEPT
from simulator.analysis.runs import CHUNK, spans
from simulator.arrays import FloatArray, IntArray
from simulator.engine.asking import first_answer
from simulator.engine.block import Block
from simulator.engine.draws import ONE, DayArray, Purpose, draws
from simulator.law.assumptions import Assumptions
from simulator.law.vocabulary import Service
from simulator.model.compile import Compiler
from simulator.model.holders import service_holders
from simulator.model.network import HORIZONS, Network
from simulator.model.scenario import Scenario, find_case
from simulator.model.world import World

CRIMES = ("genuine-csam", "genuine-ransomware", "genuine-fraud")
DAYS = 90
SAMPLES = 4  # pairs of states in each replicate
Asked = tuple[tuple[str, float], ...]  # assumptions, by id, on which it hangs who asks whom


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
    answers = list(_answers(world, rules, networks, seed, n))
    senders = np.concatenate([u for place, u, _ in answers if place == 0])
    rating = np.array([status or "" for status in world.freedom])[senders]
    return {
        crime: Met(days=np.concatenate([days for at, _, days in answers if at == place]), rating=rating)
        for place, crime in enumerate(CRIMES)
    }


def _answers(
    world: World, scenario: Scenario, networks: Sequence[Network], seed: int, n: int
) -> Iterator[tuple[int, IntArray, DayArray]]:
    """Chunk by chunk and network by network: its place, who sends, and the day of the first answer.

    All networks meet the same draws, which are made once; the scenario says who asks whom.
    """
    for start, stop in spans(0, n, CHUNK):
        block = Block(seed, start, stop, world.numbers)
        u, v, replicate = sampled_pairs(world, scenario, seed, start, stop)
        answer = partial(first_answer, block=block, senders=u, requested=v, replicates=replicate)
        for place, days in enumerate(in_turn(answer, networks)):
            yield place, u, days


def met_by(
    compiler: Compiler,
    scenarios: Sequence[Scenario],
    seed: int,
    n: int,
    noise: Mapping[str, FloatArray] | None = None,
    progress: Progress = lambda share: None,
) -> IntArray:
    """Requests of all crimes met within 90 days under each scenario, of `sent(n)`; shape (n_scenarios,).

    What is the same of two scenarios is run once; the figures are those of `genuine`, or under the index errors `noise`.
    """
    by_crime = [[compiler.network(one, find_case(crime), None, noise=noise) for one in scenarios] for crime in CRIMES]
    networks = list(zip(*by_crime, strict=True))
    alike: dict[Asked, tuple[Scenario, dict[object, Network]]] = {}  # scenarios in which the same ask the same
    for one, of in zip(scenarios, networks, strict=True):
        alike.setdefault(_asked(one), (one, {}))[1].update((network.identity, network) for network in of)
    n, done = min(n, KEPT), 0
    whole = len(spans(0, n, CHUNK)) * sum(len(distinct) for _, distinct in alike.values())
    met: dict[tuple[Asked, object], int] = {}
    for asked, (one, distinct) in alike.items():
        names = [(asked, identity) for identity in distinct]
        for place, _, days in _answers(compiler.world, one, list(distinct.values()), seed, n):
            met[names[place]] = met.get(names[place], 0) + int((days <= DAYS).sum())
            done += 1
            progress(done / whole)
    return np.array(
        [
            sum(met[_asked(one), network.identity] for network in of)
            for one, of in zip(scenarios, networks, strict=True)
        ],
        dtype=np.int64,
    )


def _asked(scenario: Scenario) -> Asked:
    """What `weights` hang on beside the world: who asks whom."""
    return tuple((id, value) for id, value in scenario.assumptions.items() if id.startswith("service."))


def sent(n: int) -> int:
    """Requests of all crimes in `n` replicates."""
    return len(CRIMES) * SAMPLES * min(n, KEPT)
