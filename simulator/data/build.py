"""Make the tables again from a folder of source tables: `python -m simulator.data.build FOLDER [--check]`.

Keeps only the columns and kinds that the model uses, never changes a permanent number, and says what changed.
"""

import csv
import io
import sys
from pathlib import Path

from simulator.data.tables import TABLES, Row, read_table
from simulator.errors import DataError

KEYS = {
    "states": ("iso3",),
    "governance": ("iso3",),
    "treaties": ("iso3", "instrument", "status"),
    "votes": ("iso3",),
    "dyads": ("origin_iso3", "host_iso3", "kind"),
    "unga_affinity": ("iso3_a", "iso3_b"),
    "cases": ("case_id",),
    "sources": ("key",),
}
KEPT = {
    "states": [
        "iso3",
        "iso2",
        "name",
        "un_member",
        "un_region",
        "un_subregion",
        "population",
        "population_year",
        "borders",
    ],
    "governance": [
        "iso3",
        "vdem_libdem",
        "vdem_freexp",
        "vdem_rule",
        "vdem_civlib",
        "vdem_year",
        "vdem_libdem_2024",
        "vdem_libdem_2024_sd",
        "vdem_libdem_2023",
        "vdem_freexp_2023",
        "vdem_rule_2023",
        "vdem_civlib_2023",
        "fiw2026_status",
        "fiw2026_total",
        "fiw2024_status",
        "fiw2024_total",
        "wgi_rl_2023",
        "wgi_rl_2023_se",
    ],
    "treaties": ["iso3", "instrument", "status", "date", "as_of", "basis", "source"],
    "votes": ["iso3", "vote_74_247", "date_74_247", "sponsor_L11_2019", "vote_source"],
    "dyads": ["origin_iso3", "host_iso3", "kind", "value", "year", "source"],
    "unga_affinity": ["iso3_a", "iso3_b", "agreement", "n_votes", "years", "source"],
    "cases": [
        "case_id",
        "origin_iso3",
        "host_iso3",
        "year",
        "channel",
        "alleged_conduct",
        "stage_reached",
        "outcome",
        "refused_because",
        "in_transit",
        "basis",
        "source",
        "note",
    ],
    "sources": ["key", "what", "publisher", "version_or_date", "licence", "where", "remark"],
}
YEARS = {"refugees": "2025", "asylum_seekers": "2025", "other_intl_protection": "2025"}
KINDS = {
    *YEARS,
    "asylum_recognized",
    "asylum_complementary",
    "extradition_uk_part2",
    "extradition_treaty_in_force",
    "cloud_act_agreement",
}
OBSERVERS = {"VAT", "PSE"}


def build(folder: Path, numbers: dict[str, int]) -> dict[str, list[Row]]:
    """The tables made from `folder`; states in `numbers` keep theirs, new ones get the next."""
    made = {
        name: [{c: row[c] for c in KEPT[name]} for row in read_table(folder, name, KEPT[name], ())] for name in KEYS
    }
    codes = {row["iso3"] for row in made["states"]}
    made["dyads"] = [
        row
        for row in made["dyads"]
        if row["kind"] in KINDS
        and {row["origin_iso3"], row["host_iso3"]} <= codes
        and YEARS.get(row["kind"], row["year"]) == row["year"]
    ]
    following = max(numbers.values(), default=0)
    for row in sorted(made["states"], key=lambda row: row["iso3"]):
        if row["iso3"] not in numbers:
            following += 1
        row["number"] = str(numbers.get(row["iso3"], following))
        row["borders"] = " ".join(border for border in row["borders"].split() if border in codes)
        row["in_totals"] = str(int(row["un_member"] == "1" or row["iso3"] in OBSERVERS))
    for name, rows in made.items():
        rows.sort(key=lambda row: [row[column] for column in KEYS[name]])
    return made


def changes(name: str, old: list[Row], new: list[Row]) -> list[str]:
    """What a table gains, loses and changes, one line each."""
    before, after = ({tuple(row[k] for k in KEYS[name]): row for row in rows} for rows in (old, new))
    lines = [f"{name}: + {'/'.join(key)}" for key in after if key not in before]
    lines += [f"{name}: - {'/'.join(key)}" for key in before if key not in after]
    for key, row in after.items():
        was = before.get(key, row)
        lines += [f"{name}: {'/'.join(key)}: {c}: {was.get(c)!r} -> {row[c]!r}" for c in row if was.get(c) != row[c]]
    return lines


def main(arguments: list[str], target: Path = TABLES) -> int:
    """Build into `target`; with `--check` only say what would change."""
    try:
        if not arguments:
            raise DataError("Name the folder of the source tables: python -m simulator.data.build FOLDER [--check]")
        old = {n: read_table(target, n, (), key) if (target / f"{n}.csv").exists() else [] for n, key in KEYS.items()}
        made = build(Path(arguments[0]), {row["iso3"]: int(row["number"]) for row in old["states"]})
    except DataError as fault:
        print(fault, file=sys.stderr)
        return 2
    for name, rows in made.items():
        print("\n".join(changes(name, old[name], rows)[:40]) or f"{name}: no change")
        if "--check" not in arguments:
            text = io.StringIO()
            writer = csv.DictWriter(text, fieldnames=list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
            (target / f"{name}.csv").write_text(text.getvalue(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
