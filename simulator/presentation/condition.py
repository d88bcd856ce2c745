"""Under which rules: the first half of the sentence that opens the page."""

from simulator.law.settings import load_catalogue
from simulator.model.adoption import in_force
from simulator.model.scenario import Scenario, load_scenario

NAMED = 2  # clauses named; more are counted
LISTS = {
    "none": "If nobody were a party",
    "ratifiers": "If the {n} reported ratifiers were parties",
    "sponsors_allies": "If the {n} sponsors and allies became parties",
    "signatories": "If the {n} known signatories became parties",
    "signatories_eu": "If the {n} known signatories and EU members became parties",
    "universal": "If every State became a party",
    "first": "If the first {n} States along the order became parties",
    "own": "If the {n} States of a list became parties",
}


def condition(scenario: Scenario) -> str:
    """Who has joined, which text, and who declares, as one clause."""
    words = LISTS[scenario.adoption.list].format(n=len(scenario.parties))
    if not in_force(scenario.joined):
        return f"{words}, the Convention not being in force"
    changed, catalogue = scenario.treaty.changed(), load_catalogue()
    if not changed:
        text = " to the adopted text"
    elif len(changed) <= NAMED:
        named = (f"{catalogue[id].title.lower()}: {catalogue[id][level].name}" for id, level in changed.items())
        text = " to the text with " + " and ".join(named)
    else:
        text = f" to the text with {len(changed)} clauses changed"
    declared = len(scenario.declarations.by(scenario.parties))
    return f"{words}{text}" + (f" and {declared} declared to refuse where it permits" if declared else "")


def edited(scenario: Scenario) -> str:
    """What was changed besides the rules, in a sentence: assumptions, and what the scenario is compared with."""
    usual = load_scenario(scenario.id)
    numbers = [id for id, value in scenario.assumptions.items() if usual.assumptions.get(id) != value]
    parts = []
    if numbers:
        named = ", ".join(numbers[:NAMED]) + (", ..." if len(numbers) > NAMED else "")
        parts.append(f"assumptions edited: {len(numbers)} ({named})")
    if scenario.baseline != usual.baseline:
        parts.append(f"compared with: {load_scenario(scenario.baseline).title}")
    text = "; ".join(parts)
    return f"{text[0].upper()}{text[1:]}." if text else ""
