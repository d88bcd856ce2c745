"""Chances that the model gives to documented cases, given that a request reached the host.

Each is the product of the gates of the recorded channel between the two states in the year of the case, shared gates as minima.
Held needs found: located by what the host itself gives through any data channel, or by chance; in transit, by an alert seen at
the border. No case says which services the person used, so what providers elsewhere would tell is left out.
Time is left out (every answer comes "ever"), but stored data may be deleted first. Nothing is forwarded: only the requesting
State asks. With the channel blank the scores of the channels that may be used between the two are mixed, each weighed by the
share of requests that the host handles times `use.<channel>`, an assumption.

The band draws all assumptions and index errors as every run of the model does.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np

from simulator.analysis.ensemble import BAND_DRAWS, Progress, drawn_assumptions, drawn_noise
from simulator.analysis.validation.asked import (
    Asked,
    ask,
    data,
    data_shares,
    exists,
    handed_over,
    held,
    person_shares,
    together,
)
from simulator.analysis.validation.case_file import CaseRow, meaning, unusable
from simulator.analysis.validation.ways import PERSON, WITH_DATA, Way, ways
from simulator.arrays import BoolArray, FloatArray
from simulator.data.indices import FIRST_YEAR
from simulator.errors import ScenarioError
from simulator.law.assumptions import Assumptions
from simulator.law.vocabulary import Standing
from simulator.model.case import Case
from simulator.model.compile import compile_network
from simulator.model.network import Gate
from simulator.model.scenario import load_scenario
from simulator.model.world import load_past_world, load_world

EFFECTS = ("handed_over", "held", "data")
MODES = ("known", "blank")  # the channel as recorded, and as if it were not
MOST_DRAWS = 1000
AT_ONCE = 256  # cases in one go, so that memory stays bounded


@dataclass(frozen=True, slots=True, kw_only=True)
class Supposed:
    """What is supposed in scoring, to see what a part of the model does; by default nothing but the model."""

    found: bool = False  # every person is found
    alike: bool = False  # with the channel blank, every channel that is there weighs the same
    plain_words: bool = False  # every conduct is criticism, openly charged
    residents: bool = False
    open_gates: frozenset[Gate] = frozenset()  # gates that every request passes
    numbers: tuple[tuple[str, float], ...] = ()  # assumptions moved, by id


AS_IT_IS = Supposed()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """The scores of a case file; arrays of shape (n_modes, n_effects, n_cases), NaN where a case is missing."""

    rows: tuple[CaseRow, ...]
    central: FloatArray
    low: FloatArray  # 10th percentile over the draws of assumptions and index errors
    high: FloatArray  # 90th
    reasons: tuple[str, ...]  # why a case is missing, or ""
    remarks: tuple[str, ...]  # what was supposed in scoring it, or ""
    hindsight: BoolArray  # indices of the year were not on file

    def of(self, mode: str, effect: str = "handed_over") -> FloatArray:
        """The central scores of one mode and effect, shape (n_cases,)."""
        return np.asarray(self.central[MODES.index(mode), EFFECTS.index(effect)])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Usable:
    """A case that can be scored."""

    place: int  # in the case file
    row: CaseRow
    case: Case
    in_words: bool  # its conduct was found in the table of words

    @property
    def network(self) -> tuple[int, str, str]:
        """What decides its network but for the standing: cases that agree in it share one."""
        return self.row.year, self.case.conduct, self.case.pretext or ""


def score(
    rows: Sequence[CaseRow],
    seed: int = 1,
    draws: int = BAND_DRAWS,
    progress: Progress = lambda share: None,
    supposed: Supposed = AS_IT_IS,
) -> Scores:
    """Score every case; without `draws` the band is the central score. What `progress` raises stops the work.

    Raises
    ------
    ScenarioError
        If there are fewer than no draws, or more than `MOST_DRAWS`.
    """
    if not 0 <= draws <= MOST_DRAWS:
        raise ScenarioError(f"draws is {draws}; choose between 0 and {MOST_DRAWS}.")
    reasons = _reasons(rows)
    usable = [_usable(place, row, supposed) for place, row in enumerate(rows) if not reasons[place]]
    usable.sort(key=lambda one: (one.network, one.case.standing))
    found = np.full((1 + draws, len(MODES), len(EFFECTS), len(rows)), np.nan)
    without = np.zeros(len(rows), dtype=bool)
    for first in range(0, len(usable), AT_ONCE):
        cases = usable[first : first + AT_ONCE]
        places = [one.place for one in cases]
        for draw in range(1 + draws):
            found[draw][..., places], fallen = _once(cases, seed, draw, supposed)
            without[places] = fallen
            progress((first + len(cases) * (1 + draw) / (1 + draws)) / len(usable))
    low, high = np.quantile(found[1:] if draws else found, (0.1, 0.9), axis=0)
    remarks = [""] * len(rows)
    for one in usable:
        remarks[one.place] = _remark(one, bool(without[one.place]))
    return Scores(
        rows=tuple(rows),
        central=found[0],
        low=np.minimum(low, found[0]),
        high=np.maximum(high, found[0]),
        reasons=reasons,
        remarks=tuple(remarks),
        hindsight=np.array([row.year < FIRST_YEAR for row in rows], dtype=bool),
    )


def _usable(place: int, row: CaseRow, supposed: Supposed) -> _Usable:
    case, in_words = meaning(row)
    if supposed.plain_words:
        case = case.model_copy(update={"conduct": "criticism", "pretext": None})
    if supposed.residents:
        case = case.model_copy(update={"standing": Standing.RESIDENT})
    return _Usable(place=place, row=row, case=case, in_words=in_words)


def _reasons(rows: Sequence[CaseRow]) -> tuple[str, ...]:
    world = load_world()
    record = world.indices["record"].value
    covered = frozenset(code for code, value in zip(world.codes, record.tolist(), strict=True) if value == value)
    return tuple(unusable(row, frozenset(world.codes), covered) for row in rows)


def _remark(one: _Usable, without: bool) -> str:
    said = [] if one.in_words else ["no word of the conduct is in the table: taken as criticism"]
    if without:
        said.append(f"{one.row.channel!r} is no channel of the model between the two: scored as if left blank")
    return "; ".join(said)


def _once(cases: Sequence[_Usable], seed: int, draw: int, supposed: Supposed) -> tuple[FloatArray, BoolArray]:
    """Scores of some cases, shape (n_modes, n_effects, n_cases), and whose channel is not there; draw 0 is the central one."""
    changed = {**(drawn_assumptions(seed, draw - 1, {}) if draw else {}), **dict(supposed.numbers)}
    asked = _asked(cases, seed, draw, changed, supposed)
    if supposed.alike:
        asked = replace(asked, handled=(asked.handled > 0).astype(np.float64))
    numbers = Assumptions(changed)
    use = {name: numbers[f"use.{name}"] for name in {*PERSON, *WITH_DATA}}
    known = ways(asked.rows)
    blank = _blank(asked, known, use)
    scores, without = np.stack([blank, blank]), np.zeros(len(cases), dtype=bool)
    for name in {one.row.channel for one in cases} - {""}:
        here = np.array([one.row.channel == name for one in cases])
        there = here & exists(asked, known[name]) if name in known else np.zeros_like(here)
        without |= here & ~there
        if there.any():
            scores[0][:, there] = _through(asked, known[name], blank)[:, there]
    return scores, without


def _asked(cases: Sequence[_Usable], seed: int, draw: int, changed: Mapping[str, float], supposed: Supposed) -> Asked:
    """The requests of the cases, in their order."""
    scenario, noise = load_scenario("today"), drawn_noise(load_world(), seed, draw - 1) if draw else None
    numbers, parts = Assumptions(changed), list[Asked]()
    for (year, _, _), members in groupby(cases, key=lambda one: one.network):
        world, group = load_past_world(year), list(members)
        network = compile_network(world, scenario, group[0].case, None, changed, noise)
        if supposed.found:
            network = replace(network, found_base=1.0, found_border=1.0)
        for standing, some in groupby(group, key=lambda one: one.case.standing):
            alike = list(some)
            recognised = np.where(network.rows.holding, numbers[f"standing.{standing.value}"], 0.0)
            u, v = (np.array([world.index_of(getattr(one.row, end)) for one in alike]) for end in ("origin", "host"))
            in_transit = np.array([one.row.in_transit for one in alike])
            parts.append(ask(replace(network, protection=recognised), u, v, in_transit, supposed.open_gates))
    return together(parts)


def _blank(asked: Asked, known: Mapping[str, Way], use: Mapping[str, float]) -> FloatArray:
    """Scores where no channel is recorded, shape (n_effects, n_cases)."""
    person, about_data = person_shares(asked, known, use), data_shares(asked, known, use)
    return np.stack(
        [
            sum(share * handed_over(asked, known[name]) for share, name in zip(person, PERSON, strict=True)),
            sum(share * held(asked, known[name]) for share, name in zip(person, PERSON, strict=True)),
            sum(share * data(asked, known[name]) for share, name in zip(about_data, WITH_DATA, strict=True)),
        ]
    )


def _through(asked: Asked, way: Way, blank: FloatArray) -> FloatArray:
    """Scores through one channel; what a channel does not carry at all, data through extradition say, is as if left blank."""
    about_data = data(asked, way) if way.data.any() else blank[EFFECTS.index("data")]
    return np.stack([handed_over(asked, way), held(asked, way), about_data])
