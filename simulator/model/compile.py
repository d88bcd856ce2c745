"""From a scenario and a case to the network of channels that the engine runs on."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import numpy as np

from simulator.errors import ScenarioError
from simulator.law import clauses, gates
from simulator.law.assumptions import Assumptions, load_assumptions
from simulator.law.instruments import CONVENTION, Instrument, Row
from simulator.law.settings import TreatySettings
from simulator.law.vocabulary import (
    DATA,
    WATCHING,
    Court,
    Desk,
    Measure,
    Notice,
    Service,
)
from simulator.model.adoption import in_force
from simulator.model.bindings import closest, pairs, regimes
from simulator.model.case import Case
from simulator.model.forces import floors, forces, proof_share, protection
from simulator.model.network import DESKS, EACH, HOST, MEASURES, OWN, SERVICES, Network, Rows
from simulator.model.profile import TESTS, Profile, guarded, make_profile
from simulator.model.rules import Rules
from simulator.model.scenario import Scenario
from simulator.model.world import BoolArray, FloatArray, IntArray, World


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
    numbers = Assumptions({**(changed or {}), **scenario.assumptions})
    place = EACH if requesting is None else world.index_of(requesting)
    profile = make_profile(world, case, scenario.treaty, numbers, noise, scenario.penalties(case.label))
    if place != EACH and np.isnan(profile.record[place]):
        raise ScenarioError(
            f"No index of rights covers {world.states[place].name}, so its record is unknown and it cannot be "
            "the requesting State of a run. Choose another."
        )
    parties = scenario.parties
    rules = Rules(
        world=world,
        settings=scenario.treaty,
        numbers=numbers,
        in_force=in_force(scenario.joined),
        parties=parties,
        bound=scenario.bound,
        declaring=world.mask(scenario.declarations.by(parties)),
    )
    return _assemble(rules, profile, case, place)


def _assemble(rules: Rules, profile: Profile, case: Case, requesting: int) -> Network:
    world, numbers = rules.world, rules.numbers
    offered = rules.offered()
    levels_of, regime = regimes(world)
    bound, partial, share, binding = _bindings(rules, offered)
    grounds, handover, dual = forces(rules, profile, offered, levels_of)
    n_states, only = len(world.states), profile.independence
    floor = floors(rules, offered)
    test = np.array([TESTS.index(clauses.dual_criminality_test(row, rules.settings)) for _, row in offered])
    court = np.zeros((len(offered), n_states))
    remedy, shield, capacity = np.zeros_like(court), np.ones_like(court), np.zeros_like(court)
    for k, (instrument, row) in enumerate(offered):
        ours = instrument.id == CONVENTION
        level = clauses.court(row, rules.settings)
        if level is not Court.NONE:
            court[k] = _court_weight(numbers, level) * only
        if clauses.notice(row, rules.settings) is Notice.PRIOR:
            remedy[k] = numbers["remedy.prior"] * only
        force = _data_protection_force(row, rules.settings, profile)
        shield[k] = gates.data_protection_passes(profile.data_protection, force)
        weak, strong = numbers[f"will.{row.will}.weak"], numbers[f"will.{row.will}.strong"]
        endeavour = _realtime(numbers, rules.settings) if ours and row.measure in WATCHING else 1.0
        handled = gates.shifted(gates.handled(weak, strong, only), numbers["cooperation_level"])
        capacity[k] = handled * endeavour
    return Network(
        codes=world.codes,
        numbers=world.numbers,
        requesting=requesting,
        rows=_rows(rules, offered),
        bound=bound,
        binding=binding,
        partial=partial,
        partial_share=share,
        regime=regime,
        floor=_under_the_floor(rules, floor),
        test=_with_floor(floor, test, np.maximum),
        scope=np.array([_scope(rules, profile, case, row) for _, row in offered]),
        years=np.array([_years(rules, profile, instrument, row) for instrument, row in offered]),
        both_laws=rules.settings["threshold_law"] == "both",
        penalty=profile.minimum if rules.settings["threshold_penalty"] == "minimum" else profile.maximum,
        maximum=profile.maximum,
        crime=profile.crime,
        concern=(1 - profile.record) * profile.screening * (1 - profile.mask),
        plainest=_with_floor(
            floor, np.array([proof_share(rules, i) * max(profile.nature.values()) for i, _ in offered]), np.maximum
        ),
        grounds=_and_floor(floor, grounds),
        grounds_handover=_and_floor(floor, handover),
        protection=np.array([protection(numbers, case, row) for _, row in offered]),
        protection_force=np.where(world.non_refoulement["refugee"], profile.comply, profile.practice),
        dual_criminality=_and_floor(floor, dual),
        data_protection=_with_floor(floor, shield, np.minimum),
        court=_with_floor(floor, court, np.maximum),
        remedy=_with_floor(floor, remedy, np.maximum),
        vetting=_vetting(rules, profile),
        capacity=capacity,
        trust=numbers["provider.trust"] + (1 - numbers["provider.trust"]) * profile.record,
        in_data=~np.isnan(profile.record),
        aligned=_aligned(world, numbers),
        sigma=numbers["days.sigma"],
        service_holders=service_holders(world, numbers, case),
        pseudonymous=not case.known_by_name,
        travels=case.travels,
        transit=tuple((world.index_of(code), share) for code, share in shares(numbers, "transit").items()),
        found_base=numbers["found.base"],
        found_border=numbers["found.border"],
        warned=_warned(rules),
        retention_days=numbers["retention.days"],
        retention_sigma=numbers["retention.sigma"],
    )


def _with_floor(floor: IntArray, own: Any, more_protective: np.ufunc) -> Any:
    """Without and, where a floor was chosen, with it; shape (1 or 2, n_rows, ...)."""
    if (floor < 0).all():
        return own[None]
    raised = own.copy()
    raised[floor >= 0] = more_protective(own[floor >= 0], own[floor[floor >= 0]])
    return np.stack([own, raised])


def _and_floor(floor: IntArray, by_regime: FloatArray) -> FloatArray:
    """The forces by regime and, where a floor was chosen, those under it as the last; shape (g, n_rows, n_states)."""
    if (floor < 0).all():
        return by_regime
    return np.concatenate([by_regime, _with_floor(floor, by_regime[0], np.maximum)[1:]])


def _under_the_floor(rules: Rules, floor: IntArray) -> BoolArray:
    """Pairs of parties, suspended ones too; nobody while the Convention is not in force or no floor was chosen, shape (s, s)."""
    party = rules.world.mask(rules.bound if rules.in_force and (floor >= 0).any() else frozenset())
    return np.asarray(party[:, None] & party)


def _rows(rules: Rules, offered: list[tuple[Instrument, Row]]) -> Rows:
    numbers = rules.numbers
    prior = [clauses.court(row, rules.settings) is Court.PRIOR for _, row in offered]
    return Rows(
        instrument=tuple(instrument.id for instrument, _ in offered),
        ordinal=np.array([_ordinal(instrument, row) for instrument, row in offered]),
        measure=np.array([MEASURES.index(row.measure) for _, row in offered]),
        desk=np.array([DESKS.index(row.desk) for _, row in offered]),
        days=np.array(
            [
                numbers[f"days.{row.days}"] + (numbers["days.court"] if late else 0.0)
                for (_, row), late in zip(offered, prior, strict=True)
            ]
        ),
        convention=np.array([instrument.id == CONVENTION for instrument, _ in offered]),
        joint_list=np.array([instrument.joint_list for instrument, _ in offered]),
        vetted=np.array([row.vetted for _, row in offered]),
        takes_regime=np.array([row.general_clauses for _, row in offered]),
        floored=np.array([instrument.id != CONVENTION for instrument, _ in offered]),
        forward=np.array([_forward(rules, instrument, row) for instrument, row in offered]),
    )


def _ordinal(instrument: Instrument, row: Row) -> int:
    """Place of a row in its instrument's file; the very row, so that no row is compared word by word."""
    return next(place for place, own in enumerate(instrument.measure) if own is row)


