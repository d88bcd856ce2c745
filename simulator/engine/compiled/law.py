"""What a compiled network holds, as arrays for machine code."""

from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from simulator.arrays import FloatArray, IntArray
from simulator.engine.draws import QUANTILES, delay_table, threshold
from simulator.model.network import HORIZONS, Network

# What a row brings, as bits; "warned": through the Convention, whose notice may warn the person.
IDENTIFY, IDENTIFY_WARNED, READ, WATCH, LOCATE, LOCATE_WARNED, HOLD, HAND, PRESERVE, ANSWER = (
    np.int64(1 << i) for i in range(10)
)
PADDED = 8  # horizons, as many as fill a vector; past the last of them stands "ever"

ROW = np.dtype(
    [
        ("brings", "i8"),  # bits
        ("desk", "i8"),
        ("days", "i8"),  # place in the tables of delays
        ("binding", "i8"),
        ("scope", "f8"),
        ("years", "f8"),
        ("protection", "f8"),
        ("forward", "u4"),  # threshold
        ("relayed", "?"),  # a member of the front may ask on it
        ("convention", "?"),
        ("vetted", "?"),
        ("takes_regime", "?"),
        ("floored", "?"),
    ]
)
_STATE = np.dtype(
    [
        ("number", "u8"),
        ("penalty", "f8"),
        ("maximum", "f8"),
        ("concern", "f8"),
        ("protection_force", "f8"),
        ("vetting", "f8"),
        ("trust", "f8"),
        ("in_data", "?"),
    ]
)


OF_STATE = ("penalty", "maximum", "concern", "protection_force", "vetting", "trust", "in_data")
SAME = (  # arrays of a law that are those of its network
    "bound", "partial", "partial_share", "regime", "floor", "test", "plainest", "crime", "capacity", "grounds",
    "grounds_handover", "dual_criminality", "data_protection", "court", "remedy",
)  # fmt: skip


class Law(NamedTuple):
    """Arrays by row (k), state (s), regime (g) and floor (f), as in `Network`."""

    row: Any  # (k,) records
    state: Any  # (s,) records
    rows: Any  # rows that the text covers, by desk and typical days
    relay_rows: Any  # those on which a member of the front may ask
    bound: Any  # (b, s, s)
    partial: Any
    partial_share: Any
    regime: Any  # (s, s)
    floor: Any  # (s, s)
    test: Any  # (f, k)
    plainest: Any
    crime: Any  # (3, s)
    capacity: Any  # (k, s)
    grounds: Any  # (g, k, s)
    grounds_handover: Any
    dual_criminality: Any
    data_protection: Any  # (f, k, s)
    court: Any
    remedy: Any
    aligned: Any  # (s, s) threshold
    most_aligned: Any  # (s,) the largest for each that may join
    both_laws: bool


class Days(NamedTuple):
    """Tables by typical days (t) and place among the quantiles, which rise with the draw."""

    delay: Any  # (t, 4096) from request to answer [day]
    by: Any  # (t, PADDED) quantile from which on the answer comes after each horizon
    kept: Any  # (t, 4096) and from which on after stored data is deleted, by quantile of retention
    retention: Any  # (4096,) [day]


def law_of(network: Network, typical: FloatArray | None = None) -> Law:
    """The arrays of a network; its days are places in `typical`, or among its own."""
    row = rows_of(network, np.unique(network.rows.days) if typical is None else typical)
    able = by_office(network, row)
    relayed = able[row["relayed"][able]]
    aligned = threshold(network.aligned)
    return Law(
        row=row,
        state=states_of(network),
        rows=able,
        relay_rows=relayed,
        **{name: np.ascontiguousarray(getattr(network, name)) for name in SAME},
        aligned=aligned,
        most_aligned=aligned.max(axis=0),
        both_laws=bool(network.both_laws),
    )


def rows_of(network: Network, typical: FloatArray) -> npt.NDArray[np.void]:
    """Records of the rows; their days are places in `typical`."""
    rows = network.rows
    bits = (
        (IDENTIFY, rows.identifying & ~rows.convention),
        (IDENTIFY_WARNED, rows.identifying & rows.convention),
        (READ, rows.reading),
        (WATCH, rows.watching),
        (LOCATE, rows.locating & ~rows.convention),
        (LOCATE_WARNED, rows.locating & rows.convention),
        (HOLD, rows.holding),
        (HAND, rows.handing),
        (PRESERVE, rows.preserving),
        (ANSWER, rows.answering),
    )
    row = np.zeros(len(rows.desk), ROW)
    for field in ("desk", "convention", "vetted", "takes_regime", "floored"):
        row[field] = getattr(rows, field)
    for field in ("binding", "scope", "years", "protection"):
        row[field] = getattr(network, field)
    row["brings"] = np.sum([bit * has.astype(np.int64) for bit, has in bits], axis=0)
    row["days"] = np.searchsorted(typical, rows.days)
    row["forward"] = threshold(rows.forward)
    row["relayed"] = ~rows.provider & (~rows.holding | rows.joint_list)
    return row


def by_office(network: Network, row: npt.NDArray[np.void]) -> IntArray:
    """Rows that the text covers, by desk and typical days; what it does not cover stops every request."""
    able = np.flatnonzero(network.scope > 0)
    return able[np.lexsort((row["days"][able], row["desk"][able]))]


def states_of(network: Network) -> npt.NDArray[np.void]:
    """Records of the states."""
    state = np.zeros(network.n_states, _STATE)
    state["number"] = network.numbers
    for field in OF_STATE:
        state[field] = getattr(network, field)
    return state


def days_of(network: Network, typical: FloatArray | None = None) -> Days:
    """Its tables of days, for each of `typical`, or of its own."""
    own = np.unique(network.rows.days) if typical is None else typical
    return _tables(tuple(own.tolist()), network.sigma, network.retention_days, network.retention_sigma)


@lru_cache(maxsize=64)
def _tables(typical: tuple[float, ...], sigma: float, retention_days: float, retention_sigma: float) -> Days:
    delay = np.stack([delay_table(days, sigma) for days in typical])
    retention = delay_table(retention_days, retention_sigma)
    by = np.full((len(typical), PADDED), QUANTILES, np.uint16)
    for place, table in enumerate(delay):
        by[place, : len(HORIZONS)] = np.searchsorted(table, HORIZONS, side="right")
    kept = np.stack([np.searchsorted(table, retention, side="left") for table in delay]).astype(np.uint16)
    return Days(delay, by, kept, retention)
