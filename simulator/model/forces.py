"""Gates 5 and 6 as numbers: how strongly each row lets each state refuse, by whose clauses govern."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from simulator.law import clauses, gates
from simulator.law.instruments import CONVENTION, Instrument, Row
from simulator.law.settings import load_catalogue
from simulator.law.vocabulary import (
    DATA,
    HANDING_OVER,
    HOLDING,
    Clause,
    Desk,
    DualCriminality,
    Ground,
    Measure,
)
from simulator.model.bindings import Regime
from simulator.model.case import Case
from simulator.model.profile import Profile, guarded
from simulator.model.rules import Rules
from simulator.model.world import BoolArray, FloatArray, IntArray


def forces(
    rules: Rules, profile: Profile, offered: list[tuple[Instrument, Row]], levels_of: list[Regime]
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Gates 5 and 6 by regime, row and requested state: force per unit of concern, and of a missing match."""
    shape = (len(levels_of), len(offered), len(rules.world.states))
    grounds, dual = np.zeros(shape), np.zeros(shape)
    handover = np.zeros(shape)
    bar = _non_refoulement(rules, profile)
    strongest: dict[tuple[object, ...], FloatArray] = {}  # rows of one desk with equal levels share the work
    matching: dict[tuple[object, ...], FloatArray] = {}
    ours_too = with_oversight(rules, profile)
    for k, (instrument, row) in enumerate(offered):
        ours, proof = instrument.id == CONVENTION, proof_share(rules, instrument)
        weight = proof * trusted(rules, row) if ours else proof
        practised = ours_too if ours else profile
        own: Regime = (
            clauses.dual_criminality(row, rules.settings),
            tuple(clauses.clause(row, ground, rules.settings) for ground in Ground),
        )
        for g, (level, levels) in enumerate([own, *levels_of[1:]] if row.general_clauses else [own]):
            # 40(6)-(7): where another treaty's clauses govern, there is nothing of ours to declare about.
            declaring = rules.declaring if ours and g == 0 else np.zeros_like(rules.declaring)
            here = ours and g == 0, row.desk, row.measure in DATA
            if (key := (*here, levels)) not in strongest:
                strongest[key] = _strongest(row, levels, practised, declaring)
            grounds[g, k] = weight * strongest[key]
            if (same := (*here, level, row.coercive, row.measure)) not in matching:
                matching[same] = _dual_criminality_force(rules, row, level, practised, declaring)
            dual[g, k] = matching[same]
            if g > 0 and rules.settings["other_treaties"] != "prevails":  # the more protective of the two
                grounds[g, k] = np.maximum(grounds[g, k], grounds[0, k])
                dual[g, k] = np.maximum(dual[g, k], dual[0, k])
            if row.measure in DATA and rules.settings["non_refoulement"] == "strict":
                grounds[g, k] = np.maximum(grounds[g, k], weight * bar)
            handover[g, k] = np.maximum(grounds[g, k], weight * bar) if row.measure in HANDING_OVER else grounds[g, k]
    return grounds, handover, dual


def floors(rules: Rules, offered: list[tuple[Instrument, Row]]) -> IntArray:
    """Setting 31: the row of the Convention that is the floor of each row of another instrument, -1 for none.

    That is the row of the same measure; for any other way to seize or hand over a person, that of extradition.
    Orders to a provider meet no gate of a State, so they have no floor.
    """
    if rules.settings["other_treaties"] != "floor":
        return np.full(len(offered), -1)
    ours: dict[Measure, int] = {}
    for k, (instrument, row) in enumerate(offered):
        if instrument.id == CONVENTION and row.desk is not Desk.PROVIDER:
            ours.setdefault(row.measure, k)
    return np.array(
        [
            -1
            if instrument.id == CONVENTION or row.desk is Desk.PROVIDER
            else ours.get(row.measure, ours.get(Measure.EXTRADITION, -1) if row.measure in HOLDING else -1)
            for instrument, row in offered
        ]
    )


