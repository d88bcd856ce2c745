"""What each row that may be asked is, and asks of each state beside gates 5 and 6 (`simulator.model.forces`).

Arrays have shape (n_rows,) or (n_rows, n_states), over the rows that are offered; those of clauses go on with the
rows that are only considered (`simulator.model.offered`).
"""

import numpy as np

from simulator.arrays import FloatArray, IntArray
from simulator.law import clauses, gates
from simulator.law.instruments import CONVENTION, Instrument, Row
from simulator.law.vocabulary import DATA, HOLDING, WATCHING, Court, Desk, Measure, Notice
from simulator.model.given import Given, step
from simulator.model.network import DESKS, MEASURES, Rows
from simulator.model.offered import alike, by_row, considered, every_row, offered, ours, places, ruled
from simulator.model.profile import (
    TESTS,
    comply,
    convention_offence,
    guarded,
    independence,
    plainest,
    practice,
    shield,
)


@step
def rows(given: Given) -> Rows:
    """What each row is."""
    found, every = offered(given), every_row(given.world)
    convention = np.array(ours(given)[: len(found)])
    return Rows(
        instrument=tuple(instrument.id for instrument, _ in found),
        ordinal=np.array([every[place][1] for place in places(given)]),
        measure=np.array([MEASURES.index(row.measure) for _, row in found]),
        desk=np.array([DESKS.index(row.desk) for _, row in found]),
        days=_days(given),
        convention=convention,
        joint_list=np.array([instrument.joint_list for instrument, _ in found]),
        vetted=np.array([row.vetted for _, row in found]),
        takes_regime=np.array([row.general_clauses for _, row in found]),
        floored=~convention,
        forward=_forward(given),
    )


@step
def _courts(given: Given) -> tuple[Court, ...]:
    return ruled(given, clauses.court)


@step
def _days(given: Given) -> FloatArray:
    """Typical days from request to answer; a court's authorisation comes on top [day]."""
    numbers = given.numbers
    return np.array(
        [
            numbers[f"days.{row.days}"] + (numbers["days.court"] if court is Court.PRIOR else 0.0)
            for (_, row), court in zip(offered(given), _courts(given), strict=False)
        ]
    )


@step
def _forward(given: Given) -> FloatArray:
    """Chance that a state that answered through each row passes the request on, 36(3), 40(4), 40(19)."""

    def chance(instrument: Instrument, row: Row) -> float:
        if row.desk is Desk.PROVIDER or row.measure not in DATA or row.measure is Measure.PRESERVE:
            return 0.0
        if instrument.id == CONVENTION:
            return _forward_ours(given)
        return given.numbers[f"forward.{instrument.forward}"] if instrument.forward else 0.0

    return np.array([chance(*one) for one in offered(given)])


@step
def _forward_ours(given: Given) -> float:
    numbers, settings = given.numbers, given.settings

    def table(setting: str, stem: str, levels: tuple[str, ...]) -> float:
        return guarded({k: numbers[f"forward.{stem}.{k}"] for k in levels}, setting, settings[setting], rising=False)

    return (
        numbers["forward.convention_share"]
        * table("purpose", "purpose", ("none", "on_request", "consent", "prohibited"))
        * table("onward", "onward", ("free", "authorisation", "banned"))
        * table("spontaneous", "spontaneous", ("encouraged", "allowed", "off"))
    )


@step
def test(given: Given) -> IntArray:
    """Test of dual criminality, place in `profile.TESTS`."""
    return np.array([TESTS.index(test) for test in ruled(given, clauses.dual_criminality_test)])


@step
def scope(given: Given) -> FloatArray:
    """Gate 3: chance to pass."""
    kinds, offence = frozenset(given.label.labels), convention_offence(given)
    return np.array(
        [
            gates.scope_passes(scope, offence, not kinds.isdisjoint(row.labels))
            for scope, (_, row) in zip(ruled(given, clauses.scope), offered(given), strict=False)
        ]
    )


