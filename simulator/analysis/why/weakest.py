"""What one finding about one host rests on: how far each assumption alone brings it to breaking, weakest first.

The finding is that a haven is lost, or kept. Its margin is how far the chances lie, in percentage points, from where
the cuts would have it otherwise; below 0 it does not hold. Assumptions are ranked by it, nothing else is.
"""

from dataclasses import dataclass

from simulator.analysis.beside import counted
from simulator.analysis.classes import CUTS, KINDS, LOW, RISE, Counts, classes, lost
from simulator.analysis.ensemble import Progress, part_of
from simulator.analysis.why.ends import STRUCTURAL, End, ends
from simulator.analysis.why.sure import Draw, Sure, held_in
from simulator.errors import ScenarioError
from simulator.law.assumptions import Assumption, load_assumptions
from simulator.model.compile import Compiler
from simulator.model.scenario import Scenario, baseline_of
from simulator.model.world import World
from simulator.words.names import code_of, name_of
from simulator.words.say import Word, say

NO_HAVEN: dict[str, Word] = {
    "data": "{host} is no data haven for people from {code} in the baseline: exposure there is not low, so none can be lost. "
    "Choose another host, or the other kind.",
    "person": "{host} is no person haven for people from {code} in the baseline: exposure there is not low, so none can be lost. "
    "Choose another host, or the other kind.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What is found for one host, with its chances."""

    requesting: str
    host: str
    kind: str
    lost: bool  # else kept
    before: float  # chance of data exposed, or held, 0-1
    after: float
    margin: float  # [percentage points]
    n: int
    seed: int
    horizon: int  # [day]
    sure: Sure


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """One assumption that the finding may rest on, at the end where it is nearest to breaking."""

    id: str
    assumption: Assumption
    value: float  # at that end
    before: float  # chances there, 0-1
    after: float
    margin: float  # there [percentage points]
    holds: bool  # whether the finding does, there


def weakest(
    world: World,
    scenario: Scenario,
    requesting: str,
    host: str,
    kind: str = "data",
    seed: int = 1,
    n: int = 256,
    horizon: int = 365,
    progress: Progress = lambda share: None,
) -> tuple[Finding, tuple[Rest, ...]]:
    """The finding, and every assumption that moves it, that by which it comes nearest to breaking first.

    Raises
    ------
    ScenarioError
        If the host is the requesting State, or is no haven in the baseline, so that nothing can be lost.
    """
    place = world.index_of(host)
    if host == requesting:
        raise ScenarioError(say("{host} is the requesting State. Name another State as host.", host=code_of(host)))
    pair = (baseline_of(scenario), scenario)
    (before,) = counted(Compiler(world), pair[:1], requesting, seed, n, horizon)
    if classes(before, n, KINDS[kind])[place] != LOW:
        raise ScenarioError(say(NO_HAVEN[kind], host=name_of(world.states[place]), code=code_of(requesting)))
    found = ends(world, scenario, requesting, seed, n, horizon, part_of(progress, 0.0, 0.6))
    usual = found.usual
    gone = bool(lost(usual.before, usual.after, n, KINDS[kind])[place])
    rests = [
        min((_rest(one, place, kind, gone) for one in sides.values() if found.moves(one)), key=_margin, default=None)
        for sides in found.by_assumption().values()
    ]

    def as_found(draw: Draw) -> dict[str, list[bool]]:
        before, after = draw.counts(pair)
        return {"finding": [_holds(before, after, draw.n, place, kind, gone)]}

    (sure,) = held_in(world, requesting, as_found, seed, n, horizon, part_of(progress, 0.6, 1.0))["finding"]
    effect = KINDS[kind][0]
    finding = Finding(
        requesting=requesting, host=host, kind=kind, lost=gone, before=float(usual.before[effect][place] / n),
        after=float(usual.after[effect][place] / n), margin=margin(usual.before, usual.after, n, place, kind, gone), n=n,
        seed=seed, horizon=horizon, sure=sure,
    )  # fmt: skip
    moved = [rest for rest in rests if rest is not None]
    return finding, tuple(sorted(moved, key=lambda rest: (rest.id in STRUCTURAL, rest.margin)))


def _margin(rest: Rest) -> float:
    return rest.margin


def _rest(one: End, place: int, kind: str, gone: bool) -> Rest:
    before, after, n, effect = one.found.before, one.found.after, one.found.n, KINDS[kind][0]
    return Rest(
        id=one.assumption, assumption=load_assumptions()[one.assumption], value=one.value,
        before=float(before[effect][place] / n), after=float(after[effect][place] / n),
        margin=margin(before, after, n, place, kind, gone), holds=_holds(before, after, n, place, kind, gone),
    )  # fmt: skip


def _holds(before: Counts, after: Counts, n: int, place: int, kind: str, gone: bool) -> bool:
    """Whether a haven of the baseline is lost, or kept, as the finding has it."""
    haven = classes(before, n, KINDS[kind])[place] == LOW
    return bool(haven and lost(before, after, n, KINDS[kind])[place] == gone)


def margin(before: Counts, after: Counts, n: int, place: int, kind: str, gone: bool) -> float:
    """How far the chances in one host lie from where the finding would be another [percentage points].

    It is a haven by how far it lies below the cut in the baseline, and lost by how far it rises above it and by its points.
    """
    then, now = ({effect: of[effect][place] / n for effect in KINDS[kind]} for of in (before, after))
    haven = min(CUTS[effect][0] - chance for effect, chance in then.items())
    above = max(chance - CUTS[effect][0] for effect, chance in now.items())
    risen = max(chance - then[effect] - RISE[effect] for effect, chance in now.items())
    loss = min(above, risen)
    return 100 * float(min(haven, loss if gone else -loss))
