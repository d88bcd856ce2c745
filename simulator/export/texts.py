"""The texts that one may compare: setting by setting, effects beside."""

from collections.abc import Sequence

import pandas as pd

from simulator.analysis.ensemble import Progress
from simulator.analysis.genuine import genuine, mean_met
from simulator.analysis.havens import KINDS, Comparison, compare
from simulator.law.settings import load_catalogue
from simulator.model.scenario import Scenario, load_scenario
from simulator.model.world import World

TEXTS = (
    "today", "adopted-text-universal", "broad-scope-text", "budapest-wording", "budapest-second-protocol",
    "un-model-treaties", "strongest-safeguards", "civil-society-text", "law-enforcement-priority",
)  # fmt: skip
HEADING = (
    "As understood, not checked against the official text. Levels that differ from the adopted text stand in brackets."
)


def by_setting(names: tuple[str, ...] = TEXTS) -> pd.DataFrame:
    """One row a setting, one column a text; `unknown` where a draft was not read there and the adopted level is kept."""
    texts = [load_scenario(name) for name in names]
    rows = []
    for setting in load_catalogue().values():
        row = {"no.": setting.number, "setting": setting.title, "article": setting.article, "mark": setting.mark.value}
        for text in texts:
            row[text.title] = _level(text, setting.id)
        rows.append(row)
    return pd.DataFrame(rows)


def _level(text: Scenario, setting: str) -> str:
    entry = load_catalogue()[setting]
    if text.id == "today" and setting not in ("interpol_vetting", "non_refoulement", "host_practice", "screening"):
        return "no such text"
    level = text.treaty[setting]
    words = entry[level].name
    if setting in text.unread:
        return f"{words} (unknown: not read)"
    return words if level == entry.adopted else f"[{words}]"


def effects(
    world: World,
    requesting: str,
    texts: Sequence[Scenario],
    seed: int,
    n: int,
    progress: Progress = lambda share: None,
) -> list[Comparison]:
    """What each text does, each against its own baseline, for one requesting State on the same draws."""
    found = []
    for text in texts:
        found.append(compare(world, text, requesting, seed, n))
        progress(len(found) / len(texts))
    return found


def effects_table(found: Sequence[Comparison]) -> pd.DataFrame:
    """One row a text; every State is a party unless the text says otherwise."""
    rows = []
    for one in found:
        row: dict[str, object] = {"text": one.scenario.title}
        for kind in KINDS:
            havens, kept = one.tally(kind)
            low, high = one.interval(kind)["kept"]
            row[f"{kind} havens kept"] = f"{kept} of {havens} ({low}-{high})"
            row[f"{kind} change [points]"] = round(one.mean_change(kind), 1)
        row["genuine requests met"] = f"{mean_met(genuine(one.world, one.scenario, one.seed, one.n)):.1%}"
        rows.append(row)
    return pd.DataFrame(rows)
