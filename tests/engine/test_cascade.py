"""The plain cascade against answers known on paper, every world counted, and a search through a graph."""

import tracemalloc
from itertools import product

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.engine.cascade import coins, reached
from simulator.engine.draws import BITS, Purpose, draws, philox, random_words, stream_keys, threshold
from simulator.engine.words import unpack
from simulator.errors import ScenarioError

ENGINES = ("numpy", "numba")
WORST_Z = 4.7


def chances(n, seed, most=1.0):
    """Chances of pairs, a third of them 0; and of passing on, half as large."""
    random = np.random.default_rng(seed)
    chance = random.random((n, n)) * most * (random.random((n, n)) < 2 / 3)
    return chance, chance * random.random(n)[:, None]


def agrees(counts, n, expected):
    """Whether counts of `n` replicates are what is expected, but for chance."""
    spread = np.sqrt(np.maximum(expected * (1 - expected) / n, 1e-12))
    return bool((np.abs(counts / n - expected) <= WORST_Z * spread).all())


def reach(first, onward, source, hops):
    """Who is reached in one world, by its live pairs."""
    known = first[source] & (np.arange(len(first)) != source)
    for _ in range(hops - 1):
        known = (known | (known[:, None] & onward).any(axis=0)) & (np.arange(len(first)) != source)
    return known


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("hops", [1, 2, 3, 4])
def test_it_finds_the_chances_that_counting_every_world_gives(engine, hops):
    """Five pairs of four states; the coin of each falls below both chances, below the first alone, or below none."""
    pairs = [(0, 1, 0.6, 0.2), (1, 2, 0.5, 0.5), (0, 2, 0.3, 0.1), (2, 3, 0.7, 0.4), (3, 1, 0.9, 0.8)]
    chance, onward, expected = np.zeros((4, 4)), np.zeros((4, 4)), np.zeros((4, 4))
    for u, v, first, later in pairs:
        chance[u, v], onward[u, v] = first, later
    for falls in product(range(3), repeat=len(pairs)):
        likely, first, later = 1.0, np.zeros((4, 4), bool), np.zeros((4, 4), bool)
        for fall, (u, v, below, below_both) in zip(falls, pairs, strict=True):
            likely *= (below_both, below - below_both, 1 - below)[fall]
            first[u, v], later[u, v] = fall < 2, fall < 1
        expected += [likely * reach(first, later, source, hops) for source in range(4)]
    n = 100_000
    counts = reached(chance, np.array([4, 8, 15, 16]), 23, 0, n, hops, onward=onward, engine=engine)
    assert agrees(counts, n, expected)


@pytest.mark.parametrize("engine", ENGINES)
def test_one_hop_and_two_have_closed_forms(engine):
    chance, onward = chances(12, 1, most=0.3)
    np.fill_diagonal(chance, 0)
    n, numbers = 64_000, np.arange(12)
    assert agrees(reached(chance, numbers, 5, 0, n, 1, engine=engine), n, chance)
    through = 1 - chance[:, :, None] * onward[None]  # from s not through u to v
    missed = (1 - chance) * np.prod(np.where(np.eye(12, dtype=bool)[None], 1.0, through), axis=1)
    expected = np.where(np.eye(12, dtype=bool), 0.0, 1 - missed)
    assert agrees(reached(chance, numbers, 5, 0, n, 2, onward=onward, engine=engine), n, expected)


@pytest.mark.parametrize("engine", ENGINES)
def test_one_hop_is_a_draw_below_the_threshold(engine):
    chance, _ = chances(7, 2)
    chance[1, 2], chance[2, 1] = 1.0, 0.0
    numbers = np.array([3, 1, 4, 15, 9, 2, 6])
    keys = stream_keys(11, Purpose.PAIR, numbers[:, None], numbers[None, :])
    expected = np.zeros((7, 7), np.int64)
    for word in range(3):
        drawn = np.zeros((7, 7, 64), np.uint32)
        for level in range(BITS):
            bit = unpack(random_words(keys, word, level)[..., None], 64)
            drawn |= bit.astype(np.uint32) << np.uint32(BITS - 1 - level)
        expected += (drawn < threshold(chance)[..., None]).sum(axis=-1)
    np.fill_diagonal(expected, 0)
    assert (reached(chance, numbers, 11, 0, 192, 1, engine=engine) == expected).all()


@pytest.mark.parametrize("hops", [1, 2, 3, 9])
def test_every_replicate_is_a_search_through_its_live_pairs(hops):
    chance, onward = chances(9, 3, most=0.4)
    numbers = np.arange(9) * 5 + 2
    keys = stream_keys(7, Purpose.PAIR, numbers[:, None], numbers[None, :])
    first, later = (unpack(coins(threshold(one), keys, 0)[..., None], 64) for one in (chance, onward))
    expected = np.zeros((9, 9), np.int64)
    for replicate, source in product(range(64), range(9)):
        graph = nx.DiGraph(zip(*np.nonzero(later[:, :, replicate]), strict=True))
        graph.remove_nodes_from([source])
        graph.add_edges_from((source, v) for v in np.flatnonzero(first[source, :, replicate]))
        if source in graph:
            away = nx.single_source_shortest_path_length(graph, source, hops)
            expected[source, [v for v in away if v != source]] += 1
    for engine in ENGINES:
        assert (reached(chance, numbers, 7, 0, 64, hops, onward=onward, engine=engine) == expected).all()


