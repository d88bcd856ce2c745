"""How sure a claim is: in how many draws of the assumptions and of the errors of the indices it holds.

The draws are those of the band, the same for every claim. Each is run on the first replicates, so what is left besides
is Monte Carlo error. A claim that holds in fewer than four fifths of them depends on assumptions.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from simulator.analysis.beside import run_distinct
from simulator.analysis.ensemble import BAND_DRAWS, Progress, drawn_assumptions, drawn_noise, in_turn
from simulator.analysis.genuine import met_by
from simulator.arrays import FloatArray, IntArray
from simulator.model.compile import Compiler
from simulator.model.network import Network
from simulator.model.scenario import Scenario, find_case
from simulator.model.world import World

REPLICATES = 256  # of each draw
GENUINE_REPLICATES = 64  # of each draw, for genuine requests: four times as many of each crime
SURE_FROM = 0.8
Sures = Mapping[str, tuple["Sure", ...]]  # by figure: one for each row of a table


@dataclass(frozen=True, slots=True)
class Sure:
    """In how many draws a claim holds."""

    held: int
    draws: int

    @property
    def depends(self) -> bool:
        """Whether it depends on assumptions."""
        return self.held < SURE_FROM * self.draws


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """One draw of all assumptions and index errors: the same rules run again under it. For one thread."""

    compiler: Compiler
    requesting: str
    number: int
    noise: Mapping[str, FloatArray]  # (n_states,) by index [standard error]
    seed: int
    n: int  # replicates
    horizon: int  # [day]

    def under(self, scenario: Scenario) -> Scenario:
        """The scenario with every assumption that it does not set itself as drawn."""
        drawn = drawn_assumptions(self.seed, self.number, scenario.assumptions)
        return scenario.model_copy(update={"assumptions": {**drawn, **scenario.assumptions}})

    def network(self, scenario: Scenario, case: str, requesting: str | None) -> Network:
        """Its network under the draw, as `compile_network`."""
        return self.compiler.network(self.under(scenario), find_case(case), requesting, noise=self.noise)

    def counts(self, scenarios: Sequence[Scenario]) -> list[dict[str, IntArray]]:
        """Counts of each scenario by effect, of `n` replicates."""
        networks = [self.network(one, one.case, self.requesting) for one in scenarios]
        return run_distinct(networks, self.seed, self.n, self.horizon)

    def met(self, scenarios: Sequence[Scenario]) -> IntArray:
        """Genuine requests met under each scenario, of 64 replicates at most."""
        drawn = [self.under(one) for one in scenarios]
        return met_by(self.compiler, drawn, self.seed, min(self.n, GENUINE_REPLICATES), self.noise)


Claim = Callable[[Draw], Mapping[str, npt.ArrayLike]]  # whether each statement holds in a draw, by figure and row


def held_in(
    world: World,
    requesting: str,
    claim: Claim,
    seed: int = 1,
    n: int = REPLICATES,
    horizon: int = 365,
    progress: Progress = lambda share: None,
) -> dict[str, tuple[Sure, ...]]:
    """For each statement of a claim, in how many of the band's draws it holds.

    Parameters
    ----------
    claim : is given each draw in turn, in two threads
    n : replicates of the central run; 256 of them at most are run in each draw
    progress : is told the share that is done; what it raises stops the work
    """

    def one(number: int) -> dict[str, IntArray]:
        draw = Draw(
            compiler=Compiler(world), requesting=requesting, number=number, noise=drawn_noise(world, seed, number),
            seed=seed, n=min(n, REPLICATES), horizon=horizon,
        )  # fmt: skip
        return {figure: np.asarray(holds, dtype=np.int64) for figure, holds in claim(draw).items()}

    held: dict[str, IntArray] = {}
    for done, holds in enumerate(in_turn(one, range(BAND_DRAWS))):
        held = {figure: held.get(figure, 0) + each for figure, each in holds.items()}
        progress((done + 1) / BAND_DRAWS)
    return {figure: tuple(Sure(many, BAND_DRAWS) for many in each.tolist()) for figure, each in held.items()}
