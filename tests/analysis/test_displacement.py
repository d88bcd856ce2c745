"""Displacement moves informal requests into the Convention's channel, and only there."""

import numpy as np

from simulator.model.compile import compile_network
from simulator.model.scenario import find_case, load_scenario
from simulator.model.world import load_world


def shares(name, displaced):
    scenario = load_scenario(name).model_copy(update={"assumptions": {"displacement": displaced}})
    network = compile_network(load_world(), scenario, find_case(scenario.case), "NIC")
    n = np.arange(network.n_states)
    return {id: network.share(np.array(k), n[:, None], n[None, :]) for k, id in enumerate(network.rows.instrument)}


def test_half_of_the_informal_requests_move_where_both_are_bound():
    none, half = shares("adopted-text-universal", 0.0), shares("adopted-text-universal", 0.5)
    members = load_world().in_totals
    both = members[:, None] & members & ~np.eye(len(members), dtype=bool)
    assert (half["police_informal"][both] == 0.5 * none["police_informal"][both]).all()
    assert all(np.array_equal(half[id], none[id]) for id in none if id not in ("police_informal", "provider_voluntary"))


def test_nothing_moves_while_the_convention_is_not_in_force():
    none, half = shares("today", 0.0), shares("today", 0.5)
    assert all(np.array_equal(half[id], none[id]) for id in none)
