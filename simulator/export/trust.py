"""How much of the model was read somewhere, how much was remembered, and how much is assumed; counted, not judged."""

from collections import Counter

from simulator.analysis.calibration import PRIORS
from simulator.law.assumptions import load_assumptions
from simulator.law.conducts import load_conducts
from simulator.law.instruments import load_instruments
from simulator.law.settings import load_catalogue
from simulator.law.vocabulary import Mark

MARKS = {
    Mark.TEXT: "read in the article",
    Mark.REPORT: "taken from a report on it",
    Mark.RECALL_HIGH: "from memory, confident",
    Mark.RECALL_MEDIUM: "from memory, less sure",
    Mark.RECALL_LOW: "from memory, unsure",
    Mark.ASSUME: "assumed",
}


def marks() -> Counter[Mark]:
    """How many claims of law carry each mark: levels of settings, measures of instruments, national statutes."""
    claims = [level.mark for setting in load_catalogue().values() for level in setting.level]
    claims += [row.mark for one in load_instruments().values() for row in one.measure]
    claims += [law.mark for conduct in load_conducts().values() for law in conduct.national.values()]
    return Counter(claims)


def resting() -> list[str]:
    """What the law rests on, and what the chances do; a sentence each."""
    counted, assumed = marks(), len(load_assumptions())
    told = "; ".join(f"{counted[mark]} {words}" for mark, words in MARKS.items())
    return [
        f"Of {counted.total()} claims of law on file (levels of settings, measures of instruments, statutes) {counted[Mark.TEXT]} "
        f"({counted[Mark.TEXT] / counted.total():.0%}) were read in the article. By mark: {told}.",
        f"Every chance at a gate passes through assumptions: {assumed} numbers that are neither law nor data, each with a range and a "
        f"reason. {len(PRIORS)} of them were calibrated on published figures, {assumed - len(PRIORS)} "
        f"({1 - len(PRIORS) / assumed:.0%}) are judgements.",
    ]
