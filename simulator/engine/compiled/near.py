"""Networks that are near to one another: what keeps two from being run together, and which rows they have in common.

Networks that differ in rules alone share their person and their days; a row is the same in two of them if all that
machine code reads for it is the same to the last bit.
"""

import numpy as np
import numpy.typing as npt

from simulator.engine.compiled.law import OF_STATE, SAME, Law, by_office, rows_of, states_of
from simulator.model.network import BoolArray, FloatArray, IntArray, Network

_OF_ALL = (
    "requesting", "sigma", "retention_days", "retention_sigma", "service_holders", "pseudonymous", "travels", "transit",
    "found_base", "found_border",
)  # fmt: skip
_BY_ROW = {  # axis of the rows
    "scope": 0, "years": 0, "protection": 0, "capacity": 0, "test": 1, "plainest": 1, "grounds": 1, "grounds_handover": 1,
    "dual_criminality": 1, "data_protection": 1, "court": 1, "remedy": 1,
}  # fmt: skip
_ROWS = ("measure", "desk", "days", "convention", "joint_list", "vetted", "takes_regime", "floored", "forward")


def near(one: Network, other: Network) -> bool:
    """Whether two networks differ in rules alone, so that they may be run together."""
    same = all(getattr(one, name) == getattr(other, name) for name in _OF_ALL)
    return same and all(
        _equal(getattr(one, name), getattr(other, name)) for name in ("numbers", "in_data", "regime", "aligned")
    )


def own_law(law: Law, base: Network, network: Network, common: IntArray, typical: FloatArray) -> Law:
    """The law of a network on those of its rows that `common` does not name, from that of another near to it.

    What both networks were made from is not made again. `relay_most` stays that of the other.
    """
    changed = {name: np.ascontiguousarray(getattr(network, name)) for name in SAME if _another(base, network, name)}
    if any(_another(base, network, name) for name in ("rows", "binding", "scope", "years", "protection")):
        row = rows_of(network, typical)
        able = by_office(network, row)
        changed |= {"row": row, "rows": able, "relay_rows": able[row["relayed"][able]]}
    if any(_another(base, network, name) for name in OF_STATE):
        changed["state"] = states_of(network)
    whole = law._replace(both_laws=bool(network.both_laws), **changed)
    own = {name: rows[~np.isin(rows, common)] for name in ("rows", "relay_rows") for rows in [getattr(whole, name)]}
    return whole._replace(**own)


def _another(one: Network, other: Network, name: str) -> bool:
    return getattr(one, name) is not getattr(other, name)


def _equal(one: npt.NDArray[np.generic], other: npt.NDArray[np.generic]) -> bool:
    return one is other or (one.shape == other.shape and one.tobytes() == other.tobytes())


def common_rows(one: Network, other: Network) -> IntArray:
    """For each row of `one` the place of the same row of `other`, or -1 if `other` has none that is the same."""
    names = zip(other.rows.instrument, other.rows.ordinal.tolist(), strict=True)
    place = {name: k for k, name in enumerate(names)}
    mine = zip(one.rows.instrument, one.rows.ordinal.tolist(), strict=True)
    found = np.array([place.get(name, -1) for name in mine], dtype=np.int64)
    if one.court.shape[0] != other.court.shape[0]:  # a floor in one of them alone
        return np.full_like(found, -1)
    there = np.flatnonzero(found >= 0)
    found[there[_changed(one, other, there, found[there])]] = -1
    return found


def _changed(one: Network, other: Network, mine: IntArray, its: IntArray) -> BoolArray:
    """Whether rows `mine` of one network differ from rows `its` of the other in anything, shape (n,)."""
    rows, changed = one.rows, np.zeros(len(mine), dtype=bool)
    for name, axis in _BY_ROW.items():
        a, b = getattr(one, name), getattr(other, name)
        if a is not b or mine is not its:
            changed |= _rows_differ(a, b, mine, its, axis)
    for name in _ROWS if one.rows is not other.rows else ():
        changed |= getattr(one.rows, name)[mine] != getattr(other.rows, name)[its]
    changed |= _pairs_differ(one, other, mine, its)
    if not _equal(one.concern, other.concern):  # whose record counts where a ground, a court or a remedy is
        felt = [one.grounds, one.grounds_handover, one.court, one.remedy]
        changed |= np.logical_or.reduce([(array != 0).any(axis=(0, 2)) for array in felt])[mine]
    if not _equal(one.vetting, other.vetting):
        changed |= rows.vetted[mine]
    if not _equal(one.protection_force, other.protection_force):
        changed |= one.protection[mine] > 0
    if one.both_laws != other.both_laws or not _equal(one.penalty, other.penalty):
        changed |= rows.convention[mine]
    if not _equal(one.floor, other.floor):
        changed |= rows.floored[mine]
    if not (_equal(one.crime, other.crime) and _equal(one.maximum, other.maximum) and _equal(one.trust, other.trust)):
        changed[:] = True
    return changed


def _rows_differ(
    a: npt.NDArray[np.generic], b: npt.NDArray[np.generic], mine: IntArray, its: IntArray, axis: int
) -> BoolArray:
    if a is b and np.array_equal(mine, its):
        return np.zeros(len(mine), dtype=bool)
    a, b = (array if len(at) == array.shape[axis] else array.take(at, axis) for array, at in ((a, mine), (b, its)))
    differ = a.view(np.uint64) != b.view(np.uint64)
    return np.asarray(differ.any(axis=tuple(i for i in range(a.ndim) if i != axis)))


def _pairs_differ(one: Network, other: Network, mine: IntArray, its: IntArray) -> BoolArray:
    """Whether other pairs are bound, or another share of some."""
    kinds = list(zip(one.binding[mine].tolist(), other.binding[its].tolist(), strict=True))
    if one.bound is other.bound and one.partial is other.partial and one.partial_share is other.partial_share:
        return np.array([i != j for i, j in kinds], dtype=bool)
    differ = {}
    for i, j in set(kinds):
        differ[i, j] = (
            one.partial_share[i] != other.partial_share[j]
            or not np.array_equal(one.bound[i], other.bound[j])
            or (one.partial_share[i] != 1.0 and not np.array_equal(one.partial[i], other.partial[j]))
        )
    return np.array([differ[kind] for kind in kinds], dtype=bool)
