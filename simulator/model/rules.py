"""One scenario's rules, ready to be applied to rows."""

from collections.abc import Mapping
from dataclasses import dataclass

from simulator.law import clauses
from simulator.law.instruments import CONVENTION, Instrument, Row
from simulator.law.settings import TreatySettings
from simulator.model.world import BoolArray, World


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """One scenario's rules, ready to be applied to rows: levels, numbers, parties and declarations."""

    world: World
    settings: TreatySettings
    numbers: Mapping[str, float]
    in_force: bool  # the Convention
    parties: frozenset[str]
    bound: frozenset[str]  # the parties, and those suspended
    declaring: BoolArray  # (s,)

    def offered(self) -> list[tuple[Instrument, Row]]:
        """Gate 2: every row that may be asked under these rules."""
        return [
            (instrument, row)
            for instrument in self.world.instruments.values()
            if instrument.id != CONVENTION or self.in_force
            for row in instrument.measure
            if clauses.offered(row, self.settings)
        ]
