"""Words of one request: what is asked under which instrument and article, and what stopped it."""

from collections.abc import Iterable
from functools import reduce

from simulator.analysis.paths import Step
from simulator.words.say import Word, say

MEASURES: tuple[Word, ...] = (
    "subscriber", "locate", "traffic", "partial traffic", "content", "live traffic", "live content", "preserve", "arrest alert",
    "provisional arrest", "extradition", "informal handover", "removal",
)  # fmt: skip
BRIEF: dict[str, Word] = {  # the keys of `analysis.funnel.STOPS` in a few words
    "not_sent": "Not sent",
    "SCOPE": "Outside the offences covered",
    "SEVERITY": "Not a serious crime",
    "GROUNDS": "Refused on a ground",
    "DUAL_CRIMINALITY": "Not a crime in both States",
    "DATA_PROTECTION": "Data protection",
    "COURT": "Stopped by a court or another independent body",
    "NOTICE": "Stopped by a remedy after notice",
    "VETTING": "Stopped by INTERPOL's review",
    "CAPACITY": "Not handled",
    "late": "Answered after the horizon",
    "deleted": "Data deleted before the answer",
    "barred": "May hold, not hand over",
}


def of_step(step: Step) -> str:
    """One hop of a path: the row of its instrument with article and mark."""
    return say(
        "{instrument}: {measure}, {article} [{mark}]",
        instrument=say(step.instrument), measure=say(step.measure), article=say(step.article), mark=step.mark,
    )  # fmt: skip


def after_one_another(parts: Iterable[str]) -> str:
    """What comes first, then the next."""
    return reduce(lambda one, other: say("{one}, then {other}", one=one, other=other), parts)
