"""Gates 5 and 6 as numbers: how strongly each row lets each state refuse, by whose clauses govern.

Arrays have shape (n_regimes, n_rows, n_states), over the rows considered: a row's own clauses first, then, for rows
that take them, those of each regime of `simulator.model.bindings`.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from simulator.arrays import BoolArray, FloatArray, IntArray
from simulator.law import clauses, gates
from simulator.law.instruments import CONVENTION
from simulator.law.settings import load_catalogue
from simulator.law.vocabulary import DATA, HANDING_OVER, HOLDING, Clause, Desk, DualCriminality, Ground, Measure
from simulator.model.bindings import regimes
from simulator.model.given import Given, step
from simulator.model.offered import Alike, alike, by_row, considered, considered_places, offered, ruled
from simulator.model.profile import comply, convention_offence, guarded, independence, nature, practice, top
from simulator.model.rows import proof_share


class Office(NamedTuple):
    """Who refuses about what: offices that are alike refuse alike under equal clauses."""

    watched: bool  # on a channel of the Convention, under which oversight may change practice
    declaring: bool  # under the Convention's own clauses, about which a party may declare
    desk: Desk
    data: bool


@step
def grounds(given: Given) -> FloatArray:
    """Gate 5: the strongest ground's force per unit of concern."""
    offices, weights, strict = _offices(given), _weights(given), given.settings["non_refoulement"] == "strict"

    def force(places: list[int], regime: int) -> FloatArray:
        if regime == 0:
            keys = _grounds_alike(given)
        else:
            governing = regimes(given.world)[0][regime][1]
            keys = alike([(offices[k]._replace(declaring=False), governing) for k in places])
        found = weights[places, None] * by_row(keys, lambda key: _strongest(given, *key))
        if strict:
            data = [place for place, k in enumerate(places) if offices[k].data]
            barred = weights[places, None][data] * non_refoulement(given)
            found[data] = np.maximum(found[data], barred)
        return found

    return _by_regime(given, force)


@step
def _grounds_alike(given: Given) -> Alike[tuple[Office, tuple[Clause, ...]]]:
    """Rows whose own clauses let the same office refuse in the same way."""
    return alike(zip(_offices(given), _levels(given), strict=True))


@step
def grounds_handover(given: Given) -> FloatArray:
    """The same with non-refoulement, for handing over."""
    usual, taking = grounds(given), list(_taking(given))
    found = np.zeros_like(usual)  # most of it is never looked at, nor written
    found[0], found[1:, taking] = usual[0], usual[1:, taking]
    for k in _handing(given):
        under = slice(None) if k in taking else slice(1)
        found[under, k] = np.maximum(found[under, k], _weights(given)[k] * non_refoulement(given))
    return found


@step
def _handing(given: Given) -> tuple[int, ...]:
    """Rows that get a person handed over."""
    return tuple(k for k, (_, row) in enumerate(considered(given)) if row.measure in HANDING_OVER)


@step
def dual_criminality(given: Given) -> FloatArray:
    """Gate 6: force of a missing match."""
    offices, kinds = _offices(given), _dual_kinds(given)

    def force(places: list[int], regime: int) -> FloatArray:
        if regime == 0:
            keys = _dual_alike(given)
        else:
            governing = regimes(given.world)[0][regime][0]
            keys = alike([(offices[k]._replace(declaring=False), governing, *kinds[k]) for k in places])
        return by_row(keys, lambda key: _mismatch(given, *key))

    return _by_regime(given, force)


@step
def _dual_kinds(given: Given) -> tuple[tuple[bool, bool], ...]:
    """Whether each row is coercive, and whether it preserves."""
    return tuple((row.coercive, row.measure is Measure.PRESERVE) for _, row in considered(given))


@step
def _dual_alike(given: Given) -> Alike[tuple[Office, DualCriminality, bool, bool]]:
    own = zip(_offices(given), _dual_levels(given), _dual_kinds(given), strict=True)
    return alike([(office, level, *kind) for office, level, kind in own])


def _by_regime(given: Given, force: Callable[[list[int], int], FloatArray]) -> FloatArray:
    """Every row's own clauses; then those of each regime, 40(6)-(7), or the more protective of the two, setting 31."""
    taking, n_rows = list(_taking(given)), len(considered(given))
    found = np.zeros((len(regimes(given.world)[0]), n_rows, len(given.world.states)))
    found[0] = force(list(range(n_rows)), 0)
    if taking:
        for regime in range(1, len(found)):
            found[regime, taking] = force(taking, regime)
        if given.settings["other_treaties"] != "prevails":
            found[1:, taking] = np.maximum(found[1:, taking], found[0, taking])
    return found


@step
def _taking(given: Given) -> tuple[int, ...]:
    """Rows that take the clauses of another treaty where one binds the pair."""
    return tuple(k for k, (_, row) in enumerate(considered(given)) if row.general_clauses)


@step
def _offices(given: Given) -> tuple[Office, ...]:
    """The office that decides on each row under its own clauses."""
    return tuple(
        Office(instrument.id == CONVENTION, instrument.id == CONVENTION, row.desk, row.measure in DATA)
        for instrument, row in considered(given)
    )


@step
def _levels(given: Given) -> tuple[tuple[Clause, ...], ...]:
    """Each row's own clauses, by ground."""
    return ruled(given, clauses.every_clause)


@step
def _dual_levels(given: Given) -> tuple[DualCriminality, ...]:
    return ruled(given, clauses.dual_criminality)


