"""Every requesting State as a table to read: by name, never ranked."""

import pandas as pd

from simulator.analysis.every import Every


def every_table(found: Every) -> pd.DataFrame:
    """One row a requesting State; in brackets and after ± the Monte Carlo error (95 %)."""
    rows = []
    for row in found.table().to_dict("records"):
        shown: dict[str, object] = {"requesting State": row["requesting"], "candidate hosts": row["candidates"]}
        for kind, effect in (("data", "exposed"), ("person", "held")):
            shown[f"{kind} havens kept"] = (
                f"{row[f'{kind}_kept']} of {row[f'{kind}_havens']} ({row[f'{kind}_kept_low']} to {row[f'{kind}_kept_high']})"
            )
            shown[f"mean change, {effect} [points]"] = (
                f"{row[f'{kind}_change']:+.1f} ±{2 * float(row[f'{kind}_change_se']):.1f}"
            )
        rows.append(shown)
    return pd.DataFrame(rows).set_index("requesting State")
