"""Which hosts are looked at for refuge, by a rule that stands in every headline and export."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from simulator.arrays import BoolArray, IntArray
from simulator.data.dyads import protected_persons, recognised
from simulator.data.treaties import load_treaties
from simulator.model.world import World
from simulator.words.say import Word

RULE: Word = (
    "Candidate hosts: states where UNHCR records people from the requesting State under or seeking protection, or "
    "recognised in 2021-2025, rated Free or Partly Free, and known to be bound by at least three treaties."
)
ANY_RECORDED: Word = (
    "Candidate hosts: all states where UNHCR records people from the requesting State under or seeking protection, or "
    "recognised in 2021-2025, whatever their rating and however few treaties are known to bind them."
)
ALL: Word = "Candidate hosts: all 195 states but the requesting State."
OWN: Word = "Candidate hosts: a list of the user's own: {codes}."
RULES = {"recorded": RULE, "any_recorded": ANY_RECORDED, "all": ALL}  # in words; besides the user's own list


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """Which hosts are looked at for refuge; arrays of shape (n_states,)."""

    rule: str  # in words; stands in every headline and export
    chosen: BoolArray
    thin: BoolArray  # known to be bound by fewer than three treaties: no class
    unrated: BoolArray  # rated Not Free or not rated: not assessed as a refuge
    protected: IntArray  # [persons]


@lru_cache(maxsize=4)
def treaties_known(world: World) -> IntArray:
    """How many treaties each state is known to be bound by, shape (n_states,)."""
    treaties = load_treaties()
    return np.asarray(np.sum([world.mask(treaties.bound(key)) for key in sorted(treaties.instruments)], axis=0))


def candidates(world: World, requesting: str, rule: str | frozenset[str] = "recorded") -> Candidates:
    """Candidate hosts by the rule that stands in every headline.

    Parameters
    ----------
    rule : `recorded` (the default in words is `RULE`), `any_recorded` (States rated Not Free, not rated or thin too), `all`
        states, or the user's own list of ISO codes

    Raises
    ------
    ScenarioError
        If a code of the list is no state.
    """
    people, believed = protected_persons(requesting), recognised(requesting)
    protected = np.array([people.get(code, 0) for code in world.codes])
    recorded = (protected > 0) | np.array([believed.get(code, 0) > 0 for code in world.codes])
    thin = treaties_known(world) < 3
    unrated = np.array([status not in ("F", "PF") for status in world.freedom])
    if rule == "recorded":
        words, chosen = RULE, recorded & ~thin & ~unrated & world.in_totals
    elif rule == "any_recorded":
        words, chosen = ANY_RECORDED, recorded & world.in_totals
    elif rule == "all":
        words, chosen = ALL, world.in_totals.copy()
    else:
        places = [world.index_of(code) for code in sorted(rule)]
        words = OWN.format(codes=", ".join(sorted(rule)))
        chosen = np.zeros(len(world.states), dtype=bool)
        chosen[places] = True
    chosen[world.index_of(requesting)] = False
    return Candidates(rule=words, chosen=chosen, thin=thin, unrated=unrated, protected=protected)
