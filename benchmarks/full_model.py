"""The full model: the engines against the plain script, what people wait for, and how its cost grows."""

import tempfile
from pathlib import Path

import numpy as np
from distributed import LocalCluster

from benchmarks.measure import Row, agreement, exponent, in_its_own, in_turns, wall
from benchmarks.plain import Script
from benchmarks.worlds import CASE, REQUESTING, SCENARIO, doubled, real, tiled
from simulator.analysis.ensemble import simulate
from simulator.analysis.neighbourhood import Variant, neighbourhood, variants
from simulator.engine.compiled import run_every
from simulator.engine.ensemble import Askers
from simulator.engine.kernel import EFFECTS, ROUNDS, run
from simulator.export.sweep.cluster import cluster
from simulator.export.sweep.design import Design
from simulator.export.sweep.running import sweep, threads
from simulator.model.compile import compile_network
from simulator.model.network import Network
from simulator.model.scenario import find_case, load_scenario
from simulator.model.world import World

SCRIPTED, AGREED_ON = 2_000, 16_384  # replicates of the script and of the engine, which must agree
N = 1_024


def agrees_with_script(network: Network, n: int = SCRIPTED, agreed_on: int = AGREED_ON) -> tuple[Script, float]:
    """The script, and its largest z to the engine over effects, horizons and hosts; holds in transit it leaves out."""
    script = Script(network, 1)
    for _ in range(n):
        script.replicate()
    effects = [effect for effect in EFFECTS if effect != "held_in_transit"]
    found = run(network, 1, 0, agreed_on)
    engine = np.stack([found.counts(effect) for effect in effects])
    scripted = np.zeros_like(engine)
    for (effect, horizon, host), count in script.counts.items():
        if effect in effects:
            scripted[effects.index(effect), horizon, host] = count
    return script, agreement("The plain script", scripted, n, engine, agreed_on)


