"""How much of the model was read somewhere, how much was remembered, and how much is assumed; counted, not judged."""

import re
from collections import Counter

from simulator.analysis.calibration import PRIORS
from simulator.data.states import state_of
from simulator.law.assumptions import load_assumptions
from simulator.law.conducts import load_conducts
from simulator.law.instruments import load_instruments
from simulator.law.settings import load_catalogue
from simulator.law.vocabulary import Mark
from simulator.model.scenario import load_scenario
from simulator.words.figures import percent
from simulator.words.names import name_of
from simulator.words.say import Word, clauses, say

MARKS: dict[Mark, Word] = {
    Mark.TEXT: "read in the article",
    Mark.REPORT: "taken from a report on it",
    Mark.RECALL_HIGH: "from memory, confident",
    Mark.RECALL_MEDIUM: "from memory, less sure",
    Mark.RECALL_LOW: "from memory, unsure",
    Mark.ASSUME: "assumed",
}

RECORD: tuple[Word, ...] = (  # what `python -m verification` writes
    "All {checks} checks passed.", "{failed} of {checks} checks failed.", "check", "result", "found", "passed", "FAILED",
    "Invariants", "Kernel (numpy and numba) against the slow reference", "Exact chances of tiny worlds",
    "Golden ensembles, to the last bit, by both engines", "Second entry of legal numbers",
    "Front, from exported files by another program", "{tests} tests, {failures} failures, {errors} errors, {skipped} skipped",
    "{scenario}, {state}: {shares} shares recomputed, {mean} States in the front on average; the farthest lies {errors} standard "
    "errors away ({place}; at most {most}).",
    "Made with {versions}.",
)  # fmt: skip


def marks() -> Counter[Mark]:
    """How many claims of law carry each mark: levels of settings, measures of instruments, national statutes."""
    claims = [level.mark for setting in load_catalogue().values() for level in setting.level]
    claims += [row.mark for one in load_instruments().values() for row in one.measure]
    claims += [law.mark for conduct in load_conducts().values() for law in conduct.national.values()]
    return Counter(claims)


def resting() -> list[str]:
    """What the law rests on, and what the chances do; a sentence each."""
    counted, assumed = marks(), len(load_assumptions())
    return [
        say(
            "Of {claims} claims of law on file (levels of settings, measures of instruments, statutes) {read} ({share}) were read in the "
            "article. By mark: {marks}.",
            claims=counted.total(), read=counted[Mark.TEXT], share=percent(counted[Mark.TEXT] / counted.total()),
            marks=clauses(f"{counted[mark]} {say(words)}" for mark, words in MARKS.items()),
        ),
        say(
            "Every chance at a gate passes through assumptions: {assumed} numbers that are neither law nor data, each with a range and a "
            "reason. {calibrated} of them were calibrated on published figures, {judged} ({share}) are judgements.",
            assumed=assumed, calibrated=len(PRIORS), judged=assumed - len(PRIORS), share=percent(1 - len(PRIORS) / assumed),
        ),
    ]  # fmt: skip


def record(text: str) -> str:
    """The verification record in the reader's words: a file in English, whose sentences are known but for their figures."""
    lines = (_cells(line) if line.startswith("|") else [line] for line in text.splitlines())
    return "\n".join("|".join(_anew(part) for part in parts) for parts in lines)


def _cells(row: str) -> list[str]:
    """The parts of a row of its table, without the file in which a check stands."""
    before, name, _file, *rest = row.split("|")
    return [before, name, *rest]


def _anew(text: str) -> str:
    """A text of the record, said by the template that made it."""
    for template in RECORD:
        made = re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+?)", re.escape(template))
        if found := re.fullmatch(rf"(\W*?){made}(\W*?)", text):
            before, *_, after = found.groups()
            values = {name: _named(name, value) for name, value in found.groupdict().items()}
            return f"{before}{say(template, **values)}{after}"
    return text


def _named(name: str, value: str) -> str:
    """A value of the record in words: a scenario by its title, a State by its name."""
    if name == "scenario":
        return say(load_scenario(value.strip()).title)
    if name in ("state", "place"):  # a place is a State, and what was counted there
        return name_of(state_of(value.strip().split(",")[0]))
    return value
