"""The gates a request must pass, one small function each, with its article.

Every function takes numbers or arrays that broadcast, all in 0-1 unless said, and returns the chance that
the gate is passed. Which draw decides belongs to `simulator.engine`; which state has which number, to
`simulator.model`; `simulator.model.passing` puts together, for both engines, the chances of gates 4 (2(h)), 5, 6 (35(3)),
8 (24(2)) and 9 on one channel. Larger levels of a clause never give a larger chance (design: nesting).
"""

from math import exp
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from simulator.law.vocabulary import Clause, Desk, DualCriminality

Number: TypeAlias = float | npt.NDArray[np.float64]


def compliance(practice: Number, independence: Number, top: float) -> Number:
    """How often a requested state keeps to a "shall": never less than its practice at "may".

    Law on paper is not law in practice: what is added rests on the independence of the courts.
    """
    return practice + np.maximum(top - np.asarray(practice), 0.0) * independence


def shifted(chance: Number, log_odds: float) -> Number:
    """A chance moved by `log_odds`; 0 and 1 stay where they are."""
    if log_odds == 0:
        return chance
    odds = exp(log_odds)
    return np.asarray(chance * odds / (1 - np.asarray(chance) + np.asarray(chance) * odds))


def clause_force(level: Clause, practice: Number, comply: Number, desk: Desk, measure_is_data: bool) -> Number:
    """How often a ground, once recognised, is used: 0 absent, practice at "may", compliance at "shall".

    Where the text leaves it to the host's law (37(8)), that means "may" for the person and nothing for data.
    """
    if level is Clause.ABSENT:
        return np.zeros_like(np.asarray(practice, dtype=float))
    if level is Clause.HOST_LAW:
        about_persons = desk in (Desk.SURRENDER, Desk.IMMIGRATION, Desk.POLICE) and not measure_is_data
        return practice if about_persons else np.zeros_like(np.asarray(practice, dtype=float))
    return practice if level is Clause.MAY else comply


def scope_passes(scope: str, is_convention_offence: bool, is_listed: bool) -> float:
    """Gate 3, articles 35(1) and 40(1): does the text cover the offence as it is labelled."""
    if scope in ("any", "serious"):  # what "serious" means is for gate 4
        return 1.0
    return float(is_convention_offence if scope == "convention" else is_listed)


def crime(test: str, label: Number, conduct: Number, rights_compatible: float) -> Number:
    """Chance that a state counts the deed a crime under a test; `category`: the name suffices, 35(3)."""
    if test == "category":
        return np.maximum(label, conduct)
    return conduct if test == "conduct" else np.asarray(conduct) * rights_compatible


def dual_criminality_force(
    level: DualCriminality,
    practice: Number,
    comply: Number,
    *,
    coercive: bool,
    is_convention_offence: bool,
    waiver: float,
) -> Number:
    """Gate 6: how often a missing match leads to refusal, 37(1)-(2), 40(8), 42(4)-(5), UNCAC 46(9)(b)."""
    nothing = np.zeros_like(np.asarray(practice, dtype=float))
    if level is DualCriminality.NONE:
        return nothing
    if level is DualCriminality.RESERVATION:
        return nothing if is_convention_offence else practice
    if level is DualCriminality.UNCAC:
        return practice if coercive else nothing
    if level is DualCriminality.OPTIONAL:
        return practice
    if level is DualCriminality.DEFAULT:
        return np.maximum(practice, np.asarray(comply) * (1 - waiver))
    return comply


def data_protection_passes(shield: Number, force: Number) -> Number:
    """Gate 7, article 36(1)(a): the host's data-protection law, where it may or shall be used."""
    return 1 - np.asarray(shield) * force


def handled(weak: float, strong: float, independence: Number) -> Number:
    """Gate 10: share of requests handled at all, between where the rule of law is weakest and strongest."""
    return weak + (strong - weak) * np.asarray(independence)
