"""One host and the people it shelters, in a sentence and as tables, in the words of the reader."""

import pandas as pd

from simulator.analysis.classes import CLASSES, HAVENS_KEPT, KINDS, LOW, RISE
from simulator.analysis.country import Acted, Country
from simulator.arrays import IntArray
from simulator.law.routes import WAYS
from simulator.model.adoption import known_on
from simulator.model.world import World
from simulator.presentation.condition import condition
from simulator.presentation.hosts import CHANCES, HAVEN, become
from simulator.presentation.marks import SIDES
from simulator.words.figures import PERCENT, about, day, number
from simulator.words.names import alphabetical, name_of
from simulator.words.say import say, say_many


def headline(found: Country) -> str:
    """What the scenario changes for the people whom the host shelters, by the States they come from."""
    name = name_of(found.world.state(found.host))
    shelters = say_many(
        "{name} shelters people from {n} State.", "{name} shelters people from {n} States.", len(found.origins), name=name
    )  # fmt: skip
    (data_havens, data), (person_havens, person) = (found.tally(kind) for kind in KINDS)
    remains = say(
        "{condition}, it would remain a data haven for people from {data} of {data_havens} of them, and a person haven for people "
        "from {person} of {person_havens}.",
        condition=condition(found.scenario), data=data, data_havens=data_havens, person=person, person_havens=person_havens,
    )  # fmt: skip
    return f"{shelters} {remains}"


def rule(found: Country) -> str:
    """How to read the counts."""
    return say(
        "Counted are States of origin for which the host is a haven under {baseline}; a haven is lost when the class of exposure "
        "rises and its chance by {data} points (data) or {person} (person). {n} possible worlds, within {days} days; central "
        "assumptions, no band is drawn here. Every chance is conditional on a requesting State that tries every channel open to it.",
        baseline=say(found.baseline.title), data=number(100 * RISE["data"]), person=number(100 * RISE["held"]),
        n=number(found.n), days=found.horizon,
    )  # fmt: skip


def origins_table(found: Country) -> pd.DataFrame:
    """One row a State of origin, by name: classes, and exact chances in percent of worlds; to be kept, so in English."""
    before, after = ({kind: found.words(kind, met) for kind in KINDS} for met in (found.before, found.after))
    rows = []
    for i, place in enumerate(found.origins.tolist()):
        state = found.world.states[place]
        row: dict[str, object] = {
            "iso3": state.iso3, "people from": state.name, "protected persons": int(found.protected[i]),
        }  # fmt: skip
        for kind, effects in KINDS.items():
            row[f"{kind}: baseline"], row[f"{kind}: scenario"] = before[kind][i], after[kind][i]
            row[f"{kind}: haven lost"] = bool(found.lost(kind)[i])
            for effect in effects:
                for side, met in (("before", found.before), ("after", found.after)):
                    row[f"{effect} {side} %"] = round(100 * int(met[effect][i]) / found.n, 1)
        rows.append(row)
    return pd.DataFrame(rows)


def origins_read(found: Country) -> pd.DataFrame:
    """The same to be read: class and chance together, to the nearest five points."""
    lost = {kind: found.lost(kind) for kind in KINDS}
    names = [name_of(found.world.states[place]) for place in found.origins.tolist()]
    rows = []
    for i in _by_name(names):
        row: dict[str, object] = {say("people from"): names[i]}
        for kind, (effect, *_) in KINDS.items():
            levels = []
            for side, met in zip(SIDES, (found.before, found.after), strict=True):
                levels.append(found.words(kind, met)[i])
                read = say("{level}, {chance}", level=say(levels[-1]), chance=about(int(met[effect][i]) / found.n))
                row[say(CHANCES[effect, side])] = read
            row[say(HAVEN[kind])] = become(levels[0] == CLASSES[LOW], lost[kind][i])
        row[say("protected persons")] = number(int(found.protected[i]))
        rows.append(row)
    return pd.DataFrame(rows).set_index(say("people from"))


def recorded_table(world: World, places: IntArray, people: IntArray) -> pd.DataFrame:
    """Where those come from whom UNHCR records in a host."""
    names = [name_of(world.states[place]) for place in places.tolist()]
    rows = [{say("people from"): names[i], say("protected persons"): int(people[i])} for i in _by_name(names)]
    return pd.DataFrame(rows)


def recorded_read(world: World, places: IntArray, people: IntArray) -> pd.DataFrame:
    """The same to be read."""
    table, counted = recorded_table(world, places, people), say("protected persons")
    return table.assign(**{counted: table[counted].map(number)}) if len(table) else table


def _by_name(names: list[str]) -> list[int]:
    """Places of names in the order of the reader's alphabet, which under aliases gives no State away."""
    return sorted(range(len(names)), key=lambda place: alphabetical(names[place]))


def acts_table(found: Acted) -> pd.DataFrame:
    """One row an act of the host alone, in the order of the articles; the first row is the scenario as it stands."""
    rows = [_row(found, 0, say("As the scenario stands"), "", "", "")]
    for i, act in enumerate(found.acts, 1):
        earliest = day(WAYS[act.route].earliest(known_on()))
        rows.append(_row(found, i, say(act.words), say(act.article), say(act.route.value), earliest))
    return pd.DataFrame(rows)


def _row(found: Acted, place: int, what: str, articles: str, route: str, earliest: str) -> dict[str, object]:
    row: dict[str, object] = {
        say("what"): what, say("articles"): articles, say("route"): route, say("not before"): earliest,
    }  # fmt: skip
    for kind in KINDS:
        havens, kept = found.of.tally(kind, found.met[place])
        row[say(HAVENS_KEPT[kind])] = say("{kept} of {havens}", kept=kept, havens=havens)
    through = found.met[place]["data_host"].mean() / found.of.n if len(found.of.origins) else 0.0
    row[say("data through the host, mean")] = say(PERCENT, n=number(100 * through, 1))
    row[say("genuine requests met")] = say(PERCENT, n=number(100 * found.genuine[place], 1))
    return row
