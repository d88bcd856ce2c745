"""Draws are pure functions of their keys, and thresholds are exact at both ends."""

import numpy as np

from simulator.engine.draws import ONE, Purpose, delay_table, draws, threshold
from simulator.engine.words import count, pack, unpack


def test_a_replicate_meets_the_same_draws_in_any_chunk():
    whole = draws(7, Purpose.GROUNDS, 1, np.arange(5)[:, None], replicate=np.arange(100))
    parts = [draws(7, Purpose.GROUNDS, 1, np.arange(5)[:, None], replicate=np.arange(a, a + 50)) for a in (0, 50)]
    assert (whole == np.concatenate(parts, axis=1)).all()


def test_another_state_changes_no_draw():
    few, more = (draws(7, Purpose.SCOPE, np.arange(n)[:, None], replicate=np.arange(64)) for n in (3, 9))
    assert (more[:3] == few).all()
    assert (more[3] != few[0]).any()


def test_a_certain_gate_always_passes_and_a_closed_one_never():
    drawn = draws(0, Purpose.CAPACITY, 1, replicate=np.arange(10_000))
    assert (drawn < threshold(1.0)).all() and threshold(1.0) == ONE
    assert not (drawn < threshold(0.0)).any() and not (drawn < threshold(np.nan)).any()
    assert abs((drawn < threshold(0.3)).mean() - 0.3) < 5 * (0.3 * 0.7 / 10_000) ** 0.5


def test_the_median_delay_is_the_typical_one():
    assert abs(float(np.median(delay_table(90.0, 0.8))) - 90) <= 1
    assert (np.diff(delay_table(90.0, 0.8)) >= 0).all()


def test_packing_keeps_every_replicate():
    bits = draws(3, Purpose.FOUND, np.arange(4)[:, None], replicate=np.arange(130)) < ONE // 3
    assert (unpack(pack(bits), 130) == bits).all() and (count(pack(bits)) == bits.sum(axis=1)).all()
