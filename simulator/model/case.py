"""Cases: who is sought, for what, and how honestly that is said. Composite: no case is a real person's."""

from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from simulator.errors import ScenarioError, nearest
from simulator.law.conducts import load_conducts
from simulator.law.files import parse, read_toml
from simulator.law.vocabulary import Service, Standing


class Case(BaseModel):
    """One person sought (or, in a genuine case, one offender's account), wherever the host may be."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    title: str
    description: str
    kind: Literal["composite", "genuine"]
    conduct: str  # what it is really about
    pretext: str | None = None  # the offence the request names instead; None: an honest label
    standing: Standing = Standing.RESIDENT
    services: tuple[Service, ...] = Field(default=tuple(Service), min_length=1)
    known_by_name: bool = True
    travels: bool = False

    @model_validator(mode="after")
    def its_conducts_are_in_the_catalogue(self) -> Self:
        known = load_conducts()
        for name in ("conduct", "pretext"):
            word = getattr(self, name)
            if word is not None and word not in known:
                raise ValueError(f"{name}: {word!r} is not in the catalogue of conducts. {nearest(word, known)}")
        return self

    @property
    def label(self) -> str:
        """The conduct that the request names: the pretext, or the conduct itself."""
        return self.pretext or self.conduct


def load_case(path: Path) -> Case:
    """One case from its file."""
    return parse(Case, read_toml(path, ScenarioError), str(path), ScenarioError)
