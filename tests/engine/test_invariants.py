"""Invariants 1, 3, 4, 5, 7, 8 in small worlds, and worlds whose answers are known on paper."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_reference import assert_equal
from worlds import make_network, make_rows, networks, with_rows

from simulator.engine.kernel import EFFECTS, run
from simulator.engine.words import unpack
from simulator.law.vocabulary import Desk, Measure
from simulator.model.compile import compile_network
from simulator.model.network import HORIZONS
from simulator.model.scenario import find_case, load_scenario
from simulator.model.world import load_world

N = 20_000
LOCATE = {"measure": Measure.LOCATE, "desk": Desk.ASSISTANCE}
BOREA, CORVIA = 1, 2


def share(network, effect, host=BOREA, horizon=5, n=N):
    return run(network, 11, 0, n).counts(effect)[horizon, host] / n


def close(found, expected, n=N):
    return abs(found - expected) < 5 * max(expected * (1 - expected) / n, 1e-9) ** 0.5 + 1e-9


def with_states(network, order):
    """The network with its states in another order (or some of them only), permanent numbers carried along."""
    place = {old: new for new, old in enumerate(order)}
    vectors = ("numbers", "penalty", "maximum", "concern", "protection_force", "vetting", "trust", "in_data")
    last = (
        "crime",
        "grounds",
        "grounds_handover",
        "dual_criminality",
        "data_protection",
        "court",
        "remedy",
        "capacity",
    )
    holders = tuple(
        (service, tuple((place.get(who, who) if who >= 0 else who, part) for who, part in parts))
        for service, parts in network.service_holders
    )
    return replace(
        network,
        codes=tuple(network.codes[i] for i in order),
        requesting=place[network.requesting],
        regime=network.regime[np.ix_(order, order)],
        floor=network.floor[np.ix_(order, order)],
        aligned=network.aligned[np.ix_(order, order)],
        **{name: getattr(network, name)[:, order][:, :, order] for name in ("bound", "partial")},
        **{name: getattr(network, name)[order] for name in vectors},
        **{name: getattr(network, name)[..., order] for name in last},
        service_holders=holders,
        transit=tuple((place[who], part) for who, part in network.transit if who in place),
    )


@settings(max_examples=60, deadline=None)
@given(network=networks(), data=st.data())
def test_permuting_rows_changes_no_bit(network, data):
    order = data.draw(st.permutations(range(len(network.rows.desk))))
    one, other = run(network, 5, 0, 64), run(with_rows(network, list(order)), 5, 0, 64)
    assert all((one.words[effect] == other.words[effect]).all() for effect in EFFECTS)


@settings(max_examples=60, deadline=None)
@given(network=networks(), data=st.data())
def test_renaming_states_relabels_the_same_bits(network, data):
    order = list(data.draw(st.permutations(range(network.n_states))))
    one, other = run(network, 5, 0, 64), run(with_states(network, order), 5, 0, 64)
    assert all((one.words[effect][:, order] == other.words[effect]).all() for effect in EFFECTS)


@settings(max_examples=60, deadline=None)
@given(network=networks(), data=st.data())
def test_splitting_a_channel_into_two_identical_ones_changes_nothing(network, data):
    k = len(network.rows.desk)
    doubled = [*range(k), data.draw(st.integers(0, k - 1))]
    one, other = run(network, 5, 0, 64), run(with_rows(network, doubled), 5, 0, 64)
    assert all((one.words[effect] == other.words[effect]).all() for effect in EFFECTS)


@settings(max_examples=60, deadline=None)
@given(network=networks())
def test_handed_over_lies_in_held_longer_contains_shorter_and_more_rounds_contain_fewer(network):
    one, none = run(network, 5, 0, 64), run(network, 5, 0, 64, rounds=0)
    assert not (one.words["handed_over"] & ~one.words["held"]).any()
    for effect in EFFECTS:
        assert not (one.words[effect][:-1] & ~one.words[effect][1:]).any()
        assert not (none.words[effect] & ~one.words[effect]).any()


@settings(max_examples=60, deadline=None)
@given(network=networks(), factor=st.floats(0, 1))
def test_a_lower_chance_at_any_gate_lets_no_replicate_gain(network, factor):
    one = run(network, 5, 0, 64)
    for name in ("scope", "capacity", "data_protection"):
        less = run(replace(network, **{name: getattr(network, name) * factor}), 5, 0, 64)
        assert all(not (less.words[effect] & ~one.words[effect]).any() for effect in EFFECTS), name


@settings(max_examples=40, deadline=None)
@given(network=networks(), start=st.integers(1, 3))
def test_a_replicate_meets_the_same_draws_in_any_block(network, start):
    whole, part = run(network, 5, 0, 64 * 4), run(network, 5, 64 * start, 64 * 4)
    for effect in EFFECTS:
        assert (unpack(whole.words[effect], 256)[..., 64 * start :] == unpack(part.words[effect], part.n)).all()


def test_one_channel_and_one_asking_has_the_product_of_its_gates():
    network = make_network(
        [LOCATE],
        capacity=np.full((1, 4), 0.6),
        dual_criminality=np.full((1, 1, 4), 0.5),
        crime=np.full((3, 4), 0.2),  # mismatch 0.8 -> passes 1 - 0.8 * 0.5
        concern=np.full(4, 0.5),
        grounds=np.full((1, 1, 4), 0.4),  # passes 1 - 0.5 * 0.4
    )
    assert close(share(network, "located"), 0.6 * 0.6 * 0.8)


def test_two_desks_meet_the_law_of_one_state_once():
    """Scope and dual criminality are shared, capacity is not: inclusion-exclusion with shared gates as minima."""
    police = {**LOCATE, "desk": Desk.POLICE}
    network = make_network(
        [LOCATE, police],
        capacity=np.array([[0.5] * 4, [0.4] * 4]),
        crime=np.full((3, 4), 0.5),
        dual_criminality=np.array([[[1.0] * 4, [0.6] * 4]]),
    )
    first, second, law_first, law_second = 0.5, 0.4, 0.5, 0.7
    both = first * second * min(law_first, law_second)
    assert close(share(network, "located"), first * law_first + second * law_second - both)


def test_a_channel_of_one_desk_counts_once_however_many_measures_are_asked():
    content = {"measure": Measure.CONTENT, "desk": Desk.ASSISTANCE}
    network = make_network([LOCATE, content], capacity=np.full((2, 4), 0.3), retention_days=1e6)
    assert close(share(network, "data"), 0.3)


def test_who_holds_and_hands_over_is_found_first():
    extradition = {"measure": Measure.EXTRADITION, "desk": Desk.SURRENDER}
    network = make_network([extradition], found_base=0.25, capacity=np.full((1, 4), 0.5))
    assert close(share(network, "held"), 0.125) and share(network, "handed_over") == share(network, "held")


def test_non_refoulement_bars_the_handover_and_not_the_hold():
    extradition = {"measure": Measure.EXTRADITION, "desk": Desk.SURRENDER}
    network = make_network([extradition], found_base=1.0, concern=np.ones(4), grounds_handover=np.ones((1, 1, 4)))
    assert share(network, "held", n=64) == 1.0 and share(network, "handed_over", n=64) == 0.0


def test_a_state_that_forwards_asks_others_for_data_only():
    """Alba asks Borea alone; Borea forwards in half of the worlds and asks Corvia."""
    rows = [{**LOCATE, "forward": 0.5}, {"measure": Measure.EXTRADITION, "desk": Desk.SURRENDER}]
    bound = np.zeros((2, 4, 4), dtype=bool)
    bound[0, 0, 1] = bound[0, 1, 2] = True
    network = make_network(rows, bound=bound, found_base=1.0)
    assert share(network, "located", 1) == 1.0 and close(share(network, "located", 2), 0.5)
    assert share(network, "held", 1) == 1.0 and share(network, "held", 2) == 0.0


def test_data_deleted_before_the_answer_is_saved_by_preservation_only():
    content = {"measure": Measure.CONTENT, "desk": Desk.ASSISTANCE, "days": 300.0}
    preserve = {"measure": Measure.PRESERVE, "desk": Desk.ASSISTANCE, "days": 0.0}
    quick = {"retention_days": 90.0, "retention_sigma": 1e-6, "sigma": 1e-6}
    assert share(make_network([content], **quick), "read", n=64) == 0.0
    assert share(make_network([content, preserve], **quick), "read", n=64) == 1.0


@pytest.mark.parametrize(("day", "given"), [(89, 1.0), (90, 0.0)])
def test_on_the_day_of_deletion_an_answer_comes_too_late_and_so_does_preservation(day, given):
    content, preserve = (
        {"measure": measure, "desk": Desk.ASSISTANCE} for measure in (Measure.CONTENT, Measure.PRESERVE)
    )
    sharp = {"retention_days": 90.0, "retention_sigma": 0.0, "sigma": 0.0}
    for rows in ([{**content, "days": day}], [{**content, "days": 300.0}, {**preserve, "days": day}]):
        network = make_network(rows, **sharp)
        assert share(network, "read", n=64) == given
        assert_equal(network, 3, 2, 1)


@pytest.mark.parametrize(("day", "by_then"), [(90, 1.0), (91, 0.0)])
def test_a_horizon_includes_its_last_day(day, by_then):
    extradition = {"measure": Measure.EXTRADITION, "desk": Desk.SURRENDER, "days": day}
    network = make_network([{**LOCATE, "days": day}, extradition], sigma=0.0)
    for effect in ("located", "held", "handed_over"):
        assert share(network, effect, horizon=HORIZONS.index(90), n=64) == by_then
    assert_equal(network, 3, 2, 1)


def test_over_a_joint_list_both_legs_are_done_by_the_horizon():
    """Alba asks Borea, which passes the alert on; Corvia hands over to Borea after 5 days, Borea to Alba after 40."""
    extradition = {"measure": Measure.EXTRADITION, "desk": Desk.SURRENDER}
    rows = [
        {**LOCATE, "joint_list": True, "forward": 1.0},
        {**extradition, "joint_list": True, "days": 5},
        {**extradition, "days": 40},
    ]
    bound = np.zeros((3, 4, 4), dtype=bool)
    bound[0, 0, 1] = bound[0, 1, 2] = bound[1, 1, 2] = bound[2, 0, 1] = True
    one_each = {"bound": bound, "binding": np.arange(3), "partial": np.zeros_like(bound), "partial_share": np.ones(3)}
    network = make_network(rows, found_base=1.0, sigma=0.0, **one_each)
    for days, handed_over in ((7, 0.0), (30, 0.0), (90, 1.0)):
        assert share(network, "held", CORVIA, HORIZONS.index(days), n=64) == 1.0
        assert share(network, "handed_over", CORVIA, HORIZONS.index(days), n=64) == handed_over
    assert_equal(network, 3, 2, 2)


def test_an_own_provider_is_reached_by_its_own_order_alone():
    content = {"measure": Measure.CONTENT, "desk": Desk.ASSISTANCE}
    order = {"measure": Measure.CONTENT, "desk": Desk.PROVIDER}
    services = ((1, ((-2, 1.0),)),)
    assert share(make_network([content], service_holders=services), "read", n=64) == 0.0
    assert share(make_network([content, order], service_holders=services), "data_order", n=64) == 1.0


def test_rows_made_by_hand_have_the_shapes_of_the_law():
    assert make_rows([LOCATE]).locating.tolist() == [True]


def test_a_slice_of_the_real_world_equals_the_reference():
    world = load_world()
    for name in ("adopted-text-universal", "strongest-safeguards"):
        scenario = load_scenario(name)
        case = find_case("activist-pretext-travels") if name.startswith("adopted") else find_case(scenario.case)
        whole = compile_network(world, scenario, case, "RUS")
        needed = {who for _, parts in whole.service_holders for who, _ in parts if who >= 0}
        order = sorted(
            {world.index_of(code) for code in ("RUS", "KAZ", "BLR", "DEU")} | needed | {i for i, _ in whole.transit}
        )
        assert_equal(with_states(whole, order), 3, 3, 2)
