"""Who joins the front through whom and by which family of instruments: shares of replicates, never single worlds.

The joining that counts is the one that brings the request first, as in `engine.front`; it is counted when it falls
within the horizon, so the shares of one state over senders and families add up to its share in the front.
"""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from simulator.analysis.runs import CHUNK
from simulator.arrays import IntArray
from simulator.engine.block import Block
from simulator.engine.front import Front, spread
from simulator.engine.kernel import ROUNDS
from simulator.engine.words import count
from simulator.model.compile import compile_network
from simulator.model.scenario import Scenario, find_case
from simulator.model.world import World

Edge = tuple[str, int, int, int]  # family, round, places of who had asked and of who joins


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """One state's joining through another by one family, in one round; shares of replicates, 0-1."""

    family: str
    round: int  # from 1
    sender: str  # who had asked
    state: str  # who joins
    before: float
    after: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """The front around one requesting State under baseline and scenario."""

    requesting: str
    horizon: int  # [day]
    n: int
    joins: tuple[Join, ...]  # by region and name of who joins, then of who had asked; by family
    answers: dict[str, tuple[float, float]]  # by code: share of replicates in which it answers R itself, at any time

    def error(self, share: float) -> float:
        """Monte Carlo standard error of a share, 0-1."""
        return float(np.sqrt(share * (1 - share) / self.n))


def joined(
    world: World, scenario: Scenario, baseline: Scenario, requesting: str, seed: int, n: int, horizon: int
) -> Joined:
    """Run the front alone, on the draws of every other run.

    Raises
    ------
    ScenarioError
        For an unknown state.
    """
    case = find_case(scenario.case)
    edges: list[Counter[Edge]] = []
    answers = np.zeros((2, len(world.states)), dtype=np.int64)
    for side, one in enumerate((baseline, scenario)):
        network = compile_network(world, one, case, requesting)
        families = [world.instruments[id].family for id in network.rows.instrument]
        edges.append(Counter())
        for start in range(0, n, CHUNK):
            front = spread(network, Block(seed, start, min(start + CHUNK, n), world.numbers), ROUNDS)
            edges[side].update(_edges(front, families, horizon))
            answers[side] += _answers(front)
    before, after = edges
    places = sorted(before.keys() | after.keys(), key=lambda edge: _order(world, edge))
    return Joined(
        requesting=requesting,
        horizon=horizon,
        n=n,
        joins=tuple(
            Join(
                family=edge[0], round=edge[1], sender=world.codes[edge[2]], state=world.codes[edge[3]],
                before=before[edge] / n, after=after[edge] / n,
            )
            for edge in places
        ),
        answers={
            code: (then / n, now / n) for code, then, now in zip(world.codes, *answers.tolist(), strict=True)
        },
    )  # fmt: skip


def _edges(front: Front, families: list[str], horizon: int) -> Counter[Edge]:
    """Replicates of one block in which each joining counts."""
    there = front.day <= horizon
    there[front.network.requesting] = False
    state, replicate = np.nonzero(there)
    place, joins = front.joined[state, replicate], front.joins
    columns = (joins.row[place], joins.round[place], joins.sender[place], state)
    return Counter(
        (families[row], turn, sender, who)
        for row, turn, sender, who in zip(*(column.tolist() for column in columns), strict=True)
    )


def _answers(front: Front) -> IntArray:
    """Replicates of one block in which each state answers the requesting State, shape (n_states,)."""
    live = front.whole(front.network.requesting)
    return count(np.bitwise_or.reduce(live.words[front.network.rows.answering[live.rows]], axis=0))


def _order(world: World, edge: Edge) -> tuple[str, str, str, str, int]:
    family, turn, sender, state = edge
    joins, asked = world.states[state], world.states[sender]
    return joins.region, joins.name, asked.name, family, turn