def _bindings(rules: Rules, offered: list[tuple[Instrument, Row]]) -> tuple[BoolArray, BoolArray, FloatArray, IntArray]:
    """Gate 1: who is bound to whom, of which pairs only a share, that share, and the place of each row."""
    every = [(instrument.id, row.desk is Desk.PROVIDER) for instrument, row in offered]
    names = tuple(dict.fromkeys(every))
    bound, partial = pairs(rules.world, names, rules.parties if rules.in_force else frozenset())
    share = [_share(rules, rules.world.instruments[id]) for id, _ in names]
    return bound, partial, np.array(share), np.array([names.index(name) for name in every])


def _share(rules: Rules, instrument: Instrument) -> float:
    """Of pairs whose treaty is not known, the share thought to have one; of informal requests, those not displaced."""
    if instrument.parties == "assumed":
        return rules.numbers[f"bound.{instrument.id}"]
    return 1 - rules.numbers["displacement"] if instrument.informal else 1.0


def _scope(rules: Rules, profile: Profile, case: Case, row: Row) -> float:
    label = rules.world.conducts[case.label]
    listed = not set(row.labels).isdisjoint(label.labels)
    return gates.scope_passes(clauses.scope(row, rules.settings), profile.is_convention_offence, listed)


def _years(rules: Rules, profile: Profile, instrument: Instrument, row: Row) -> float:
    """Gate 4's threshold [year]: 2(h) for the Convention, and never for its own offences."""
    if instrument.id != CONVENTION:
        return row.minimum_years or 0.0
    serious = clauses.scope(row, rules.settings) == "serious"
    return float(rules.settings["threshold_years"]) if serious and not profile.is_convention_offence else 0.0


