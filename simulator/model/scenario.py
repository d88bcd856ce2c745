"""Scenarios: a choice of rules, parties, declarations, case and assumptions, and what it is compared with."""

from functools import lru_cache
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from simulator.errors import ScenarioError, nearest
from simulator.law.assumptions import Assumptions
from simulator.law.conducts import load_conducts
from simulator.law.files import parse, read_toml
from simulator.law.settings import TreatySettings, load_catalogue
from simulator.model.adoption import Adoption, Declarations, States, Suspension, in_force
from simulator.model.case import Case, load_case

_PACKAGE = Path(__file__).resolve().parents[1]
# A checkout keeps the scenarios beside the package; a wheel carries them inside it.
SCENARIOS = next(
    p for p in (_PACKAGE.parent / "scenarios", _PACKAGE / "_scenarios") if p.is_dir() or p.parent == _PACKAGE
)
PRACTICE_SETTINGS = ("non_refoulement", "host_practice", "screening")  # they act on every channel
OUTSIDE_SETTINGS = (*PRACTICE_SETTINGS, "interpol_vetting")  # they act without the Convention too


class Event(BaseModel):
    """Something that happens between the baseline and the scenario."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["penalty", "joins", "leaves"]
    state: str
    conduct: str = ""  # for "penalty"
    maximum: float | None = Field(default=None, gt=0, le=99)  # for "penalty" [year]

    @model_validator(mode="after")
    def names_what_happens(self) -> Self:
        States(states=(self.state,))
        if self.kind == "penalty":
            known = load_conducts()
            if self.conduct not in known:
                raise ValueError(f"event: {self.conduct!r} is not in the catalogue. {nearest(self.conduct, known)}")
        if (self.kind == "penalty") != (self.maximum is not None):
            raise ValueError("event: `maximum` [years] and `conduct` are given exactly with kind = 'penalty'")
        return self


class Step(BaseModel):
    """One step of a scenario told in a room; what it changes stays changed in the steps after it."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    text: str  # what is said, short enough to be read from the back of the room
    question: str = ""  # put to the room before going on
    changes: dict[str, str] = Field(default_factory=dict)  # levels by lever or setting
    requesting: str = ""  # who asks from here on, by ISO code
    host: str = ""  # the State looked at from here on
    world: int | None = Field(default=None, ge=0, lt=1024)  # one possible world, told day by day after the text

    @model_validator(mode="after")
    def its_states_are_known(self) -> Self:
        States(states=tuple(code for code in (self.requesting, self.host) if code))
        return self


