"""Genuine requests: who is drawn, and what safeguards and parties do to them."""

import numpy as np

from simulator.analysis.genuine import CRIMES, DAYS, genuine, mean_met, mean_met_error, sampled_pairs, weights
from simulator.model.scenario import load_scenario
from simulator.model.world import load_world


def test_pairs_follow_population_and_providers_and_nobody_asks_itself():
    world, scenario = load_world(), load_scenario("today")
    u, v, replicate = sampled_pairs(world, scenario, 1, 0, 20_000)
    assert (u != v).all() and replicate.max() == 19_999
    senders, receivers = weights(world, scenario)
    india, america = world.index_of("IND"), world.index_of("USA")
    assert abs((u == india).mean() - senders[india]) < 0.01
    assert (v == america).mean() > 0.25 and np.isclose(receivers.sum(), 1)


def test_pairs_are_the_same_in_any_block():
    world, scenario = load_world(), load_scenario("today")
    whole, part = sampled_pairs(world, scenario, 1, 0, 100), sampled_pairs(world, scenario, 1, 60, 100)
    assert (whole[0][240:] == part[0]).all() and (whole[1][240:] == part[1]).all()


def test_more_parties_meet_no_fewer_genuine_requests_and_practice_never_meets_no_fewer():
    world = load_world()
    today, universal = (genuine(world, load_scenario(name), 1, 256) for name in ("today", "adopted-text-universal"))
    assert all(universal[crime].chance >= today[crime].chance > 0 for crime in CRIMES)
    strict = genuine(world, load_scenario("strongest-safeguards"), 1, 256)
    assert all(strict[crime].chance <= universal[crime].chance for crime in CRIMES)


def test_the_error_is_how_far_parts_of_the_replicates_lie_from_one_another_and_pairing_makes_it_small():
    world, n = load_world(), 2048
    today, universal = (genuine(world, load_scenario(name), 1, n) for name in ("today", "adopted-text-universal"))
    met = np.mean([universal[crime].days <= DAYS for crime in CRIMES], axis=0)
    assert mean_met(universal) == met.mean()
    parts = met.reshape(32, -1).mean(axis=1)
    assert 0.6 < parts.std() / np.sqrt(32) / mean_met_error(universal) < 1.6
    apart = np.hypot(mean_met_error(universal), mean_met_error(today))
    assert 0 < mean_met_error(universal, today) < apart
    assert mean_met_error(today, today) == 0
