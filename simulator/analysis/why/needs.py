"""What the losses of a comparison need: forwarding, another State's provider, or an assumption alone."""

from dataclasses import dataclass

import numpy as np

from simulator.analysis.classes import KINDS, havens_among, lost
from simulator.analysis.havens import Comparison
from simulator.analysis.outcomes import Outcome
from simulator.analysis.why.sure import Sure
from simulator.arrays import BoolArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """Lost havens of one kind, and what they would not be lost without; hosts by code."""

    kind: str
    lost: tuple[str, ...]
    forwarding: frozenset[str]  # not lost if no State forwarded
    elsewhere: frozenset[str]  # data: lost through another State's provider or an order alone, not through the host
    by_order: frozenset[str]  # of those, not lost without direct orders
    assumption: frozenset[str]  # not lost without what rests on an assumption of a clause alone
    sure: dict[str, Sure]  # of each lost haven, by host: in how many draws it is lost; empty until the band is drawn

    @property
    def depends(self) -> int:
        """Lost havens that are lost in fewer than four fifths of the draws."""
        return sum(one.depends for one in self.sure.values())


def needs(found: Comparison, kind: str) -> Needs:
    """Tell them apart; whatever the band has drawn so far says how sure each loss is."""
    gone, nothing = found.lost(kind), np.zeros(len(found.world.states), dtype=bool)
    alone = found.alternatives.get("law_alone")
    held = sum((_lost(found, *pair, kind).astype(np.int64) for pair in found.banded), np.zeros(len(gone), np.int64))
    names = np.array(found.world.codes)

    def codes(some: BoolArray) -> frozenset[str]:
        return frozenset(names[some].tolist())

    return Needs(
        kind=kind, lost=tuple(names[gone].tolist()), forwarding=codes(found.need_forwarding(kind)),
        elsewhere=codes(found.elsewhere() if kind == "data" else nothing),
        by_order=codes(found.lost_by_order() if kind == "data" else nothing),
        assumption=codes(gone & ~_lost(found, *alone, kind) if alone else nothing),
        sure={
            found.world.codes[place]: Sure(int(held[place]), len(found.banded))
            for place in (np.flatnonzero(gone).tolist() if found.banded else ())
        },
    )  # fmt: skip


def _lost(found: Comparison, before: Outcome, after: Outcome, kind: str) -> BoolArray:
    """Which havens of these two runs are lost."""
    then, now = found.counts(before), found.counts(after)
    havens = havens_among(found.candidates.chosen, then, before.n, kind)
    return np.asarray(havens & lost(then, now, before.n, KINDS[kind]))
