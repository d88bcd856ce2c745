"""One host and the people it shelters, in a sentence and as tables."""

import pandas as pd

from simulator.analysis.country import Acted, Country
from simulator.analysis.havens import CLASSES, KINDS, LOW, RISE
from simulator.model.adoption import not_before
from simulator.presentation.condition import condition
from simulator.words.names import name_of

POINTS = 5  # chances are shown to the nearest so many points
WORDS = {"data": "data exposed", "person": "held"}


def headline(found: Country) -> str:
    """What the scenario changes for the people whom the host shelters, by the States they come from."""
    name = name_of(found.world.states[found.world.index_of(found.host)])
    data, person = ("{1} of {0}".format(*found.tally(kind)) for kind in KINDS)
    rules = condition(found.scenario)
    return (
        f"{name} shelters people from {len(found.origins)} States. {rules}, it would remain a data haven for people from {data} of "
        f"them, and a person haven for people from {person}."
    )


def rule(found: Country) -> str:
    """How to read the counts."""
    return (
        f"Counted are States of origin for which the host is a haven under {found.baseline.title}; a haven is lost when the class "
        f"of exposure rises and its chance by {100 * RISE['data']:.0f} points (data) or {100 * RISE['held']:.0f} (person). "
        f"{found.n:,} replicates, seed {found.seed}, within {found.horizon} days; central assumptions, no band is drawn here. "
        "Every chance is conditional on a requesting State that tries every channel open to it."
    )


def origins_table(found: Country) -> pd.DataFrame:
    """One row a State of origin, by name: classes, and exact chances in percent of worlds."""
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
    rows = []
    for row in origins_table(found).to_dict("records"):
        read: dict[str, object] = {"people from": row["people from"], "protected persons": row["protected persons"]}
        for kind, (effect, *_) in KINDS.items():
            for side, rules in (("before", "baseline"), ("after", "scenario")):
                chance = POINTS * round(float(row[f"{effect} {side} %"]) / POINTS)
                read[f"{WORDS[kind]}: {rules}"] = f"{row[f'{kind}: {rules}']}, {chance} %"
            haven = row[f"{kind}: baseline"] == CLASSES[LOW]
            read[f"{kind} haven"] = "lost" if row[f"{kind}: haven lost"] else "kept" if haven else "none"
        rows.append(read)
    return pd.DataFrame(rows).set_index("people from")


def acts_table(found: Acted) -> pd.DataFrame:
    """One row an act of the host alone, in the order of the articles; the first row is the scenario as it stands."""
    rows = [_row(found, 0, {"what": "As the scenario stands", "articles": "", "route": "", "not before": ""})]
    for i, act in enumerate(found.acts, 1):
        told = {
            "what": act.words,
            "articles": act.article,
            "route": act.route.value,
            "not before": not_before(act.route),
        }
        rows.append(_row(found, i, told))
    return pd.DataFrame(rows)


def _row(found: Acted, place: int, told: dict[str, str]) -> dict[str, object]:
    row: dict[str, object] = dict(told)
    for kind in KINDS:
        havens, kept = found.of.tally(kind, found.met[place])
        row[f"{kind} havens kept"] = f"{kept} of {havens}"
    through = found.met[place]["data_host"].mean() / found.of.n if len(found.of.origins) else 0.0
    row["data through the host, mean"] = f"{100 * through:.1f} %"
    row["genuine requests met"] = f"{100 * found.genuine[place]:.1f} %"
    return row
