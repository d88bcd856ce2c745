"""The array kernel equals the slow reference, replicate by replicate."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import networks

from simulator.engine import kernel
from simulator.engine.block import Block
from simulator.engine.reference import EFFECTS, run_reference


def assert_equal(network, seed, n, rounds, one_mind=False):
    slow = run_reference(network, seed, range(n), rounds, one_mind)
    for engine in ("numpy", "numba"):
        fast = kernel.run(network, seed, 0, n, rounds, Block(seed, 0, n, network.numbers, one_mind), engine)
        assert (slow.front == fast.front.T).all()
        assert (slow.answered == fast.answered.T).all()
        for effect in EFFECTS:
            assert (fast.bits(effect).transpose(2, 0, 1) == slow.effects[effect]).all(), (engine, effect)


@settings(max_examples=120, deadline=None)
@given(network=networks(), seed=st.integers(0, 2**40), rounds=st.integers(0, 3))
def test_the_kernel_equals_the_reference_in_any_small_world(network, seed, rounds):
    assert_equal(network, seed, 5, rounds)


@settings(max_examples=40, deadline=None)
@given(network=networks(), seed=st.integers(0, 2**40))
def test_the_kernel_equals_the_reference_when_all_bodies_are_of_one_mind(network, seed):
    assert_equal(network, seed, 4, 2, one_mind=True)


@pytest.mark.parametrize("whole", [0, 1000])
@settings(max_examples=25, deadline=None)
@given(network=networks(), seed=st.integers(0, 2**40))
def test_both_ways_of_the_kernel_give_the_same_bits(whole, network, seed):
    """Senders done 64 replicates to a word, and senders done channel by channel."""
    from simulator.engine import front

    usual, front.WHOLE = front.WHOLE, whole
    try:
        assert_equal(network, seed, 4, 2)
    finally:
        front.WHOLE = usual


def test_the_reference_is_not_empty_in_most_worlds():
    """Guards the test above: equality of nothing would prove nothing."""
    seen = dict.fromkeys(EFFECTS, False)

    @settings(max_examples=60, deadline=None, database=None, derandomize=True)
    @given(network=networks())
    def look(network):
        found = kernel.run(network, 1, 0, 32)
        for effect in EFFECTS:
            seen[effect] |= bool(np.any(found.counts(effect)))

    look()
    assert all(seen.values()), seen
