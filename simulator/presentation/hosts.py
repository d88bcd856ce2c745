"""Hosts as a table: what the map shows, with the figures."""

import pandas as pd

from simulator.analysis.classes import KINDS
from simulator.analysis.havens import Comparison
from simulator.arrays import FloatArray
from simulator.presentation.marks import SIDES
from simulator.presentation.world_map import WORDS, levels
from simulator.words.figures import about, number
from simulator.words.names import alphabetical, code_of, name_of
from simulator.words.say import Word, clauses, say


def host_table(found: Comparison, *, all_states: bool = False) -> pd.DataFrame:
    """Candidate hosts (or every state) in alphabetical order; chances in percent of worlds.

    "±" is twice the Monte Carlo standard error; the band is there once assumptions were drawn.
    `protected_persons` is context: people from the requesting State under or seeking protection for any reason.
    """
    before, after = found.counts(found.before), found.counts(found.after)
    shown = {(kind, side): levels(found, kind, side) for kind in KINDS for side in SIDES}
    lost, depends = ({kind: told(kind) for kind in KINDS} for told in (found.lost, found.depends))
    errors = {effect: found.chance_error(effect) for effects in KINDS.values() for effect in effects}
    bands = _bands(found)
    rows = []
    for i in _shown(found, all_states):
        state = found.world.states[i]
        row: dict[str, object] = {"iso3": state.iso3, "host": state.name}
        for kind, effects in KINDS.items():
            for side in SIDES:
                row[f"{kind}: {side}"] = WORDS[shown[kind, side][i]]
            row[f"{kind}: haven lost"] = bool(lost[kind][i])
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


CHANCES: dict[tuple[str, str], Word] = {
    ("data", "baseline"): "data exposed: baseline",
    ("data", "scenario"): "data exposed: scenario",
    ("held", "baseline"): "held: baseline",
    ("held", "scenario"): "held: scenario",
    ("handed_over", "baseline"): "handed over: baseline",
    ("handed_over", "scenario"): "handed over: scenario",
}
HAVEN: dict[str, Word] = {"data": "data haven", "person": "person haven"}


def _shown(found: Comparison, all_states: bool) -> list[int]:
    """Places of the candidate hosts, or of every State of the totals, but the requesting State."""
    who = enumerate(found.world.states)
    return [
        i for i, state in who
        if state.in_totals and state.iso3 != found.requesting and (all_states or found.candidates.chosen[i])
    ]  # fmt: skip


def hosts_read(found: Comparison, *, all_states: bool = False) -> pd.DataFrame:
    """The same to be read, in the reader's alphabet: classes, and chances with their bands to the nearest five points."""
    counts = dict(zip(SIDES, (found.counts(found.before), found.counts(found.after)), strict=True))
    shown = {(kind, side): levels(found, kind, side) for kind in KINDS for side in SIDES}
    havens, bands = {kind: _havens(found, kind) for kind in KINDS}, _bands(found)
    names = {i: name_of(found.world.states[i]) for i in _shown(found, all_states)}
    rows = []
    for i in sorted(names, key=lambda i: alphabetical(names[i])):
        row: dict[str, object] = {say("host"): names[i], say("code"): code_of(found.world.states[i])}
        for kind, effects in KINDS.items():
            for effect, side in ((effect, side) for effect in effects for side in SIDES):
                chance = about(counts[side][effect][i] / found.n)
                if effect in bands and side == "scenario":
                    low, high = (about(end[i]) for end in bands[effect])
                    chance = say("{chance} ({low} to {high})", chance=chance, low=low, high=high)
                if effect == effects[0]:
                    chance = say("{level}, {chance}", level=say(WORDS[shown[kind, side][i]]), chance=chance)
                row[say(CHANCES[effect, side])] = chance
            row[say(HAVEN[kind])] = havens[kind][i]
        row[say("protected persons")] = number(int(found.candidates.protected[i]))
        rows.append(row)
    return pd.DataFrame(rows)


def _bands(found: Comparison) -> dict[str, tuple[FloatArray, FloatArray]]:
    """The band of each effect, low end and high end, once assumptions were drawn."""
    effects = [effect for effects in KINDS.values() for effect in effects] if found.banded else []
    return {effect: found.chance_band(effect) for effect in effects}


def become(haven: bool, lost: bool) -> str:
    """What becomes of a haven of the baseline, or of what is none, in words."""
    return say("haven lost") if lost else say("haven kept") if haven else say("no haven")


def _havens(found: Comparison, kind: str) -> list[str]:
    """What becomes of each State as a haven, and whether its class depends on the assumptions."""
    told = []
    for haven, lost, depends in zip(found.havens(kind), found.lost(kind), found.depends(kind), strict=True):
        words = become(haven, lost)
        told.append(clauses([words, say("depends on assumptions")] if depends else [words]))
    return told
