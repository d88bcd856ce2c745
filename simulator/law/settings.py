"""The settings of the treaty that one may change: the catalogue, and one choice of levels.

The catalogue is `settings.toml`: every setting with its levels from least to most protective, each with
article, mark, mechanism and route. Law is shown only as a paraphrase, unless its mark is [text].
"""

from functools import lru_cache
from pathlib import Path
from typing import Protocol, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from simulator.errors import ScenarioError, nearest
from simulator.law.files import parse, read_toml
from simulator.law.vocabulary import Mark, Route
from simulator.words.say import say

CATALOGUE = Path(__file__).with_name("settings.toml")


class Level(BaseModel):
    """One level of a setting: what the text would say, what that does here, who could bring it about."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    name: str
    paraphrase: str  # as understood, not checked against the official text
    mechanism: str  # the gate it moves, or "no effect in this model"
    why: str = ""  # the reason, where it moves none or does not act yet
    acts: bool = True
    rests_on: str = ""  # the assumption, off by default, without which the level would move less or nothing
    article: str
    mark: Mark
    route: Route

    @property
    def effect(self) -> str:
        """Where it acts in this model, or why nowhere."""
        return f"acts at {self.mechanism}" if self.acts else f"no effect in this model: {self.why}"

    @model_validator(mode="after")
    def says_why_it_does_not_act(self) -> Self:
        if not self.acts and not self.why:
            raise ValueError(f"level {self.id!r} does not act, and `why` does not say for which reason")
        return self


class Setting(BaseModel):
    """One clause that can be moved; its levels run from least to most protective."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    number: str  # as in the list of settings of the law file
    title: str
    question: str  # which of the page's four questions it belongs to: ask, crime, refuse, join
    article: str
    mark: Mark
    adopted: str
    alone: str  # what one State can do to the same end without the others
    alone_route: Route
    level: tuple[Level, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def the_adopted_level_is_one_of_the_levels(self) -> Self:
        ids = [level.id for level in self.level]
        if len(set(ids)) != len(ids):
            raise ValueError(f"setting {self.id!r} has two levels of one name")
        if self.adopted not in ids:
            raise ValueError(f"setting {self.id!r}: adopted level {self.adopted!r} is not one of {ids}")
        return self

    def rank(self, level: str) -> int:
        """Place of `level` from least (0) to most protective."""
        for place, known in enumerate(self.level):
            if known.id == level:
                return place
        raise ScenarioError(
            say(
                "settings.{setting}: {level} is not a level of this setting. {hint}",
                setting=self.id,
                level=repr(level),
                hint=nearest(level, [known.id for known in self.level]),
            )
        )

    def __getitem__(self, level: str) -> Level:
        return self.level[self.rank(level)]


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    setting: tuple[Setting, ...]


@lru_cache(maxsize=4)
def load_catalogue(path: Path = CATALOGUE) -> dict[str, Setting]:
    """Every setting by its id, in the order of the file."""
    return {setting.id: setting for setting in parse(_File, read_toml(path), str(path)).setting}


class Levels(Protocol):
    """A level for every setting."""

    def __getitem__(self, setting: str, /) -> str:
        """Level of one setting."""


class TreatySettings(BaseModel):
    """A level for every setting; those not named have the level of the adopted text."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    levels: dict[str, str] = Field(default_factory=dict)

    @model_validator(mode="after")
    def every_level_is_known(self) -> Self:
        catalogue, wrong = load_catalogue(), []
        for setting, level in self.levels.items():
            if setting not in catalogue:
                hint = nearest(setting, catalogue)
                wrong.append(say("settings.{setting} is no setting of this model. {hint}", setting=setting, hint=hint))
                continue
            try:
                catalogue[setting].rank(level)
            except ScenarioError as fault:
                wrong.append(str(fault))
        if wrong:
            raise ValueError("; ".join(wrong))
        return self

    def __getitem__(self, setting: str) -> str:
        """Level of one setting."""
        return self.levels.get(setting, load_catalogue()[setting].adopted)

    def rank(self, setting: str) -> int:
        """Place of the chosen level from least (0) to most protective."""
        return load_catalogue()[setting].rank(self[setting])

    def changed(self) -> dict[str, str]:
        """The levels that differ from the adopted text, in the catalogue's order."""
        catalogue = load_catalogue()
        return {id: self[id] for id in catalogue if self[id] != catalogue[id].adopted}
