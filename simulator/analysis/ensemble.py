"""Ensembles: many replicates of several networks on the same draws, counted."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

import numpy as np
import numpy.typing as npt

from simulator.engine import backend
from simulator.engine.block import Block
from simulator.engine.draws import ONE, Purpose, draws, normal_quantiles, quantile
from simulator.engine.kernel import EFFECTS, ROUNDS, run
from simulator.engine.words import PER_WORD, WordArray, count
from simulator.law.assumptions import load_assumptions
from simulator.model.compile import Compiler, compile_network
from simulator.model.network import Network
from simulator.model.scenario import Scenario, find_case
from simulator.model.world import FloatArray, World

CHUNK = 512  # replicates at once: what a block of the numpy engine keeps in reach of the processor
COMPILED_CHUNK = 16_384  # machine code works on 64 at a time whatever the chunk
BAND_DRAWS, BAND_REPLICATES = 64, 512
Progress = Callable[[float], object]  # is told the share that is done; what it raises stops the work


@dataclass(frozen=True, slots=True, kw_only=True)
class Ensemble:
    """Outcomes of `n` replicates; words by effect have shape (n_horizons, n_states, n_words)."""

    n: int
    words: dict[str, WordArray]

    def counts(self, effect: str, first: int | None = None) -> npt.NDArray[np.int64]:
        """Replicates with the effect, shape (n_horizons, n_states); of the first `first`, a multiple of 64 or all."""
        words = self.words[effect]
        return count(words if first is None else words[..., : -(-first // PER_WORD)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Replicates with each effect, by effect: shape (n_horizons, n_states). What is left of one draw of a band."""

    n: int
    totals: dict[str, npt.NDArray[np.int64]]

    def counts(self, effect: str) -> npt.NDArray[np.int64]:
        """Replicates with the effect, shape (n_horizons, n_states)."""
        return self.totals[effect]


def simulate(
    networks: Sequence[Network],
    seed: int,
    n: int,
    rounds: int = ROUNDS,
    chunk: int | None = None,
    one_mind: bool = False,
) -> tuple[Ensemble, ...]:
    """The same replicates of every network; the size of a chunk and the engine change no bit."""
    chunk = chunk or (COMPILED_CHUNK if backend.chosen() == "numba" else CHUNK)
    chunk = max(PER_WORD, chunk // PER_WORD * PER_WORD)
    parts: list[list[dict[str, WordArray]]] = [[] for _ in networks]
    for start in range(0, n, chunk):
        stop = min(start + chunk, n)
        block = Block(seed, start, stop, networks[0].numbers, one_mind)
        for place, network in enumerate(networks):
            parts[place].append(run(network, seed, start, stop, rounds, block).words)
    return tuple(Ensemble(n=n, words=part[0] if len(part) == 1 else _joined(part)) for part in parts)


def _joined(parts: list[dict[str, WordArray]]) -> dict[str, WordArray]:
    return {effect: np.concatenate([words[effect] for words in parts], axis=-1) for effect in EFFECTS}


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


@lru_cache(maxsize=32)
def _central(world: World, scenario: str, requesting: str, seed: int, n: int, rounds: int, one_mind: bool) -> Ensemble:
    rules = Scenario.model_validate_json(scenario)
    network = compile_network(world, rules, find_case(rules.case), requesting)
    return simulate([network], seed, n, rounds, one_mind=one_mind)[0]


def central(
    world: World,
    scenario: Scenario,
    requesting: str,
    seed: int,
    n: int,
    rounds: int = ROUNDS,
    one_mind: bool = False,
) -> Ensemble:
    """One scenario at central assumptions; the last few runs are remembered.

    `one_mind` is the structural alternative: one draw for all deciding bodies of a state.
    """
    return _central(world, scenario.model_dump_json(), requesting, seed, n, rounds, one_mind)


def band(
    world: World,
    pair: tuple[Scenario, Scenario],
    requesting: str,
    seed: int,
    n: int,
    progress: Progress = lambda share: None,
) -> tuple[list[tuple[Counted, ...]], int]:
    """Baseline and scenario under 64 draws of assumptions and index errors, on the first replicates.

    `progress` is told the share that is done; what it raises stops the work.
    """
    case = find_case(pair[1].case)
    n = min(n, BAND_REPLICATES)
    block = Block(seed, 0, n, world.numbers)

    def one(draw: int) -> tuple[Counted, ...]:
        noise, compiler, ensembles = drawn_noise(world, seed, draw), Compiler(world), []
        for scenario in pair:
            changed = drawn_assumptions(seed, draw, scenario.assumptions)
            network = compiler.network(scenario, case, requesting, changed, noise)
            words = run(network, seed, 0, n, block=block).words
            ensembles.append(Counted(n=n, totals={effect: count(words[effect]) for effect in EFFECTS}))
        return tuple(ensembles)

    done: list[tuple[Counted, ...]] = []
    threads = ThreadPoolExecutor(2)  # counts do not depend on which draw is done first
    try:
        for ensembles in threads.map(one, range(BAND_DRAWS)):
            done.append(ensembles)
            progress(len(done) / BAND_DRAWS)
    finally:
        threads.shutdown(cancel_futures=True)
    return done, n
