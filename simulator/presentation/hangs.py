"""What the counts of lost havens hang on: the same counts under another structure and other cuts, and what the losses go through."""

from simulator.analysis.classes import KINDS
from simulator.analysis.havens import ALTERNATIVES, Comparison
from simulator.words.say import Word, say

CUT_MOVES: dict[float, Word] = {0.5: "with cuts halved", 1.5: "with cuts raised by half"}
HEADS: tuple[Word, ...] = ("condition", "data havens", "person havens")


def hangs(found: Comparison) -> list[tuple[str, ...]]:
    """A row of heads; then what is asked, and the answer for havens of each kind, empty where it does not arise."""
    as_chosen = (_lost(*_counts(found, kind)) for kind in KINDS)
    rows = [tuple(say(head) for head in HEADS), (say("as chosen"), *as_chosen)]
    for name in found.alternatives:
        havens_lost = (found.alternative(kind, name) for kind in KINDS)
        rows.append((say(ALTERNATIVES[name]), *(_lost(*both) for both in havens_lost)))
    for factor, words in CUT_MOVES.items():
        rows.append((say(words), *(_lost(*_counts(found, kind, factor)) for kind in KINDS)))
    passed_on = (str(int(found.need_forwarding(kind).sum())) for kind in KINDS)
    return [
        *rows,
        (say("lost, but kept if no State passed requests on"), *passed_on),
        (say("lost through another State only"), str(int(found.elsewhere().sum())), ""),
        (say("of these, by direct order to a provider"), str(int(found.lost_by_order().sum())), ""),
    ]


def hangs_lines(found: Comparison) -> list[str]:
    """The same to be printed, a line each: the figures under each other, then the condition."""
    table = hangs(found)
    wide = max(len(cell) for _, *figures in table for cell in figures)
    return [f"{data:{wide}}  {person:{wide}}  {condition}" for condition, data, person in table]


def _counts(found: Comparison, kind: str, factor: float = 1.0) -> tuple[int, int]:
    return int(found.havens(kind, factor).sum()), int(found.lost(kind, factor).sum())


def _lost(havens: int, lost: int) -> str:
    return say("{lost} of {total} lost", lost=lost, total=havens)
