"""What one host could do alone: its own gates only, nothing gained by anyone who asks, and its price."""

import numpy as np

from simulator.analysis.alone import ACTS, alone, in_one
from simulator.model.compile import compile_network
from simulator.model.scenario import find_case, load_scenario
from simulator.model.world import load_world


def test_only_the_gates_of_that_host_change():
    world, scenario = load_world(), load_scenario("adopted-text-universal")
    strict = scenario.model_copy(update={"settings": {"host_practice": "always"}})
    usual, moved = (compile_network(world, one, find_case(one.case), "NIC") for one in (scenario, strict))
    host = world.index_of("CRI")
    one = in_one(usual, moved, host)
    others = np.arange(len(world.states)) != host
    assert np.array_equal(one.grounds[..., others], usual.grounds[..., others], equal_nan=True)
    assert (one.grounds[..., host] >= usual.grounds[..., host]).all()
    assert (one.grounds[..., host] > usual.grounds[..., host]).any()


def test_no_act_of_the_host_raises_exposure_or_meets_more_genuine_requests():
    found = alone(load_world(), load_scenario("adopted-text-universal"), "NIC", "CRI", n=256)
    assert len(found) == len(ACTS)
    for name in ("data through the host", "held", "handed over", "genuine requests met"):
        assert (found[f"{name}, then"] <= found[f"{name}, now"]).all()
    joining = found.iloc[0]
    assert joining["data through the host, then"] < joining["data through the host, now"] - 0.1
    assert joining["genuine requests met, then"] < joining["genuine requests met, now"]
    assert found["not before"].str.match(r"\d{4}-\d\d-\d\d").all()


def test_acts_stand_in_a_fixed_order_that_no_result_changes():
    world, scenario = load_world(), load_scenario("adopted-text-universal")
    orders = {tuple(alone(world, scenario, "NIC", host, n=64)["what"]) for host in ("CRI", "DEU")}
    assert orders == {tuple(act.words for act in ACTS)}
