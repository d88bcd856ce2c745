"""What a compiled network holds, as arrays for machine code, and the thresholds of any one channel.

The chances are those of `simulator.model.passing`, the same functions that the numpy engine calls.
"""

from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from numba.extending import overload

from simulator.engine.compiled.coins import inlined
from simulator.engine.draws import BITS, ONE, QUANTILES, DayArray, DrawArray, delay_table, threshold
from simulator.model import passing
from simulator.model.network import DESKS, HORIZONS, PROVIDER, Gate, Network

# What a row brings, as bits; "warned": through the Convention, whose notice may warn the person.
IDENTIFY, IDENTIFY_WARNED, LOCATE, LOCATE_WARNED, READ, WATCH, HOLD, HAND, PRESERVE, ANSWER = (
    1 << i for i in range(10)
)
SCOPE, SEVERITY, GROUNDS, DUAL, DATA, COURT, NOTICE, VETTING, CAPACITY = (int(gate) for gate in Gate)
HANDOVER = len(Gate)  # gate 5 once more, with non-refoulement
N_GATES = len(Gate) + 1
CERTAIN = np.uint32(ONE)


@overload(passing.choose, jit_options={"_nrt": False, "forceinline": True})
def _choose(condition: Any, one: Any, other: Any) -> Any:
    def chosen(condition: Any, one: Any, other: Any) -> Any:
        return one if condition else other

    return chosen


_severity, _grounds, _dual, _review, _vetting, _handling = (
    inlined(rule)
    for rule in (
        passing.severity,
        passing.grounds,
        passing.dual_criminality,
        passing.review,
        passing.vetting,
        passing.handling,
    )
)


class Law(NamedTuple):
    """Arrays by row (k), state (s), regime (g) and floor (f), as in `Network`; thresholds and limits of draws."""

    numbers: Any  # (s,)
    brings: Any  # (k,) bits
    desk: Any  # (k,)
    days: Any  # (k,) place in the tables of delays
    relayed: Any  # (k,) rows on which a member of the front may ask
    joint: Any  # (k,)
    person: Any  # (k,)
    convention: Any  # (k,)
    vetted: Any  # (k,)
    takes_regime: Any  # (k,)
    floored: Any  # (k,)
    forward: Any  # (k,) threshold
    rows_of: Any  # (k,) rows by desk
    first_of: Any  # (n_desks + 1,)
    bound: Any  # (b, s, s)
    binding: Any  # (k,)
    partial: Any
    partial_share: Any
    regime: Any  # (s, s)
    floor: Any  # (s, s)
    test: Any  # (f, k)
    scope: Any
    years: Any
    both_laws: bool
    penalty: Any
    maximum: Any
    crime: Any  # (3, s)
    concern: Any
    plainest: Any  # (f, k)
    grounds: Any  # (g, k, s)
    grounds_handover: Any
    protection: Any  # (k,)
    protection_force: Any  # (s,)
    dual_criminality: Any  # (g, k, s)
    data_protection: Any  # (f, k, s)
    court: Any
    remedy: Any
    vetting: Any  # (s,)
    capacity: Any  # (k, s)
    relay_rows: Any  # rows on which a member of the front may ask, by desk
    relay_first: Any  # (n_desks + 1,)
    relay_most: Any  # (n_desks, s) threshold of the largest capacity of those rows
    trust: Any
    in_data: Any
    aligned: Any  # (s, s) threshold
    delay: Any  # (n_types, 4096) days from request to answer [day]
    by: Any  # (n_types, n_horizons) limit of the draw of an answer by each horizon
    kept: Any  # (n_types, 4096) limit of the draw of an answer before stored data is deleted, by retention
    retention: Any  # (4096,) [day]
    one_mind: bool


def law_of(network: Network, one_mind: bool = False) -> Law:
    """The arrays of a network."""
    rows = network.rows
    kinds = (
        (IDENTIFY, rows.identifying & ~rows.convention),
        (IDENTIFY_WARNED, rows.identifying & rows.convention),
        (LOCATE, rows.locating & ~rows.convention),
        (LOCATE_WARNED, rows.locating & rows.convention),
        (READ, rows.reading),
        (WATCH, rows.watching),
        (HOLD, rows.holding),
        (HAND, rows.handing),
        (PRESERVE, rows.preserving),
        (ANSWER, rows.answering),
    )
    relayed = ~rows.provider & (~rows.holding | rows.joint_list)
    rows_of, first_of = _by_desk(network, network.scope > 0)  # what the text does not cover stops every request
    relay_rows, relay_first = _by_desk(network, (network.scope > 0) & relayed)
    most = np.zeros((len(DESKS), network.n_states))
    np.maximum.at(most, rows.desk[relay_rows], network.capacity[relay_rows])
    typical, days = np.unique(rows.days, return_inverse=True)
    delay, by, kept, retention = _tables(
        tuple(typical.tolist()), network.sigma, network.retention_days, network.retention_sigma
    )
    plain = np.ascontiguousarray
    return Law(
        numbers=network.numbers.astype(np.uint64),
        brings=np.sum([bit * has.astype(np.int64) for bit, has in kinds], axis=0),
        desk=plain(rows.desk),
        days=days.astype(np.int64),
        relayed=relayed,
        joint=plain(rows.joint_list),
        person=rows.holding,
        convention=plain(rows.convention),
        vetted=plain(rows.vetted),
        takes_regime=plain(rows.takes_regime),
        floored=plain(rows.floored),
        forward=threshold(rows.forward),
        rows_of=rows_of,
        first_of=first_of,
        bound=plain(network.bound),
        binding=plain(network.binding),
        partial=plain(network.partial),
        partial_share=plain(network.partial_share, dtype=np.float64),
        regime=plain(network.regime),
        floor=plain(network.floor),
        test=plain(network.test),
        scope=plain(network.scope, dtype=np.float64),
        years=plain(network.years, dtype=np.float64),
        both_laws=bool(network.both_laws),
        penalty=plain(network.penalty),
        maximum=plain(network.maximum),
        crime=plain(network.crime),
        concern=plain(network.concern),
        plainest=plain(network.plainest),
        grounds=plain(network.grounds),
        grounds_handover=plain(network.grounds_handover),
        protection=plain(network.protection, dtype=np.float64),
        protection_force=plain(network.protection_force),
        dual_criminality=plain(network.dual_criminality),
        data_protection=plain(network.data_protection),
        court=plain(network.court),
        remedy=plain(network.remedy),
        vetting=plain(network.vetting),
        capacity=plain(network.capacity),
        relay_rows=relay_rows,
        relay_first=relay_first,
        relay_most=threshold(most),
        trust=plain(network.trust),
        in_data=plain(network.in_data),
        aligned=threshold(network.aligned),
        delay=delay,
        by=by,
        kept=kept,
        retention=retention,
        one_mind=one_mind,
    )


