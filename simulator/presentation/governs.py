"""Whose clauses govern between two states: "treaty X governs", in words."""

from functools import reduce

from simulator.model.adoption import in_force
from simulator.model.bindings import governing
from simulator.model.scenario import Scenario
from simulator.model.world import World
from simulator.words.names import name_of
from simulator.words.say import Word, say

ARTICLE: Word = "40(6)-(7) [recall-H], paraphrase"


def governs(world: World, scenario: Scenario, requesting: str, host: str) -> str:
    """One sentence or two for the pair, under the setting on the relation to other assistance treaties."""
    u, v = world.index_of(requesting), world.index_of(host)
    one, other = (name_of(world.states[place]) for place in (u, v))
    treaties = [world.instruments[id].name for id in governing(world, u, v)]
    names, pair = _and(treaties), {"one": one, "other": other}
    if not in_force(scenario.joined):
        if not names:
            return say(
                "The Convention is not in force in this scenario; no assistance treaty on file applies between {one} and {other}.",
                **pair,
            )
        return say(
            "The Convention is not in force in this scenario; {law} applies between {one} and {other}.",
            law=names,
            **pair,
        )
    if not {requesting, host} <= scenario.parties:
        missing = _and([name_of(world.states[i]) for i in (u, v) if world.codes[i] not in scenario.parties])
        return say(
            "{missing}: no party in this scenario, so the Convention carries nothing between {one} and {other}.",
            missing=missing,
            **pair,
        )
    level = scenario.treaty["other_treaties"]
    if not names:
        ours = say(
            "No other assistance treaty between {one} and {other} is on file, so the Convention's own clauses govern, {article}.",
            article=say(ARTICLE), **pair,
        )  # fmt: skip
        return f"{ours} {say('They are also a floor for every other channel.')}" if level == "floor" else ours
    if level == "prevails":
        prevails = say(
            "Treaty governs: {names}. Its dual criminality and grounds of refusal take the place of 40(8) and 40(21)-(22) between {one} "
            "and {other}, {article}; articles 42, 43 and the police channels keep their own.",
            names=names, article=say(ARTICLE), **pair,
        )  # fmt: skip
        several = say("Where several bind the two, the least protective clause governs.")
        return f"{prevails} {several}" if len(treaties) > 1 else prevails
    more = say(
        "Between {one} and {other} the more protective clause governs, of the Convention's and those of {names}.",
        names=names,
        **pair,
    )
    if level == "floor":
        return more + " " + say("The Convention's safeguards are a floor for every other channel.")
    return more


def _and(names: list[str]) -> str:
    """Names after one another."""
    return reduce(lambda one, other: say("{one} and {other}", one=one, other=other), names) if names else ""
