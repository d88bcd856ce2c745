"""Every requesting State as a table to read: by name, never ranked; in the words of the reader."""

import pandas as pd

from simulator.analysis.classes import HAVENS_KEPT, KINDS
from simulator.analysis.every import Every
from simulator.words.figures import number
from simulator.words.names import alphabetical, name_of
from simulator.words.say import Word, say

CHANGE: dict[str, Word] = {"data": "mean change, exposed [points]", "person": "mean change, held [points]"}


def every_table(found: Every) -> pd.DataFrame:
    """One row a requesting State; in brackets and after ± the Monte Carlo error (95 %)."""
    names = {state.iso3: name_of(state) for state in found.world.states}
    rows = sorted(found.table().to_dict("records"), key=lambda row: alphabetical(names[row["iso3"]]))
    shown = []
    for row in rows:
        read: dict[str, object] = {
            say("requesting State"): names[row["iso3"]], say("candidate hosts"): row["candidates"],
        }  # fmt: skip
        for kind in KINDS:
            read[say(HAVENS_KEPT[kind])] = say(
                "{kept} of {havens} ({low} to {high})",
                kept=row[f"{kind}_kept"], havens=row[f"{kind}_havens"], low=row[f"{kind}_kept_low"], high=row[f"{kind}_kept_high"],
            )  # fmt: skip
            change, error = (float(row[f"{kind}_{name}"]) for name in ("change", "change_se"))
            read[say(CHANGE[kind])] = f"{number(change, 1, signed=True)} ±{number(2 * error, 1)}"
        shown.append(read)
    return pd.DataFrame(shown).set_index(say("requesting State"))
