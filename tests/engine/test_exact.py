"""The kernel draws what the definition says: in tiny worlds every chance is known exactly."""

from collections import Counter
from functools import lru_cache
from math import sqrt

import numpy as np
import pytest
from exact import TinyWorld, exact
from worlds import make_network

from simulator.engine.block import Block
from simulator.engine.draws import NEVER
from simulator.engine.kernel import EFFECTS, run
from simulator.law.vocabulary import DATA, Desk, Measure
from simulator.model.network import HORIZONS, HOST, OWN

N, Z = 65_536, 5.0  # replicates; standard errors within which a frequency lies


def told_by_the_kernel(network, rounds=2, one_mind=False):
    """How often each outcome came about, in the words of `TinyWorld`."""
    found = run(network, 11, 0, N, rounds, Block(11, 0, N, network.numbers, one_mind))
    places = [(effect, host) for effect in EFFECTS for host in range(network.n_states)]
    by = np.stack([len(HORIZONS) - found.bits(effect)[:, host].sum(axis=0) for effect, host in places])
    cells, counts = np.unique(np.concatenate([found.front, by]), axis=1, return_counts=True)
    outcomes = Counter()
    for cell, count in zip(cells.T.tolist(), counts.tolist(), strict=True):
        day, first = cell[: network.n_states], cell[network.n_states :]
        asks = [(v, when) for v, when in enumerate(day) if when < NEVER]
        happened = [(place, HORIZONS[at]) for place, at in zip(places, first, strict=True) if at < len(HORIZONS)]
        outcomes[tuple(asks), tuple(sorted(happened))] = count
    return outcomes


def disagreements(chances, counts):
    """Outcomes whose frequency lies outside the bound, or that cannot be at all."""
    found = []
    for outcome in chances.keys() | counts.keys():
        chance = float(chances[outcome])
        bound = Z * sqrt(N * chance * (1 - chance)) + (Z if 0 < chance < 1 else 0)
        if abs(counts[outcome] - N * chance) > bound:
            found.append(outcome)
    return found


def tiny(seed):
    """A world of three states and a few channels, most gates certain, any of them not."""
    rng = np.random.default_rng(seed)
    n, k = 3, int(rng.integers(2, 5))
    rows = []
    for _ in range(k):
        measure = list(Measure)[rng.integers(len(Measure))]
        desks = (
            (Desk.ASSISTANCE, Desk.POLICE, Desk.PROVIDER)
            if measure in DATA
            else (Desk.SURRENDER, Desk.POLICE, Desk.IMMIGRATION)
        )
        desk = desks[rng.integers(2 if measure is Measure.LOCATE else 3)]
        row = {
            "measure": measure,
            "desk": desk,
            "days": float(rng.choice([0, 0, 5, 100])),
            "vetted": bool(rng.random() < 0.3),
        }
        if desk is not Desk.PROVIDER:
            row |= {
                "convention": bool(rng.random() < 0.4),
                "joint_list": bool(rng.random() < 0.6),
                "forward": float(rng.choice([0, 0.4, 0.8])),
            }
        rows.append(row)

    def sometimes(share, *shape, otherwise):
        return np.where(rng.random(shape) < share, rng.random(shape), otherwise)

    bound = rng.random((2, n, n)) < 0.6
    bound[0] &= ~np.eye(n, dtype=bool)
    grounds = sometimes(0.3, 1, k, n, otherwise=0.0)
    services = ((0, ((HOST, 1.0),)), (1, ((HOST, 0.4), (1, 0.4), (OWN, 0.2))))
    return make_network(
        rows,
        n,
        bound=bound,
        crime=sometimes(0.5, 3, n, otherwise=1.0),
        concern=sometimes(0.5, n, otherwise=0.0),
        grounds=grounds,
        grounds_handover=np.maximum(grounds, sometimes(0.3, 1, k, n, otherwise=0.0)),
        dual_criminality=sometimes(0.4, 1, k, n, otherwise=0.0),
        data_protection=sometimes(0.2, 1, k, n, otherwise=1.0),
        court=sometimes(0.2, 1, k, n, otherwise=0.0),
        plainest=sometimes(0.5, 1, k, otherwise=0.0),
        vetting=sometimes(0.5, n, otherwise=1.0),
        capacity=sometimes(0.5, k, n, otherwise=1.0),
        service_holders=services[: 1 + int(rng.random() < 0.4)],
        pseudonymous=bool(rng.random() < 0.3),
        travels=bool(rng.random() < 0.3),
        transit=((1, 0.6), (2, 0.4)),
        found_base=float(rng.choice([0.0, 1.0, 0.3])),
        found_border=0.6,
        warned=float(rng.choice([0.0, 0.5])),
        sigma=1e-9,
        retention_days=100.0,
        retention_sigma=float(rng.choice([1e-9, 0.02])),
    )


