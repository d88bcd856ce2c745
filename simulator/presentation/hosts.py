"""Hosts as a table: what the map shows, with the figures."""

import pandas as pd

from simulator.analysis.havens import KINDS, Comparison
from simulator.model.world import World
from simulator.presentation.said import heading
from simulator.presentation.world_map import WORDS, places
from simulator.words.masked import masked
from simulator.words.names import code_of, name_of
from simulator.words.say import Word, say


def host_table(found: Comparison, *, all_states: bool = False) -> pd.DataFrame:
    """Candidate hosts (or every state) in alphabetical order; chances in percent of worlds.

    "±" is twice the Monte Carlo standard error; the band is there once assumptions were drawn.
    `protected_persons` is context: people from the requesting State under or seeking protection for any reason.
    """
    before, after = found.counts(found.before), found.counts(found.after)
    shown = {
        (kind, base): places(found, kind, "baseline" if base else "scenario")
        for kind in KINDS
        for base in (True, False)
    }
    depends = {kind: found.depends(kind) for kind in KINDS}
    errors = {effect: found.chance_error(effect) for effects in KINDS.values() for effect in effects}
    bands = {effect: found.chance_band(effect) for effect in errors} if found.banded else {}
    rows = []
    for i, state in enumerate(found.world.states):
        if state.iso3 == found.requesting or not state.in_totals:
            continue
        if not (all_states or found.candidates.chosen[i]):
            continue
        row: dict[str, object] = {"iso3": state.iso3, "host": state.name}
        for kind, effects in KINDS.items():
            then, now = (WORDS[str(shown[kind, base][i]["level"])] for base in (True, False))
            row[f"{kind}: baseline"], row[f"{kind}: scenario"] = then, now
            row[f"{kind}: haven lost"] = bool(shown[kind, False][i]["lost"])
            row[f"{kind}: depends on assumptions"] = bool(depends[kind][i])
            for effect in effects:
                row[f"{effect} before %"] = round(100 * int(before[effect][i]) / found.n, 1)
                row[f"{effect} after %"] = round(100 * int(after[effect][i]) / found.n, 1)
                row[f"{effect} after ± %"] = round(200 * float(errors[effect][i]), 1)
                for end, values in zip(("low", "high"), bands.get(effect, ()), strict=False):
                    row[f"{effect} after, band {end} %"] = round(100 * float(values[i]), 1)
        row["protected_persons"] = int(found.candidates.protected[i])
        rows.append(row)
    return pd.DataFrame(rows).sort_values("host", ignore_index=True) if rows else pd.DataFrame()


HEADINGS: tuple[Word, ...] = (
    "host",
    "data: baseline", "data: scenario", "data: haven lost", "data: depends on assumptions",
    "person: baseline", "person: scenario", "person: haven lost", "person: depends on assumptions",
    "data before %", "data after %", "data after ± %", "data after, band low %", "data after, band high %",
    "held before %", "held after %", "held after ± %", "held after, band low %", "held after, band high %",
    "handed_over before %", "handed_over after %", "handed_over after ± %", "handed_over after, band low %",
    "handed_over after, band high %",
)  # fmt: skip


def said(table: pd.DataFrame, world: World) -> pd.DataFrame:
    """The table as the reader reads it; what is taken away keeps its English."""
    names = {code_of(state): name_of(state) for state in world.states}
    shown = masked(table)
    told = shown.assign(host=shown["iso3"].map(names)).replace({words: say(words) for words in WORDS.values()})
    return told.rename(columns=heading)
