"""Where time goes, part by part; each part is measured alone, or as what it adds to the one before."""

from benchmarks.measure import Work, in_turns, wall
from benchmarks.worlds import CASE, REQUESTING, SCENARIO, PlainWorld, real
from simulator.analysis.ensemble import drawn_assumptions, drawn_noise
from simulator.analysis.havens import compare
from simulator.analysis.refine import with_band
from simulator.engine.compiled import asked, count_block
from simulator.engine.kernel import run
from simulator.model.compile import compile_network
from simulator.model.scenario import find_case, load_scenario
from simulator.model.world import World

N = 1_024
Parts = dict[str, float]  # seconds


def of_one_answer(world: World) -> Parts:
    """What the page asks for: a scenario and its baseline with the band of 64 draws."""
    scenario, case = load_scenario(SCENARIO), find_case(CASE)
    network = real(world)
    seeds = iter(range(1000, 2000))  # a new one each time: runs are remembered
    whole = wall(lambda: with_band(compare(world, scenario, REQUESTING, next(seeds), N)))
    works: dict[str, Work] = {
        "compile a network": lambda: real(world),
        "the same for a draw of assumptions and indices": lambda: compile_network(
            world, scenario, case, REQUESTING, drawn_assumptions(1, 1, {}), drawn_noise(world, 1, 1)
        ),
        "run 512 replicates": lambda: run(network, 1, 0, 512),
        f"compare {N:,} replicates with the baseline, without a band": lambda: compare(
            world, scenario, REQUESTING, next(seeds), N
        ),
    }
    return {f"a whole answer, {N:,} replicates, with its band": whole} | in_turns(works, wall, 3)


def of_rounds(world: World) -> Parts:
    """What each round of forwarding adds for one requesting State, and what all of them need before they start."""
    network, everyone = real(world), real(world, None)
    requesters = everyone.in_data.nonzero()[0]
    ready = asked(everyone, requesters)
    works: dict[str, Work] = {
        f"{rounds} rounds": lambda rounds=rounds: run(network, 1, 0, N, rounds) for rounds in range(4)
    }
    works["preparing"] = lambda: asked(everyone, requesters)
    works["counting"] = lambda: count_block(ready, 1, 0, 256, 2)
    taken = in_turns(works, wall, 3)
    parts = {f"one requester, {N:,} replicates, own requests alone": taken["0 rounds"]}
    for rounds in range(1, 4):
        parts[f"... round {rounds} of forwarding adds"] = taken[f"{rounds} rounds"] - taken[f"{rounds - 1} rounds"]
    parts["all requesters, before the first replicate"] = taken["preparing"]
    parts["all requesters, 256 replicates, one thread"] = taken["counting"]
    return parts


def of_cascade(world: PlainWorld) -> Parts:
    """What each hop of the plain cascade adds, for 64 replicates of all requesting States."""
    many = 3_200
    taken = in_turns(
        {str(hops): lambda hops=hops: world.reached(many, everyone=True, hops=hops) for hops in (1, 2, 3)}, wall
    )
    of_64 = {hops: seconds * 64 / many for hops, seconds in taken.items()}
    return {
        "plain cascade, 64 replicates of all requesters: coins of their own requests, and counting": of_64["1"],
        "... coins of those who pass on, and the second hop": of_64["2"] - of_64["1"],
        "... the third hop": of_64["3"] - of_64["2"],
    }
