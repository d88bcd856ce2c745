"""What a picture of the world shows of each state, as plain values and words; drawing is for others."""

from dataclasses import dataclass

from simulator.analysis.classes import CLASSES, KINDS, classes
from simulator.analysis.havens import Comparison
from simulator.model.network import HORIZONS
from simulator.words.figures import about
from simulator.words.names import name_of
from simulator.words.say import Word, clauses, say

CHANGES = {-2: "falls", -1: "falls", 0: "same", 1: "rises", 2: "rises_twice"}
WORDS: dict[str, Word] = {
    "low": "low exposure",
    "raised": "raised exposure",
    "high": "high exposure",
    "falls": "class falls against the baseline",
    "same": "same class as in the baseline",
    "rises": "class rises by one",
    "rises_twice": "class rises from low to high",
    "requesting": "requesting State",
    "not_assessed": "not assessed as a refuge",
    "thin": "thin data",
    "other": "other place with data, outside the totals",
}
WHY: dict[str, Word] = {
    "not_assessed": "{name}: not assessed as a refuge (rated Not Free, or not rated)",
    "thin": "{name}: thin data (known to be bound by fewer than three treaties)",
}
CHANCE: dict[str, Word] = {
    "data": "data exposed in {now} of worlds within {days} days, {then} in the baseline",
    "person": "held in {now} of worlds within {days} days, {then} in the baseline",
}


@dataclass(frozen=True, slots=True)
class Place:
    """One state of the picture."""

    iso3: str
    level: str  # a key of `WORDS`
    candidate: bool
    lost: bool
    depends: bool
    label: str


def levels(found: Comparison, kind: str, view: str = "scenario") -> list[str]:
    """The class of every state for one kind of haven in the `scenario` or the `baseline`, or why it has none: keys of `WORDS`."""
    counts, who = found.counts(found.before if view == "baseline" else found.after), found.candidates
    words = []
    for i, level in enumerate(classes(counts, found.n, KINDS[kind]).tolist()):
        state = found.world.states[i]
        if state.iso3 == found.requesting:
            words.append("requesting")
        elif not state.in_totals:
            words.append("other")
        elif who.unrated[i]:
            words.append("not_assessed")
        elif who.thin[i]:
            words.append("thin")
        else:
            words.append(CLASSES[level])
    return words


def places(found: Comparison, kind: str, view: str = "scenario") -> list[Place]:
    """Every state for one kind of haven: its class in the `scenario` or the `baseline`, or how the class `change`s."""
    baseline = view == "baseline"
    counts = found.counts(found.before if baseline else found.after)
    level = classes(counts, found.n, KINDS[kind])
    change = level - classes(found.counts(found.before), found.n, KINDS[kind])
    lost, depends, who = found.lost(kind), found.depends(kind), found.candidates
    effect = KINDS[kind][0]
    bands = found.chance_band(effect) if found.banded and not baseline else None
    before = found.counts(found.before)[effect]
    shown = []
    for i, (state, word) in enumerate(zip(found.world.states, levels(found, kind, view), strict=True)):
        label = [say(WHY.get(word, "{name}: {words}"), name=name_of(state), words=say(WORDS[word]))]
        if word in CLASSES and view == "change":
            word = CHANGES[int(change[i])]
        if word in CLASSES or word in CHANGES.values():
            chances = {"now": about(counts[effect][i] / found.n), "then": about(before[i] / found.n)}
            label.append(say(CHANCE[kind], days=HORIZONS[found.horizon], **chances))
            label += [say("band {low} to {high}", low=about(bands[0][i]), high=about(bands[1][i]))] if bands else []
            label += [say("candidate host")] if who.chosen[i] else []
            label += [say("haven lost")] if lost[i] and not baseline else []
            label += [say("depends on assumptions")] if depends[i] and not baseline else []
        marked = bool(lost[i]) and not baseline
        hatched = bool(depends[i]) and not baseline and (word in CLASSES or word in CHANGES.values())
        shown.append(Place(state.iso3, word, bool(who.chosen[i]), marked, hatched, clauses(label)))
    return shown