@settings(max_examples=60, deadline=None)
@given(data=st.data(), n=st.integers(1, 40), hops=st.integers(1, 6), seed=st.integers(0, 2**64))
def test_both_engines_give_the_same_bits_whatever_the_order_chunks_and_threads(data, n, hops, seed):
    chance, onward = chances(n, n, most=data.draw(st.sampled_from([0.1, 0.5, 1.0])))
    numbers = np.random.default_rng(n).permutation(1000)[:n]
    start = data.draw(st.integers(0, 200))
    stop = start + data.draw(st.integers(1, 200))
    whole = reached(chance, numbers, seed, start, stop, hops, onward=onward, engine="numpy")
    assert (reached(chance, numbers, seed, start, stop, hops, onward=onward, engine="numba") == whole).all()
    order = np.array(data.draw(st.permutations(range(n))))
    square, cut = np.ix_(order, order), data.draw(st.integers(start, stop))
    for engine in ENGINES:
        moved = reached(
            chance[square], numbers[order], seed, start, stop, hops, onward=onward[square], engine=engine, threads=2
        )
        assert (moved == whole[square]).all()
        one = reached(chance, numbers, seed, start, stop, hops, onward=onward, sources=order[:1], engine=engine)
        assert (one == whole[order[:1]]).all()
        parts = [(a, b) for a, b in ((start, cut), (cut, stop)) if a < b]
        chunks = [reached(chance, numbers, seed, a, b, hops, onward=onward, engine=engine) for a, b in parts]
        assert (sum(chunks) == whole).all()


def test_they_do_with_as_many_states_as_there_are():
    chance, onward = chances(195, 4, most=0.3)
    numpy, numba = (
        reached(chance, np.arange(195), 1, 3, 150, 3, onward=onward * 0.1, engine=engine, threads=2)
        for engine in ENGINES
    )
    assert (numpy == numba).all()
    assert 0.2 < numpy.mean() / 147 < 0.8


def test_higher_chances_and_more_hops_reach_whoever_was_reached_before():
    chance, onward = chances(20, 5, most=0.2)
    run = [reached(chance, np.arange(20), 1, 0, 640, hops, onward=onward) for hops in (1, 2, 3)]
    assert (run[0] <= run[1]).all() and (run[1] <= run[2]).all()
    assert (run[2] <= reached(np.sqrt(chance), np.arange(20), 1, 0, 640, 3, onward=onward)).all()


def test_coins_by_philox_find_the_same_chances():
    chance, onward = chances(8, 6, most=0.5)
    hashed = reached(chance, np.arange(8), 1, 0, 100_000, 3, onward=onward)
    with philox():
        coined = reached(chance, np.arange(8), 1, 0, 20_000, 3, onward=onward, threads=2)
        assert (coined == reached(chance, np.arange(8), 1, 0, 20_000, 3, onward=onward)).all()
    both = (hashed + coined) / 120_000
    spread = np.sqrt(np.maximum(both * (1 - both) * (1 / 100_000 + 1 / 20_000), 1e-12))
    assert (np.abs(hashed / 100_000 - coined / 20_000) <= WORST_Z * spread).all()
    assert (coined != reached(chance, np.arange(8), 1, 0, 20_000, 3, onward=onward)).any()


def test_the_coins_are_no_draws_of_the_model():
    keys = stream_keys(1, Purpose.PAIR, 1, 2)
    assert random_words(keys, 0, 0)[0] >> np.uint64(64 - BITS) != draws(1, Purpose.PAIR, 1, 2, replicate=0)


@pytest.mark.parametrize("engine", ENGINES)
def test_memory_does_not_grow_with_the_replicates(engine):
    chance, onward = chances(6, 7)

    def peak(n):
        tracemalloc.start()
        reached(chance, np.arange(6), 1, 0, n, 2, onward=onward, engine=engine)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(64)
    assert peak(64 * 500) < peak(64) + 10_000


SQUARE = np.full((3, 3), 0.5)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"stop": 0}, "1,000,000,000, counted from 0"),
        ({"stop": -5}, "at least 1"),
        ({"stop": 10**15}, "1,000,000,000, counted from 0"),
        ({"start": -1}, "counted from 0"),
        ({"hops": 0}, "at least 1"),
        ({"threads": 0}, "at least 1"),
        ({"chance": SQUARE + 0.6}, "from 0 to 1"),
        ({"chance": SQUARE - 0.6}, "from 0 to 1"),
        ({"chance": SQUARE * np.nan}, "from 0 to 1"),
        ({"chance": SQUARE[:2]}, r"shape \(3, 3\)"),
        ({"onward": SQUARE[:, :2]}, r"shape \(3, 3\)"),
        ({"onward": SQUARE * 3}, "from 0 to 1"),
        ({"sources": np.array([3])}, "from 0 to 2"),
        ({"sources": np.array([-1])}, "from 0 to 2"),
    ],
)
def test_nonsense_is_refused_with_what_is_possible(changed, words):
    asked = {"chance": SQUARE, "numbers": np.arange(3), "seed": 1, "start": 0, "stop": 64, "hops": 2} | changed
    with pytest.raises(ScenarioError, match=words):
        reached(**asked)
