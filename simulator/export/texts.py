"""The texts that one may compare: setting by setting, effects beside; in the words of the reader."""

from collections.abc import Sequence

import pandas as pd

from simulator.analysis.classes import HAVENS_KEPT, KINDS
from simulator.analysis.genuine import genuine, mean_met
from simulator.analysis.havens import Comparison, compare
from simulator.law.settings import load_catalogue
from simulator.model.scenario import Scenario, load_scenario
from simulator.model.world import World
from simulator.words.figures import number, percent
from simulator.words.say import Word, say

TEXTS = (
    "today", "adopted-text-universal", "broad-scope-text", "budapest-wording", "budapest-second-protocol",
    "un-model-treaties", "strongest-safeguards", "civil-society-text", "law-enforcement-priority",
)  # fmt: skip
CHANGE: dict[str, Word] = {"data": "data change [points]", "person": "person change [points]"}
HEADING: Word = (
    "As understood, not checked against the official text. Levels that differ from the adopted text stand in brackets."
)


def by_setting(names: tuple[str, ...] = TEXTS) -> pd.DataFrame:
    """One row a setting, one column a text; `unknown` where a draft was not read there and the adopted level is kept."""
    texts = [load_scenario(name) for name in names]
    rows = []
    for setting in load_catalogue().values():
        row: dict[str, object] = {
            say("no."): setting.number, say("setting"): say(setting.title), say("article"): say(setting.article),
            say("mark"): setting.mark.value,
        }  # fmt: skip
        for text in texts:
            row[say(text.title)] = _level(text, setting.id)
        rows.append(row)
    return pd.DataFrame(rows)


def _level(text: Scenario, setting: str) -> str:
    entry = load_catalogue()[setting]
    if text.id == "today" and setting not in ("interpol_vetting", "non_refoulement", "host_practice", "screening"):
        return say("no such text")
    level = text.treaty[setting]
    words = say(entry[level].name)
    if setting in text.unread:
        return say("{words} (unknown: not read)", words=words)
    return words if level == entry.adopted else f"[{words}]"


def effects(
    world: World,
    requesting: str,
    texts: Sequence[Scenario],
    seed: int,
    n: int,
) -> list[Comparison]:
    """What each text does, each against its own baseline, for one requesting State on the same draws."""
    return [compare(world, text, requesting, seed, n) for text in texts]


def effects_table(found: Sequence[Comparison], *, exact: bool = True) -> pd.DataFrame:
    """One row a text; every State is a party unless the text says otherwise. `exact` for a file, else with signs to be read."""
    rows = []
    for one in found:
        row: dict[str, object] = {say("text"): say(one.scenario.title)}
        for kind in KINDS:
            havens, kept = one.tally(kind)
            low, high = one.interval(kind)["kept"]
            counts = {"kept": kept, "havens": havens, "low": low, "high": high}
            row[say(HAVENS_KEPT[kind])] = say("{kept} of {havens} ({low} to {high})", **counts)
            change = one.mean_change(kind)
            row[say(CHANGE[kind])] = round(change, 1) if exact else number(change, 1, signed=True)
        row[say("genuine requests met")] = percent(mean_met(genuine(one.world, one.scenario, one.seed, one.n)), 1)
        rows.append(row)
    return pd.DataFrame(rows)
