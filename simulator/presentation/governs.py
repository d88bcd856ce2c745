"""Whose clauses govern between two states: "treaty X governs", in words."""

from simulator.model.adoption import in_force
from simulator.model.bindings import governing
from simulator.model.scenario import Scenario
from simulator.model.world import World

ARTICLE = "40(6)-(7) [recall-H], paraphrase"


def governs(world: World, scenario: Scenario, requesting: str, host: str) -> str:
    """One sentence or two for the pair, under the setting on the relation to other assistance treaties."""
    u, v = world.index_of(requesting), world.index_of(host)
    one, other = world.states[u].name, world.states[v].name
    names = " and ".join(world.instruments[id].name for id in governing(world, u, v))
    if not in_force(scenario.joined):
        law = names or "no assistance treaty on file"
        return f"The Convention is not in force in this scenario; {law} applies between {one} and {other}."
    if not {requesting, host} <= scenario.parties:
        missing = " and ".join(world.states[i].name for i in (u, v) if world.codes[i] not in scenario.parties)
        return f"{missing}: no party in this scenario, so the Convention carries nothing between {one} and {other}."
    level = scenario.treaty["other_treaties"]
    if not names:
        ours = f"No other assistance treaty between {one} and {other} is on file, so the Convention's own clauses govern, {ARTICLE}."
        return ours + (" They are also a floor for every other channel." if level == "floor" else "")
    if level == "prevails":
        several = " Where several bind the two, the least protective clause governs." if " and " in names else ""
        return (
            f"Treaty governs: {names}. Its dual criminality and grounds of refusal take the place of 40(8) and 40(21)-(22) "
            f"between {one} and {other}, {ARTICLE}; articles 42, 43 and the police channels keep their own.{several}"
        )
    more = f"Between {one} and {other} the more protective clause governs, of the Convention's and those of {names}."
    return more + (" The Convention's safeguards are a floor for every other channel." if level == "floor" else "")
