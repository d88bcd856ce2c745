"""The second pass tells why, and agrees with the first in every bit."""

import numpy as np
import pytest
from hops import first_path
from hypothesis import given, settings
from hypothesis import strategies as st
from test_invariants import with_states
from worlds import make_network, networks

from simulator.engine.block import Block
from simulator.engine.draws import NEVER
from simulator.engine.fates import ARRIVED, BARRED, LIVE
from simulator.engine.kernel import EFFECTS, run
from simulator.engine.reference import _OneWorld
from simulator.engine.replay import JOINS, OF_EFFECT, replay
from simulator.engine.trace import channels, trace
from simulator.law.vocabulary import Desk, Measure
from simulator.model.compile import compile_network
from simulator.model.network import HORIZONS, Gate
from simulator.model.scenario import find_case, load_scenario
from simulator.model.world import load_world

SEEDS, ROUNDS = st.integers(0, 2**40), st.integers(0, 3)


def traced(network, seed=5, n=70, rounds=2, hosts=None, one_mind=False):
    return trace(network, Block(seed, 0, n, network.numbers, one_mind), rounds, hosts)


def assert_agrees(network, seed, n, rounds, hosts=None):
    """The days of the trace say by which horizon each effect came about, and so do the words of the kernel."""
    found = traced(network, seed, n, rounds, hosts)
    whole = run(network, seed, 0, n, rounds)
    assert (found.front.day == whole.front).all()
    for effect in EFFECTS:
        by = found.day(effect)[None] <= np.array(HORIZONS)[:, None, None]
        assert (by == whole.bits(effect)[:, found.hosts]).all(), effect
    return found


@settings(max_examples=150, deadline=None)
@given(network=networks(), seed=SEEDS, rounds=ROUNDS)
def test_first_days_say_what_the_kernel_says_by_every_horizon(network, seed, rounds):
    assert_agrees(network, seed, 70, rounds)


@settings(max_examples=60, deadline=None)
@given(network=networks(), seed=SEEDS, data=st.data())
def test_following_some_hosts_finds_what_following_all_finds(network, seed, data):
    hosts = np.array(sorted(data.draw(st.sets(st.integers(0, network.n_states - 1), min_size=1))))
    some, every = assert_agrees(network, seed, 40, 2, hosts), traced(network, seed, 40)
    for effect in EFFECTS:
        assert (some.day(effect) == every.day(effect)[hosts]).all()


@settings(max_examples=60, deadline=None)
@given(network=networks(), seed=SEEDS, one_mind=st.booleans())
def test_a_request_is_charged_to_the_first_gate_in_the_order_of_the_definition(network, seed, one_mind):
    found = traced(network, seed, 3, one_mind=one_mind)
    for replicate in range(3):
        world = _OneWorld(network, seed, replicate, one_mind)
        day = world.spread(2)
        asking = {one.sender: one for one in found.asked if replicate in one.replicate}
        assert set(asking) == {u for u in range(network.n_states) if day[u] < NEVER}
        for u, one in asking.items():
            stops = one.stop[:, np.flatnonzero(one.replicate == replicate)[0]]
            for row, v, stop in zip(one.row.tolist(), one.requested.tolist(), stops.tolist(), strict=True):
                assert stop == first_stop(world, row, u, v)


def first_stop(world, row, u, v):
    chances = world.network.chances(np.array(u), np.array(row), np.array(v))
    failing = (gate for gate in Gate if not world.passes(gate, float(chances[gate]), row, u, v))
    return next(failing, LIVE)


@settings(max_examples=60, deadline=None)
@given(network=networks(), seed=SEEDS, horizon=st.sampled_from(HORIZONS))
def test_every_request_sent_has_one_fate(network, seed, horizon):
    found = traced(network, seed, 70)
    asks = (found.front.day < NEVER).sum(axis=1)
    table = channels(found, horizon)
    assert (table.counts.sum(axis=1) == asks[table.sender]).all()
    there = {tuple(place) for place in np.stack([table.sender, table.row, table.requested], axis=1).tolist()}
    assert len(there) == len(table.row)
    u, k, v = np.meshgrid(
        *(np.arange(m) for m in (network.n_states, len(network.rows.desk), network.n_states)), indexing="ij"
    )
    sent = network.exists(u, k, v) & (network.share(k, u, v) > 0) & (asks[u] > 0)
    assert there == {tuple(place) for place in np.argwhere(sent).tolist()}
    answered = found.answered
    arrived = (answered.day[:-1] <= horizon) & ~answered.deleted[:-1]
    assert table.counts[:, [BARRED, ARRIVED]].sum() == arrived.sum()


@settings(max_examples=100, deadline=None)
@given(network=networks(), seed=SEEDS, rounds=ROUNDS)
def test_a_first_path_leads_from_the_requesting_state_to_the_effect(network, seed, rounds):
    found = traced(network, seed, 4, rounds)
    worlds = [_OneWorld(network, seed, replicate) for replicate in range(4)]
    for effect in EFFECTS:
        for host, replicate in np.argwhere(found.day(effect) < NEVER).tolist():
            path = first_path(found, effect, host, replicate)
            assert_leads(worlds[replicate], path, found.day(effect)[host, replicate])


