"""By which names and codes States go: their own, or aliases, for a discussion without flags.

`REAL` gives each State its own name. Aliases are made of the list of States and a key, by `simulator.data.naming`, and
are part of the reader's `Tongue`: two with the same mode and key are the same. This is no secrecy: figures stay those
of real States, and everyone can switch back.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

MODES = OWN_NAMES, NUMBERED, CODED, INVENTED = ("real", "regions", "codes", "invented")

APART = "apart"  # the group of places outside the totals


class Named(Protocol):
    """What a name needs of a state: its codes, and its name in English."""

    @property
    def iso3(self) -> str: ...
    @property
    def iso2(self) -> str: ...
    @property
    def name(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """What one State is called instead."""

    code: str
    name: str = ""  # where it is none, that of the group with a number
    number: str = ""
    group: str  # States of one group may stand in one another's place on the grid: a region, `APART`, or all the others


@dataclass(frozen=True, slots=True, kw_only=True)
class Aliases:
    """A mode, the key by which labels were dealt, and what that makes of each State."""

    mode: str = OWN_NAMES
    key: int = 0
    states: tuple[Named, ...] = field(default=(), compare=False, repr=False)
    by_code: Mapping[str, Alias] = field(default_factory=dict, compare=False, repr=False)  # real code to alias
    real: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)  # alias code to real code

    @property
    def blind(self) -> bool:
        """Whether States go by other names than their own."""
        return self.mode != OWN_NAMES

    @property
    def id(self) -> str:
        """Mode and key in one word."""
        return f"{self.mode}-{self.key}"


REAL = Aliases()