def against_script(world: World, script: Script) -> list[Row]:
    """Processor's time a requester-replicate of the plain script, over that of either engine."""
    network, everyone = real(world), real(world, None)
    requesters = requesting(world, everyone)
    few = requesters[:: len(requesters) // 7]
    taken = in_turns(
        {
            "script": lambda: [script.replicate() for _ in range(20)],
            "numba": lambda: run(network, 1, 0, N, engine="numba"),
            "numpy": lambda: run(network, 1, 0, N, engine="numpy"),
            "all, numba": lambda: run_every(everyone, requesters, 1, 0, N, ROUNDS, threads=1),
            "all, numpy": lambda: Askers(everyone, few, "numpy").counts(1, 0, N // 2),
        },
        rounds=3,
    )
    each = taken["script"] / 20
    rows = [
        ("all requesters, numba", 1200, taken["all, numba"] / N / len(requesters)),
        (f"all requesters, numpy only ({len(few)} of them measured)", 130, taken["all, numpy"] / (N // 2) / len(few)),
        ("one requester, numba", 100, taken["numba"] / N),
        ("one requester, numpy only", None, taken["numpy"] / N),
    ]
    return [Row(what=f"full model, {what} / plain script", goal=goal, reached=each / cost) for what, goal, cost in rows]


def requesting(world: World, network: Network) -> np.ndarray:
    """The States of every total that can ask at all."""
    return np.flatnonzero(network.in_data & world.in_totals)


def waits(world: World) -> list[Row]:
    """What people wait for, by the clock."""
    network, everyone = real(world), real(world, None)
    requesters, scenario = requesting(world, everyone), load_scenario(SCENARIO)
    every = variants(scenario)
    taken = in_turns(
        {
            "one thread": lambda: run_every(everyone, requesters, 1, 0, N, ROUNDS, threads=1),
            "two threads": lambda: run_every(everyone, requesters, 1, 0, N, ROUNDS, threads=2),
            "one requester": lambda: run(network, 1, 0, 4096, 3, engine="numba"),
            "neighbourhood": lambda: neighbourhood(world, scenario, REQUESTING, n=N),
        },
        wall,
        rounds=3,
    )
    separate = wall(lambda: [apart(world, one) for one in every])
    large = wall(lambda: run_every(everyone, requesters, 1, 0, 10_000, ROUNDS, threads=2))
    return [
        Row(what="full model, all requesters, two threads / one", goal=1.8, reached=taken["one thread"] / taken["two threads"]),
        Row(
            what=f"neighbourhood of a scenario ({len(every)} changes), one requester, {N:,} replicates",
            goal=1, reached=taken["neighbourhood"], unit=" s", at_most=True,
        ),
        Row(
            what="as many separate runs from scratch / the neighbourhood",
            goal=20, reached=separate / taken["neighbourhood"],
        ),
        Row(
            what="one requester, 4,096 replicates, three rounds, all effects and horizons",
            goal=100, reached=1000 * taken["one requester"], unit=" ms", at_most=True,
        ),
        Row(what=f"all {len(requesters)} requesters, 10,000 replicates", goal=2, reached=large, unit=" s", at_most=True),
    ]  # fmt: skip


def apart(world: World, one: Variant) -> object:
    """One change run from scratch: its network is compiled and run as if no other were known.

    The world is read already, and its baseline is left out, which a neighbourhood runs too: each of its changes stands
    beside the one it is compared with. On the other hand a run gives every horizon, a neighbourhood the one asked for;
    and it is on one thread, as a run of one requesting state is, where a neighbourhood is on two.
    """
    return simulate([compile_network(world, one.scenario, find_case(CASE), REQUESTING)], 1, N)


def growth(world: World) -> list[Row]:
    """What more states, channels and replicates cost; more states have as many members of a front on average."""
    everyone, one = real(world, None), real(world)
    sizes = (everyone.n_states, 400, 1000)
    larger = {n: everyone if n == everyone.n_states else tiled(everyone, n) for n in sizes}
    askers = {n: Askers(network, np.arange(0, n, 5), "numba") for n, network in larger.items()}
    alone = {n: one if n == one.n_states else tiled(one, n) for n in sizes}
    twice, both = Askers(doubled(everyone), askers[sizes[0]].requesters, "numba"), doubled(one)
    taken = in_turns(
        {f"{n} of all": lambda n=n: askers[n].counts(1, 0, 256) for n in sizes}
        | {f"{n} of one": lambda n=n: run(alone[n], 1, 0, N, engine="numba") for n in sizes}
        | {
            "twice of all": lambda: twice.counts(1, 0, 256),
            "twice of one": lambda: run(both, 1, 0, N, engine="numba"),
            "some": lambda: run(one, 1, 0, 4096, engine="numba"),
            "tenfold": lambda: run(one, 1, 0, 40_960, engine="numba"),
        },
        rounds=3,
    )
    rows, states = [], sizes[-1] / sizes[0]
    for who, name in (("all", "all requesters"), ("one", "one requester")):
        first, last, more = (taken[f"{size} of {who}"] for size in (sizes[0], sizes[-1], "twice"))
        rows += [
            Row(
                what=f"full model, {name}: cost of states {sizes[0]} → 1,000, exponent",
                goal=2.1, reached=exponent(states, last / first), at_most=True,
            ),
            Row(
                what=f"full model, {name}: cost of twice the channels, exponent",
                goal=1.1, reached=exponent(2, more / first), at_most=True,
            ),
        ]  # fmt: skip
    tenfold = exponent(10, taken["tenfold"] / taken["some"])
    what = "full model, one requester: cost of ten times the replicates, exponent"
    return [*rows, Row(what=what, goal=1.05, reached=tenfold, at_most=True)]


def distinct(world: World) -> list[Row]:
    """How many results there are over engines, threads, chunks and orders."""
    everyone = real(world, None)
    requesters, stop = requesting(world, everyone)[::24], 200
    backwards = requesters[::-1]
    found = [
        *(run_every(everyone, requesters, 1, 0, stop, ROUNDS, threads=many) for many in (1, 2, 3)),
        run_every(everyone, backwards, 1, 0, stop, ROUNDS)[::-1],
        *(Askers(everyone, requesters, engine).counts(1, 0, stop) for engine in ("numba", "numpy")),
        sum(Askers(everyone, requesters, "numba").counts(1, a, b) for a, b in ((70, stop), (0, 70))),
    ]
    swept = _swept()
    results = max(len({result.tobytes() for result in found}), len(set(swept)))
    what = f"distinct results of the full model in {len(found)} runs: engines, threads, chunks, orders"
    return [Row(what=f"{what}; and in {len(swept)}: schedulers", goal=1, reached=results, at_most=True)]


def _swept() -> list[bytes]:
    """The same ensemble on one thread, on two, and on a Dask cluster of two processes."""
    design = Design(scenarios=SCENARIO, requesting=("NIC", "EGY", "RUS"), replicates=128)
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as workers:
        schedulers = (threads(1), threads(2), cluster(workers.scheduler_address))
        found = []
        for scheduler in schedulers:
            with tempfile.TemporaryDirectory() as folder:
                found.append(sweep(design, Path(folder), scheduler).read_bytes())
    return found


IN_ITS_OWN = """
import time
began = time.perf_counter()
import numpy as np
from benchmarks.worlds import real
from simulator.engine.compiled import run_every
from simulator.engine.kernel import run
from simulator.model.world import load_world
loaded = time.perf_counter()
world = load_world()
network = real(world)
ready = time.perf_counter()
run(network, 1, 0, 64)
print(loaded - began, ready - loaded, time.perf_counter() - ready)
"""
PEAK = """
everyone = real(world, None)
run_every(everyone, np.flatnonzero(everyone.in_data & world.in_totals), 1, 0, 2560, 2)
peak = next(line for line in open('/proc/self/status') if line.startswith('VmHWM'))
print(int(peak.split()[1]) / 1024)
"""  # of this process alone; getrusage remembers its parent's


def start_and_memory() -> tuple[list[Row], dict[str, float]]:
    """A first answer in a fresh process, its machine code to be made and kept from before; peak memory."""
    with tempfile.TemporaryDirectory() as cache:
        cold = float(in_its_own(IN_ITS_OWN, XDG_CACHE_HOME=cache).split()[2])
        imports, world, warm = map(float, in_its_own(IN_ITS_OWN, XDG_CACHE_HOME=cache).split())
    try:
        peak = float(in_its_own(IN_ITS_OWN + PEAK).split()[-1])
    except RuntimeError:  # no /proc
        peak = None
    rows = [
        Row(what="first answer, machine code to be made (cold compile)", goal=5, reached=cold, unit=" s", at_most=True),
        Row(what="first answer, machine code kept from before (warm start)", goal=0.5, reached=warm, unit=" s", at_most=True),
        Row(
            what="peak memory, all requesters, two threads, any number of replicates",
            goal=400, reached=peak, unit=" MB", at_most=True,
        ),
    ]  # fmt: skip
    return rows, {"importing": imports, "reading the world and compiling its network": world, "first answer": warm}
