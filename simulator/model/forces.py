"""Gates 5 and 6 as numbers: how strongly each row lets each state refuse, by whose clauses govern."""

from collections.abc import Mapping

import numpy as np

from simulator.law import clauses, gates
from simulator.law.instruments import CONVENTION, Instrument, Row
from simulator.law.vocabulary import (
    DATA,
    HANDING_OVER,
    HOLDING,
    Clause,
    DualCriminality,
    Ground,
    Measure,
)
from simulator.model.bindings import Regime
from simulator.model.case import Case
from simulator.model.profile import Profile, guarded
from simulator.model.rules import Rules
from simulator.model.world import BoolArray, FloatArray


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
    for k, (instrument, row) in enumerate(offered):
        ours, proof = instrument.id == CONVENTION, proof_share(rules, instrument)
        own: Regime = (
            clauses.dual_criminality(row, rules.settings),
            tuple(clauses.clause(row, ground, rules.settings) for ground in Ground),
        )
        for g, (level, levels) in enumerate([own, *levels_of[1:]] if row.general_clauses else [own]):
            # 40(6)-(7): where another treaty's clauses govern, there is nothing of ours to declare about.
            declaring = rules.declaring if ours and g == 0 else np.zeros_like(rules.declaring)
            here = ours and g == 0, row.desk, row.measure in DATA
            if (key := (*here, levels)) not in strongest:
                strongest[key] = _strongest(row, levels, profile, declaring)
            grounds[g, k] = proof * strongest[key]
            if (same := (*here, level, row.coercive, row.measure)) not in matching:
                matching[same] = _dual_criminality_force(rules, row, level, profile, declaring)
            dual[g, k] = matching[same]
            if row.measure in DATA and rules.settings["non_refoulement"] == "strict":
                grounds[g, k] = np.maximum(grounds[g, k], proof * bar)
            handover[g, k] = np.maximum(grounds[g, k], proof * bar) if row.measure in HANDING_OVER else grounds[g, k]
    return grounds, handover, dual


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
