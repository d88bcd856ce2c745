"""Why exposure is what it is: what became of requests, gate by gate, and by which paths effects came about.

Everything comes from `engine.trace`, a second pass over the draws of the runs that it explains.
"""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from simulator.analysis.candidates import candidates
from simulator.analysis.funnel import GROUPS, Funnel, Tally
from simulator.analysis.paths import EFFECTS, Catalogue, Path, Route, first_routes, paths
from simulator.arrays import IntArray
from simulator.engine.block import Block
from simulator.engine.trace import channels, trace
from simulator.errors import ScenarioError
from simulator.model.compile import compile_network
from simulator.model.scenario import Scenario, find_case
from simulator.model.world import World
from simulator.words.names import code_of
from simulator.words.say import say

CHUNK = 512  # replicates at once, so that memory stays bounded


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Requests and paths of one scenario and its baseline, to one host or to all candidate hosts."""

    requesting: str
    hosts: tuple[str, ...]
    horizon: int  # [day]
    replicates: int
    rule: str  # by which the hosts were chosen
    funnels: tuple[Funnel, ...]  # those of which anything is sent
    paths: tuple[Path, ...]  # by effect, then by family and article

    def funnel(self, kind: str, asker: str = "requesting", asked: str = "host") -> Funnel | None:
        """One of the funnels, if anything is sent there."""
        wanted = (kind, asker, asked)
        return next((one for one in self.funnels if (one.kind, one.asker, one.asked) == wanted), None)


def explain(
    world: World,
    scenario: Scenario,
    baseline: Scenario,
    requesting: str,
    host: str | None,
    seed: int,
    n: int,
    horizon: int = 365,
    hosts: str | frozenset[str] = "recorded",
) -> Explanation:
    """What became of the requests that bear on people in `host`, or, with None, in all candidate hosts by the rule `hosts`.

    Raises
    ------
    ScenarioError
        If a state is unknown, the host is the requesting State, or there is no candidate host.
    """
    places, rule = _places(world, requesting, host, hosts)
    case = find_case(scenario.case)
    networks = [compile_network(world, one, case, requesting) for one in (baseline, scenario)]
    catalogue = Catalogue(world, networks)
    tallies = [Tally(group, len(catalogue.steps)) for group in GROUPS]
    routes = {effect: (Counter[Route](), Counter[Route]()) for effect in EFFECTS}
    for start in range(0, n, CHUNK):
        block = Block(seed, start, min(start + CHUNK, n), world.numbers)
        both = [trace(network, block, hosts=places) for network in networks]
        tables = [channels(found, horizon) for found in both]
        for tally in tallies:
            tally.add(both, tables, catalogue)
        for effect in EFFECTS:
            for counter, found, rows in zip(routes[effect], both, catalogue.rows, strict=True):
                counter.update(first_routes(found, rows, effect, horizon))
    return Explanation(
        requesting=requesting,
        hosts=tuple(world.codes[place] for place in places),
        horizon=horizon,
        replicates=n,
        rule=rule,
        funnels=tuple(tally.funnel(catalogue) for tally in tallies if tally.requests),
        paths=tuple(path for effect in EFFECTS for path in paths(catalogue, effect, routes[effect], n * len(places))),
    )


def _places(world: World, requesting: str, host: str | None, hosts: str | frozenset[str]) -> tuple[IntArray, str]:
    """Places of the hosts to look at, and by which rule."""
    if host is None:
        found = candidates(world, requesting, hosts)
        if not found.chosen.any():
            raise ScenarioError(
                say("There is no candidate host for people from {code}. Name a host.", code=code_of(requesting))
            )
        return np.flatnonzero(found.chosen), found.rule
    if host == requesting:
        raise ScenarioError(say("{host} is the requesting State. Name another State as host.", host=code_of(host)))
    return np.array([world.index_of(host)]), "One host."
