"""What one host could do alone: its own gates only, nothing gained by anyone who asks, and its price."""

import numpy as np
import pytest

from simulator.analysis.alone import ACTS, FIGURES, alone, in_one
from simulator.analysis.havens import compare
from simulator.errors import ScenarioError
from simulator.model.compile import compile_network
from simulator.model.scenario import find_case, load_scenario
from simulator.model.world import load_world
from simulator.presentation.why import alone_table


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
    usual, acts = found.figures[0], found.figures[1:]
    assert acts.shape == (len(ACTS), len(FIGURES)) and (acts <= usual).all()
    joining = acts[0]
    assert joining[0] < usual[0] - 0.1 and joining[-1] < usual[-1]


def test_figures_are_those_of_the_paired_runs():
    world, scenario = load_world(), load_scenario("adopted-text-universal")
    found, pair = alone(world, scenario, "NIC", "CRI", n=64), compare(world, scenario, "NIC", 1, 64)
    place, counts = world.index_of("CRI"), pair.counts(pair.after)
    assert found.figures[0, :3].tolist() == [
        counts[effect][place] / 64 for effect in ("data_host", "held", "handed_over")
    ]
    leaving = scenario.model_copy(update={"adoption": scenario.adoption.model_copy(update={"leaving": ("CRI",)})})
    alone_run = compare(world, leaving, "NIC", 1, 64)
    assert found.figures[1, 0] == alone_run.counts(alone_run.after)["data_host"][place] / 64


def test_acts_stand_in_a_fixed_order_with_their_routes_and_days_that_no_result_changes():
    world, scenario = load_world(), load_scenario("adopted-text-universal")
    tables = [alone_table(alone(world, scenario, "NIC", host, n=64)) for host in ("CRI", "DEU")]
    assert {tuple(table["what"]) for table in tables} == {tuple(act.words for act in ACTS)}
    assert tables[0]["not before"].str.match(r"\d{4}-\d\d-\d\d").all()


def test_the_requesting_state_is_no_host():
    with pytest.raises(ScenarioError, match="requesting State"):
        alone(load_world(), load_scenario("adopted-text-universal"), "NIC", "NIC", n=64)
