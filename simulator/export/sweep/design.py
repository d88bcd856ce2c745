"""What a sweep runs: every combination of scenarios, levers varied, seeds and requesting States."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import product
from math import prod
from pathlib import Path
from typing import Annotated, Self

import numpy as np
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from simulator.errors import ScenarioError, SimulatorError, nearest
from simulator.law.assumptions import Assumptions
from simulator.law.files import parse, read_toml
from simulator.law.settings import TreatySettings
from simulator.model.adoption import Adoption, Order
from simulator.model.scenario import Scenario, find_case, load_scenario
from simulator.model.world import World

ALL = "all"
MOST_REPLICATES = 100_000_000  # Monte Carlo error of a share: 0.005 percentage points
MOST_ENSEMBLES = 1_000_000
LAST_SEED = 2**31 - 1

Lever = str | int | float  # a case, a number of parties, a level, a value of an assumption


def _seeds(given: object) -> object:
    """A seed, a range as "1-100", or a list of both, as a list of seeds."""
    found: list[object] = []
    for entry in given if isinstance(given, list | tuple) else [given]:
        ends = re.fullmatch(r"(\d{1,10})\s*-\s*(\d{1,10})", entry) if isinstance(entry, str) else None
        if ends is None:
            found.append(entry)
            continue
        first, last = int(ends[1]), int(ends[2])
        if not first <= last <= LAST_SEED or last - first >= MOST_ENSEMBLES:
            raise ValueError(f"{entry!r}: write a range from a lower to a higher seed, as '1-100', at most a million")
        found += range(first, last + 1)
    return found


def _list(given: object) -> object:
    return [given] if isinstance(given, str) else given


def _twice(values: Iterable[Lever]) -> bool:
    every = list(values)
    return len(set(every)) != len(every)


class Vary(BaseModel):
    """Levers: each is given the values to try, and every combination of them is run."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    case: tuple[str, ...] = ()
    parties: tuple[Annotated[int, Field(ge=0, le=195)], ...] = ()  # the first so many along `order`
    order: Order = "signature"
    settings: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    assumptions: dict[str, tuple[float, ...]] = Field(default_factory=dict)

    @property
    def levers(self) -> dict[str, tuple[Lever, ...]]:
        """What is varied, by the name of its column, with the values to try."""
        return {
            **({"case": self.case} if self.case else {}),
            **({"parties": self.parties} if self.parties else {}),
            **{f"settings.{id}": levels for id, levels in self.settings.items()},
            **{f"assumptions.{id}": values for id, values in self.assumptions.items()},
        }

    @model_validator(mode="after")
    def every_value_can_be_tried(self) -> Self:
        wrong = [f"{lever}: name at least one value" for lever, values in self.levers.items() if not values]
        wrong += [f"{lever}: one value stands twice" for lever, values in self.levers.items() if _twice(values)]
        wrong += _refused(
            *(partial(find_case, id) for id in self.case),
            *(partial(TreatySettings, levels={id: level}) for id, tried in self.settings.items() for level in tried),
            *(partial(Assumptions, {id: value}) for id, tried in self.assumptions.items() for value in tried),
        )
        if wrong:
            raise ValueError("; ".join(wrong))
        return self

    def applied(self, scenario: Scenario, chosen: Mapping[str, Lever]) -> Scenario:
        """The scenario with every lever at its chosen value."""

        def of(kind: str) -> dict[str, Lever]:
            return {name.removeprefix(kind): value for name, value in chosen.items() if name.startswith(kind)}

        moved = {
            **scenario.model_dump(),
            "case": chosen.get("case", scenario.case),
            "settings": {**scenario.settings, **of("settings.")},
            "assumptions": {**scenario.assumptions, **of("assumptions.")},
        }
        if "parties" in chosen:
            leaving = scenario.adoption.leaving
            moved["adoption"] = Adoption.model_validate(
                {"list": "first", "first": chosen["parties"], "order": self.order, "leaving": leaving}
            )
        return Scenario.model_validate(moved)


def _refused(*checks: Callable[[], object]) -> list[str]:
    """What those that cannot be made say."""
    found: list[str] = []
    for check in checks:
        try:
            check()
        except SimulatorError as fault:
            found.append(str(fault))
        except ValidationError as fault:
            found += [one["msg"].removeprefix("Value error, ") for one in fault.errors()]
    return list(dict.fromkeys(found))


