"""The smallest sets of changes that restore a chosen share of lost havens, with what they cost genuine cooperation.

Havens are those of the scenario's own baseline, which stays where it is, so that a change of practice is measured
against the practice of today. A more protective rule never gains an effect in any replicate (invariant 1), nor do fewer
parties (invariant 2), so no set restores less than a part of it: that makes the search exact.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np

from simulator.analysis.beside import Known, counted
from simulator.analysis.candidates import candidates
from simulator.analysis.classes import KINDS, havens_among, lost
from simulator.analysis.ensemble import Progress
from simulator.analysis.genuine import met_by, sent
from simulator.analysis.why.changes import OPEN_TODAY, OTHER_TREATIES, Change, applied, changes
from simulator.analysis.why.lattice import Point, Smallest, smallest
from simulator.arrays import BoolArray
from simulator.errors import ScenarioError
from simulator.law.assumptions import Assumptions
from simulator.law.settings import load_catalogue
from simulator.model.compile import Compiler
from simulator.model.scenario import Scenario, baseline_of
from simulator.model.world import World

MOST = 4  # sets up to this size are searched exactly


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSet:
    """Changes made together."""

    changes: tuple[Change, ...]  # in the order of the catalogue
    restored: tuple[str, ...]  # hosts whose havens are lost in the scenario and not with these
    met: int  # genuine requests met with them


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Restoration:
    """What the fewest changes are that restore so many havens of one kind."""

    scenario: Scenario
    requesting: str
    kind: str
    n: int
    horizon: int  # [day]
    seed: int
    all_routes: bool
    chosen: BoolArray  # (n_states,) the hosts that are counted
    share: float  # of the lost havens that was asked
    lost: tuple[str, ...]  # hosts
    target: int  # havens to be restored
    sets: tuple[
        ChangeSet, ...
    ]  # in the order of the catalogue; empty where nothing is lost, or all together do not do it
    exact: (
        bool  # whether these are all sets of the smallest size; else that of a greedy search, and no `searched` do it
    )
    searched: int  # sets up to this size were searched exactly
    by_all: int  # havens that all changes together restore
    considered: int  # changes
    tried: int  # sets that were run
    met: int  # genuine requests met in the scenario as it stands
    sent: int


def restore(
    world: World,
    scenario: Scenario,
    requesting: str,
    kind: str = "data",
    share: float = 0.5,
    all_routes: bool = False,
    seed: int = 1,
    n: int = 256,
    horizon: int = 365,
    most: int = MOST,
    hosts: str | frozenset[str] = "recorded",
    progress: Progress = lambda share: None,
) -> Restoration:
    """Search the changes more protective than the scenario, by default those over routes open today.

    Parameters
    ----------
    kind : data or person
    share : of the lost havens that are to be restored, above 0 and up to 1
    most : sets up to this size are searched exactly

    Raises
    ------
    ScenarioError
        For a kind or a share that is none.
    """
    if kind not in KINDS or not 0 < share <= 1:
        raise ScenarioError(
            f"kind is {kind!r} and share is {share}; kind is {' or '.join(KINDS)}, share above 0 up to 1."
        )
    compiler, against, chosen = Compiler(world), baseline_of(scenario), candidates(world, requesting, hosts).chosen
    known: Known = {}

    def lost_under(rules: Sequence[Scenario]) -> list[BoolArray]:
        before, *found = counted(compiler, [against, *rules], requesting, seed, n, horizon, progress, known)
        havens = havens_among(chosen, before, n, kind)
        return [havens & lost(before, after, n, KINDS[kind]) for after in found]

    gone = lost_under([scenario])[0]
    target = ceil(share * int(gone.sum()))
    offered = [
        one for one in changes(world, scenario, requesting) if one.more and (all_routes or one.route in OPEN_TODAY)
    ]
    searches = [_search(scenario, family, gone, lost_under, target, most) for family in _families(scenario, offered)]
    sizes = [found.size for found, _ in searches if found.size is not None]
    fewest = [(found, sets) for found, sets in searches if found.size is not None and found.size == min(sizes)]
    sets = list(dict.fromkeys(one for _, some in fewest for one in some if one))
    rules = [applied(scenario, one) for one in sets]
    met, *each = met_by(compiler, [scenario, *rules], seed, n).tolist()
    names = np.array(world.codes)
    return Restoration(
        scenario=scenario, requesting=requesting, kind=kind, n=n, horizon=horizon, seed=seed, all_routes=all_routes,
        chosen=chosen, share=share,
        lost=tuple(names[gone].tolist()), target=target, exact=all(found.exact for found, _ in fewest), searched=most,
        sets=tuple(
            ChangeSet(changes=one, restored=tuple(names[gone & ~still].tolist()), met=cost)
            for one, still, cost in zip(sets, lost_under(rules), each, strict=True)
        ),
        by_all=max(found.reached_by_all for found, _ in searches), considered=len(offered), tried=max(0, len(known) - 2), met=met,
        sent=sent(n),
    )  # fmt: skip


def _families(scenario: Scenario, offered: Sequence[Change]) -> list[list[Change]]:
    """Sets are searched in families in which more changes never restore less.

    Only while setting 31 is as adopted and nothing is displaced is it sure that fewer parties lose nothing (invariant 2);
    so no set has both States that do not join and a change of setting 31.
    """
    staying = [change for change in offered if not change.leaving]
    as_adopted = scenario.treaty[OTHER_TREATIES] == load_catalogue()[OTHER_TREATIES].adopted
    if not as_adopted or Assumptions(scenario.assumptions)["displacement"] > 0:
        return [staying]
    without = [change for change in offered if change.of != OTHER_TREATIES]
    return [without] if len(without) == len(offered) else [without, staying]


def _search(
    scenario: Scenario,
    offered: Sequence[Change],
    gone: BoolArray,
    lost_under: Callable[[Sequence[Scenario]], list[BoolArray]],
    target: int,
    most: int,
) -> tuple[Smallest, list[tuple[Change, ...]]]:
    """The smallest sets of one family."""
    things = list(dict.fromkeys(change.of for change in offered))
    levels = [[change for change in offered if change.of == thing] for thing in things]

    def made(point: Point) -> tuple[Change, ...]:
        return tuple(of[moved - 1] for of, moved in zip(levels, point, strict=True) if moved)

    def restored(points: Sequence[Point]) -> list[int]:
        still = lost_under([applied(scenario, made(point)) for point in points])
        return [int((gone & ~of).sum()) for of in still]

    found = smallest(tuple(map(len, levels)), restored, target, most)
    return found, [made(point) for point in found.points]
