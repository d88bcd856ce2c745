"""Shapley values of games whose parts are known on paper, and their sums without remainder."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.analysis.why.game import game


def values(of, played):
    return np.array([of(coalition) for coalition in played.coalitions], dtype=np.int64)


def test_of_three_gloves_the_only_right_one_earns_two_thirds():
    played = game(3)  # player 0 has the right glove, 1 and 2 a left one each
    split = played.split(values(lambda s: int(bool(s & 1) and bool(s & 6)), played))
    assert split.parts == (Fraction(2, 3), Fraction(1, 6), Fraction(1, 6))


def test_players_who_add_up_get_what_they_bring_and_one_who_changes_nothing_gets_nothing():
    brings = (5, -3, 0, 7)
    played = game(4)
    split = played.split(values(lambda s: sum(b for i, b in enumerate(brings) if s >> i & 1), played))
    assert split.parts == brings and split.errors == (0, 0, 0, 0)


def test_without_players_there_is_nothing_to_divide():
    split = game(0).split(np.array([41]))
    assert (split.before, split.after, split.parts) == (41, 41, ())


@given(st.data(), st.integers(1, 5))
def test_parts_add_up_to_the_last_count_in_any_game(data, n_players):
    played = game(n_players)
    whole = st.integers(-(10**7), 10**7)
    found = np.array(data.draw(st.lists(whole, min_size=1 << n_players, max_size=1 << n_players)))
    split = played.split(found)
    assert sum(split.parts) == split.after - split.before == int(found[-1] - found[0])


@pytest.mark.parametrize("n_players", [11, 13])
def test_parts_from_drawn_orders_add_up_as_exactly_and_lie_within_their_errors(n_players):
    """Every pair of players brings one: a part is half of the others, n - 1, by symmetry."""
    played = game(n_players, seed=3)
    assert played.orders is not None and len(played.coalitions) < 1 << n_players
    split = played.split(values(lambda s: s.bit_count() * (s.bit_count() - 1) // 2, played))
    assert sum(split.parts) == n_players * (n_players - 1) // 2
    true = (n_players - 1) / 2  # an order and its reverse give exactly this
    assert split.parts == (Fraction(n_players - 1, 2),) * n_players and true == float(split.parts[0])
    cubed = played.split(values(lambda s: s.bit_count() ** 3, played))
    far = [abs(float(part) - n_players**2) / error for part, error in zip(cubed.parts, cubed.errors, strict=True)]
    assert max(far) < 4 and min(cubed.errors) > 0


def test_orders_are_keyed_so_the_same_seed_gives_the_same_parts():
    one, other = game(12, seed=5), game(12, seed=5)
    assert one.coalitions == other.coalitions and (one.orders == other.orders).all()
    assert (one.orders != game(12, seed=6).orders).any()
    assert (np.sort(one.orders, axis=1) == np.arange(12)).all()


def test_drawn_orders_agree_with_every_coalition():
    """Ten players, run both ways: drawn parts lie within four of their errors of the exact ones."""
    rng = np.random.default_rng(1)
    table = rng.integers(0, 1000, 1 << 10)
    table[0] = 0
    exact, drawn = game(10), game(10, exact=9, n_orders=200)
    whole = exact.split(table[list(exact.coalitions)])
    some = drawn.split(table[list(drawn.coalitions)])
    assert sum(some.parts) == sum(whole.parts)
    far = [abs(float(a - b)) / e for a, b, e in zip(some.parts, whole.parts, some.errors, strict=True)]
    assert max(far) < 4