class Design(BaseModel):
    """A design as its file says it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    scenarios: Annotated[tuple[str, ...], BeforeValidator(_list)] = Field(min_length=1)  # ids, or paths of files
    requesting: Annotated[tuple[str, ...], BeforeValidator(_list)] = Field(min_length=1)  # codes, regions, or "all"
    seeds: Annotated[tuple[int, ...], BeforeValidator(_seeds)] = Field(default=(1,), min_length=1)
    replicates: int = Field(default=1024, ge=1, le=MOST_REPLICATES)
    vary: Vary = Vary()

    @model_validator(mode="after")
    def nothing_is_named_twice(self) -> Self:
        wrong = [
            f"{name}: one entry stands twice. Name each once"
            for name in ("scenarios", "requesting", "seeds")
            if _twice(getattr(self, name))
        ]
        if any(not 0 <= seed <= LAST_SEED for seed in self.seeds):
            wrong.append(f"seeds: a seed is a whole number from 0 to {LAST_SEED:,}")
        if wrong:
            raise ValueError("; ".join(wrong))
        return self


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One scenario with its levers at chosen values, and one seed; all requesting States meet the same draws."""

    number: int  # place in the design
    scenario: Scenario
    chosen: dict[str, Lever]
    seed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A design with every name looked up: what will be run, in the order of the results."""

    design: Design
    requesting: tuple[str, ...]
    named: tuple[Scenario, ...]  # before any lever is moved

    def jobs(self) -> tuple[Job, ...]:
        """Every job: scenarios, then levers, then seeds, each in the order of the design."""
        vary, seeds = self.design.vary, self.design.seeds
        choices = [dict(zip(vary.levers, values, strict=True)) for values in product(*vary.levers.values())]
        moved = ((vary.applied(scenario, chosen), chosen) for scenario in self.named for chosen in choices)
        every = ((scenario, chosen, seed) for scenario, chosen in moved for seed in seeds)
        return tuple(
            Job(number=number, scenario=scenario, chosen=chosen, seed=seed)
            for number, (scenario, chosen, seed) in enumerate(every)
        )


def load_design(path: Path) -> Design:
    """A design from its file, every fault in one message."""
    return parse(Design, read_toml(path, ScenarioError), str(path), ScenarioError)


def plan(design: Design, world: World) -> Plan:
    """Look up every name, and refuse what is unknown or would not end, before anything runs.

    Raises
    ------
    ScenarioError
        With every fault in one message.
    """
    wrong: list[str] = []
    codes = _requesting(design, world, wrong)
    found: list[Scenario] = []
    wrong += _refused(*(partial(lambda name: found.append(load_scenario(name)), name) for name in design.scenarios))
    if _twice(scenario.id for scenario in found):
        wrong.append("scenarios: two of them have the same id, so their rows could not be told apart. Rename one.")
    levers = design.vary.levers.values()
    many = len(design.scenarios) * prod(map(len, levers)) * len(design.seeds) * max(1, len(codes))
    if many > MOST_ENSEMBLES:
        wrong.append(
            f"The design has {many:,} ensembles (scenarios x levers x seeds x requesting States); at most "
            f"{MOST_ENSEMBLES:,} go into one folder. Name fewer values, or split it."
        )
    if wrong:
        raise ScenarioError("\n".join(wrong))
    return Plan(design=design, requesting=codes, named=tuple(found))


def _requesting(design: Design, world: World, wrong: list[str]) -> tuple[str, ...]:
    """Codes of the requesting States, each once, in the order in which they are named; faults go to `wrong`."""
    able = world.in_totals & ~np.isnan(world.indices["record"].value)
    states = [state for state, can in zip(world.states, able.tolist(), strict=True) if can]
    regions = sorted({state.region for state in states})
    codes: list[str] = []
    for name in design.requesting:
        found = [state.iso3 for state in states if name in (ALL, state.region, state.iso3)]
        if not found:
            known = [*regions, *(state.iso3 for state in states)]
            wrong.append(
                f"requesting: {name!r} is no State that can be the requesting one (of the 195, and covered by an index "
                f"of rights). Write codes as NIC, a region ({', '.join(regions)}) or 'all'. {nearest(name, known)}"
            )
        codes += found
    return tuple(dict.fromkeys(codes))
