"""The thresholds of any one channel under a compiled law, gate by gate.

The chances are those of `simulator.model.passing`, the same functions that the numpy engine calls.
"""

from typing import Any

import numpy as np
from numba.extending import overload

from simulator.engine.compiled.law import HAND, HOLD, Law
from simulator.engine.compiled.making import inlined
from simulator.engine.draws import ONE
from simulator.model import passing
from simulator.model.network import PROVIDER, Gate

SCOPE, SEVERITY, GROUNDS, DUAL, DATA, COURT, NOTICE, VETTING, CAPACITY = (np.int64(gate) for gate in Gate)
HANDOVER = len(Gate)  # gate 5 once more, with non-refoulement
N_GATES = len(Gate) + 1
CERTAIN = np.uint32(ONE)
NOBODY = np.int64(-1)  # as requesting state: the sender asks as a member of a front, not for itself


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


@inlined
def limit_of(chance: Any) -> Any:
    """A chance as threshold of its draw, as `draws.threshold`."""
    scaled = np.floor(chance * ONE)
    if not scaled > 0.0:
        return np.uint32(0)
    return CERTAIN if scaled >= ONE else np.uint32(scaled)


@inlined
def exists(law: Law, u: Any, k: Any, v: Any, requester: Any) -> Any:
    """Gates 1 and 2, as `Network.exists`."""
    row = law.row[k]
    if not (law.bound[row.binding, u, v] and law.state[u].in_data and law.state[v].in_data):
        return False
    if u == requester:
        return v != requester or row.desk == PROVIDER
    return v != requester and row.relayed


@inlined
def _floored(law: Law, u: Any, k: Any, v: Any) -> Any:
    return int(law.row[k].floored and law.floor[u, v])


@inlined
def _regime(law: Law, u: Any, k: Any, v: Any) -> Any:
    return law.regime[u, v] if law.row[k].takes_regime else _floored(law, u, k, v) * (law.grounds.shape[0] - 1)


@inlined
def severity(law: Law, u: Any, k: Any, v: Any) -> Any:
    """Threshold of gate 4."""
    row, sender = law.row[k], law.state[u]
    return limit_of(
        _severity(row.convention, row.years, sender.penalty, sender.maximum, law.state[v].penalty, law.both_laws)
    )


@inlined
def grounds(law: Law, u: Any, k: Any, v: Any, requester: Any, forces: Any) -> Any:
    """Threshold of gate 5; with or without non-refoulement, as `forces` says."""
    row = law.row[k]
    return limit_of(
        _grounds(
            law.state[u].concern,
            law.state[requester].concern,
            row.brings & HOLD != 0,
            forces[_regime(law, u, k, v), k, v],
            row.protection,
            law.state[v].protection_force,
        )
    )


@inlined
def dual_criminality(law: Law, u: Any, k: Any, v: Any, requester: Any) -> Any:
    """Threshold of gate 6."""
    test = law.test[_floored(law, u, k, v), k]
    crime_u = 1.0 if u == requester else law.crime[test, u]
    return limit_of(_dual(crime_u, law.crime[test, v], law.dual_criminality[_regime(law, u, k, v), k, v]))


@inlined
def data_protection(law: Law, u: Any, k: Any, v: Any) -> Any:
    """Threshold of gate 7."""
    return limit_of(law.data_protection[_floored(law, u, k, v), k, v])


@inlined
def review(law: Law, u: Any, k: Any, v: Any, weights: Any) -> Any:
    """Threshold of gate 8 or 9, as `weights` says."""
    floored = _floored(law, u, k, v)
    return limit_of(
        _review(weights[floored, k, v], law.state[u].concern, law.plainest[floored, k], law.row[k].protection)
    )


@inlined
def vetting(law: Law, u: Any, k: Any) -> Any:
    """Threshold of INTERPOL's review."""
    return limit_of(_vetting(law.row[k].vetted, law.state[u].vetting))


@inlined
def handled(law: Law, u: Any, k: Any, v: Any) -> Any:
    """Threshold of gate 10."""
    row = law.row[k]
    share = law.partial_share[row.binding] if law.partial[row.binding, u, v] else 1.0
    return limit_of(_handling(law.capacity[k, v], share, row.desk == PROVIDER and u != v, law.state[u].trust))


@inlined
def thresholds(law: Law, u: Any, k: Any, v: Any, out: Any) -> None:
    """Thresholds of every gate and of handing over on a channel of requesting state `u`, as `Network.chances`.

    `out` : shape (N_GATES,)
    """
    row = law.row[k]
    for gate in range(N_GATES):
        out[gate] = CERTAIN
    out[SCOPE] = limit_of(row.scope)
    out[CAPACITY] = handled(law, u, k, v)
    if row.desk == PROVIDER:  # an order to a provider meets scope and handling only
        return
    out[GROUNDS] = grounds(law, u, k, v, u, law.grounds)
    if row.brings & HAND:
        out[HANDOVER] = grounds(law, u, k, v, u, law.grounds_handover)
    out[SEVERITY] = severity(law, u, k, v)
    out[DUAL] = dual_criminality(law, u, k, v, u)
    out[DATA] = data_protection(law, u, k, v)
    out[COURT] = review(law, u, k, v, law.court)
    out[NOTICE] = review(law, u, k, v, law.remedy)
    out[VETTING] = vetting(law, u, k)
