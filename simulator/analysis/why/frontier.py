"""Havens kept against genuine requests met: where the current scenario, every text and every open change stand.

All of them are about the current scenario's case, under its assumptions and against its baseline, so that only rules
differ. A point is on the frontier when no other keeps as many havens and meets as many genuine requests, and more of one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from simulator.analysis.beside import counted
from simulator.analysis.candidates import candidates
from simulator.analysis.classes import tally
from simulator.analysis.ensemble import Progress
from simulator.analysis.genuine import met_by, sent
from simulator.analysis.objectives import Objective, undominated
from simulator.analysis.why.changes import OPEN_TODAY, applied, changes
from simulator.arrays import BoolArray
from simulator.model.adoption import in_force
from simulator.model.compile import Compiler
from simulator.model.scenario import Scenario, baseline_of, load_scenario, scenario_paths
from simulator.model.world import World

CURRENT, TEXT, CHANGE = "current", "text", "change"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One choice of rules."""

    what: str  # CURRENT, TEXT or CHANGE
    id: str
    words: str
    route: str  # of a change
    rules: Scenario
    kept: int
    met: int  # genuine requests
    in_force: bool  # whether the Convention carries anything
    on_frontier: bool = False

    @property
    def scores(self) -> Mapping[Objective, float]:
        """By what it may be compared."""
        return {Objective.HAVENS_KEPT: self.kept, Objective.GENUINE_MET: self.met}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Frontier:
    """The points of one kind of haven."""

    scenario: Scenario
    requesting: str
    kind: str
    seed: int
    n: int
    horizon: int  # [day]
    chosen: BoolArray  # (n_states,) the hosts that are counted
    havens: int  # of the baseline
    sent: int  # genuine requests
    points: tuple[Point, ...]  # the current scenario, the texts by id, the changes in the order of the catalogue


def frontier(
    world: World,
    scenario: Scenario,
    requesting: str,
    kind: str = "data",
    seed: int = 1,
    n: int = 256,
    horizon: int = 365,
    hosts: str | frozenset[str] = "recorded",
    progress: Progress = lambda share: None,
) -> Frontier:
    """Where the scenario stands among all texts of the program and every more protective change over a route open today."""
    current = (CURRENT, scenario.id, scenario.title, "", scenario)
    texts = [_text(scenario, load_scenario(id)) for id in scenario_paths()]
    changed = [
        (CHANGE, f"{one.of}={one.level}", one.words, one.route.value, applied(scenario, [one]))
        for one in changes(world, scenario, requesting)
        if one.more and one.route in OPEN_TODAY
    ]
    every = [current, *((TEXT, one.id, one.title, "", one) for one in texts), *changed]
    compiler, rules = Compiler(world), [one[-1] for one in every]
    before, *each = counted(compiler, [baseline_of(scenario), *rules], requesting, seed, n, horizon, progress)
    chosen = candidates(world, requesting, hosts).chosen
    havens = [tally(before, after, n, chosen, kind) for after in each]
    met = met_by(compiler, rules, seed, n).tolist()
    points = [
        Point(
            what=what, id=id, words=words, route=route, rules=rule, kept=kept, met=known, in_force=in_force(rule.joined)
        )
        for (what, id, words, route, rule), (_, kept), known in zip(every, havens, met, strict=True)
    ]
    best = undominated(points, Objective.HAVENS_KEPT, Objective.GENUINE_MET)
    return Frontier(
        scenario=scenario, requesting=requesting, kind=kind, seed=seed, n=n, horizon=horizon, chosen=chosen, havens=havens[0][0],
        sent=sent(n), points=tuple(replace(one, on_frontier=on) for one, on in zip(points, best, strict=True)),
    )  # fmt: skip


def _text(scenario: Scenario, text: Scenario) -> Scenario:
    """A text with its parties, about the case of the scenario and under its assumptions."""
    return text.model_copy(update={"case": scenario.case, "assumptions": scenario.assumptions})
