"""`python -m simulator.engine.compiled` makes the machine code, so that the first answer need not wait for it."""

from simulator.engine.compiled import run_one
from simulator.model.compile import compile_network
from simulator.model.scenario import find_case, load_scenario
from simulator.model.world import load_world

scenario = load_scenario("today")
run_one(compile_network(load_world(), scenario, find_case(scenario.case), "NIC"), 1, 0, 64, 2)
