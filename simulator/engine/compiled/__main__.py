"""`python -m simulator.engine.compiled` makes the machine code, so that the first answer need not wait for it."""

from simulator.engine.compiled import run_one
from simulator.engine.many import run_many
from simulator.model.compile import Compiler
from simulator.model.scenario import find_case, load_scenario
from simulator.model.world import load_world

compiler, scenarios = Compiler(load_world()), [load_scenario(name) for name in ("today", "adopted-text-universal")]
networks = [compiler.network(scenario, find_case(scenario.case), "SAU") for scenario in scenarios]
run_one(networks[0], 1, 0, 64, 2)
run_many(networks, 1, 64)
