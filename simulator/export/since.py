"""What a link of an older version holds that is no longer as it was: one row each, what, then and now.

Two versions are compared by their records (`simulator.export.released`). Nothing is worked out again by the older one,
whose program is not here.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from simulator import __version__
from simulator.analysis.genuine import CRIMES
from simulator.export.link.choice import START
from simulator.export.link.parts import ASSUMPTION, SETTING, SHOWN
from simulator.export.link.text import parts_of
from simulator.export.released import Record, load_record, new_names, record, renamed
from simulator.law.assumptions import load_assumptions
from simulator.law.called import called
from simulator.law.settings import load_catalogue
from simulator.words.figures import short
from simulator.words.say import Word, say

RULES: dict[str, Word] = {
    "case": "Case",
    "baseline": "Compared with",
    "parties": "Who has joined",
    "left": "States that have left again",
    "declare": "Declarations on joining",
    "also": "Events and suspension",
}
NOT_WORKED_OUT: Word = (
    "No figure was worked out again with the older version; every one is of version {now}. Compared are scenarios, levels, numbers, "
    "cases, data and law, as each version recorded them; a change of method stands in the list of changes."
)
HEADS: tuple[Word, ...] = ("what", "then", "now")
Place = tuple[str, str]  # whose it is ("", or the title of the baseline), and the part of a link


class Row(NamedTuple):
    """One thing that changed."""

    what: str
    then: str
    now: str


class Since(NamedTuple):
    """What changed since the version of a link."""

    title: str
    rows: tuple[Row, ...]
    note: str


def since(text: str) -> Since | None:
    """What changed since the version that made a link; None for a link of this version, and for none."""
    given = parts_of(text)
    version = given.pop("v", "")
    if not text or version == __version__:
        return None
    kept = load_record(version)
    if kept is None:
        return Since(say("No record of that version is kept here, so what has changed since cannot be shown."), (), "")
    rows = tuple(_rows(kept, given))
    title: Word = (
        "Not as in version {version}, among what this link holds:"
        if rows
        else "All that this link holds is as in version {version}."
    )
    return Since(say(title, version=version), rows, say(NOT_WORKED_OUT, now=__version__))


def since_lines(text: str) -> list[str]:
    """The same as lines, for who sees no page."""
    found = since(text)
    return (
        [found.title, *(" | ".join(row) for row in found.rows), *([found.note] if found.note else [])] if found else []
    )


def _rows(kept: Record, given: Mapping[str, str]) -> Iterator[Row]:
    """What was renamed, then whatever both versions hold under one name and do not hold alike."""
    used, moved = renamed(given, kept.version)
    yield from (Row(say("renamed"), was[:SHOWN], now[:SHOWN]) for was, now in moved)
    names = new_names(kept.version)
    then = {(whose, names.get(part, part)): told for (whose, part), told in _held(kept, given)}
    now, seen = dict(_held(record(), used)), set()
    for place in dict.fromkeys([*then, *now]):
        row = Row(_named(place, kept), *(held.get(place, say("nothing")) for held in (then, now)))
        if row.then != row.now and (place[1], *row[1:]) not in seen:  # what baseline and scenario share is said once
            seen.add((place[1], *row[1:]))
            yield row


def _held(of: Record, given: Mapping[str, str]) -> Iterator[tuple[Place, str]]:
    """All that a link's result depends on in one version, in words: what it gives itself, else what its scenario has."""
    parts = {**of.scenarios.get(given.get("s", START), {}), **given}
    yield from _rules(of, parts, "")
    for id, (default, low, high) in of.assumptions.items():
        value = parts.get(ASSUMPTION + id, short(default))
        yield ("", ASSUMPTION + id), say("{value}, range {low}-{high}", value=value, low=short(low), high=short(high))
    cases = {id: of.cases[id] for id in (parts.get("case"), *CRIMES) if id in of.cases}
    for id, case in cases.items():
        yield from ((("", f"{id}: {name}"), value) for name, value in case.items())
    for conduct in dict.fromkeys(case[name] for case in cases.values() for name in ("conduct", "pretext")):
        if conduct in of.conducts:
            yield ("", f"law: {conduct}"), of.conducts[conduct]
    yield from ((("", name), print_) for name, print_ in of.sources.items())
    if baseline := of.scenarios.get(parts.get("baseline", "")):
        yield from _rules(of, baseline, baseline["title"])


def _rules(of: Record, parts: Mapping[str, str], whose: str) -> Iterator[tuple[Place, str]]:
    """The rules of one scenario: its parts, and the level of every setting with what it says and does."""
    for name in RULES:
        told = parts.get(name, say("nothing"))
        yield (whose, name), f"{told} ({of.lists[told]})" if name == "parties" and told in of.lists else told
    for id, setting in of.settings.items():
        level = parts.get(SETTING + id, setting.adopted)
        if level in setting.levels:
            name, paraphrase, mechanism = map(say, setting.levels[level])
            yield (whose, SETTING + id), f"{name}. {paraphrase} ({mechanism})"


def _named(place: Place, kept: Record) -> str:
    """What a row is about, in words."""
    whose, part = place
    id = part.removeprefix(SETTING)
    if part in RULES:
        words = say(RULES[part])
    elif id != part:
        words = say(load_catalogue()[id].title if id in load_catalogue() else kept.settings[id].title)
    else:
        words = called(id) if (id := part.removeprefix(ASSUMPTION)) in load_assumptions() else id
    return say("{name}: {words}", name=say(whose), words=words) if whose else words