def with_oversight(rules: Rules, profile: Profile) -> Profile:
    """Settings 14 and 16: practice under the Convention, if watching changed it; assumed, and off by default.

    Practice is raised to the power 1 - effect, so that a State that never refuses, or always, stays where it is.
    """
    left = 1.0
    for setting, levels in (("oversight", ("national", "international")), ("transparency", ("statistics", "register"))):
        values = {level.id: 0.0 for level in load_catalogue()[setting].level}
        values |= {level: rules.numbers[f"{setting}.{level}"] for level in levels}
        left *= 1 - guarded(values, setting, rules.settings[setting], rising=True)
    if left == 1.0:
        return profile
    practice = profile.practice**left
    return replace(
        profile, practice=practice, comply=np.asarray(gates.compliance(practice, profile.independence, profile.top))
    )


def trusted(rules: Rules, row: Row) -> float:
    """Share of recognised grounds that assurances of the requesting State do not set aside; persons only."""
    if row.measure not in HOLDING:
        return 1.0
    values = {level: rules.numbers[f"assurances.{level}"] for level in ("accepted", "monitored")} | {
        "not_accepted": 0.0
    }
    return 1 - guarded(values, "assurances", rules.settings["assurances"], rising=False)


def _strongest(row: Row, levels: tuple[Clause, ...], profile: Profile, declaring: BoolArray) -> FloatArray:
    """Gate 5: the strongest ground's nature times its force, shape (n_states,)."""
    about_data = row.measure in DATA
    strongest = np.zeros_like(profile.practice)
    for ground, level in zip(Ground, levels, strict=True):
        force = gates.clause_force(level, profile.practice, profile.comply, row.desk, about_data)
        if level is Clause.MAY:  # a declaration turns "may" into a rule of the host's own law
            force = np.where(declaring, profile.comply, force)
        strongest = np.maximum(strongest, profile.nature[ground] * np.asarray(force))
    return strongest


def _dual_criminality_force(
    rules: Rules, row: Row, level: DualCriminality, profile: Profile, declaring: BoolArray
) -> FloatArray:
    """Gate 6, shape (n_states,). A declaration makes 40(8) and 37(2) a rule, and adds the 42(5) reservation."""
    force = gates.dual_criminality_force(
        level,
        profile.practice,
        profile.comply,
        coercive=row.coercive,
        is_convention_offence=profile.is_convention_offence,
        waiver=rules.numbers["waiver.extradition"],
    )
    if not declaring.any():
        return np.asarray(force)
    declared: FloatArray = profile.comply
    if row.measure is Measure.PRESERVE and level <= DualCriminality.RESERVATION and profile.is_convention_offence:
        declared = np.zeros_like(profile.comply)  # 42(5) does not reach Convention offences
    elif level is DualCriminality.NONE and row.measure is not Measure.PRESERVE:
        declared = np.asarray(force)  # a declaration adds no ground where the text gives none
    elif level is DualCriminality.UNCAC and not row.coercive:
        declared = np.asarray(force)
    return np.where(declaring, np.maximum(declared, force), force)


def _non_refoulement(rules: Rules, profile: Profile) -> FloatArray:
    """The bar on return by the treaties that bind each state (Refugee Convention 33, CAT 3, ICCPR 7)."""
    numbers, level = rules.numbers, rules.settings["non_refoulement"]
    everywhere = level == "strict"
    strongest = np.zeros(len(rules.world.states))
    for treaty, bound in rules.world.non_refoulement.items():
        force = numbers[f"non_refoulement.{treaty}"] * numbers["non_refoulement.nature"]
        strongest = np.maximum(strongest, np.where(bound | everywhere, force, 0.0))
    share = {"ignored": 0.0, "case_by_case": numbers["non_refoulement.half"], "as_bound": 1.0, "strict": 1.0}
    return strongest * guarded(share, "non_refoulement", level, rising=True) * profile.comply


def protection(numbers: Mapping[str, float], case: Case, row: Row) -> float:
    """Chance that the person's standing is recognised as a ground; at person desks only."""
    return numbers[f"standing.{case.standing.value}"] if row.measure in HOLDING else 0.0


def proof_share(rules: Rules, instrument: Instrument) -> float:
    """How much of a ground the standard of proof lets through, 37(15), 40(22); others ask substantial grounds."""
    level = rules.settings["proof"] if instrument.id == CONVENTION else "substantial"
    values = {known: rules.numbers[f"proof.{known}"] for known in ("substantial", "real_risk", "could")}
    return guarded(values, "proof", level, rising=True)
