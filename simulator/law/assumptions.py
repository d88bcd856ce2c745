"""Every number that is neither law nor data: default, low, high, reason. One table.

The files are `assumptions/*.toml`; ids are dotted paths. A run takes the defaults; a band draws all of them.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from simulator.errors import LawError, ScenarioError, nearest
from simulator.law.files import parse, read_toml
from simulator.words.figures import short
from simulator.words.say import say

FOLDER = Path(__file__).with_name("assumptions")


class Assumption(BaseModel):
    """One assumed number with the range in which its author would not be surprised to find it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    default: float
    low: float
    high: float
    distribution: Literal["triangular", "uniform"] = "triangular"
    unit: str
    minimum: float = 0.0  # what the formula can bear
    maximum: float = 1.0
    reason: str = Field(min_length=20)

    @model_validator(mode="after")
    def the_default_lies_in_its_range(self) -> Self:
        if not self.minimum <= self.low <= self.default <= self.high <= self.maximum:
            raise ValueError(
                f"minimum {self.minimum} <= low {self.low} <= default {self.default} <= high {self.high} "
                f"<= maximum {self.maximum} does not hold"
            )
        return self

    def quantile(self, u: float) -> float:
        """Value below which a share `u` (0-1) of the distribution lies."""
        if self.high == self.low:
            return self.default
        if self.distribution == "uniform":
            return self.low + u * (self.high - self.low)
        width, left = self.high - self.low, self.default - self.low
        if u * width < left:
            return float(self.low + (u * width * left) ** 0.5)
        return float(self.high - ((1 - u) * width * (width - left)) ** 0.5)


@lru_cache(maxsize=4)
def load_assumptions(folder: Path = FOLDER) -> dict[str, Assumption]:
    """Every assumption by its id, e.g. `will.assistance.strong`; sorted by file, then place."""
    table: dict[str, Assumption] = {}
    for path in sorted(folder.glob("*.toml")):
        for id, entry in _leaves(read_toml(path)).items():
            if id in table:
                raise LawError(f"{path}: {id} stands in two files. Keep one.")
            table[id] = parse(Assumption, entry, f"{path}: {id}")
    return table


def _leaves(table: Mapping[str, object], prefix: str = "") -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = {}
    for key, value in table.items():
        if not isinstance(value, dict):
            raise LawError(f"assumption {prefix}{key}: write a table with default, low, high, unit and reason.")
        if "default" in value:
            found[prefix + key] = value
        else:
            found |= _leaves(value, f"{prefix}{key}.")
    return found


@lru_cache(maxsize=1)
def _defaults() -> dict[str, float]:
    return {id: entry.default for id, entry in load_assumptions().items()}


class Assumptions(Mapping[str, float]):
    """A value for every assumption: the defaults with some replaced. Hashable by its values."""

    def __init__(self, changed: Mapping[str, float] | None = None) -> None:
        """Take the defaults, with `changed` in place of some.

        Raises
        ------
        ScenarioError
            If an id is unknown or a value lies outside what its formula can bear.
        """
        table, wrong = load_assumptions(), []
        self.changed = dict(changed or {})
        for id, value in self.changed.items():
            if id not in table:
                hint = nearest(str(id), table)
                wrong.append(say("assumptions.{id} is no assumption of this model. {hint}", id=id, hint=hint))
            elif not table[id].minimum <= value <= table[id].maximum:
                wrong.append(
                    say(
                        "assumptions.{id} is {value}; it is {unit} and lies between {low} and {high}.",
                        id=id, value=value, unit=say(table[id].unit), low=short(table[id].minimum), high=short(table[id].maximum),
                    )
                )  # fmt: skip
        if wrong:
            raise ScenarioError("\n".join(wrong))
        self._values = {**_defaults(), **self.changed}

    def as_dict(self) -> dict[str, float]:
        """The same, as a plain dictionary."""
        return dict(self._values)

    def __getitem__(self, id: str) -> float:
        return self._values[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)
