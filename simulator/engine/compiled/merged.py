"""Rows of a law that every request meets alike are kept as one, which brings what each of them brings.

Measures of one treaty at one desk mostly are: gates are then looked at once for all of them.
"""

import numpy as np

from simulator.engine.compiled.law import ANSWER, HAND, HOLD, Law

_BY_ROW = {  # axis of the rows
    "test": 1, "plainest": 1, "capacity": 0, "grounds": 1, "grounds_handover": 1, "dual_criminality": 1,
    "data_protection": 1, "court": 1, "remedy": 1,
}  # fmt: skip
_BROUGHT = ("brings", "forward")  # of a record: what does not decide whether a request passes


def merge_rows(law: Law) -> Law:
    """The same law, with rows that follow one another and are alike in all but what they bring as one."""
    if not len(law.rows):
        return law
    records, one, other = law.row[law.rows], law.rows[:-1], law.rows[1:]
    person = records["brings"] & (HOLD | HAND)
    alike = person[1:] == person[:-1]
    for name in law.row.dtype.names:
        if name not in _BROUGHT:
            alike &= records[name][1:] == records[name][:-1]
    for name, axis in _BY_ROW.items():
        left = np.flatnonzero(alike)
        array = np.moveaxis(getattr(law, name), axis, 0)
        same = array[one[left]] == array[other[left]]
        alike[left] = same.all(axis=tuple(range(1, same.ndim)))
    first = np.append(0, np.flatnonzero(~alike) + 1)
    rows, row = law.rows[first], law.row.copy()
    answers = records["brings"] & ANSWER != 0
    row["brings"][rows] = np.bitwise_or.reduceat(records["brings"], first)
    row["forward"][rows] = np.maximum.reduceat(np.where(answers, records["forward"], 0), first)
    return law._replace(row=row, rows=rows, relay_rows=rows[row["relayed"][rows]])
