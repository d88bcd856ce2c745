"""Networks that are near to one another: what keeps two from being run together, and which rows they have in common.

Networks that differ in rules alone share their person and their days; a row is the same in two of them if all that
machine code reads for it is the same to the last bit.
"""

from math import prod
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from simulator.arrays import BoolArray, FloatArray, IntArray
from simulator.engine.compiled.asked import LEGAL, Asked, asked_on
from simulator.engine.compiled.law import OF_STATE, SAME, Law, by_office, rows_of, states_of
from simulator.engine.compiled.making import entry
from simulator.engine.words import WordArray
from simulator.model.network import Gate, Network, Rows

_OF_ALL = (
    "requesting", "sigma", "retention_days", "retention_sigma", "service_holders", "pseudonymous", "travels", "transit",
    "found_base", "found_border",
)  # fmt: skip
_REVIEW = 1 << Gate.COURT | 1 << Gate.NOTICE
_RECORD = 1 << Gate.GROUNDS | _REVIEW  # gates at which the sender's record, or the person's standing, counts
OTHERWISE = 1 << len(Gate)  # of differences: in what no gate but 10 looks at
_BY_ROW = {  # axis of the rows, and the gates
    "scope": (0, 1 << Gate.SCOPE), "years": (0, 1 << Gate.SEVERITY), "protection": (0, _RECORD), "capacity": (0, OTHERWISE),
    "test": (1, 1 << Gate.DUAL_CRIMINALITY), "plainest": (1, _REVIEW), "grounds": (1, 1 << Gate.GROUNDS),
    "grounds_handover": (1, OTHERWISE), "dual_criminality": (1, 1 << Gate.DUAL_CRIMINALITY),
    "data_protection": (1, 1 << Gate.DATA_PROTECTION), "court": (1, 1 << Gate.COURT), "remedy": (1, 1 << Gate.NOTICE),
}  # fmt: skip
_ROWS = {"days": OTHERWISE, "forward": OTHERWISE} | dict.fromkeys(
    ("measure", "desk", "convention", "joint_list", "vetted", "takes_regime", "floored"), LEGAL | OTHERWISE
)


class Common(NamedTuple):
    """Rows that two networks have in common; by row of the one."""

    place: IntArray  # of the row in the other, or -1
    differs: IntArray  # gates whose thresholds may differ, and `OTHERWISE`, as bits


def near(one: Network, other: Network) -> bool:
    """Whether two networks differ in rules alone, so that they may be run together."""
    same = all(getattr(one, name) == getattr(other, name) for name in _OF_ALL)
    return same and all(
        _equal(getattr(one, name), getattr(other, name)) for name in ("numbers", "in_data", "regime", "aligned")
    )


def own_law(law: Law, base: Network, network: Network, common: Common, typical: FloatArray) -> Law:
    """The law of a network on those of its rows that differ from that of another near to it.

    What both networks were made from is not made again.
    """
    changed = {name: np.ascontiguousarray(getattr(network, name)) for name in SAME if _another(base, network, name)}
    if any(_another(base, network, name) for name in ("rows", "binding", "scope", "years", "protection")):
        row = rows_of(network, typical)
        able = by_office(network, row)
        changed |= {"row": row, "rows": able, "relay_rows": able[row["relayed"][able]]}
    if any(_another(base, network, name) for name in OF_STATE):
        changed["state"] = states_of(network)
    whole, same = law._replace(both_laws=bool(network.both_laws), **changed), common.place[common.differs == 0]
    differing = np.ones(len(whole.row), dtype=bool)
    differing[same] = False
    return whole._replace(
        rows=whole.rows[differing[whole.rows]], relay_rows=whole.relay_rows[differing[whole.relay_rows]]
    )


def own_asked(law: Law, network: Network, common: Common, base: Network, first: Asked, stopping: WordArray) -> Asked:
    """What members look at on the rows of an `own_law`.

    Parameters
    ----------
    first, stopping : on those of the other network, and see there
    """
    there = np.flatnonzero(common.place >= 0)
    its, differs = common.place[there], common.differs[there].astype(np.uint64)
    like = np.full(len(law.row), -1)
    shared, apart = np.zeros(len(law.row), np.uint64), np.full(len(law.row), LEGAL, np.uint64)
    like[its], shared[its], apart[its] = there, stopping[there] & ~differs, differs & np.uint64(LEGAL)
    known = first.bound if network.bound is base.bound else None
    return asked_on(law, network, like, shared, apart, known)


def _another(one: Network, other: Network, name: str) -> bool:
    return getattr(one, name) is not getattr(other, name)


def _equal(one: npt.NDArray[np.generic], other: npt.NDArray[np.generic]) -> bool:
    return one is other or (one.shape == other.shape and one.tobytes() == other.tobytes())


