"""One replicate, replayed: what happened to one person's case in one possible world, day by day.

The events are those of `engine.replay`; here States get their codes and events are put together, so that a
facilitator can tell them. Sentences are for `presentation.story`.
"""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from simulator.analysis.paths import Catalogue, Step
from simulator.engine.block import Block
from simulator.engine.draws import DayArray
from simulator.engine.fates import ARRIVED, BARRED, DELETED, LATE
from simulator.engine.kernel import EFFECTS
from simulator.engine.outcomes import holders
from simulator.engine.replay import JOINS, NO_HOST, OF_EFFECT, Events, replay
from simulator.engine.trace import Trace, trace
from simulator.errors import ScenarioError
from simulator.model.compile import compile_network
from simulator.model.network import Gate
from simulator.model.scenario import Scenario, find_case
from simulator.model.world import World
from simulator.words.figures import number
from simulator.words.say import say

LARGEST = 2**31  # replicates are numbered below this
OF_PERSON = ("located", "read", "watched", "held", "handed_over", "held_in_transit")  # effects that are told
ANSWERS = {ARRIVED: "answered", BARRED: "barred", DELETED: "deleted", JOINS: "joins"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusals:
    """What one State asked on one day, and how many of its requests each gate stopped."""

    day: int
    sender: str  # code
    asked: int  # requests
    states: tuple[str, ...]  # codes of those asked
    stopped: tuple[tuple[str, int], ...]  # by name of the `Gate`, in the order of the definition


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Answers of one State to another on one day, or what they brought."""

    day: int
    what: str  # answered, joins, deleted, barred, or an effect
    sender: str  # code
    requested: str  # code
    steps: tuple[Step, ...]
    host: str | None = None  # code: where an effect came about


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One replicate of one scenario, for one host."""

    title: str  # of the scenario
    replicate: int
    requesting: str  # code
    host: str  # code
    horizon: int  # [day]
    held_by: tuple[str, ...]  # codes of the States in which the person's services are held in this world
    events: tuple[Refusals | Told, ...]  # by day
    late: int  # requests answered after the horizon
    came: dict[str, int]  # by effect that came about: from which day


def story(
    world: World,
    scenario: Scenario,
    requesting: str,
    host: str,
    seed: int,
    replicate: int,
    horizon: int = 365,
) -> Story:
    """What happened in one replicate to a person in `host`, up to the horizon [day].

    Raises
    ------
    ScenarioError
        If a state is unknown, or the number is none of a replicate.
    """
    if not 0 <= replicate < LARGEST:
        raise ScenarioError(
            say(
                "There is no replicate {n}. Choose a number from 0 to {last}.",
                n=replicate, last=number(LARGEST - 1),
            )
        )  # fmt: skip
    place, network = world.index_of(host), compile_network(world, scenario, find_case(scenario.case), requesting)
    found = trace(network, Block(seed, replicate, replicate + 1, world.numbers), hosts=np.array([place]))
    told = _of_this_world(found, replay(found, 0, horizon), horizon)
    codes = world.codes
    asked = _refusals(told, found.front.day[:, 0], codes)
    events = [*asked, *_told(told, Catalogue(world, [network]), codes)]
    events.sort(key=lambda event: (event.day, _turn(event, requesting)))
    days = {effect: int(found.day(effect)[0, 0]) for effect in EFFECTS}
    return Story(
        title=scenario.title,
        replicate=replicate,
        requesting=requesting,
        host=host,
        horizon=horizon,
        held_by=tuple(codes[state] for state in _held_by(found)),
        events=tuple(events),
        late=int((told.what == LATE).sum()),
        came={effect: day for effect, day in days.items() if day <= horizon},
    )


def _turn(event: Refusals | Told, requesting: str) -> int:
    """Within a day: who asks and is answered, who joins, what these ask and are answered, what it brings."""
    if isinstance(event, Refusals):
        return 0 if event.sender == requesting else 3
    if event.host is not None:
        return 5
    return 2 if event.what == "joins" else 1 if event.sender == requesting else 4


def _held_by(found: Trace) -> list[int]:
    """Places of the States in which the person's services are held in this world, the host first."""
    of = holders(found.network, found.front.block, found.hosts)
    elsewhere = sorted(state for state, chosen in of.elsewhere.items() if chosen.any())
    return [*(found.hosts.tolist() if of.host.any() else []), *elsewhere]


def _of_this_world(found: Trace, events: Events, horizon: int) -> Events:
    """The events that bear on the person in this world: others would hold the data in other worlds."""
    rows, host, row = found.network.rows, int(found.hosts[0]), events.row
    of = holders(found.network, found.front.block, found.hosts)
    shared = rows.identifying | rows.reading | rows.watching | rows.preserving  # what any holder may give
    here = (events.requested == host) & np.where(rows.provider, of.host_but_access.any(), of.host.any())[row]
    elsewhere = np.isin(events.requested, [state for state, chosen in of.elsewhere.items() if chosen.any()])
    own = (events.requested == host) & (rows.locating | rows.holding)[row]
    asks = (found.front.day[events.sender, 0] <= horizon) & (own | (shared[row] & (here | elsewhere)))
    effects = np.isin(events.what, [OF_EFFECT + EFFECTS.index(effect) for effect in OF_PERSON])
    by_then = (events.day <= horizon) | (events.what == LATE)
    _, first = np.unique(np.where(events.what == JOINS, events.requested, -1), return_index=True)
    joins = (events.what == JOINS) & np.isin(np.arange(len(events.day)), first)
    return events.only((((events.what < JOINS) & asks) | joins | effects) & by_then)


def _refusals(told: Events, asks: DayArray, codes: tuple[str, ...]) -> list[Refusals | Told]:
    """What each sender asked, on the day of asking."""
    found: list[Refusals | Told] = []
    for sender in dict.fromkeys(told.sender[told.what < JOINS].tolist()):
        mine = told.only((told.sender == sender) & (told.what < JOINS))
        stopped = Counter(mine.what[mine.what < len(Gate)].tolist())
        found.append(
            Refusals(
                day=int(asks[sender]),
                sender=codes[sender],
                asked=len(mine.day),
                states=tuple(codes[state] for state in np.unique(mine.requested)),
                stopped=tuple((gate.name, stopped[gate]) for gate in Gate if stopped[gate]),
            )
        )
    return found


def _told(told: Events, catalogue: Catalogue, codes: tuple[str, ...]) -> list[Told]:
    """Answers and what they brought, those of one kind between two States on one day together."""
    what = ANSWERS | {OF_EFFECT + EFFECTS.index(effect): effect for effect in OF_PERSON}
    together: dict[tuple[int, int, int, int, int], list[int]] = {}
    columns = (told.day, told.what, told.sender, told.requested, told.host, told.row)
    for *key, row in zip(*(column.tolist() for column in columns), strict=True):
        if key[1] in what:
            together.setdefault(tuple(key), []).append(row)
    return [
        Told(
            day=day,
            what=what[kind],
            sender=codes[sender],
            requested=codes[requested],
            steps=tuple(catalogue.steps[catalogue.rows[0][row]] for row in rows),
            host=None if host == NO_HOST else codes[host],
        )
        for (day, kind, sender, requested, host), rows in together.items()
    ]
