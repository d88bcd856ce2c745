"""What the losses of a comparison need: forwarding, another State's provider, or an assumption alone."""

from dataclasses import dataclass

import numpy as np

from simulator.analysis.havens import KINDS, LOW, Comparison, classes, lost
from simulator.analysis.outcomes import Outcome
from simulator.analysis.why.sure import Sure
from simulator.model.world import BoolArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """Lost havens of one kind, counted by what they would not be lost without."""

    kind: str
    lost: int
    forwarding: int  # not lost if no State forwarded
    elsewhere: int  # data: lost through another State's provider or an order alone, not through the host
    by_order: int  # of those, not lost without direct orders
    assumption: int  # not lost without what rests on an assumption of a clause alone
    sure: dict[str, Sure]  # of each lost haven, by host: in how many draws it is lost; empty until the band is drawn

    @property
    def depends(self) -> int:
        """Lost havens that are lost in fewer than four fifths of the draws."""
        return sum(one.depends for one in self.sure.values())


def needs(found: Comparison, kind: str) -> Needs:
    """Count them; whatever the band has drawn so far says how sure each loss is."""
    gone, data = found.lost(kind), kind == "data"
    alone = found.alternatives.get("law_alone")
    kept_by_law = gone & ~_lost(found, *alone, kind) if alone else np.zeros_like(gone)
    held = sum((_lost(found, *pair, kind).astype(np.int64) for pair in found.banded), np.zeros(len(gone), np.int64))
    return Needs(
        kind=kind, lost=int(gone.sum()), forwarding=int(found.need_forwarding(kind).sum()),
        elsewhere=int(found.elsewhere().sum()) if data else 0, by_order=int(found.lost_by_order().sum()) if data else 0,
        assumption=int(kept_by_law.sum()),
        sure={
            found.world.codes[place]: Sure(int(held[place]), len(found.banded))
            for place in (np.flatnonzero(gone).tolist() if found.banded else ())
        },
    )  # fmt: skip


def _lost(found: Comparison, before: Outcome, after: Outcome, kind: str) -> BoolArray:
    """Which havens of these two runs are lost."""
    then, now = found.counts(before), found.counts(after)
    havens = found.candidates.chosen & (classes(then, before.n, KINDS[kind]) == LOW)
    return np.asarray(havens & lost(then, now, before.n, KINDS[kind]))