def assert_leads(world, path, ends):
    """Each request is live, sent on the day on which its sender was told, and the last answer is the effect."""
    day = {(world.requester, 0)}
    columns = (path.sender, path.row, path.requested, path.asked, path.day)
    for u, row, v, asked, answered in zip(*(column.tolist() for column in columns), strict=True):
        assert (u, asked) in day
        assert any(request.row == row and asked + request.delay == answered for request in world.requests(u, v))
        day.add((v, answered))
    assert path.day[-1] == ends


def test_a_member_of_a_joint_list_hands_on_what_it_was_handed():
    """Alba asks Borea, which joins on day 10 and asks Corvia; Corvia hands over on day 15, Borea on day 5 if asked."""
    joint = {"desk": Desk.POLICE, "joint_list": True}
    rows = [
        {**joint, "measure": Measure.LOCATE, "days": 10.0, "forward": 1.0},
        {**joint, "measure": Measure.INFORMAL_HANDOVER, "days": 5.0},
    ]
    bound = np.zeros((2, 4, 4), dtype=bool)
    bound[0, 0, 1] = bound[0, 1, 2] = True
    found = traced(make_network(rows, bound=bound, found_base=1.0, sigma=1e-9), n=3)
    path = first_path(found, "handed_over", 2, 1)
    hops = list(
        zip(*(getattr(path, name).tolist() for name in ("sender", "row", "requested", "asked", "day")), strict=True)
    )
    assert hops == [(0, 1, 1, 0, 5), (0, 0, 1, 0, 10), (1, 1, 2, 10, 15)]
    events = replay(found, 1, 365)
    told = events.what - OF_EFFECT
    named = [
        (day, EFFECTS[place], host)
        for day, place, host in zip(events.day, told, events.host, strict=True)
        if place >= 0
    ]
    assert (10, "located", 1) in named and (15, "handed_over", 2) in named and (20, "located", 2) in named


@settings(max_examples=60, deadline=None)
@given(network=networks(), seed=SEEDS, data=st.data())
def test_renaming_states_relabels_the_same_paths(network, seed, data):
    order = list(data.draw(st.permutations(range(network.n_states))))
    one, other = traced(network, seed, 24), traced(with_states(network, order), seed, 24)
    named = np.array(order)
    for effect in EFFECTS:
        for host, replicate in np.argwhere(other.day(effect) < NEVER).tolist():
            path, same = first_path(one, effect, order[host], replicate), first_path(other, effect, host, replicate)
            assert (path.row == same.row).all() and (path.day == same.day).all() and (path.asked == same.asked).all()
            assert (path.sender == named[same.sender]).all() and (path.requested == named[same.requested]).all()


@settings(max_examples=60, deadline=None)
@given(network=networks(), seed=SEEDS, rounds=ROUNDS)
def test_who_joined_joined_through_an_answer_in_its_round(network, seed, rounds):
    found = traced(network, seed, 40, rounds)
    joins, day = found.front.joins, found.front.day
    last = found.front.joined[joins.state, joins.replicate]
    assert (joins.day[last] == day[joins.state, joins.replicate]).all()
    assert ((found.front.joined >= 0) == (day < NEVER))[np.arange(network.n_states) != network.requesting].all()
    told = joins.parent >= 0
    assert (joins.round[told] > joins.round[joins.parent[told]]).all()
    assert (joins.sender[told] == joins.state[joins.parent[told]]).all()
    assert (joins.sender[~told] == network.requesting).all() and (joins.round <= rounds).all()
    assert network.rows.answering[joins.row].all()


@settings(max_examples=60, deadline=None)
@given(network=networks(), seed=SEEDS, horizon=st.sampled_from(HORIZONS))
def test_a_replay_tells_every_request_joining_and_effect_of_its_replicate_in_order(network, seed, horizon):
    found = traced(network, seed, 8)
    joins = found.front.joins
    for replicate in range(8):
        events = replay(found, replicate, horizon)
        assert (np.diff(events.day) >= 0).all()
        assert (events.what < JOINS).sum() == sum(len(one.row) for one in found.asked if replicate in one.replicate)
        assert (events.what == JOINS).sum() == (joins.replicate == replicate).sum()
        for place, effect in enumerate(EFFECTS):
            told = events.what == OF_EFFECT + place
            days = found.day(effect)[:, replicate]
            assert sorted(events.host[told].tolist()) == np.flatnonzero(days <= horizon).tolist()
            assert (events.day[told] == days[events.host[told]]).all()


@pytest.mark.parametrize("name", ["adopted-text-universal", "strongest-safeguards"])
@pytest.mark.parametrize(
    ("requesting", "case"), [("EGY", "journalist-false-news"), ("RUS", "activist-pretext-travels")]
)
def test_the_real_world_agrees_and_its_paths_lead(name, requesting, case):
    network = compile_network(load_world(), load_scenario(name), find_case(case), requesting)
    found = assert_agrees(network, 1, 130, 2)
    for effect in ("data", "handed_over"):
        for host, replicate in np.argwhere(found.day(effect) < NEVER)[::97].tolist():
            path = first_path(found, effect, host, replicate)
            assert path.day[-1] == found.day(effect)[host, replicate]
            told = [0, *path.day.tolist()]
            assert all(asked in told for asked in path.asked.tolist())
