"""What every level of a lever would show, small enough to be sent while a lever moves.

One level and one kind of haven is a `View`: a character per state for its class (and whether a haven is lost there),
one for its chance rounded to five points, and the counts. A browser shows them as they stand, so that no rule of
law and no cut is written twice. States run in the order of the world.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

import numpy as np

from simulator.analysis.beside import Known, beside
from simulator.analysis.classes import CLASSES, KINDS, Counts, classes, havens_among, lost, mean_change, tally
from simulator.analysis.ensemble import Progress
from simulator.arrays import BoolArray, FloatArray, IntArray
from simulator.model.compile import Compiler
from simulator.model.levers import LISTS, PARTIES, first_of, level_at, levers, move
from simulator.model.scenario import Scenario
from simulator.words.figures import POINTS

LOST = len(CLASSES)  # added to the class of a haven that is lost
CHANCES = "abcdefghijklmnopqrstu"  # 0, 5, ... 100 percent
SAME = "."  # a state that is shown as at the level before
RUN = re.compile(r"\.{4,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One kind of haven under one choice of rules."""

    classes: str  # a digit per state: its class, and `LOST` more where a haven is lost
    chances: str  # a letter of `CHANCES` per state: data exposed, or held
    havens: int  # of the baseline
    kept: int
    change: float  # mean over the candidate hosts [percentage points]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One kind of haven under a choice of rules, and under its baseline."""

    before: View
    after: View


def chance_letters(counts: IntArray | FloatArray, n: int) -> str:
    """Chances `counts / n` as letters, each to the nearest five points."""
    steps = np.floor(counts / n * (100 / POINTS) + 0.5).astype(int)
    return "".join(CHANCES[step] for step in steps.tolist())


def view(before: Counts, after: Counts, n: int, chosen: BoolArray, kind: str) -> View:
    """What is shown of `after` against `before`, counts by effect of shape (n_states,), for the chosen hosts."""
    effects, havens = KINDS[kind], havens_among(chosen, before, n, kind)
    shown = classes(after, n, effects) + LOST * (havens & lost(before, after, n, effects))
    total, kept = tally(before, after, n, chosen, kind)
    return View(
        classes="".join(map(str, shown.tolist())),
        chances=chance_letters(after[effects[0]], n),
        havens=total,
        kept=kept,
        change=round(mean_change(before, after, n, chosen, kind), 1),
    )


def pair(before: Counts, after: Counts, n: int, chosen: BoolArray) -> dict[str, Pair]:
    """Both kinds of haven, from counts by effect of shape (n_states,)."""
    return {
        kind: Pair(before=view(before, before, n, chosen, kind), after=view(before, after, n, chosen, kind))
        for kind in KINDS
    }


def in_places(pairs: Mapping[str, Pair], order: Sequence[int]) -> dict[str, Pair]:
    """The same with the rows' states in another order, by their places in the world; that of the world costs nothing."""
    if order == list(range(len(order))):
        return dict(pairs)

    def moved(one: View) -> View:
        return replace(one, classes=row(one.classes, order), chances=row(one.chances, order))

    return {kind: Pair(before=moved(one.before), after=moved(one.after)) for kind, one in pairs.items()}


def row(marks: Sequence[str], order: Sequence[int]) -> str:
    """One character a state, in an order of places."""
    return "".join(marks[place] for place in order)


def key(scenario: Scenario, lever: str, requesting: str, rest: object) -> str:
    """What the levels of a lever depend on: everything but where that lever stands.

    Two scenarios that differ in this lever alone have the same key, so its table is good for both.
    """
    first = first_of("signature", 0) if lever == PARTIES else levers()[lever].levels[0].id
    told = f"{move(scenario, lever, first).model_dump_json(exclude={'id', 'title', 'what'})}|{requesting}|{rest}"
    return sha256(told.encode()).hexdigest()[:12]


def level_ids(lever: str) -> tuple[str, ...]:
    """Levels of a lever, and the lists of `PARTIES`."""
    return tuple(LISTS) if lever == PARTIES else tuple(level.id for level in levers()[lever].levels)


def lever_pairs(
    compiler: Compiler,
    scenario: Scenario,
    lever: str,
    ids: Sequence[str],
    requesting: str,
    chosen: BoolArray,
    seed: int,
    n: int,
    horizon: int = 365,
    progress: Progress = lambda share: None,
    known: Known | None = None,
) -> dict[str, dict[str, Pair]]:
    """Both kinds of haven at each of some levels of one lever, all else as in the scenario; see `beside`."""
    stands = level_at(scenario, lever)
    moved = [scenario if id == stands else move(scenario, lever, id) for id in ids]
    found = beside(compiler, moved, requesting, seed, n, horizon, progress, known)
    return {id: pair(one.before, one.after, n, chosen) for id, one in zip(ids, found, strict=True)}


def against(text: str, reference: str) -> str:
    """A row as its difference from another: `SAME` where they agree, long runs of it as their length in brackets."""
    marks = "".join(SAME if one == other else one for one, other in zip(text, reference, strict=True))
    return RUN.sub(lambda run: f"({len(run[0])})", marks)


def compact(pairs: Mapping[str, Mapping[str, Pair]], reference: Mapping[str, Pair]) -> dict[str, object]:
    """The levels as plain lists; each row is the difference from the level before it, the first from `reference`.

    A level is `[classes, chances, kept, havens, mean change]` for each kind, then the two rows of its baseline, where that
    is not the baseline of the level before.
    """
    packed: dict[str, object] = {}
    for kind in KINDS:
        last, rows = reference[kind], []
        for found in pairs.values():
            one = found[kind]
            row = [*_rows(one.after, last.after), one.after.kept, one.after.havens, one.after.change]
            rows.append(row if one.before == last.before else row + _rows(one.before, last.before))
            last = one
        packed[kind] = rows
    return {"levels": list(pairs), **packed}


def _rows(shown: View, last: View) -> list[object]:
    return [against(shown.classes, last.classes), against(shown.chances, last.chances)]
