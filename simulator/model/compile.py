"""From scenarios and cases to the networks of channels that the engine runs on."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from simulator.arrays import BoolArray, FloatArray, IntArray
from simulator.errors import ScenarioError
from simulator.law.assumptions import Assumptions
from simulator.law.instruments import Instrument
from simulator.law.settings import load_catalogue
from simulator.law.vocabulary import Desk
from simulator.model import forces, holders, profile, rows
from simulator.model.adoption import in_force
from simulator.model.bindings import closest, pairs, regimes
from simulator.model.case import Case
from simulator.model.given import Given, Memory, Noise, step
from simulator.model.network import EACH, Network
from simulator.model.offered import offered
from simulator.model.profile import guarded
from simulator.model.scenario import Scenario
from simulator.model.world import World
from simulator.words.names import name_of
from simulator.words.say import say


class Compiler:
    """Makes networks of one world, one after another: what several have in common is worked out once, and the same object.

    Nobody may change an array of a network. For one thread.
    """

    def __init__(self, world: World) -> None:
        self.world, self._memory = world, Memory()

    def network(
        self,
        scenario: Scenario,
        case: Case,
        requesting: str | None,
        changed: Mapping[str, float] | None = None,
        noise: Mapping[str, FloatArray] | None = None,
    ) -> Network:
        """The network of a scenario, as `compile_network`."""
        world = self.world
        place = EACH if requesting is None else world.index_of(requesting)
        numbers = Assumptions({**(changed or {}), **scenario.assumptions})
        given = Given(world, numbers.as_dict() | _said(scenario, case, noise), self._memory)
        if place != EACH and np.isnan(profile.record(given)[place]):
            raise ScenarioError(
                say(
                    "No index of rights covers {state}, so its record is unknown and it cannot be the requesting State of a run. "
                    "Choose another.",
                    state=name_of(world.states[place]),
                )
            )
        return _network(given, place)


def compile_network(
    world: World,
    scenario: Scenario,
    case: Case,
    requesting: str | None,
    changed: Mapping[str, float] | None = None,
    noise: Mapping[str, FloatArray] | None = None,
) -> Network:
    """The network for one requesting state, or, with None, for states that each ask for themselves.

    Parameters
    ----------
    changed : assumptions drawn for a band, over the scenario's own; None for the central run
    noise : index errors of that draw, shape (n_states,) by index [standard error]

    Raises
    ------
    ScenarioError
        If the requesting state is unknown, or no index of rights covers it.
    """
    return Compiler(world).network(scenario, case, requesting, changed, noise)


def _said(scenario: Scenario, case: Case, noise: Mapping[str, FloatArray] | None) -> dict[str, Any]:
    """What a scenario and a case say beside the assumptions, by the names that `Given` knows."""
    levels, parties = scenario.treaty, scenario.parties
    return {f"@{setting}": levels[setting] for setting in load_catalogue()} | {
        "in_force": in_force(scenario.joined),
        "parties": parties,
        "bound": scenario.bound,
        "declaring": scenario.declaring,
        "penalties": tuple(scenario.penalties(case.label).items()),
        "conduct": case.conduct,
        "label": case.label,
        "pretext": bool(case.pretext),
        "standing": case.standing.value,
        "services": case.services,
        "pseudonymous": not case.known_by_name,
        "travels": case.travels,
        "noise": None if noise is None else Noise(noise),
    }


def _network(given: Given, requesting: int) -> Network:
    world, numbers, law = given.world, given.numbers, profile.national_law(given)
    bound, partial = _pairs(given)
    return Network(
        codes=world.codes,
        numbers=world.numbers,
        requesting=requesting,
        rows=rows.rows(given),
        bound=bound,
        binding=_binding(given),
        partial=partial,
        partial_share=_partial_share(given),
        regime=regimes(world)[1],
        floor=_under_the_floor(given),
        test=_with_floor(given, rows.test),
        scope=rows.scope(given),
        years=rows.years(given),
        both_laws=given.settings["threshold_law"] == "both",
        penalty=law.minimum if given.settings["threshold_penalty"] == "minimum" else law.maximum,
        maximum=law.maximum,
        crime=law.crime,
        concern=_concern(given),
        plainest=_with_floor(given, rows.plainest_shown),
        grounds=_and_floor(given, forces.grounds),
        grounds_handover=_and_floor(given, forces.grounds_handover),
        protection=rows.standing(given),
        protection_force=_protection_force(given),
        dual_criminality=_and_floor(given, forces.dual_criminality),
        data_protection=_with_floor(given, rows.data_protection, np.minimum),
        court=_with_floor(given, rows.court),
        remedy=_with_floor(given, rows.remedy),
        vetting=_vetting(given),
        capacity=rows.capacity(given),
        trust=_trust(given),
        in_data=_in_data(given),
        aligned=_aligned(given),
        sigma=numbers["days.sigma"],
        service_holders=holders.holders(given),
        pseudonymous=given["pseudonymous"],
        travels=given["travels"],
        transit=holders.transit(given),
        found_base=numbers["found.base"],
        found_border=numbers["found.border"],
        warned=_warned(given),
        retention_days=numbers["retention.days"],
        retention_sigma=numbers["retention.sigma"],
    )


@step
def _with_floor(given: Given, own: Callable[[Given], Any], more_protective: np.ufunc = np.maximum) -> Any:
    """Without and, where a floor was chosen, with it; shape (1 or 2, n_rows, ...)."""
    found, floor = own(given), forces.floors(given)
    usual, floored = found[: len(floor)], floor >= 0
    if not floored.any():
        return usual[None]
    raised = usual.copy()
    raised[floored] = more_protective(usual[floored], found[floor[floored]])
    return np.stack([usual, raised])


@step
def _and_floor(given: Given, by_regime: Callable[[Given], FloatArray]) -> FloatArray:
    """The forces by regime and, where a floor was chosen, those under it as the last; shape (g, n_rows, n_states)."""
    found, floor = by_regime(given), forces.floors(given)
    floored = floor >= 0
    if not floored.any():
        return found[:, : len(floor)]
    raised = found[0, : len(floor)].copy()
    raised[floored] = np.maximum(raised[floored], found[0, floor[floored]])
    return np.concatenate([found[:, : len(floor)], raised[None]])


@step
def _under_the_floor(given: Given) -> BoolArray:
    """Pairs of parties, suspended ones too; nobody while the Convention is not in force or no floor was chosen, shape (s, s)."""
    floored = given.in_force and bool((forces.floors(given) >= 0).any())
    party = given.world.mask(given.bound if floored else frozenset())
    return np.asarray(party[:, None] & party)


@step
def _names(given: Given) -> tuple[tuple[tuple[str, bool], ...], tuple[int, ...]]:
    """Who is bound differs by instrument, and for orders to a provider: each such kind, and the place of each row's."""
    every = [(instrument.id, row.desk is Desk.PROVIDER) for instrument, row in offered(given)]
    names = tuple(dict.fromkeys(every))
    return names, tuple(names.index(name) for name in every)


