"""Single changes of a scenario: what each moves, who could make it, and from when.

A level of a setting, a wider declaration, or States that do not join. One of them may be applied alone, or several
that move different things together. The requesting State's own joining is left alone: who would not ask need not be
refused.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from simulator.data.freedom import freedom_status
from simulator.data.treaties import load_treaties
from simulator.law.assumptions import Assumptions
from simulator.law.routes import WAYS
from simulator.law.settings import load_catalogue
from simulator.law.vocabulary import Route
from simulator.model.adoption import EU_MEMBERS, Declarations, in_force, not_before
from simulator.model.holders import service_holders
from simulator.model.levers import DECLARE, DECLARING
from simulator.model.scenario import OUTSIDE_SETTINGS, PRACTICE_SETTINGS, Scenario, find_case
from simulator.model.world import World

OPEN_TODAY = frozenset({Route.HOST, Route.DECLARATION, Route.NOT_JOINING})  # no other State need agree
JOINING, OTHER_TREATIES = "joining", "other_treaties"
NOT_JOINING = "64-65, 67 [recall-H], paraphrase"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change alone."""

    of: str  # what it moves; of one thing a set of changes takes one level
    level: str
    words: str
    article: str  # with its mark
    route: Route
    more: bool  # more protective than the scenario as it stands
    leaving: frozenset[str] = frozenset()  # States that do not join, or leave

    @property
    def who(self) -> str:
        """Who could make it."""
        return WAYS[self.route].who

    @property
    def earliest(self) -> str:
        """The earliest day on which it could bind, as an ISO date."""
        return not_before(self.route)

    @property
    def practice(self) -> bool:
        """Whether it is practice, on every channel, and not law."""
        return self.of in PRACTICE_SETTINGS


def applied(scenario: Scenario, changes: Iterable[Change]) -> Scenario:
    """The scenario with these changes, each of another thing."""
    settings, leaving, declarations = dict(scenario.settings), set(scenario.adoption.leaving), scenario.declarations
    for change in changes:
        if change.leaving:
            leaving |= change.leaving
        elif change.of == "declarations":
            declarations = Declarations.model_validate({"list": change.level})
        else:
            settings[change.of] = change.level
    adoption = scenario.adoption.model_copy(update={"leaving": tuple(sorted(leaving))})
    return scenario.model_copy(update={"settings": settings, "adoption": adoption, "declarations": declarations})


def changes(world: World, scenario: Scenario, requesting: str, hosts: Sequence[str] = ()) -> tuple[Change, ...]:
    """Every single change that acts, in the order of the catalogue; then declarations, then who does not join.

    Parameters
    ----------
    hosts : States whose own joining is looked at, beside those that hold the data of the case's services
    """
    if not in_force(scenario.joined):  # it carries nothing, so its clauses, declarations and parties move nothing
        return tuple(change for change in _levels(scenario) if change.of in OUTSIDE_SETTINGS)
    return (*_levels(scenario), *_declarations(scenario), *_not_joining(world, scenario, requesting, hosts))


def _levels(scenario: Scenario) -> list[Change]:
    numbers, found = Assumptions(scenario.assumptions), []
    for setting in load_catalogue().values():
        here = scenario.treaty.rank(setting.id)
        for place, level in enumerate(setting.level):
            if level.acts and place != here and not (level.rests_on and numbers[level.rests_on] == 0):
                found.append(
                    Change(
                        of=setting.id, level=level.id, words=f"{setting.title}: {level.name}",
                        article=f"{level.article} [{level.mark.value}], paraphrase", route=level.route, more=place > here,
                    )
                )  # fmt: skip
    return found


def _declarations(scenario: Scenario) -> list[Change]:
    there = scenario.declaring
    found = []
    for level, (who, _) in DECLARE.items():
        then = Declarations.model_validate({"list": level}).by(scenario.bound)
        if then != there and (then > there or then < there):
            found.append(
                Change(
                    of="declarations", level=level, words=f"Declarations to refuse whenever the text permits: {who}",
                    article=f"{DECLARING}, paraphrase", route=Route.DECLARATION, more=then > there,
                )
            )  # fmt: skip
    return found


def _not_joining(world: World, scenario: Scenario, requesting: str, hosts: Sequence[str]) -> list[Change]:
    """States that hold data, groups of States, and the hosts asked about, each without the others."""
    holders = service_holders(world, Assumptions(scenario.assumptions), find_case(scenario.case).services)
    providers = {world.codes[who] for _, parts in holders for who, _ in parts if who >= 0}
    free = frozenset(code for code, status in freedom_status().items() if status == "F")
    groups = {code: frozenset({code}) for code in sorted(providers | set(hosts))}
    groups |= {"EU": load_treaties().bound(EU_MEMBERS), "rated_free": free}
    names = {state.iso3: state.name for state in world.states} | {
        "EU": "EU members",
        "rated_free": "parties rated Free",
    }
    found = []
    for id, group in groups.items():
        gone = (group & scenario.parties) - {requesting}
        if gone:
            many = "" if len(group) == 1 else f" ({len(gone)} States)"
            found.append(
                Change(
                    of=f"{JOINING}.{id}", level="not", words=f"Not joining: {names[id]}{many}", article=NOT_JOINING,
                    route=Route.NOT_JOINING, more=True, leaving=gone,
                )
            )  # fmt: skip
    return found
