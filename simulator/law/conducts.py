"""Conducts: what a request is about, with the penalties of named laws.

Assumed numbers of a conduct stand in the one table of assumptions, under `conduct.<id>.`:
`label_free`, `label_unfree`, `conduct_free`, `conduct_unfree` (chance that the name, and that the deed, is a
crime where freedom of expression is fullest and where it is least), `rights_compatible` (how far that crime
agrees with human-rights law), `maximum` and `minimum` (typical penalty in years where no law is named), and
`nature.<ground>` (how plainly a request about it shows that ground). What a conduct does not have of its own
is that of its kind, under `conduct.<kind>.`.
"""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from simulator.law.files import parse, read_toml
from simulator.law.vocabulary import Mark

CATALOGUE = Path(__file__).with_name("conducts.toml")


class NationalLaw(BaseModel):
    """What one state's law says of a conduct; it makes label and conduct a crime there."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    law: str
    maximum: float = Field(gt=0, le=99)  # years; life counts as 99
    minimum: float | None = Field(default=None, ge=0, le=99)
    maximum_before: float | None = Field(default=None, gt=0, le=99)  # years, before `since`
    since: int | None = None
    mark: Mark

    def in_year(self, year: int) -> "NationalLaw | None":
        """The law as it was in `year`: before it was made there was none, before it was changed another maximum."""
        if self.since is None or self.since <= year:
            return self
        return self.model_copy(update={"maximum": self.maximum_before}) if self.maximum_before else None


class Conduct(BaseModel):
    """One kind of deed or charge."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    name: str
    kind: Literal["speech", "pretext", "genuine"]
    paraphrase: str
    labels: tuple[str, ...] = ()  # kinds of label that instruments with a list of offences cover
    convention_offence: tuple[str, ...] = ()  # levels of setting `offence_list` at which it is one
    article: str = ""
    mark: Mark
    national: dict[str, NationalLaw] = Field(default_factory=dict)  # by ISO 3166-1 alpha-3

    def in_year(self, year: int) -> "Conduct":
        """The conduct with the laws of `year`."""
        laws = {code: law.in_year(year) for code, law in self.national.items()}
        return self.model_copy(update={"national": {code: law for code, law in laws.items() if law is not None}})


def conduct_number(numbers: Mapping[str, float], conduct: Conduct, name: str) -> float:
    """An assumed number of a conduct, or that of its kind."""
    own = f"conduct.{conduct.id}.{name}"
    return numbers[own] if own in numbers else numbers[f"conduct.{conduct.kind}.{name}"]


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    conduct: tuple[Conduct, ...]


@lru_cache(maxsize=4)
def load_conducts(path: Path = CATALOGUE) -> dict[str, Conduct]:
    """Every conduct by its id."""
    return {conduct.id: conduct for conduct in parse(_File, read_toml(path), str(path)).conduct}