@step
def _pairs(given: Given) -> tuple[BoolArray, BoolArray]:
    """Gate 1: who is bound to whom, and of which pairs only a share."""
    return pairs(given.world, _names(given)[0], given.parties if given.in_force else frozenset())


@step
def _binding(given: Given) -> IntArray:
    return np.array(_names(given)[1])


@step
def _partial_share(given: Given) -> FloatArray:
    """Of pairs whose treaty is not known, the share thought to have one; of informal requests, those not displaced."""

    def share(instrument: Instrument) -> float:
        if instrument.parties == "assumed":
            return given.numbers[f"bound.{instrument.id}"]
        return 1 - given.numbers["displacement"] if instrument.informal else 1.0

    return np.array([share(given.world.instruments[id]) for id, _ in _names(given)[0]])


@step
def _concern(given: Given) -> FloatArray:
    """1 - record of the sender, as far as a reader sees it."""
    return (1 - profile.record(given)) * profile.screening(given) * (1 - profile.mask(given))


@step
def _protection_force(given: Given) -> FloatArray:
    return np.where(given.world.non_refoulement["refugee"], profile.comply(given), profile.practice(given))


@step
def _vetting(given: Given) -> FloatArray:
    """INTERPOL's review of a sender's alerts (its Constitution, articles 2-3), shape (n_states,)."""
    values = {level: given.numbers[f"vetting.{level}"] for level in ("none", "ex_post", "mixed", "full")}
    caught = guarded(values, "interpol_vetting", given.settings["interpol_vetting"], rising=True)
    return 1 - caught * profile.plainest(given) * (1 - profile.record(given)) * (1 - profile.mask(given))


@step
def _trust(given: Given) -> FloatArray:
    """Share of a provider's answers that a sender gets, shape (n_states,)."""
    least = given.numbers["provider.trust"]
    return least + (1 - least) * profile.record(given)


@step
def _in_data(given: Given) -> BoolArray:
    return ~np.isnan(profile.record(given))


@step
def _warned(given: Given) -> float:
    levels = ("never", "none_required", "delayed", "prior")
    values = {level: given.numbers[f"warned.{level}"] for level in levels}
    return guarded(values, "notice", given.settings["notice"], rising=True)


@step
def _aligned(given: Given) -> FloatArray:
    """Stress test, not documented: chance that those who vote most like the requesting state pass its request on."""
    world, numbers = given.world, given.numbers
    chance = np.zeros((len(world.states), len(world.states)))
    if numbers["aligned_forwarding"] > 0:
        nearest = closest(world.codes)[:, : round(numbers["alignment.closest"])]
        np.put_along_axis(chance, nearest, numbers["aligned_forwarding"], axis=1)
    return chance
