"""Choices at random: any that the page can make."""

import random

from simulator.data.naming import KEYS
from simulator.export.link.choice import CHOICES, Choice
from simulator.law.assumptions import load_assumptions
from simulator.law.settings import load_catalogue
from simulator.model.adoption import ORDERS, Adoption, Declarations, States
from simulator.model.levers import DECLARE, LISTS
from simulator.model.network import HORIZONS
from simulator.model.scenario import case_paths, find_case, scenario_paths
from simulator.model.world import load_world

CODES = sorted(state.iso3 for state in load_world().states if state.in_totals)
CASES = [id for id in case_paths() if find_case(id).kind == "composite"]
SCENARIOS = list(scenario_paths())


def some(dice, most=195):
    return tuple(sorted(dice.sample(CODES, dice.randint(0, most))))


def random_choice(seed):
    """Any choice that the page can make."""
    dice = random.Random(seed)
    start = Choice.of(dice.choice(SCENARIOS))
    settings, assumptions = load_catalogue(), load_assumptions()
    changed = dice.sample(sorted(settings), dice.randint(0, len(settings)))
    edited = dice.sample(sorted(assumptions), dice.randint(0, 5))
    adoption = dice.choice(
        [
            Adoption(list="own", states=some(dice), leaving=some(dice, 5)),
            Adoption(list="first", order=dice.choice(list(ORDERS)), first=dice.randint(0, 195)),
            Adoption(list=dice.choice(list(LISTS)), leaving=some(dice, 3)),
            start.adoption,
        ]
    )
    return Choice(
        base=start.base,
        requesting=dice.choice([None, *CODES]),
        host=dice.choice([None, *CODES]),
        case=dice.choice(CASES),
        baseline=dice.choice(SCENARIOS),
        settings={**start.settings, **{id: dice.choice(settings[id].level).id for id in changed}},
        adoption=adoption,
        declarations=dice.choice(
            [Declarations(list=dice.choice(list(DECLARE))), Declarations(list="own", states=some(dice, 60))]
        ),
        assumptions={id: dice.uniform(assumptions[id].low, assumptions[id].high) for id in edited},
        days=dice.choice(HORIZONS),
        hosts=dice.choice(["recorded", "all", States(states=some(dice))]),
        **{name: dice.choice(known) for name, known in CHOICES.items()},
        key=dice.choice(KEYS),
    )
