"""What the board is told: a plan that stays, the result of the scenario as it stands, and a table for each lever."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256

from simulator.analysis.candidates import Candidates
from simulator.analysis.classes import KINDS
from simulator.analysis.genuine import genuine, mean_met
from simulator.analysis.havens import Comparison
from simulator.app.board.texts import texts
from simulator.law.instruments import CONVENTION, load_instruments
from simulator.law.routes import WAYS
from simulator.law.vocabulary import Route
from simulator.model.adoption import ORDERS, Adoption, in_force, known_on
from simulator.model.levers import LISTS, PARTIES, QUESTIONS, joined_by, level_at, levers
from simulator.model.network import HORIZONS
from simulator.model.scenario import Scenario
from simulator.model.world import World
from simulator.presentation.condition import condition, edited
from simulator.presentation.preview import (
    CHANCES,
    LOST,
    Pair,
    chance_letters,
    compact,
    in_places,
    key,
    pair,
    row,
)
from simulator.presentation.stamp import standing
from simulator.presentation.tiles import COLUMNS, ROWS, tiles
from simulator.words.aliases import NUMBERED, OWN_NAMES
from simulator.words.figures import POINTS, day, number
from simulator.words.finding import found_by
from simulator.words.names import REGIONS, code_of, in_order, name_of, naming, origin_of, region_name
from simulator.words.say import Tongue, direction, plurals, say, spoken

MANY = 196  # numbers that a counted text may hold: no more States than in the totals

GLYPHS = {  # a sign for each route, small enough to stand under a level
    Route.HOST: "H",
    Route.DECLARATION: "D",
    Route.NOT_JOINING: "N",
    Route.AMENDMENT: "A",
    Route.PROTOCOL: "P",
    Route.OTHER_BODY: "B",
}


def plan(world: World) -> dict[str, object]:
    """What does not change while levers move: words, states with their cells, levers with their levels and routes."""
    return _plan(world, spoken())


@lru_cache(maxsize=16)
def _plan(world: World, tongue: Tongue) -> dict[str, object]:
    regions = _regions()
    return {
        "names": tongue.aliases.id,
        "map": not tongue.aliases.blind,
        "lang": tongue.language,
        "direction": direction(tongue.language),
        "texts": texts(),
        "plurals": plurals(MANY),
        "decimal": number(0, 1)[1],
        "code": {"lost": LOST, "points": POINTS, "chances": CHANCES},
        "grid": [COLUMNS, ROWS],
        "regions": list(regions.values()),
        "states": _states(world, list(regions)),
        "found": [found_by(world.states[place]) for place in in_order(world.states)],
        "questions": [(id, say(question)) for id, question in QUESTIONS.items()],
        "routes": {
            route.name: {
                "glyph": GLYPHS[route],
                "name": say(route.value),
                "who": say(way.who),
                "from": day(way.earliest(known_on())),
            }
            for route, way in WAYS.items()
        },
        "levers": [
            {
                "id": lever.id,
                "question": lever.question,
                "title": say(lever.title),
                "adopted": lever.adopted,
                "levels": [
                    {
                        "id": level.id,
                        "name": say(level.name),
                        "reading": " ".join(f"{say(words)} {source}" for words, source in level.readings),
                        "route": level.route.name,
                    }
                    for level in lever.levels
                ],
            }
            for lever in levers().values()
        ],
        "parties": _parties(),
    }


def _regions() -> dict[str, str]:
    """Names of regions; where aliases tell none, one block of all States."""
    mode = spoken().aliases.mode
    return {region: region_name(region) for region in REGIONS} if mode in (OWN_NAMES, NUMBERED) else {"": naming()}


def _states(world: World, regions: list[str]) -> list[list[object]]:
    """Code, name, column, row, whether it is of the totals, and place of the region, of each state in the order of rows."""
    cells, ordered = tiles(), [world.states[place] for place in in_order(world.states)]
    of = {state.iso3: regions.index(state.region if len(regions) > 1 else "") for state in ordered if state.in_totals}
    return [[code_of(s), name_of(s), *cells[s.iso3], int(s.in_totals), of.get(s.iso3)] for s in ordered]


def _parties() -> dict[str, object]:
    counts = {id: len(joined_by(Adoption(), id).parties()) for id in LISTS}
    return {
        "id": PARTIES,
        "question": "join",
        "title": say("Parties to the Convention"),
        "lists": [{"id": id, "name": say(name), "count": counts[id]} for id, name in LISTS.items()],
        "orders": [(order, say(words)) for order, words in ORDERS.items()],
        "minimum": load_instruments()[CONVENTION].minimum_parties,
    }


def values(scenario: Scenario) -> dict[str, str | None]:
    """Where each lever stands; None between two levels."""
    return {lever: level_at(scenario, lever) for lever in (*levers(), PARTIES)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a result answers: everything that it depends on."""

    world: World
    scenario: Scenario
    requesting: str
    seed: int
    n: int
    horizon: int  # [day]
    candidates: Candidates

    @property
    def rest(self) -> str:
        """What a table of a lever depends on beside the scenario and the requesting State."""
        return f"{self.seed}|{self.n}|{self.horizon}|{self.candidates.rule}"

    @property
    def id(self) -> str:
        """Name of the result: the same exactly where everything shown of it is the same, but for its band."""
        return sha256(f"{self.scenario.model_dump_json()}|{self.requesting}|{self.rest}".encode()).hexdigest()[:12]

    def key(self, lever: str) -> str:
        """Name of the table of one lever."""
        return key(self.scenario, lever, self.requesting, self.rest)