@step
def years(given: Given) -> FloatArray:
    """Gate 4's threshold [year]: 2(h) for the Convention, and never for its own offences."""
    serious = 0.0 if convention_offence(given) else float(given.settings["threshold_years"])

    def threshold(scope: str, instrument: Instrument, row: Row) -> float:
        if instrument.id != CONVENTION:
            return row.minimum_years or 0.0
        return serious if scope == "serious" else 0.0

    scopes = ruled(given, clauses.scope)
    return np.array([threshold(scope, *one) for scope, one in zip(scopes, offered(given), strict=False)])


@step
def proof_share(given: Given, of_convention: bool) -> float:
    """How much of a ground the standard of proof lets through, 37(15), 40(22); others ask substantial grounds."""
    level = given.settings["proof"] if of_convention else "substantial"
    values = {known: given.numbers[f"proof.{known}"] for known in ("substantial", "real_risk", "could")}
    return guarded(values, "proof", level, rising=True)


@step
def plainest_shown(given: Given) -> FloatArray:
    """The largest nature of any ground, under the row's standard of proof."""
    shown = {our: proof_share(given, our) * plainest(given) for our in (False, True)}
    return np.array([shown[our] for our in ours(given)])


@step
def standing(given: Given) -> FloatArray:
    """Chance that the person's standing is recognised as a ground; at person desks only."""
    recognised = given.numbers[f"standing.{given['standing']}"]
    return np.array([recognised if row.measure in HOLDING else 0.0 for _, row in offered(given)])


@step
def data_protection(given: Given) -> FloatArray:
    """Gate 7, 36(1)(a): chance to pass: practice where data may be withheld, compliance where it shall not be transferred."""

    def level(row: Row) -> str:
        if row.measure not in DATA:
            return "none"
        return given.settings["data_protection"] if row.data_protection == "@data_protection" else row.data_protection

    def passes(level: str) -> FloatArray:
        nothing = np.zeros_like(practice(given))
        force = nothing if level == "none" else practice(given) if level == "may" else comply(given)
        return np.asarray(gates.data_protection_passes(shield(given), force))

    return by_row(alike([level(row) for _, row in considered(given)]), passes)


@step
def court(given: Given) -> FloatArray:
    """Gate 8: weight of the court times its independence."""
    numbers = given.numbers

    def weight(level: Court) -> FloatArray:
        if level is Court.NONE:
            return np.zeros_like(independence(given))
        review = numbers["court.review"]
        return (review if level is Court.REVIEW else max(review, numbers["court.prior"])) * independence(given)

    return by_row(alike(_courts(given)), weight)


@step
def remedy(given: Given) -> FloatArray:
    """Gate 9: prior notice lets the person go to court."""

    def weight(prior: bool) -> FloatArray:
        return given.numbers["remedy.prior"] * independence(given) if prior else np.zeros_like(independence(given))

    return by_row(alike([notice is Notice.PRIOR for notice in ruled(given, clauses.notice)]), weight)


@step
def capacity(given: Given) -> FloatArray:
    """Gate 10: share of requests handled; a duty to endeavour is handled less often than one to provide, 45-46."""
    numbers = given.numbers

    def handled(key: tuple[str, bool]) -> FloatArray:
        will, endeavour = key
        weak, strong = numbers[f"will.{will}.weak"], numbers[f"will.{will}.strong"]
        share = gates.shifted(gates.handled(weak, strong, independence(given)), numbers["cooperation_level"])
        return np.asarray(share * _realtime(given)) if endeavour else np.asarray(share)

    keys = [(row.will, one.id == CONVENTION and row.measure in WATCHING) for one, row in offered(given)]
    return by_row(alike(keys), handled)


@step
def _realtime(given: Given) -> float:
    """Budapest 33-34 is a duty to provide."""
    numbers = given.numbers
    values = {"shall": numbers["realtime.shall"], "endeavour": numbers["realtime.endeavour"], "off": 0.0}
    return guarded(values, "realtime", given.settings["realtime"], rising=False)
