"""The nine levers in four questions: what a reader moves as one, from least to most protective.

A lever moves one setting of the catalogue, several that a reader thinks of as one, the declarations made on joining,
or who has joined. Every other clause is moved one by one, by its article. A scenario may lie between the levels of a
lever; `level_of` then says None.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from simulator.errors import ScenarioError, nearest
from simulator.law.settings import Level as Clause
from simulator.law.settings import load_catalogue
from simulator.law.vocabulary import Route
from simulator.model.adoption import ORDERS, Adoption, Declarations, Order
from simulator.model.scenario import Scenario
from simulator.words.say import Word, say, series

QUESTIONS: dict[str, Word] = {
    "ask": "What can be asked?",
    "crime": "Must it be a crime in both?",
    "refuse": "When is help refused?",
    "join": "Who has joined?",
}
PARTIES = "parties"  # id of the lever whose levels are lists and numbers of parties
LISTS: dict[str, Word] = {  # lists of parties, by the id of the level
    "none": "nobody",
    "ratifiers": "ratifiers",
    "sponsors_allies": "sponsors + allies",
    "signatories": "signatories",
    "signatories_eu": "signatories + EU",
    "universal": "all States",
}
DECLARE: dict[str, tuple[Word, Word]] = {
    "none": ("nobody", "No party declares anything on joining."),
    "rated_free": (
        "parties rated Free",
        "Parties rated Free declare to refuse whenever the text permits, and make the reservation of 42(5).",
    ),
    "all": ("every party", "Every party declares to refuse whenever the text permits, and reserves 42(5)."),
}
DECLARING = "40(8), 40(21)-(22), 37(15), 42(5) [recall-H]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One level of a lever: what it sets, how that reads, who could bring it about."""

    id: str
    name: str
    readings: tuple[tuple[Word, str], ...]  # paraphrases, each with its article and mark
    route: Route
    settings: Mapping[str, str] = field(default_factory=dict)
    declarations: str = ""  # a list of `Declarations`, where the lever moves those


@dataclass(frozen=True, slots=True, kw_only=True)
class Lever:
    """One lever: its question, and its levels from least to most protective."""

    id: str
    question: str  # a key of `QUESTIONS`
    title: str
    levels: tuple[Level, ...]
    adopted: str  # the level of the text as adopted

    def level_of(self, scenario: Scenario) -> str | None:
        """The level that a scenario has, or None where it lies between two."""
        for level in self.levels:
            same = all(scenario.treaty[setting] == known for setting, known in level.settings.items())
            if same and level.declarations in ("", scenario.declarations.list):
                return level.id
        return None

    def moved(self, scenario: Scenario, level: str) -> Scenario:
        """The scenario with this lever at a level.

        Raises
        ------
        ScenarioError
            For a level that this lever does not have.
        """
        known = {each.id: each for each in self.levels}
        if level not in known:
            raise ScenarioError(
                say(
                    "lever {lever}: {level} is not a level of it. {hint}",
                    lever=self.id, level=repr(level), hint=nearest(level, known),
                )
            )  # fmt: skip
        change: dict[str, object] = {"settings": {**scenario.settings, **known[level].settings}}
        if known[level].declarations:
            change["declarations"] = Declarations.model_validate({"list": known[level].declarations})
        return scenario.model_copy(update=change)


def _reading(level: Clause) -> tuple[Word, str]:
    return level.paraphrase, f"{level.article} [{level.mark.value}]"


def _single(setting: str, question: str, title: str) -> Lever:
    """A lever over every level of one setting that acts."""
    entry = load_catalogue()[setting]
    levels = tuple(
        Level(
            id=level.id,
            name=level.name,
            readings=(_reading(level),),
            route=level.route,
            settings={setting: level.id},
        )
        for level in entry.level
        if level.acts
    )
    return Lever(id=setting, question=question, title=title, levels=levels, adopted=entry.adopted)