# Seeds of `tiny` that give ten outcomes or more, and not too many.
WORLDS = (3, 12, 17, 19, 22, 46, 56, 61, 75, 79, 108)


def two_ask():
    """Alba asks Borea and Corvia; Borea joins and asks Corvia too, which joins when the first of them is answered."""
    bound = np.zeros((2, 3, 3), dtype=bool)
    bound[0, 0, 1] = bound[0, 0, 2] = bound[0, 1, 2] = True
    locate = {"measure": Measure.LOCATE, "desk": Desk.POLICE, "days": 2.0, "forward": 1.0}
    return make_network([locate], 3, bound=bound, sigma=0.3)


def days_differ():
    """Alba asks Borea, which may pass it on to Corvia; delays and deletion are drawn, and a preserve channel may be first."""
    rows = [
        {"measure": Measure.LOCATE, "desk": Desk.POLICE, "days": 1.0, "forward": 0.7},
        {"measure": Measure.CONTENT, "desk": Desk.ASSISTANCE, "days": 3.0},
        {"measure": Measure.PRESERVE, "desk": Desk.POLICE, "days": 1.0},
    ]
    bound = np.zeros((2, 3, 3), dtype=bool)
    bound[0, 0, 1] = bound[0, 1, 2] = bound[1, 1, 2] = True
    capacity = np.array([[0.8] * 3, [0.6] * 3, [0.3] * 3])
    return make_network(
        rows,
        3,
        bound=bound,
        binding=np.array([0, 1, 1]),
        capacity=capacity,
        sigma=0.3,
        retention_days=3.0,
        retention_sigma=0.1,
    )


@lru_cache
def chances_of(seed, rounds):
    return exact(TinyWorld(tiny(seed), rounds))


@pytest.mark.parametrize("rounds", [0, 1, 2])
@pytest.mark.parametrize("seed", WORLDS)
def test_every_outcome_of_a_tiny_world_is_as_frequent_as_it_must_be(seed, rounds):
    chances = chances_of(seed, rounds)
    assert sum(chances.values()) == 1 and (len(chances) >= 10 or rounds < 2)
    assert not disagreements(chances, told_by_the_kernel(tiny(seed), rounds))


@pytest.mark.parametrize("world", [days_differ, two_ask])
def test_days_and_deletion_are_as_frequent_as_they_must_be(world):
    chances = exact(TinyWorld(world(), 2))
    assert sum(chances.values()) == 1 and len(chances) > 10
    assert not disagreements(chances, told_by_the_kernel(world()))


def test_the_tiny_worlds_hold_every_effect_and_fronts_of_two_rounds():
    """Guards the tests above: agreement about what never happens would prove nothing."""
    uncertain = set()
    for seed in WORLDS:
        for (asks, happened), chance in chances_of(seed, 2).items():
            uncertain |= {effect for (effect, _), _ in happened if chance < 1} | {len(asks)}
    assert uncertain == {*EFFECTS, 1, 2, 3}


LAW, BODY = ("SCOPE", "SEVERITY", "DUAL_CRIMINALITY"), ("GROUNDS", "DATA_PROTECTION", "COURT", "NOTICE")
# To whom draws would belong by mistake, and a world in which that is found out; else the tests above could not fail.
MISTAKEN = {
    "the law of a State found anew for each sender": (108, LAW, lambda key, k, u, v: (*key, u)),
    "the law of a State found anew for each row": (22, LAW, lambda key, k, u, v: (*key, k)),
    "a body that decides anew for each sender": (46, BODY, lambda key, k, u, v: (*key, u)),
    "a body that decides anew for each row": (22, BODY, lambda key, k, u, v: (*key, k)),
    "all desks of one mind": (22, BODY, lambda key, k, u, v: key[:2]),
    "handling drawn for each row": (46, ("CAPACITY",), lambda key, k, u, v: (*key, k)),
    "handling the same for all senders": (56, ("CAPACITY",), lambda key, k, u, v: (*key[:2], v)),
    "days the same for all senders": (two_ask, ("DELAY",), lambda key, k, u, v: (*key[:2], v)),
    "days drawn for each row": (days_differ, ("DELAY",), lambda key, k, u, v: (*key, k)),
    "review drawn for each requested State": (108, ("VETTING",), lambda key, k, u, v: (*key, v)),
    "forwarding drawn for each sender": (108, ("FORWARD",), lambda key, k, u, v: (*key, u)),
}


