"""Under which rules: the first half of the sentence that opens the page."""

from simulator.law.called import called
from simulator.law.settings import load_catalogue
from simulator.model.adoption import in_force
from simulator.model.scenario import Scenario, load_scenario
from simulator.words.say import Plural, clauses, inside, say, say_many

NAMED = 2  # clauses named; more are counted
LISTS: dict[str, Plural] = {
    "none": ("If nobody were a party", "If nobody were a party"),
    "ratifiers": ("If the {n} reported ratifier were a party", "If the {n} reported ratifiers were parties"),
    "sponsors_allies": ("If the {n} sponsor or ally became a party", "If the {n} sponsors and allies became parties"),
    "signatories": ("If the {n} known signatory became a party", "If the {n} known signatories became parties"),
    "signatories_eu": (
        "If the {n} known signatory or EU member became a party",
        "If the {n} known signatories and EU members became parties",
    ),
    "universal": ("If every State became a party", "If every State became a party"),
    "first": (
        "If the first {n} State along the order became a party",
        "If the first {n} States along the order became parties",
    ),
    "own": ("If the {n} State of a list became a party", "If the {n} States of a list became parties"),
}


def condition(scenario: Scenario) -> str:
    """Who has joined, which text, and who declares, as one clause."""
    joined = say_many(*LISTS[scenario.adoption.list], len(scenario.bound))
    if not in_force(scenario.joined):
        return say("{joined}, the Convention not being in force", joined=joined)
    rules = _rules(joined, scenario.treaty.changed())
    declared = len(scenario.declaring)
    if not declared:
        return rules
    return say_many(
        "{rules} and {n} declared to refuse where it permits", "{rules} and {n} declared to refuse where it permits",
        declared, rules=rules,
    )  # fmt: skip


def _rules(joined: str, changed: dict[str, str]) -> str:
    """To which text they became parties."""
    if not changed:
        return say("{joined} to the adopted text", joined=joined)
    if len(changed) > NAMED:
        return say_many(
            "{joined} to the text with {n} clause changed", "{joined} to the text with {n} clauses changed",
            len(changed), joined=joined,
        )  # fmt: skip
    catalogue = load_catalogue()
    named = [
        say("{name}: {words}", name=say(catalogue[id].title), words=say(catalogue[id][level].name))
        for id, level in changed.items()
    ]
    both = say("{one} and {other}", one=named[0], other=named[1]) if len(named) > 1 else named[0]
    return say("{joined} to a changed text ({clauses})", joined=joined, clauses=both)


def edited(scenario: Scenario) -> str:
    """What was changed besides the rules, in a sentence: assumptions, and what the scenario is compared with."""
    usual = load_scenario(scenario.id)
    numbers = [id for id, value in scenario.assumptions.items() if usual.assumptions.get(id) != value]
    named = clauses([*(inside(called(id)) for id in numbers[:NAMED]), *(["…"] if len(numbers) > NAMED else [])])
    other = say(load_scenario(scenario.baseline).title) if scenario.baseline != usual.baseline else ""
    if numbers and other:
        return say(
            "Assumptions edited: {n} ({named}); compared with: {other}.", n=len(numbers), named=named, other=other
        )
    if numbers:
        return say("Assumptions edited: {n} ({named}).", n=len(numbers), named=named)
    return say("Compared with: {other}.", other=other) if other else ""
