"""What the map shows of each state, as plain values; drawing is the page's."""

from dataclasses import asdict, dataclass

from simulator.analysis.havens import KINDS, Comparison, classes
from simulator.data.states import State
from simulator.model.network import HORIZONS
from simulator.words.names import name_of

LEVELS = ("low", "raised", "high")
CHANGES = {-2: "falls", -1: "falls", 0: "same", 1: "rises", 2: "rises_twice"}
WORDS = {
    "low": "low exposure",
    "raised": "raised exposure",
    "high": "high exposure",
    "falls": "class falls against the baseline",
    "same": "same class as in the baseline",
    "rises": "class rises by one",
    "rises_twice": "class rises from low to high",
    "requesting": "requesting State",
    "not_assessed": "not assessed as a refuge (rated Not Free, or not rated)",
    "thin": "thin data (known to be bound by fewer than three treaties)",
    "other": "other place with data, outside the totals",
    "none": "choose a requesting State",
}


@dataclass(frozen=True, slots=True)
class Place:
    """One state on the map."""

    iso3: str
    name: str
    level: str  # a key of `WORDS`
    candidate: bool
    lost: bool
    depends: bool
    label: str


def blank(states: tuple[State, ...]) -> list[dict[str, object]]:
    """The map before a requesting State is chosen."""
    return [asdict(Place(s.iso3, name_of(s), "none", False, False, False, name_of(s))) for s in states]


def places(found: Comparison, kind: str, view: str = "scenario") -> list[dict[str, object]]:
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
    for i, state in enumerate(found.world.states):
        word = LEVELS[level[i]]
        if state.iso3 == found.requesting:
            word = "requesting"
        elif not state.in_totals:
            word = "other"
        elif who.unrated[i]:
            word = "not_assessed"
        elif who.thin[i]:
            word = "thin"
        label = f"{name_of(state)}: {WORDS[word]}"
        if word in LEVELS and view == "change":
            word = CHANGES[int(change[i])]
        if word in LEVELS or word in CHANGES.values():
            label += (
                f"; {effect} in {counts[effect][i] / found.n:.0%} of worlds within {HORIZONS[found.horizon]} days, "
                f"{before[i] / found.n:.0%} in the baseline"
            )
            label += f"; band {bands[0][i]:.0%} to {bands[1][i]:.0%}" if bands else ""
            label += "; candidate host" if who.chosen[i] else ""
            label += "; haven lost" if lost[i] and not baseline else ""
            label += "; depends on assumptions" if depends[i] and not baseline else ""
        marked = bool(lost[i]) and not baseline
        hatched = bool(depends[i]) and not baseline and (word in LEVELS or word in CHANGES.values())
        shown.append(asdict(Place(state.iso3, name_of(state), word, bool(who.chosen[i]), marked, hatched, label)))
    return shown
