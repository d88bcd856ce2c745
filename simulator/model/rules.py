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
    joined: int  # how many states joined, those that left or are suspended among them
    parties: frozenset[str]
    declaring: BoolArray  # (s,)

    @property
    def in_force(self) -> bool:
        """Article 65(1) [text]: forty state parties; an organisation's instrument does not count on top.

        Once in force it stays so when fewer remain (Vienna Convention on the Law of Treaties, 55).
        """
        return self.joined >= self.world.instruments[CONVENTION].minimum_parties

    def offered(self) -> list[tuple[Instrument, Row]]:
        """Gate 2: every row that may be asked under these rules."""
        return [
            (instrument, row)
            for instrument in self.world.instruments.values()
            if instrument.id != CONVENTION or self.in_force
            for row in instrument.measure
            if clauses.offered(row, self.settings)
        ]
