"""A scenario told step by step: what has changed after so many of them."""

from simulator.errors import ScenarioError, nearest
from simulator.law.settings import load_catalogue
from simulator.model.levers import PARTIES, levers, move
from simulator.model.scenario import Scenario


def after(scenario: Scenario, many: int) -> Scenario:
    """The scenario after its first `many` steps; each adds to those before it.

    Raises
    ------
    ScenarioError
        For a change of what is neither a lever nor a setting, or to a level that it does not have.
    """
    moved = scenario
    for number, step in enumerate(scenario.steps[:many], 1):
        for name, level in step.changes.items():
            try:
                moved = _changed(moved, name, level)
            except ScenarioError as fault:
                raise ScenarioError(f"{scenario.id}: step {number}: {fault}") from None
    return moved


def _changed(scenario: Scenario, name: str, level: str) -> Scenario:
    if name == PARTIES or name in levers():
        return move(scenario, name, level)
    catalogue = load_catalogue()
    if name not in catalogue:
        raise ScenarioError(f"{name!r} is no lever and no setting. {nearest(name, [PARTIES, *levers(), *catalogue])}")
    known = [one.id for one in catalogue[name].level]
    if level not in known:
        raise ScenarioError(f"{name}: {level!r} is not a level of it. {nearest(level, known)}")
    return scenario.model_copy(update={"settings": {**scenario.settings, name: level}})
