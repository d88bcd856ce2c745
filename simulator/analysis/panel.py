"""A panel of requesting States from every region, chosen by a printed rule, and what each text does to all of them."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from simulator.analysis.classes import KINDS
from simulator.analysis.ensemble import Progress, central
from simulator.analysis.havens import compare
from simulator.data.dyads import protected_persons
from simulator.model.network import HORIZONS
from simulator.model.scenario import Scenario, load_scenario, scenario_paths
from simulator.model.world import World

CUT, NEAR = 0.4, 0.05
SEATS = {"Africa": 3, "Americas": 3, "Asia": 3, "Europe": 2, "Oceania": 1}  # twelve
HONEST, PRETEXT = "journalist-false-news", "ngo-tax-pretext"
SWITCHES = {
    "dc_preservation": "mandatory", "dc_stored": "mandatory", "dc_realtime": "mandatory", "dc_extradition": "strict",
}  # fmt: skip


def panel(world: World) -> tuple[list[str], str]:
    """The States of the panel, and the rule by which they were chosen, with how near the cut others lie."""
    record = world.indices["record"].value
    people = {s.iso3: sum(protected_persons(s.iso3).values()) for s in world.states}
    chosen = []
    for region, seats in SEATS.items():
        here = [i for i, s in enumerate(world.states) if s.in_totals and s.region == region and record[i] == record[i]]
        below = [i for i in here if record[i] < CUT]
        ranked = sorted(below, key=lambda i: (-people[world.codes[i]], world.codes[i]))
        ranked += sorted((i for i in here if i not in below), key=lambda i: (record[i], world.codes[i]))
        chosen += [world.codes[i] for i in ranked[:seats]]
    near = np.flatnonzero((np.abs(record - CUT) <= NEAR * CUT) & world.in_totals)
    sides = ", ".join(world.codes[i] for i in near) or "none"
    return chosen, (
        f"Panel: in each region of the United Nations ({', '.join(f'{r} {n}' for r, n in SEATS.items())}) the States whose index "
        f"of record (V-Dem civil liberties, 2025, or its stand-in) lies below {CUT}, by people recorded by UNHCR as under "
        f"protection abroad, end of 2025; where a region has too few, those nearest to the cut from above. {len(near)} States "
        f"lie within 5% of the cut and would change sides: {sides}. The choice says nothing about any of them."
    )


def across_texts(
    world: World, states: Iterable[str], seed: int, n: int, progress: Progress = lambda share: None
) -> pd.DataFrame:
    """Both kinds of haven for each State of the panel under each scenario, with intervals."""
    rows, states, names = [], list(states), sorted(scenario_paths())
    for done, name in enumerate(names):
        for code in states:
            found = compare(world, load_scenario(name), code, seed, n)
            row: dict[str, object] = {"scenario": name, "requesting": code, "case": found.scenario.case}
            for kind in KINDS:
                havens, kept = found.tally(kind)
                low, high = found.interval(kind)["kept"]
                row |= {
                    f"{kind}_havens": havens,
                    f"{kind}_kept": kept,
                    f"{kind}_kept_low": low,
                    f"{kind}_kept_high": high,
                    f"{kind}_mean_change": round(found.mean_change(kind), 2),
                }
            rows.append(row)
        progress((done + 1) / len(names))
    return pd.DataFrame(rows)


def dual_criminality(
    world: World, states: Iterable[str], seed: int, n: int, progress: Progress = lambda share: None
) -> pd.DataFrame:
    """Each switch of dual criminality made mandatory alone, for an honest label and for a pretext, as world totals.

    Changes of the mean chance over all hosts and the panel [percentage points], against the adopted text, every State.
    """
    rows, states = [], list(states)
    start = load_scenario("adopted-text-universal")
    for done, (label, case) in enumerate((("honest", HONEST), ("pretext", PRETEXT))):
        before = _mean_chances(world, start.about(case), states, seed, n)
        for switch in [*SWITCHES, "all four"]:
            levels = SWITCHES if switch == "all four" else {switch: SWITCHES[switch]}
            moved = start.model_copy(update={"case": case, "settings": {**start.settings, **levels}})
            after = _mean_chances(world, moved, states, seed, n)
            rows.append(
                {"label": label, "switch": switch}
                | {effect: round(100 * (after[effect] - before[effect]), 3) for effect in before}
            )
        progress((done + 1) / 2)
    return pd.DataFrame(rows)


def _mean_chances(world: World, scenario: Scenario, states: list[str], seed: int, n: int) -> dict[str, float]:
    found: dict[str, list[float]] = {}
    for code in states:
        ensemble = central(world, scenario, code, seed, n)
        hosts = world.in_totals & (np.arange(len(world.states)) != world.index_of(code))
        for effect in ("located", "read", "watched", "data", "held", "handed_over"):
            found.setdefault(effect, []).append(float(ensemble.counts(effect)[HORIZONS.index(365)][hosts].mean() / n))
    return {effect: float(np.mean(values)) for effect, values in found.items()}
