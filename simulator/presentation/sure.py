"""How sure a claim is, in words and dots: one way of saying it, used everywhere."""

import pandas as pd

from simulator.analysis.why.sure import Sure, Sures
from simulator.words.say import Word, say

DOTS = 4
DEPENDS: Word = "depends on assumptions"


def dots(sure: Sure) -> str:
    """A dot for each full quarter of the draws in which the claim holds."""
    full = DOTS * sure.held // sure.draws
    return "●" * full + "○" * (DOTS - full)


def words(sure: Sure) -> str:
    """Dots, the share of draws, and whether that leaves it to the assumptions."""
    told = say("{dots} holds in {held} of {draws} draws", dots=dots(sure), held=sure.held, draws=sure.draws)
    return say("{name}: {words}", name=told, words=say(DEPENDS)) if sure.depends else told


def with_sure(table: pd.DataFrame, sures: Sures) -> pd.DataFrame:
    """The table with how sure each figure of each row is, in columns after its own."""
    return table.assign(**{f"{figure}: how sure": [words(one) for one in each] for figure, each in sures.items()})
