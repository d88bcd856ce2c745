"""What differs between a scenario and its baseline, in parts that can be taken one by one.

A part is one setting, who has joined, who declares, who is suspended, or the penalties that events set. Case and
assumptions never differ: a scenario and its baseline share them (`baseline_of`).
"""

from collections.abc import Collection
from dataclasses import dataclass

from simulator.law.settings import load_catalogue
from simulator.model.scenario import Event, Scenario

PARTIES, DECLARATIONS, SUSPENSION, PENALTIES = "parties", "declarations", "suspension", "penalties"
WITH_PARTIES = ("joins", "leaves")  # events that are part of who has joined


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that the scenario changes."""

    id: str  # of a setting, or one of the four above
    words: str
    article: str
    mark: str  # how well the article was read; empty where it is no law


def parts_of(baseline: Scenario, scenario: Scenario) -> tuple[Part, ...]:
    """Every part that differs and has an effect in this model: who, then the settings in the catalogue's order."""
    found = []
    if _parties(baseline) != _parties(scenario):
        words = f"Who has joined: {len(baseline.parties)} → {len(scenario.parties)} parties"
        found.append(Part(PARTIES, words, "64-65", "recall-H"))
    if baseline.declarations != scenario.declarations:
        words = f"Declarations on joining: {baseline.declarations.list} → {scenario.declarations.list}"
        found.append(Part(DECLARATIONS, words, "37(15), 40(8), 40(21)-(22), 42(5)", "recall-H"))
    if baseline.suspension != scenario.suspension:
        found.append(Part(SUSPENSION, f"Suspension of parties: {scenario.suspension.list}", "", ""))
    idle = {*baseline.not_acting(), *scenario.not_acting()}
    for id, setting in load_catalogue().items():
        then, now = baseline.treaty[id], scenario.treaty[id]
        if then != now and not _without_effect(id, idle, baseline, scenario):
            level = setting[now]
            words = f"{setting.title}: {setting[then].name} → {level.name}"
            found.append(Part(id, words, level.article, level.mark.value))
    if _penalties(baseline) != _penalties(scenario):
        found.append(Part(PENALTIES, "Maximum penalties that are raised", "2(h)", "text"))
    return tuple(found)


def without_effect(baseline: Scenario, scenario: Scenario) -> tuple[str, ...]:
    """Titles of settings that differ and have no effect in this model: nothing is to be explained by them."""
    idle = {*baseline.not_acting(), *scenario.not_acting()}
    return tuple(
        setting.title
        for id, setting in load_catalogue().items()
        if baseline.treaty[id] != scenario.treaty[id] and _without_effect(id, idle, baseline, scenario)
    )


def _without_effect(id: str, idle: Collection[str], baseline: Scenario, scenario: Scenario) -> bool:
    """Neither level acts; an adopted level does whatever the text as adopted does."""
    adopted = load_catalogue()[id].adopted
    return all(one.treaty[id] == adopted or id in idle for one in (baseline, scenario))


def mixed(baseline: Scenario, scenario: Scenario, taken: Collection[str]) -> Scenario:
    """The baseline with the parts of these ids from the scenario, as far as a Convention in force carries them."""

    def source(part: str) -> Scenario:
        return scenario if part in taken else baseline

    levels = {id: source(id).treaty[id] for id in {**baseline.settings, **scenario.settings}}
    update = {
        "settings": levels,
        "adoption": source(PARTIES).adoption,
        "declarations": source(DECLARATIONS).declarations,
        "suspension": source(SUSPENSION).suspension,
        "events": (*_events(source(PARTIES), WITH_PARTIES), *_penalties(source(PENALTIES))),
    }
    return baseline.model_copy(update=update).carried()


def _parties(scenario: Scenario) -> tuple[object, ...]:
    return scenario.adoption, _events(scenario, WITH_PARTIES)


def _penalties(scenario: Scenario) -> tuple[Event, ...]:
    return _events(scenario, ("penalty",))


def _events(scenario: Scenario, kinds: tuple[str, ...]) -> tuple[Event, ...]:
    return tuple(event for event in scenario.events if event.kind in kinds)
