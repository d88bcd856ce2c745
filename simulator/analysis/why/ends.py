"""Every assumption at its two ends, all else at its default: what that does to the counts of one requesting State."""

from collections.abc import Mapping
from dataclasses import dataclass

from simulator.analysis.beside import Beside, counted
from simulator.analysis.ensemble import Progress, part_of
from simulator.law.assumptions import load_assumptions
from simulator.model.compile import Compiler
from simulator.model.scenario import Scenario, baseline_of
from simulator.model.world import World

# Structural numbers are never drawn; here they are moved to the ends that headlines report.
STRUCTURAL = {"displacement": (0.0, 0.5), "aligned_forwarding": (0.0, 1.0)}


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """One assumption at one end of its range."""

    assumption: str
    end: str  # low or high
    value: float
    scenario: Scenario
    found: Beside


@dataclass(frozen=True, slots=True, kw_only=True)
class Ends:
    """The scenario as it stands, and every end."""

    usual: Beside
    ends: tuple[End, ...]  # in the order of the table of assumptions

    def by_assumption(self) -> Mapping[str, dict[str, End]]:
        """The ends of each assumption, low and high, where they differ from its value in the scenario."""
        found: dict[str, dict[str, End]] = {}
        for one in self.ends:
            found.setdefault(one.assumption, {})[one.end] = one
        return found

    def moves(self, one: End) -> bool:
        """Whether any channel of scenario or baseline is another, so that a replicate may be."""
        return one.found.before is not self.usual.before or one.found.after is not self.usual.after


def range_of(id: str) -> tuple[float, float]:
    """The two ends of an assumption."""
    one = load_assumptions()[id]
    return STRUCTURAL.get(id, (one.low, one.high))


def ends(
    world: World,
    scenario: Scenario,
    requesting: str,
    seed: int = 1,
    n: int = 256,
    horizon: int = 365,
    progress: Progress = lambda share: None,
) -> Ends:
    """Run scenario and baseline with each assumption moved, on the same draws; what moves no channel is not run again."""
    chosen = [
        (id, end, value)
        for id, one in load_assumptions().items()
        for end, value in zip(("low", "high"), range_of(id), strict=True)
        if value != scenario.assumptions.get(id, one.default)
    ]
    moved = [
        scenario.model_copy(update={"assumptions": {**scenario.assumptions, id: value}}) for id, _, value in chosen
    ]
    rules = [scenario, *moved]
    # a compiler of their own, since what is equal to its first network is the same object
    after = counted(Compiler(world), rules, requesting, seed, n, horizon, part_of(progress, 0.0, 0.5))
    baselines = [baseline_of(one) for one in rules]
    before = counted(Compiler(world), baselines, requesting, seed, n, horizon, part_of(progress, 0.5, 1.0))
    usual, *found = (Beside(n=n, before=then, after=now) for then, now in zip(before, after, strict=True))
    return Ends(
        usual=usual,
        ends=tuple(
            End(assumption=id, end=end, value=value, scenario=rules, found=one)
            for (id, end, value), rules, one in zip(chosen, moved, found, strict=True)
        ),
    )