def mistaken(purposes, wrong):
    """Tiny worlds in which the draws of some purposes belong to somebody else."""

    class Mistaken(TinyWorld):
        def whose(self, purpose, k, u, v):
            key = super().whose(purpose, k, u, v)
            return wrong(key, k, u, v) if purpose in purposes else key

    return Mistaken


@pytest.mark.parametrize("mistake", MISTAKEN)
def test_a_draw_that_belonged_to_somebody_else_would_be_found_out(mistake):
    world, purposes, wrong = MISTAKEN[mistake]
    network = tiny(world) if isinstance(world, int) else world()
    assert disagreements(exact(mistaken(purposes, wrong)(network, 2)), told_by_the_kernel(network))


def test_desks_of_one_mind_share_the_draws_of_their_state():
    one_mind = mistaken(BODY, lambda key, k, u, v: key[:2])
    for seed in (22, 46, 56):
        assert not disagreements(exact(one_mind(tiny(seed), 2)), told_by_the_kernel(tiny(seed), one_mind=True))


# Answers known on paper. Every state answers with chance A, passes on with chance B, and the last one answers with chance C.
A, B, C = 0.6, 0.7, 0.5


def relayed(links, n, scope_of_last=1.0):
    """Alba asks along `links`; who passes requests on is asked by one desk, the last state by another. Located by rounds."""
    bound = np.zeros((2, n, n), dtype=bool)
    for u, v in links:
        bound[int(v == n - 1), u, v] = True
    rows = [
        {"measure": Measure.LOCATE, "desk": Desk.ASSISTANCE, "forward": B},
        {"measure": Measure.LOCATE, "desk": Desk.POLICE},
    ]
    match = np.zeros((1, 2, n))
    match[0, 1] = 1.0  # the last state's law must find the deed a crime
    return make_network(
        rows,
        n,
        bound=bound,
        binding=np.array([0, 1]),
        capacity=np.array([[A] * n, [C] * n]),
        dual_criminality=match,
        crime=np.full((3, n), scope_of_last),
    )


def frequency(network, rounds):
    return run(network, 11, 0, N, rounds).counts("located")[-1, network.n_states - 1] / N


def near(found, chance):
    return abs(found - chance) <= Z * sqrt(chance * (1 - chance) / N)


@pytest.mark.parametrize("relays", [1, 2, 3, 4])
def test_after_one_round_any_relay_may_have_asked(relays):
    n = relays + 2
    network = relayed([link for v in range(1, n - 1) for link in ((0, v), (v, n - 1))], n)
    assert frequency(network, 0) == 0
    assert near(frequency(network, 1), 1 - (1 - A * B * C) ** relays)
    assert frequency(network, 2) == frequency(network, 1)


def test_after_two_rounds_the_request_has_gone_through_two_states():
    network = relayed([(0, 1), (1, 2), (2, 3), (1, 3)], 4)
    assert near(frequency(network, 1), A * B * C)
    assert near(frequency(network, 2), A * B * (1 - (1 - C) * (1 - A * B * C)))


def test_the_law_of_the_last_state_is_found_once_for_all_who_ask():
    """Shared by three relays it is a factor; drawn for each of them it would be inside the power, and that is seen."""
    law, n = 0.4, 5
    network = relayed([link for v in (1, 2, 3) for link in ((0, v), (v, 4))], n, scope_of_last=sqrt(law))
    once, apart = law * (1 - (1 - A * B * C) ** 3), 1 - (1 - A * B * C * law) ** 3
    assert near(frequency(network, 1), once) and not near(frequency(network, 1), apart)