def _data() -> Lever:
    """Dual criminality for data: preservation, stored and live data as one."""
    catalogue = load_catalogue()
    settings = ("dc_preservation", "dc_stored", "dc_realtime")
    choices = {
        "none": (Word("not required"), dict.fromkeys(settings, "none")),
        "adopted": (Word("may be required"), {id: catalogue[id].adopted for id in settings}),
        "mandatory": (Word("required"), dict.fromkeys(settings, "mandatory")),
    }
    levels = []
    for id, (name, chosen) in choices.items():
        parts = [catalogue[setting][level] for setting, level in chosen.items()]
        readings = tuple(_reading(part) for part in parts)
        levels.append(Level(id=id, name=name, readings=readings, route=parts[1].route, settings=chosen))
    return Lever(id="data", question="crime", title=Word("For data"), levels=tuple(levels), adopted="adopted")


def _declarations() -> Lever:
    levels = tuple(
        Level(id=id, name=name, readings=((words, DECLARING),), route=Route.DECLARATION, declarations=id)
        for id, (name, words) in DECLARE.items()
    )
    title = Word("Protective declarations")
    return Lever(id="declarations", question="join", title=title, levels=levels, adopted="none")


@lru_cache(maxsize=1)
def levers() -> dict[str, Lever]:
    """The levers by id, in the order of the page; who has joined comes before the last, as `PARTIES`."""
    every = (
        _single("scope", "ask", Word("Which crimes")),
        _single("threshold_years", "ask", Word("Years that make a crime serious")),
        _data(),
        _single("dc_extradition", "crime", Word("For surrender")),
        _single("rights_clause", "refuse", Word("Human-rights clause")),
        _single("persecution", "refuse", Word("Persecution as a ground")),
        _single("host_practice", "refuse", Word("Hosts use their grounds")),
        _declarations(),
    )
    return {lever.id: lever for lever in every}


def first_of(order: Order, many: int) -> str:
    """Id of the level at which the first so many States along an order have joined."""
    return f"{order}-{many}"


def parties_of(adoption: Adoption) -> str:
    """The level of `PARTIES` that an adoption has: a list, `own`, or the first so many along an order."""
    return first_of(adoption.order, adoption.first) if adoption.first is not None else adoption.list


def level_at(scenario: Scenario, lever: str) -> str | None:
    """Where one lever of a scenario stands, `PARTIES` among them; None between two levels."""
    return parties_of(scenario.adoption) if lever == PARTIES else levers()[lever].level_of(scenario)


def joined_by(adoption: Adoption, level: str) -> Adoption:
    """An adoption at a level of `PARTIES`; who has left again stays so.

    Raises
    ------
    ScenarioError
        For a level that is neither a list nor a number from 0 to 195 along an order.
    """
    if level in LISTS:
        return Adoption.model_validate({"list": level, "leaving": adoption.leaving})
    order, _, many = level.rpartition("-")
    if order not in ORDERS or not many.isdecimal() or int(many) > 195:
        raise ScenarioError(
            say(
                "lever {lever}: {level} is neither a list ({lists}) nor an order ({orders}) with a number from 0 to 195.",
                lever=PARTIES, level=repr(level), lists=series(LISTS), orders=series(ORDERS),
            )
        )  # fmt: skip
    return Adoption.model_validate({"list": "first", "order": order, "first": int(many), "leaving": adoption.leaving})


def move(scenario: Scenario, lever: str, level: str) -> Scenario:
    """A scenario with one lever moved, `PARTIES` among them.

    Raises
    ------
    ScenarioError
        For a lever or a level that does not exist.
    """
    if lever == PARTIES:
        return scenario.model_copy(update={"adoption": joined_by(scenario.adoption, level)})
    if lever not in levers():
        hint = nearest(lever, [*levers(), PARTIES])
        raise ScenarioError(say("lever: {lever} is no lever. {hint}", lever=repr(lever), hint=hint))
    return levers()[lever].moved(scenario, level)