def _court_weight(numbers: Mapping[str, float], level: Court) -> float:
    review = numbers["court.review"]
    return review if level is Court.REVIEW else max(review, numbers["court.prior"])


def _data_protection_force(row: Row, settings: TreatySettings, profile: Profile) -> FloatArray:
    """Gate 7, 36(1)(a): practice where data may be withheld, compliance where it shall not be transferred."""
    level = settings["data_protection"] if row.data_protection == "@data_protection" else row.data_protection
    if level == "none" or row.measure not in DATA:
        return np.zeros_like(profile.practice)
    return profile.practice if level == "may" else profile.comply


def _realtime(numbers: Mapping[str, float], settings: TreatySettings) -> float:
    """45-46: a duty to endeavour is handled less often than a duty to provide (Budapest 33-34)."""
    values = {"shall": numbers["realtime.shall"], "endeavour": numbers["realtime.endeavour"], "off": 0.0}
    return guarded(values, "realtime", settings["realtime"], rising=False)


def _vetting(rules: Rules, profile: Profile) -> FloatArray:
    """INTERPOL's review of a sender's alerts (its Constitution, articles 2-3), shape (n_states,)."""
    values = {level: rules.numbers[f"vetting.{level}"] for level in ("none", "ex_post", "mixed", "full")}
    caught = guarded(values, "interpol_vetting", rules.settings["interpol_vetting"], rising=True)
    return 1 - caught * max(profile.nature.values()) * (1 - profile.record) * (1 - profile.mask)


def _warned(rules: Rules) -> float:
    levels = ("never", "none_required", "delayed", "prior")
    return guarded({k: rules.numbers[f"warned.{k}"] for k in levels}, "notice", rules.settings["notice"], rising=True)


def _forward(rules: Rules, instrument: Instrument, row: Row) -> float:
    """Chance that a state that answered through this row passes the request on, 36(3), 40(4), 40(19)."""
    if row.desk is Desk.PROVIDER or row.measure not in DATA or row.measure is Measure.PRESERVE:
        return 0.0
    if instrument.id != CONVENTION:
        return rules.numbers[f"forward.{instrument.forward}"] if instrument.forward else 0.0
    numbers, settings = rules.numbers, rules.settings

    def table(setting: str, stem: str, levels: tuple[str, ...]) -> float:
        return guarded({k: numbers[f"forward.{stem}.{k}"] for k in levels}, setting, settings[setting], rising=False)

    return (
        numbers["forward.convention_share"]
        * table("purpose", "purpose", ("none", "on_request", "consent", "prohibited"))
        * table("onward", "onward", ("free", "authorisation", "banned"))
        * table("spontaneous", "spontaneous", ("encouraged", "allowed", "off"))
    )


def _aligned(world: World, numbers: Mapping[str, float]) -> FloatArray:
    """Stress test, not documented: chance that those who vote most like the requesting state pass its request on."""
    chance = np.zeros((len(world.states), len(world.states)))
    if numbers["aligned_forwarding"] > 0:
        nearest = closest(world.codes)[:, : round(numbers["alignment.closest"])]
        np.put_along_axis(chance, nearest, numbers["aligned_forwarding"], axis=1)
    return chance


@lru_cache
def _below(stem: str) -> tuple[str, ...]:
    """Ids of the assumptions below `stem`, in their order."""
    return tuple(id for id in load_assumptions() if id.startswith(stem + "."))


def shares(numbers: Mapping[str, float], stem: str) -> dict[str, float]:
    """The assumptions below `stem`, scaled to add to 1; drawn shares need not add up by themselves."""
    found = {id.removeprefix(stem + "."): numbers[id] for id in _below(stem)}
    total = sum(found.values())
    return {name: value / total for name, value in found.items()}


def service_holders(
    world: World, numbers: Mapping[str, float], case: Case
) -> tuple[tuple[int, tuple[tuple[int, float], ...]], ...]:
    """Who holds the data of each service used: the host for access, else a provider state by its share."""
    holders: list[tuple[int, tuple[tuple[int, float], ...]]] = []
    for service in case.services:
        if service is Service.ACCESS:
            holders.append((SERVICES.index(service), ((HOST, 1.0),)))
            continue
        places = {"host": HOST, "own": OWN}
        parts = tuple(
            (places[name] if name in places else world.index_of(name), share)
            for name, share in shares(numbers, f"service.{service.value}").items()
        )
        holders.append((SERVICES.index(service), parts))
    return tuple(holders)