class Scenario(BaseModel):
    """One choice of rules; everything a run needs but the requesting state, the seed and the replicates."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,60}$")
    title: str
    what: str
    advocates: str  # who argues for it
    unknown: str  # what is not known about it
    against: str  # the argument against it
    baseline: str = "today"
    case: str = "journalist-false-news"
    adoption: Adoption = Adoption()
    declarations: Declarations = Declarations()
    suspension: Suspension = Suspension()
    events: tuple[Event, ...] = ()
    settings: dict[str, str] = Field(default_factory=dict)
    unread: tuple[str, ...] = ()  # settings of a draft that could not be read: they keep the adopted level
    assumptions: dict[str, float] = Field(default_factory=dict)
    practice_in_baseline: bool = True  # settings 27-29 act on the baseline too, so that only law differs
    steps: tuple[Step, ...] = ()

    @model_validator(mode="after")
    def its_parts_can_be_used(self) -> Self:
        wrong = []
        for check in (lambda: TreatySettings(levels=self.settings), lambda: Assumptions(self.assumptions)):
            try:
                check()
            except (ScenarioError, ValueError) as fault:
                wrong.append(_first_line(fault))
        if wrong:
            raise ValueError("; ".join(wrong))
        return self

    @property
    def treaty(self) -> TreatySettings:
        """The level of every setting."""
        return TreatySettings(levels=self.settings)

    @property
    def joined(self) -> frozenset[str]:
        """States that joined the Convention, whether or not they are still bound."""
        return self.adoption.joined() | {event.state for event in self.events if event.kind == "joins"}

    @property
    def bound(self) -> frozenset[str]:
        """State parties that have not left; one that is suspended may not ask, and the safeguards still protect from it."""
        gone = {*self.adoption.leaving, *(event.state for event in self.events if event.kind == "leaves")}
        return self.joined - gone

    @property
    def parties(self) -> frozenset[str]:
        """State parties that can use the Convention: neither gone nor suspended."""
        power = self.settings.get("oversight") == "international"
        return self.bound - self.suspension.of(self.bound) if power else self.bound

    @property
    def declaring(self) -> frozenset[str]:
        """Parties that declare; a declaration stands while its State is bound, suspended or not."""
        return self.declarations.by(self.bound)

    def about(self, case: str | None) -> "Scenario":
        """The same rules about another case; where none is named, about its own."""
        return self.model_copy(update={"case": case}) if case else self

    def resting(self) -> dict[str, float]:
        """Assumptions that changed levels rest on alone, with their values; 0 where they are off."""
        numbers = Assumptions(self.assumptions)
        levels = [load_catalogue()[id][level] for id, level in self.treaty.changed().items()]
        return {level.rests_on: numbers[level.rests_on] for level in levels if level.rests_on}

    def not_acting(self) -> tuple[str, ...]:
        """Changed settings whose level has no effect in this model, or none while its assumption is off."""
        catalogue, resting, idle = load_catalogue(), self.resting(), []
        for id, chosen in self.treaty.changed().items():
            level = catalogue[id][chosen]
            suspends = id == "oversight" and chosen == "international" and self.suspension.list != "none"
            if not level.acts or (resting.get(level.rests_on) == 0 and not suspends):
                idle.append(id)
        return tuple(idle)

    def carried(self) -> "Scenario":
        """The same rules without clauses of a Convention that is not in force: it carries nothing."""
        if in_force(self.joined):
            return self
        outside = {id: level for id, level in self.settings.items() if id in OUTSIDE_SETTINGS}
        nobody = {"declarations": Declarations(), "suspension": Suspension()}
        return self.model_copy(update={"settings": outside, **nobody})

    def penalties(self, conduct: str) -> dict[str, float]:
        """Maximum penalties that events of this scenario set for a conduct, by code [year]."""
        return {e.state: e.maximum for e in self.events if e.conduct == conduct and e.maximum is not None}


def _first_line(fault: Exception) -> str:
    if isinstance(fault, ScenarioError):
        return str(fault)
    errors = getattr(fault, "errors", None)
    return "; ".join(e["msg"].removeprefix("Value error, ") for e in errors()) if errors else str(fault)


def scenario_paths() -> dict[str, Path]:
    """The scenarios that come with the program, by id."""
    return dict(_in_folder(SCENARIOS, SCENARIOS.stat().st_mtime_ns))


def case_paths() -> dict[str, Path]:
    """The composite and genuine cases that come with the program, by id."""
    folder = SCENARIOS / "cases"
    return dict(_in_folder(folder, folder.stat().st_mtime_ns))


@lru_cache(maxsize=4)
def _in_folder(folder: Path, changed: int) -> dict[str, Path]:
    """Looked up again once the folder has changed: a page asks many times a move."""
    return {path.stem: path for path in sorted(folder.glob("*.toml"))}


def load_scenario(name: str | Path) -> Scenario:
    """A scenario by the path of its file, or by its id."""
    path = Path(name)
    known = scenario_paths()
    if path.suffix != ".toml" and str(name) in known:
        path = known[str(name)]
    elif path.suffix != ".toml" and not path.exists():
        raise ScenarioError(
            f"{str(name)!r} is neither a file nor a scenario of this program. {nearest(str(name), known)}"
        )
    there = path.stat() if path.exists() else None
    return _read(path, (there.st_mtime_ns, there.st_size) if there else None)


@lru_cache(maxsize=64)
def _read(path: Path, changed: tuple[int, int] | None) -> Scenario:
    """Read again once the file has changed; a scenario itself never does."""
    return parse(Scenario, read_toml(path, ScenarioError), str(path), ScenarioError)


@lru_cache(maxsize=64)
def find_case(id: str) -> Case:
    """A case by its id."""
    known = case_paths()
    if id not in known:
        raise ScenarioError(f"case: {id!r} is not a case of this program. {nearest(id, known)}")
    return load_case(known[id])


def baseline_of(scenario: Scenario, baseline: Scenario | None = None) -> Scenario:
    """The scenario compared with, about the same case and assumptions, so that only the rules differ.

    `baseline` takes the place of the one that the scenario names.
    """
    baseline = baseline or load_scenario(scenario.baseline)
    practice = {id: level for id, level in scenario.settings.items() if id in PRACTICE_SETTINGS}
    settings = {**baseline.settings, **practice} if scenario.practice_in_baseline else baseline.settings
    return baseline.model_copy(
        update={
            "settings": settings,
            "case": scenario.case,
            "assumptions": {**baseline.assumptions, **scenario.assumptions},
        }
    )
