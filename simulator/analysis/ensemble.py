"""Ensembles: many replicates of several networks on the same draws, at central assumptions and over their ranges."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from simulator.analysis.outcomes import BATCHES, KEPT, Counted, Ensemble, Outcome, Words, batch_totals
from simulator.analysis.runs import Kept, Run, Tallied, chunk_size, joined
from simulator.arrays import FloatArray
from simulator.engine.block import Block
from simulator.engine.draws import ONE, Purpose, draws, normal_quantiles, quantile
from simulator.engine.kernel import ROUNDS, run
from simulator.engine.words import PER_WORD, n_words
from simulator.law.assumptions import load_assumptions
from simulator.model.compile import Compiler, compile_network
from simulator.model.network import Network
from simulator.model.scenario import Scenario, find_case
from simulator.model.world import World

BAND_DRAWS, BAND_REPLICATES = 64, 512
AHEAD = 4  # results that wait for their reader
Progress = Callable[[float], object]  # is told the share that is done; what it raises stops the work
Item = TypeVar("Item")
Made = TypeVar("Made")


def part_of(progress: Progress, start: float, end: float) -> Progress:
    """Progress of a part of the work, which begins and ends at these shares of the whole."""
    return lambda share: progress(end if share >= 1 else start + (end - start) * share)


def in_turn(work: Callable[[Item], Made], items: Iterable[Item]) -> Iterator[Made]:
    """Results in the order of the items, two worked on at a time, at most four not read yet.

    What stops the reader stops the work between two items.
    """
    threads, waiting = ThreadPoolExecutor(2), deque[Future[Made]]()
    try:
        for item in items:
            waiting.append(threads.submit(work, item))
            if len(waiting) == AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        threads.shutdown(cancel_futures=True)


def simulate(
    networks: Sequence[Network],
    seed: int,
    n: int,
    rounds: int = ROUNDS,
    chunk: int | None = None,
    one_mind: bool = False,
) -> tuple[Ensemble, ...]:
    """The same replicates of every network, each kept; the size of a chunk and the engine change no bit."""
    chunk = max(PER_WORD, (chunk or chunk_size()) // PER_WORD * PER_WORD)
    parts: list[list[Words]] = [[] for _ in networks]
    for start in range(0, n, chunk):
        stop = min(start + chunk, n)
        block = Block(seed, start, stop, networks[0].numbers, one_mind)
        for place, network in enumerate(networks):
            parts[place].append(run(network, seed, start, stop, rounds, block).words)
    return tuple(Ensemble(n=n, words=joined(part)) for part in parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A run at central assumptions that is wanted."""

    scenario: Scenario
    rounds: int = ROUNDS
    one_mind: bool = False  # the structural alternative: one draw for all deciding bodies of a state


def central(
    world: World,
    scenario: Scenario,
    requesting: str,
    seed: int,
    n: int,
    rounds: int = ROUNDS,
    one_mind: bool = False,
) -> Outcome:
    """One scenario at central assumptions; the last few runs are remembered."""
    return centrals(world, [Ask(scenario=scenario, rounds=rounds, one_mind=one_mind)], requesting, seed, n)[0]


def centrals(
    world: World,
    asked: Sequence[Ask],
    requesting: str,
    seed: int,
    n: int,
    progress: Progress = lambda share: None,
    *,
    keep: bool = True,
) -> tuple[Outcome, ...]:
    """Several runs at central assumptions; of the last few, nothing is done twice.

    Parameters
    ----------
    keep : keep each replicate, or above `KEPT` totals of `BATCHES` batches; else the whole totals alone
    progress : is told the share that is done; what it raises stops the work, and what was finished stays
    """
    stores: list[Kept | Tallied] = []
    for one in asked:
        key = (world, one.scenario.model_dump_json(), requesting, seed, one.rounds, one.one_mind)
        stores.append(_kept(*key) if keep and n <= KEPT else _tallied(*key, n, BATCHES if keep else 1))
    missing = [(store, span) for store in dict.fromkeys(stores) for span in store.missing(n)]
    for done, take_in in enumerate(in_turn(lambda item: item[0].work(item[1]), missing)):
        take_in()
        progress((done + 1) / len(missing))
    return tuple(store.upto(n) for store in stores)


def _run(world: World, scenario: str, requesting: str, seed: int, rounds: int, one_mind: bool) -> Run:
    rules = Scenario.model_validate_json(scenario)
    network = compile_network(world, rules, find_case(rules.case), requesting)
    return Run(network=network, seed=seed, rounds=rounds, one_mind=one_mind)


@lru_cache(maxsize=16)
def _kept(world: World, scenario: str, requesting: str, seed: int, rounds: int, one_mind: bool) -> Kept:
    return Kept(_run(world, scenario, requesting, seed, rounds, one_mind))


@lru_cache(maxsize=32)
def _tallied(
    world: World, scenario: str, requesting: str, seed: int, rounds: int, one_mind: bool, n: int, batches: int
) -> Tallied:
    return Tallied(_run(world, scenario, requesting, seed, rounds, one_mind), n, batches)


def _key(name: str) -> int:
    return int.from_bytes(sha256(name.encode()).digest()[:7], "big")


@lru_cache(maxsize=1)
def _assumption_keys() -> npt.NDArray[np.int64]:
    return np.array([_key(id) for id in load_assumptions()], dtype=np.int64)


def drawn_assumptions(seed: int, draw: int, fixed: Mapping[str, float]) -> dict[str, float]:
    """One keyed draw of every assumption that the user did not set."""
    drawn = draws(seed, Purpose.BAND_ASSUMPTION, _assumption_keys(), replicate=draw) / ONE
    return {
        id: entry.quantile(u)
        for (id, entry), u in zip(load_assumptions().items(), drawn.tolist(), strict=True)
        if id not in fixed
    }


def drawn_noise(world: World, seed: int, draw: int) -> dict[str, FloatArray]:
    """One keyed draw of the error of every index, shape (n_states,) [standard error]."""
    return {
        name: normal_quantiles()[quantile(draws(seed, Purpose.BAND_INDEX, _key(name), world.numbers, replicate=draw))]
        for name in world.indices
    }


def band(
    world: World, pair: tuple[Scenario, Scenario], requesting: str, seed: int, n: int, rounds: int = ROUNDS
) -> Iterator[tuple[Counted, Counted]]:
    """Baseline and scenario under each of 64 draws of assumptions and index errors, on the first 512 replicates at most.

    Draws come in their order, so that the first of them are the same however many are read.
    """
    case = find_case(pair[1].case)
    n = min(n, BAND_REPLICATES)
    block = Block(seed, 0, n, world.numbers)

    def one(draw: int) -> tuple[Counted, Counted]:
        noise, compiler = drawn_noise(world, seed, draw), Compiler(world)
        before, after = (
            compiler.network(scenario, case, requesting, drawn_assumptions(seed, draw, scenario.assumptions), noise)
            for scenario in pair
        )
        return counted(before), counted(after)

    def counted(network: Network) -> Counted:
        words, size = run(network, seed, 0, n, rounds, block).words, PER_WORD * n_words(n)
        totals = batch_totals(words, 0, size)[1].astype(np.int16)  # up to 512, and a server remembers many bands
        return Counted(n=n, size=size, totals=totals)

    return in_turn(one, range(BAND_DRAWS))
