"""One scenario for every requesting State, on shared worlds: each has bit for bit the counts of its own run.

Only what the table needs is kept, in batches of whole replicates, so memory does not grow with them. In the order of
names, never ranked: nothing here says which State would have most success.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import numpy.typing as npt
import pandas as pd

from simulator.analysis.candidates import RULE, candidates
from simulator.analysis.classes import KINDS, mean_change, tally
from simulator.analysis.ensemble import Progress, in_turn
from simulator.analysis.havens import MAXIMUM_REPLICATES, check_replicates, interval, no_horizon
from simulator.analysis.outcomes import BATCHES, batch_size
from simulator.analysis.resample import UNCERTAINTY, mean_change_error, resampled
from simulator.analysis.runs import spans
from simulator.arrays import FloatArray, IntArray
from simulator.engine import backend
from simulator.engine.ensemble import BLOCK, CHUNK, Askers
from simulator.engine.kernel import EFFECTS
from simulator.engine.words import PER_WORD
from simulator.errors import ScenarioError
from simulator.model.compile import Compiler
from simulator.model.network import HORIZONS
from simulator.model.scenario import Scenario, baseline_of, find_case
from simulator.model.world import World
from simulator.words.figures import number
from simulator.words.names import name_of
from simulator.words.say import say, series

SHOWN = tuple(effect for effects in KINDS.values() for effect in effects)


@dataclass(frozen=True, slots=True, kw_only=True)
class Every:
    """Many requesting States under one scenario and its baseline, each with its own candidate hosts.

    A pair is a requesting State and one of its candidates; pairs of one State follow one another.
    """

    world: World
    scenario: Scenario
    baseline: Scenario
    seed: int
    n: int
    horizon: int  # [day]
    requesting: tuple[int, ...]  # places, in the order of names
    left_out: tuple[int, ...]  # places of States that no index of rights covers
    pair_of: IntArray  # (n_pairs,) which of `requesting`
    before: IntArray  # (n_shown, n_pairs, n_batches) replicates with each effect of `SHOWN`
    after: IntArray

    @property
    def sizes(self) -> FloatArray:
        """Replicates in each batch."""
        size = batch_size(self.n, BATCHES)
        return np.minimum(size, self.n - size * np.arange(self.before.shape[-1])).astype(np.float64)

    def notes(self) -> list[str]:
        """What goes with the table wherever it is shown."""
        lines = [
            say(
                "{scenario}, against {baseline}: {n} possible worlds, within {days} days, each requesting State with its own candidate "
                "hosts. In the order of names; counts of different States are no ranking of them.",
                scenario=say(self.scenario.title), baseline=say(self.baseline.title), n=number(self.n), days=self.horizon,
            ),
            say(RULE),
            say(
                "Monte Carlo error: {words}. The band over the range of the assumptions is not drawn here, but for one State at a time on "
                "the page Safe havens.",
                words=say(UNCERTAINTY["Monte Carlo error"]),
            ),
        ]  # fmt: skip
        if self.left_out:
            names = series(name_of(self.world.states[place]) for place in self.left_out)
            lines.append(say("Left out, because no index of rights covers it: {names}.", names=names))
        return lines

    def table(self) -> pd.DataFrame:
        """One row a requesting State: candidates, havens, kept, mean change [points], each with its Monte Carlo error."""
        return pd.DataFrame([self._row(which) for which in range(len(self.requesting))])

    def _row(self, which: int) -> dict[str, object]:
        state, mine = self.world.states[self.requesting[which]], self.pair_of == which
        then, now = (
            dict(zip(SHOWN, array[:, mine].astype(np.float64), strict=True)) for array in (self.before, self.after)
        )
        before, after = (
            {effect: table.sum(axis=-1).astype(np.int64) for effect, table in of.items()} for of in (then, now)
        )
        chosen = np.ones(int(mine.sum()), dtype=bool)
        again = resampled(self.seed, self.sizes, then, now)
        row: dict[str, object] = {"iso3": state.iso3, "requesting": state.name, "candidates": len(chosen)}
        for kind, effects in KINDS.items():
            row[f"{kind}_havens"], row[f"{kind}_kept"] = tally(before, after, self.n, chosen, kind)
            row[f"{kind}_kept_low"], row[f"{kind}_kept_high"] = interval(*again, kind)["kept"]
            row[f"{kind}_change"] = round(mean_change(before, after, self.n, chosen, kind), 4)
            row[f"{kind}_change_se"] = round(mean_change_error(self.sizes, then[effects[0]], now[effects[0]]), 4)
        return row


def requesters(world: World, codes: Sequence[str] | None) -> tuple[list[int], list[int]]:
    """Places of the States that are to ask, and of those left out for want of any index of rights; by name.

    Raises
    ------
    ScenarioError
        For a code that is none of the 195 states, or of a state named that has no index; every fault in one message.
    """
    record = world.indices["record"].value
    if codes is None:
        places, wrong = np.flatnonzero(world.in_totals).tolist(), list[str]()
    else:
        places, wrong = _named(world, codes)
    ordered = sorted(set(places), key=lambda i: world.states[i].name)
    known = [i for i in ordered if not np.isnan(record[i])]
    missing = [i for i in ordered if np.isnan(record[i])]
    if codes is not None:
        wrong += [
            say("{name} has no index of rights, so it cannot be the requesting State.", name=name_of(world.states[i]))
            for i in missing
        ]
    if wrong:
        raise ScenarioError("\n".join(wrong))
    return known, missing


def _named(world: World, codes: Iterable[str]) -> tuple[list[int], list[str]]:
    places, wrong = [], []
    for code in codes:
        try:
            place = world.index_of(code)
        except ScenarioError as fault:
            wrong.append(str(fault))
            continue
        if world.in_totals[place]:
            places.append(place)
        else:
            wrong.append(
                say("{name} is outside the totals. Choose among the 195 states.", name=name_of(world.states[place]))
            )
    return places, wrong


def every(
    world: World,
    scenario: Scenario,
    seed: int = 1,
    n: int = 1024,
    horizon: int = 365,
    requesting: Sequence[str] | None = None,
    progress: Progress = lambda share: None,
) -> Every:
    """Run a scenario and its baseline for every requesting State, or those named, on the same draws.

    Parameters
    ----------
    progress : is told the share that is done, several times a second; what it raises stops the work

    Raises
    ------
    ScenarioError
        For a state, a number of replicates or a horizon that is none.
    """
    check_replicates(n, MAXIMUM_REPLICATES)
    if horizon not in HORIZONS:
        raise ScenarioError(no_horizon(horizon))
    asking, left_out = requesters(world, requesting)
    chosen = np.stack([candidates(world, world.codes[place]).chosen for place in asking])
    pair = (baseline_of(scenario), scenario)
    before, after = _counted(world, pair, np.array(asking), chosen, seed, n, HORIZONS.index(horizon), progress)
    return Every(
        world=world, scenario=scenario, baseline=pair[0], seed=seed, n=n, horizon=horizon,
        requesting=tuple(asking), left_out=tuple(left_out), pair_of=np.nonzero(chosen)[0], before=before, after=after,
    )  # fmt: skip


def _counted(
    world: World,
    pair: tuple[Scenario, Scenario],
    asking: IntArray,
    chosen: npt.NDArray[np.bool_],
    seed: int,
    n: int,
    horizon: int,
    progress: Progress,
) -> IntArray:
    """Replicates with each effect in baseline and scenario, by pair and batch, shape (2, n_shown, n_pairs, n_batches)."""
    which, host = np.nonzero(chosen)
    size, shown = batch_size(n, BATCHES), [EFFECTS.index(effect) for effect in SHOWN]
    at_once, step = _at_once(len(asking))
    parts = [span for start in range(0, n, size) for span in spans(start, min(start + size, n), step)]
    askers = [
        (run, first, Askers(network, asking[first : first + at_once]))
        for run, network in enumerate(Compiler(world).network(one, find_case(one.case), None) for one in pair)
        for first in range(0, len(asking), at_once)
    ]
    total = np.zeros((2, len(SHOWN), len(which), -(-n // size)), dtype=np.int64)

    def work(job: tuple[tuple[int, int], tuple[int, int, Askers]]) -> tuple[int, slice, int, IntArray]:
        span, (run, first, some) = job
        counts = some.counts(seed, *span)[:, shown, horizon]
        pairs = slice(*np.searchsorted(which, (first, first + at_once)).tolist())
        return run, pairs, span[0] // size, counts[which[pairs] - first, :, host[pairs]].T

    for done, (run, pairs, batch, counts) in enumerate(in_turn(work, product(parts, askers))):
        total[run, :, pairs, batch] += counts
        progress((done + 1) / (len(parts) * len(askers)))
    return total


def _at_once(requesters: int) -> tuple[int, int]:
    """Requesting states at once, and replicates: so many that they take a tenth of a second.

    The compiled engine has all of them meet one world; the other takes one after another.
    """
    if backend.chosen() != "numba":
        return 1, CHUNK
    return requesters, max(PER_WORD, BLOCK // requesters // PER_WORD * PER_WORD)