def common_rows(one: Network, other: Network) -> Common:
    """The rows that are in both, and in what they differ."""
    found = _places(one.rows, other.rows)
    differs = np.full_like(found, LEGAL | OTHERWISE)
    if one.court.shape[0] == other.court.shape[0]:  # else there is a floor in one of them alone
        there = np.flatnonzero(found >= 0)
        differs[there] = _differing(one, other, there, found[there])
    return Common(found, differs)


def _places(one: Rows, other: Rows) -> IntArray:
    if one is other:
        return np.arange(len(one.instrument))
    place = {name: k for k, name in enumerate(zip(other.instrument, other.ordinal.tolist(), strict=True))}
    mine = zip(one.instrument, one.ordinal.tolist(), strict=True)
    return np.array([place.get(name, -1) for name in mine], dtype=np.int64)


def _differing(one: Network, other: Network, mine: IntArray, its: IntArray) -> IntArray:
    """In what rows `mine` of one network differ from rows `its` of the other, as `Common.differs`, shape (n,)."""
    rows, found = one.rows, np.zeros(len(mine), dtype=np.int64)
    for name, (axis, gates) in _BY_ROW.items():
        a, b = getattr(one, name), getattr(other, name)
        if a is not b or one.rows is not other.rows:
            find_differing(_by_row(a, axis), mine, _by_row(b, axis), its, gates, found)
    for name, gates in _ROWS.items() if one.rows is not other.rows else ():
        found |= gates * (getattr(one.rows, name)[mine] != getattr(other.rows, name)[its])
    found |= OTHERWISE * _pairs_differ(one, other, mine, its)
    if not _equal(one.concern, other.concern):  # it counts where a ground, a court or a remedy is
        felt = [one.grounds, one.grounds_handover, one.court, one.remedy]
        found |= _RECORD * np.logical_or.reduce([(array != 0).any(axis=(0, 2)) for array in felt])[mine]
    if not _equal(one.vetting, other.vetting):
        found |= (1 << Gate.VETTING) * rows.vetted[mine]
    if not _equal(one.protection_force, other.protection_force):
        found |= (1 << Gate.GROUNDS) * (one.protection[mine] > 0)
    if one.both_laws != other.both_laws or not _equal(one.penalty, other.penalty):
        found |= (1 << Gate.SEVERITY) * rows.convention[mine]
    if not _equal(one.floor, other.floor):
        found |= LEGAL * rows.floored[mine]
    if not _equal(one.crime, other.crime):
        found |= 1 << Gate.DUAL_CRIMINALITY
    if not _equal(one.maximum, other.maximum):
        found |= 1 << Gate.SEVERITY
    return found if _equal(one.trust, other.trust) else found | OTHERWISE


def _by_row(array: npt.NDArray[np.generic], axis: int) -> npt.NDArray[np.uint64]:
    """An array of shape (..., n_rows, ...) as bits, shape (n_before, n_rows, n_after)."""
    before, after = prod(array.shape[:axis]), prod(array.shape[axis + 1 :])
    return np.ascontiguousarray(array).view(np.uint64).reshape(before, array.shape[axis], after)


@entry
def find_differing(one: Any, mine: Any, other: Any, its: Any, gates: int, found: Any) -> None:
    """Add `gates` to what rows `mine` of one array and rows `its` of the other differ in, shape (n,)."""
    for i in range(len(mine)):
        differ = np.uint64(0)
        for before in range(one.shape[0]):
            for after in range(one.shape[2]):
                differ |= one[before, mine[i], after] ^ other[before, its[i], after]
        if differ:
            found[i] |= gates


def _pairs_differ(one: Network, other: Network, mine: IntArray, its: IntArray) -> BoolArray:
    """Whether other pairs are bound, or another share of some."""
    same = one.bound is other.bound and one.partial is other.partial and one.partial_share is other.partial_share
    if same and one.binding is other.binding and one.rows is other.rows:
        return np.zeros(len(mine), dtype=bool)
    kinds = list(zip(one.binding[mine].tolist(), other.binding[its].tolist(), strict=True))
    if same:
        return np.array([i != j for i, j in kinds], dtype=bool)
    differ = {}
    for i, j in set(kinds):
        share = one.partial_share[i]
        differ[i, j] = (
            share != other.partial_share[j]
            or not same_pairs(one.bound, i, other.bound, j)
            or (share != 1.0 and not same_pairs(one.partial, i, other.partial, j))
        )
    return np.array([differ[kind] for kind in kinds], dtype=bool)


@entry
def same_pairs(one: Any, i: int, other: Any, j: int) -> Any:
    """Whether the same pairs are marked at place `i` of one array and place `j` of the other."""
    differ = False
    for u in range(one.shape[1]):
        for v in range(one.shape[2]):
            differ |= one[i, u, v] != other[j, u, v]
    return not differ