def asked(found: Comparison) -> Asked:
    """What a comparison answers."""
    return Asked(
        world=found.world,
        scenario=found.scenario,
        requesting=found.requesting,
        seed=found.seed,
        n=found.n,
        horizon=HORIZONS[found.horizon],
        candidates=found.candidates,
    )


def stand(scenario: Scenario, original: Scenario, host: str | None, answered: int) -> dict[str, object]:
    """Where the levers stand, which state is chosen, and how many moves of the board this answers."""
    return {
        "values": values(scenario),
        "original": values(original),
        "parties": len(scenario.parties),
        "in_force": in_force(scenario.joined),
        "host": host and code_of(host),
        "answered": answered,
    }


def reference(found: Comparison) -> dict[str, Pair]:
    """Both kinds of haven as the scenario stands, against which tables are packed."""
    return pair(found.counts(found.before), found.counts(found.after), found.n, found.candidates.chosen)


def result(of: Asked, kinds: Mapping[str, Pair], found: Comparison | None = None) -> dict[str, object]:
    """The scenario as it stands, for every state and both kinds of haven; with its band, where `found` has one."""
    world, who = of.world, of.candidates
    place = world.index_of(of.requesting)
    status = [
        "o" if not state.in_totals else "u" if who.unrated[i] else "t" if who.thin[i] else "."
        for i, state in enumerate(world.states)
    ]
    status[place] = "r"
    order, chosen = in_order(world.states), ["1" if here else "0" for here in who.chosen]
    return {
        "id": of.id,
        "keys": {lever: of.key(lever) for lever in (*levers(), PARTIES)},
        "origin": origin_of(world.states[place]),
        "worlds": of.n,
        "full": say("Full result, {n} worlds", n=number(of.n)),
        "file": f"{of.scenario.id}-{code_of(of.requesting)}",
        "stamp": standing(date.today()),
        "condition": condition(of.scenario),
        "edited": edited(of.scenario),
        "status": row(status, order),
        "candidates": row(chosen, order),
        "kinds": {
            kind: {**asdict(one), **(_band(found, kind, order) if found else {})}
            for kind, one in in_places(kinds, order).items()
        },
    }


def _band(found: Comparison, kind: str, order: Sequence[int]) -> dict[str, object]:
    if not found.banded:
        return {}
    depends = found.depends(kind)
    low, high = found.chance_band(KINDS[kind][0])
    return {
        "chances": {"low": row(chance_letters(low, 1), order), "high": row(chance_letters(high, 1), order)},
        "depends": row(["1" if here else "0" for here in depends], order),
        "uncertain": int((depends & found.candidates.chosen).sum()),
        "band": found.band(kind)["kept"],
    }


def genuine_met(found: Comparison) -> dict[str, object]:
    """What the same rules do for genuine cooperation, in scenario and baseline [percent of requests]."""
    now, then = (mean_met(genuine(found.world, one, found.seed, found.n)) for one in (found.scenario, found.baseline))
    return {"against": asked(found).id, "now": round(100 * now, 1), "then": round(100 * then, 1)}


def table(
    pairs: Mapping[str, Mapping[str, Pair]], lever: str, of: Asked, against: Mapping[str, Pair]
) -> dict[str, object]:
    """Levels of one lever, packed against the result of the scenario as it stands."""
    order = in_order(of.world.states)
    packed = compact({id: in_places(one, order) for id, one in pairs.items()}, in_places(against, order))
    return {"lever": lever, "key": of.key(lever), "against": of.id, **packed}
