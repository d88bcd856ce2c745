"""Scenarios: a choice of rules, parties, declarations, case and assumptions, and what it is compared with."""

from functools import lru_cache
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from simulator.data.freedom import freedom_status
from simulator.data.states import load_states
from simulator.data.treaties import load_treaties
from simulator.errors import ScenarioError, nearest
from simulator.law.assumptions import Assumptions
from simulator.law.files import parse, read_toml
from simulator.law.settings import TreatySettings
from simulator.model.case import Case, load_case

_PACKAGE = Path(__file__).resolve().parents[1]
# A checkout keeps the scenarios beside the package; a wheel carries them inside it.
SCENARIOS = next(
    p for p in (_PACKAGE.parent / "scenarios", _PACKAGE / "_scenarios") if p.is_dir() or p.parent == _PACKAGE
)
PRACTICE_SETTINGS = ("non_refoulement", "host_practice", "screening")  # they act on every channel
EU_MEMBERS = "EU"


class _States(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    states: tuple[str, ...] = ()

    @field_validator("states")
    @classmethod
    def every_code_is_a_state(cls, codes: tuple[str, ...]) -> tuple[str, ...]:
        known = {state.iso3 for state in load_states() if state.in_totals}
        wrong = [code for code in codes if code not in known]
        if wrong:
            raise ValueError(
                "; ".join(f"{code!r} is not a state of this model. {nearest(code, known)}" for code in wrong)
            )
        return tuple(sorted(set(codes)))


class Adoption(_States):
    """Who is party to the Convention. A signature binds to nothing; in force from 40 state parties, 65(1)."""

    list: Literal["none", "ratifiers", "signatories", "signatories_eu", "universal", "own"] = "none"

    @model_validator(mode="after")
    def an_own_list_names_states(self) -> Self:
        if self.states and self.list != "own":
            raise ValueError("states are named only with list = 'own'")
        return self

    def parties(self) -> frozenset[str]:
        """ISO codes of the state parties of this list."""
        return _parties(self)


@lru_cache(maxsize=64)
def _parties(adoption: "Adoption") -> frozenset[str]:
    treaties = load_treaties()
    reported = treaties.with_status("UN_CYBERCRIME", "ratification_reported")
    if adoption.list == "own":
        return frozenset(adoption.states)
    if adoption.list == "none":
        return frozenset()
    if adoption.list == "ratifiers":
        return reported
    if adoption.list == "universal":
        return frozenset(state.iso3 for state in load_states() if state.in_totals)
    signed = treaties.with_status("UN_CYBERCRIME", "signed") | reported
    return signed | treaties.bound(EU_MEMBERS) if adoption.list == "signatories_eu" else signed


class Declarations(_States):
    """Which parties declare, on joining, to refuse whenever the text permits: 40(8), 40(21), 40(22), 37(15), 42(5)."""

    list: Literal["none", "rated_free", "own"] = "none"

    def by(self, parties: frozenset[str]) -> frozenset[str]:
        """The parties that declare."""
        if self.list == "own":
            return parties & frozenset(self.states)
        if self.list == "none":
            return frozenset()
        status = freedom_status()
        return frozenset(party for party in parties if status.get(party) == "F")


class Step(BaseModel):
    """One step of a scenario told in a room."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    text: str
    question: str = ""


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
    def parties(self) -> frozenset[str]:
        """State parties to the Convention."""
        return self.adoption.parties()


def _first_line(fault: Exception) -> str:
    if isinstance(fault, ScenarioError):
        return str(fault)
    errors = getattr(fault, "errors", None)
    return "; ".join(e["msg"].removeprefix("Value error, ") for e in errors()) if errors else str(fault)


def scenario_paths() -> dict[str, Path]:
    """The scenarios that come with the program, by id."""
    return {path.stem: path for path in sorted(SCENARIOS.glob("*.toml"))}


def case_paths() -> dict[str, Path]:
    """The composite and genuine cases that come with the program, by id."""
    return {path.stem: path for path in sorted((SCENARIOS / "cases").glob("*.toml"))}


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
