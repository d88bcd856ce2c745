"""The rule: how exposed a host is, which hosts are havens, and which of them are lost; on counts of replicates.

The cuts are the user's to move, by a factor. What is compared with what, and how sure that is, belongs to `havens`.
"""

from collections.abc import Mapping

import numpy as np

from simulator.arrays import BoolArray, FloatArray, IntArray
from simulator.words.say import Word

Counts = Mapping[str, IntArray]  # by effect: replicates with it, the hosts on the last axis
LOW, RAISED, HIGH = range(3)
CLASSES: tuple[Word, ...] = ("low", "raised", "high")
# Chances from which exposure is raised, and high, by effect; and by how much the chance of a lost haven rises at least.
CUTS = {"data": (0.25, 0.5), "data_host": (0.25, 0.5), "held": (0.05, 0.15), "handed_over": (0.02, 0.05)}
RISE = {"data": 0.10, "data_host": 0.10, "held": 0.03, "handed_over": 0.03}
KINDS = {"data": ("data",), "person": ("held", "handed_over")}
HAVENS_KEPT: dict[str, Word] = {"data": "data havens kept", "person": "person havens kept"}


def classes(counts: Counts, n: int | IntArray, effects: tuple[str, ...], factor: float = 1.0) -> IntArray:
    """Exposure class of each host: the highest among `effects`, with cuts moved by `factor`."""
    found = np.zeros_like(counts[effects[0]])
    for effect in effects:
        low, high = (cut * factor * n - 1e-9 for cut in CUTS[effect])
        found = np.maximum(found, (counts[effect] >= low).astype(np.int64) + (counts[effect] >= high))
    return found


def lost(before: Counts, after: Counts, n: int | IntArray, effects: tuple[str, ...], factor: float = 1.0) -> BoolArray:
    """The class rises and the chance of an effect rises by its points."""
    rises = classes(after, n, effects, factor) > classes(before, n, effects, factor)
    jumps = [after[effect] - before[effect] >= RISE[effect] * n - 1e-9 for effect in effects]
    return np.asarray(rises & np.logical_or.reduce(jumps))


def havens_among(chosen: BoolArray, before: Counts, n: int | IntArray, kind: str, factor: float = 1.0) -> BoolArray:
    """Those of the chosen hosts that are havens of one kind: exposure in the baseline is low, with cuts moved by `factor`."""
    return np.asarray(chosen & (classes(before, n, KINDS[kind], factor) == LOW))


def tallies(
    before: Counts, after: Counts, n: int | IntArray, chosen: BoolArray, kind: str
) -> tuple[IntArray, IntArray]:
    """Havens of one kind among the chosen hosts, which stand on the last axis, and those of them that are kept."""
    havens = havens_among(chosen, before, n, kind)
    return havens.sum(axis=-1), (havens & ~lost(before, after, n, KINDS[kind])).sum(axis=-1)


def tally(before: Counts, after: Counts, n: int, chosen: BoolArray, kind: str) -> tuple[int, int]:
    """`tallies` of one run."""
    havens, kept = tallies(before, after, n, chosen, kind)
    return int(havens), int(kept)


def mean_changes(before: Counts, after: Counts, n: int, chosen: BoolArray, kind: str) -> FloatArray:
    """Mean change over the chosen hosts, which stand on the last axis, of `data`, or `held` [percentage points]."""
    effect = KINDS[kind][0]
    moved = (after[effect] - before[effect])[..., chosen].sum(axis=-1)
    return np.asarray(100 * moved / (n * max(int(chosen.sum()), 1)))


def mean_change(before: Counts, after: Counts, n: int, chosen: BoolArray, kind: str) -> float:
    """`mean_changes` of one run."""
    return float(mean_changes(before, after, n, chosen, kind))
