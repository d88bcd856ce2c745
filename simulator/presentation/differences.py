"""What a scenario changes against its baseline, and what was moved in both alike, as plain rows.

Clauses of a Convention that is not in force stand for nothing: where it is not in the baseline, that is what is said of it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from simulator.data.states import state_of
from simulator.law.assumptions import load_assumptions
from simulator.law.called import called
from simulator.law.conducts import load_conducts
from simulator.law.settings import load_catalogue
from simulator.model.adoption import in_force
from simulator.model.levers import DECLARING
from simulator.model.scenario import OUTSIDE_SETTINGS, PRACTICE_SETTINGS, Scenario
from simulator.words.figures import short
from simulator.words.names import name_of
from simulator.words.say import Word, inside, say, series

NOT_IN_FORCE: Word = "not in force"
NOBODY: Word = "nobody"
MOVES: dict[str, Word] = {"join": "Parties to the Convention: join", "leave": "Parties to the Convention: leave"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that was moved: where it is written, and what stands there in baseline and scenario."""

    what: str
    where: str  # article and mark, or unit and range
    before: str
    after: str
    states: tuple[str, ...] = ()  # codes of those it concerns, where it is about states
    alike: bool = False  # moved in scenario and baseline alike


def differences(scenario: Scenario, baseline: Scenario) -> list[Difference]:
    """Everything moved and nothing else: who has joined and declares, events, clauses by number, assumptions by name."""
    return [
        *_parties(scenario, baseline),
        *_declarations(scenario, baseline),
        *_events(scenario, baseline),
        *_settings(scenario, baseline),
        *_assumptions(scenario, baseline),
    ]


def _parties(scenario: Scenario, baseline: Scenario) -> Iterator[Difference]:
    before, after = (
        _count(one.parties, "" if in_force(one.joined) else say(NOT_IN_FORCE)) for one in (baseline, scenario)
    )
    moves = {"join": scenario.parties - baseline.parties, "leave": baseline.parties - scenario.parties}
    for move, states in moves.items():
        if states:
            where = "65(1) [text]"
            yield Difference(what=say(MOVES[move]), where=where, before=before, after=after, states=_by_code(states))


def _declarations(scenario: Scenario, baseline: Scenario) -> Iterator[Difference]:
    before, after = (one.declaring for one in (baseline, scenario))
    yield from _of_states(say("Declare to refuse where it permits"), DECLARING, before, after)


def _events(scenario: Scenario, baseline: Scenario) -> Iterator[Difference]:
    """Penalties raised and who is suspended; those that join or leave are among the parties."""
    for event in scenario.events:
        if event.kind == "penalty" and event.maximum is not None and event not in baseline.events:
            conduct = inside(say(load_conducts()[event.conduct].name))
            what = say("Maximum penalty in {state}: {conduct}", state=name_of(state_of(event.state)), conduct=conduct)
            years = say("{years} years", years=short(event.maximum))
            yield Difference(what=what, where=say("event"), before=say("as on file"), after=years)
    before, after = (one.bound - one.parties for one in (baseline, scenario))
    yield from _of_states(say("Suspended"), "57 [recall-M]", before, after)


def _of_states(what: str, where: str, before: frozenset[str], after: frozenset[str]) -> Iterator[Difference]:
    if before != after:
        states = _by_code(before ^ after)
        yield Difference(what=what, where=where, before=_count(before), after=_count(after), states=states)


def _count(states: frozenset[str], besides: str = "") -> str:
    return series(part for part in (str(len(states)) if states else say(NOBODY), besides) if part)


def _settings(scenario: Scenario, baseline: Scenario) -> Iterator[Difference]:
    """Clauses whose level differs, and practice that was moved in both."""
    for id, setting in load_catalogue().items():
        before, after = (setting[one.treaty[id]] for one in (baseline, scenario))
        alike = before == after
        if alike and (id not in PRACTICE_SETTINGS or after.id == setting.adopted):
            continue
        outside = id in OUTSIDE_SETTINGS
        there = [outside or in_force(one.joined) for one in (baseline, scenario)]
        yield Difference(
            what=say(setting.title),
            where=f"{say(after.article)} [{after.mark.value}]",
            before=say(before.name) if there[0] else say(NOT_IN_FORCE),
            after=say(after.name) if there[1] else f"{say(after.name)}, {say(NOT_IN_FORCE)}",
            alike=alike,
        )


def _assumptions(scenario: Scenario, baseline: Scenario) -> Iterator[Difference]:
    """Those that are not at their default in one or the other."""
    for id, entry in load_assumptions().items():
        before, after = (one.assumptions.get(id, entry.default) for one in (baseline, scenario))
        if before != entry.default or after != entry.default:
            where = say(
                "default {default}, range {low}-{high} {unit} [assume]",
                default=short(entry.default), low=short(entry.low), high=short(entry.high), unit=say(entry.unit),
            )  # fmt: skip
            yield Difference(
                what=called(id), where=where, before=short(before), after=short(after), alike=before == after
            )


def _by_code(states: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(states))