@step
def _weights(given: Given) -> FloatArray:
    """Share of a recognised ground that the standard of proof, and assurances, leave of it, shape (n_rows,)."""
    proof = {ours: proof_share(given, ours) for ours in (False, True)}
    trusted = proof[True] * _trusted(given)
    return np.array(
        [
            trusted if one.id == CONVENTION and row.measure in HOLDING else proof[one.id == CONVENTION]
            for one, row in considered(given)
        ]
    )


@step
def _trusted(given: Given) -> float:
    """Share of recognised grounds that assurances of the requesting State do not set aside; persons only."""
    values = {level: given.numbers[f"assurances.{level}"] for level in ("accepted", "monitored")}
    return 1 - guarded(values | {"not_accepted": 0.0}, "assurances", given.settings["assurances"], rising=False)


@step
def _unwatched(given: Given) -> float:
    """Settings 14 and 16: the power to which practice under the Convention is raised; assumed, and 1 by default.

    So a State that never refuses, or always, stays where it is.
    """
    left = 1.0
    for setting, levels in (("oversight", ("national", "international")), ("transparency", ("statistics", "register"))):
        values = {level.id: 0.0 for level in load_catalogue()[setting].level}
        values |= {level: given.numbers[f"{setting}.{level}"] for level in levels}
        left *= 1 - guarded(values, setting, given.settings[setting], rising=True)
    return left


@step
def _practice(given: Given, watched: bool) -> tuple[FloatArray, FloatArray]:
    """How often a "may" is used and a "shall" kept to, shape (n_states,)."""
    left = _unwatched(given) if watched else 1.0
    if left == 1.0:
        return practice(given), comply(given)
    practised = practice(given) ** left
    return practised, np.asarray(gates.compliance(practised, independence(given), top(given)))


@step
def _declaring(given: Given) -> BoolArray:
    return given.world.mask(given.declaring)


@step
def _strongest(given: Given, office: Office, levels: tuple[Clause, ...]) -> FloatArray:
    """Gate 5: the strongest ground's nature times its force, shape (n_states,)."""
    practised, complied = _practice(given, office.watched)
    strongest = np.zeros_like(practised)
    for ground, level in zip(Ground, levels, strict=True):
        if level is Clause.ABSENT:
            continue
        force = gates.clause_force(level, practised, complied, office.desk, office.data)
        if level is Clause.MAY and office.declaring:  # a declaration turns "may" into a rule of the host's own law
            force = np.where(_declaring(given), complied, force)
        strongest = np.maximum(strongest, nature(given, ground) * np.asarray(force))
    return strongest


@step
def _mismatch(given: Given, office: Office, level: DualCriminality, coercive: bool, preserving: bool) -> FloatArray:
    """Gate 6, shape (n_states,). A declaration makes 40(8) and 37(2) a rule, and adds the 42(5) reservation."""
    practised, complied = _practice(given, office.watched)
    force = gates.dual_criminality_force(
        level,
        practised,
        complied,
        coercive=coercive,
        is_convention_offence=convention_offence(given),
        waiver=given.numbers["waiver.extradition"],
    )
    if not (office.declaring and _declaring(given).any()):
        return np.asarray(force)
    declared = complied
    if preserving and level <= DualCriminality.RESERVATION and convention_offence(given):
        declared = np.zeros_like(complied)  # 42(5) does not reach Convention offences
    elif level is DualCriminality.NONE and not preserving:
        declared = np.asarray(force)  # a declaration adds no ground where the text gives none
    elif level is DualCriminality.UNCAC and not coercive:
        declared = np.asarray(force)
    return np.where(_declaring(given), np.maximum(declared, force), force)


@step
def non_refoulement(given: Given) -> FloatArray:
    """The bar on return by the treaties that bind each state (Refugee Convention 33, CAT 3, ICCPR 7), shape (n_states,)."""
    numbers, level = given.numbers, given.settings["non_refoulement"]
    strongest = np.zeros(len(given.world.states))
    for treaty, bound in given.world.non_refoulement.items():
        force = numbers[f"non_refoulement.{treaty}"] * numbers["non_refoulement.nature"]
        strongest = np.maximum(strongest, np.where(bound | (level == "strict"), force, 0.0))
    share = {"ignored": 0.0, "case_by_case": numbers["non_refoulement.half"], "as_bound": 1.0, "strict": 1.0}
    return strongest * guarded(share, "non_refoulement", level, rising=True) * comply(given)


@step
def floors(given: Given) -> IntArray:
    """Setting 31: the row of the Convention that is the floor of each row offered by another instrument, -1 for none.

    That is the row of the same measure, though the text may not offer it; for any other way to seize or hand over a
    person, that of extradition. Orders to a provider meet no gate of a State, so they have no floor.
    """
    rows, places = considered(given), considered_places(given)
    if given.settings["other_treaties"] != "floor":
        return np.full(len(offered(given)), -1)
    ours: dict[Measure, int] = {}
    for k in sorted(range(len(rows)), key=places.__getitem__):
        instrument, row = rows[k]
        if instrument.id == CONVENTION and row.desk is not Desk.PROVIDER:
            ours.setdefault(row.measure, k)
    extradition = ours.get(Measure.EXTRADITION, -1)
    return np.array(
        [
            -1
            if instrument.id == CONVENTION or row.desk is Desk.PROVIDER
            else ours.get(row.measure, extradition if row.measure in HOLDING else -1)
            for instrument, row in offered(given)
        ]
    )