def _by_desk(network: Network, chosen: npt.NDArray[np.bool_]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The chosen rows by desk, and where each desk begins."""
    able = np.flatnonzero(chosen)
    desk = network.rows.desk[able]
    order = able[np.argsort(desk, kind="stable")].astype(np.int64)
    return order, np.searchsorted(np.sort(desk), np.arange(len(DESKS) + 1)).astype(np.int64)


@lru_cache(maxsize=64)
def _tables(
    typical: tuple[float, ...], sigma: float, retention_days: float, retention_sigma: float
) -> tuple[DayArray, DrawArray, DrawArray, DayArray]:
    """Delays rise with their draw, so "in time" is a limit of the draw: see `Law.delay`, `by`, `kept`, `retention`."""
    delay = np.stack([delay_table(days, sigma) for days in typical])
    retention = delay_table(retention_days, retention_sigma)

    def limit(quantiles: npt.NDArray[np.intp]) -> DrawArray:
        return (quantiles.astype(np.uint64) * np.uint64((1 << BITS) // QUANTILES)).astype(np.uint32)

    by = np.stack([limit(np.searchsorted(table, HORIZONS, side="right")) for table in delay])
    kept = np.stack([limit(np.searchsorted(table, retention, side="left")) for table in delay])
    return delay, by, kept, retention


@inlined
def limit_of(chance: Any) -> Any:
    """A chance as threshold of its draw, as `draws.threshold`."""
    scaled = np.floor(chance * ONE)
    if not scaled > 0.0:
        return np.uint32(0)
    return np.uint32(min(scaled, float(ONE)))


@inlined
def exists(law: Law, u: Any, k: Any, v: Any, requester: Any) -> Any:
    """Gates 1 and 2, as `Network.exists`."""
    if not (law.bound[law.binding[k], u, v] and law.in_data[u] and law.in_data[v]):
        return False
    if u == requester:
        return v != requester or law.desk[k] == PROVIDER
    return v != requester and law.relayed[k]


@inlined
def handled(law: Law, u: Any, k: Any, v: Any) -> Any:
    """Threshold of gate 10."""
    which = law.binding[k]
    share = law.partial_share[which] if law.partial[which, u, v] else 1.0
    return limit_of(_handling(law.capacity[k, v], share, law.desk[k] == PROVIDER and u != v, law.trust[u]))


@inlined
def grounds(law: Law, u: Any, k: Any, v: Any, requester: Any, handover: bool) -> Any:
    """Threshold of gate 5, with or without non-refoulement."""
    floored = int(law.floored[k] and law.floor[u, v])
    regime = law.regime[u, v] if law.takes_regime[k] else floored * (law.grounds.shape[0] - 1)
    force = law.grounds_handover[regime, k, v] if handover else law.grounds[regime, k, v]
    return limit_of(
        _grounds(
            law.concern[u], law.concern[requester], law.person[k], force, law.protection[k], law.protection_force[v]
        )
    )


@inlined
def thresholds(law: Law, u: Any, k: Any, v: Any, requester: Any, out: Any) -> None:
    """Thresholds of every gate and of handing over on one channel, as `Network.chances`; `out` has shape (N_GATES,)."""
    for gate in range(N_GATES):
        out[gate] = CERTAIN
    out[SCOPE] = limit_of(law.scope[k])
    out[CAPACITY] = handled(law, u, k, v)
    if law.desk[k] == PROVIDER:  # an order to a provider meets scope and handling only
        return
    floored = int(law.floored[k] and law.floor[u, v])
    regime = law.regime[u, v] if law.takes_regime[k] else floored * (law.grounds.shape[0] - 1)
    test = law.test[floored, k]
    crime_u = 1.0 if u == requester else law.crime[test, u]
    concern, plainest, protected = law.concern[u], law.plainest[floored, k], law.protection[k]
    out[SEVERITY] = limit_of(
        _severity(law.convention[k], law.years[k], law.penalty[u], law.maximum[u], law.penalty[v], law.both_laws)
    )
    out[GROUNDS] = grounds(law, u, k, v, requester, False)
    if law.brings[k] & HAND:
        out[HANDOVER] = grounds(law, u, k, v, requester, True)
    out[DUAL] = limit_of(_dual(crime_u, law.crime[test, v], law.dual_criminality[regime, k, v]))
    out[DATA] = limit_of(law.data_protection[floored, k, v])
    out[COURT] = limit_of(_review(law.court[floored, k, v], concern, plainest, protected))
    out[NOTICE] = limit_of(_review(law.remedy[floored, k, v], concern, plainest, protected))
    out[VETTING] = limit_of(_vetting(law.vetted[k], law.vetting[u]))
