"""Which answers carry an effect on a person in one host: every one that counts towards it, not only the first."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from simulator.engine.answered import Answered, AtStates
from simulator.engine.live import IndexArray
from simulator.engine.outcomes import effects_of
from simulator.engine.trace import Trace
from simulator.engine.words import BoolArray


@dataclass(frozen=True, slots=True)
class Carried:
    """In which replicates something holds, and by which answers. `|` and `&` are "or" and "and"."""

    holds: BoolArray  # (..., n)
    by: BoolArray  # (n_answers,)
    answered: Answered

    def __getitem__(self, key: tuple[Any, ...]) -> "Carried":
        """What a single state gave; `key` is (..., [state], :)."""
        return Carried(self.holds[key], self.by & (self.answered.requested[:-1] == key[1][0]), self.answered)

    def __or__(self, other: "Carried") -> "Carried":
        return Carried(self.holds | other.holds, self.by | other.by, self.answered)

    def __and__(self, other: "Carried") -> "Carried":
        holds = self.holds & other.holds
        return Carried(holds, (self.by | other.by) & holds[0, self.answered.replicate[:-1]], self.answered)


class CarriedAnswers(AtStates):
    """What the front was given by each state by a horizon [day], with all the answers that gave it."""

    def __init__(self, found: Trace, host: int, horizon: int) -> None:
        self.in_time = found.answered.day[:-1] <= horizon
        super().__init__(found.front, found.answered, np.array([host]))

    def leaf(self, chosen: BoolArray) -> Carried:
        holds = np.zeros((self.network.n_states, self.block.n), dtype=np.bool_)
        by = chosen & self.in_time
        holds[self.answered.requested[:-1][by], self.answered.replicate[:-1][by]] = True
        return Carried(holds, by, self.answered)

    def over_a_member(self, chosen: BoolArray) -> Carried:
        return self.leaf(chosen & self.hand.holds[self.answered.sender[:-1], self.answered.replicate[:-1]])

    def where(self, bits: BoolArray) -> Carried:
        return Carried(bits, np.zeros_like(self.in_time), self.answered)


def carriers(found: Trace, host: int, horizon: int) -> dict[str, IndexArray]:
    """By effect: places of the answers that count towards it on a person in `host` by the horizon [day], in order.

    Answers that found the person are among those that carry `held`.
    """
    return {
        effect: np.flatnonzero(carried.by)
        for effect, carried in effects_of(CarriedAnswers(found, host, horizon)).items()
    }
