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
from simulator.model.compile import Compiler
from simulator.model.scenario import Scenario, find_case
from simulator.model.world import IntArray, World

REPLICATES = 256  # of each draw
SURE_FROM = 0.8
Counts = Mapping[str, IntArray]  # by effect: replicates with it in each host, shape (n_states,)
# counts of each scenario in one draw, of so many replicates; whether each statement holds
Claim = Callable[[Sequence[Counts], int], npt.ArrayLike]


@dataclass(frozen=True, slots=True)
class Sure:
    """In how many draws a claim holds."""

    held: int
    draws: int

    @property
    def depends(self) -> bool:
        """Whether it depends on assumptions."""
        return self.held < SURE_FROM * self.draws


def how_sure(
    world: World,
    scenarios: Sequence[Scenario],
    claim: Claim,
    requesting: str,
    seed: int = 1,
    n: int = 1024,
    horizon: int = 365,
    progress: Progress = lambda share: None,
) -> tuple[Sure, ...]:
    """For each statement of a claim, in how many of the band's draws it holds.

    Parameters
    ----------
    scenarios : all that the claim speaks of, in the order in which it is given their counts
    n : replicates of the central run; 256 of them at most are run in each draw
    progress : is told the share that is done; what it raises stops the work
    """
    few = min(n, REPLICATES)

    def one(draw: int) -> npt.NDArray[np.bool_]:
        noise, compiler = drawn_noise(world, seed, draw), Compiler(world)
        networks = [
            compiler.network(
                one, find_case(one.case), requesting, drawn_assumptions(seed, draw, one.assumptions), noise
            )
            for one in scenarios
        ]
        return np.asarray(claim(run_distinct(networks, seed, few, horizon), few), dtype=bool)

    held: IntArray | int = 0
    for done, holds in enumerate(in_turn(one, range(BAND_DRAWS))):
        held = held + holds.astype(np.int64)
        progress((done + 1) / BAND_DRAWS)
    return tuple(Sure(int(many), BAND_DRAWS) for many in np.atleast_1d(held))
