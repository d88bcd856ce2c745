"""Every word that the board's script shows; `{}` are filled by the script.

The script itself holds no word, so that another language is another table.
"""

from simulator.words.say import Plural, Word, forms, say

TEXTS: dict[str, Word] = {
    "direction": "From least to most protective",
    "adopted": "adopted text",
    "between": "between two levels",
    "moved": "moved",
    "levers": "Levers",
    "lever_before": "The lever before",
    "lever_next": "The next lever",
    "lists": "Lists",
    "order": "Order of joining",
    "of_states": "{n} of 195 States",
    "not_in_force": "not in force: it takes {n}",
    "choose": "Choose a requesting State above: who asks decides everything else.",
    "sentence": "{claim}.",
    "preview_condition": "With {lever}: {level}",
    "own": "own list: {n}",
    "depends_on": "{claim}; hosts whose class depends on assumptions: {n}.",
    "kept_of": "{kept} of {havens}",
    "points": "mean {n} points",
    "genuine": "Genuine requests met",
    "genuine_then": "{n} in the baseline",
    "percent": "{n} %",
    "mark_preview": "Preview",
    "mark_nearest": "Preview, as at {n} parties",
    "mark_sent": "Being worked out",
    "mark_full": "Full result, {n} worlds",
    "mark_none": "No preview yet",
    "kinds": "Kind of haven",
    "data": "Data havens kept",
    "person": "Person havens kept",
    "data_kept": "{kept} of {havens} data havens",
    "person_kept": "{kept} of {havens} person havens",
    "data_chance": "data exposed in about {now} of worlds, {then} in the baseline",
    "person_chance": "held in about {now} of worlds, {then} in the baseline",
    "views": "View",
    "tiles": "Tiles",
    "map": "Map",
    "no_map": "no map: it would show which State is which",
    "under": "Under",
    "scenario": "Scenario",
    "baseline": "Baseline",
    "beside": "Both",
    "change": "Change",
    "zoom": "How close",
    "zoom_in": "Closer",
    "zoom_out": "Farther",
    "zoom_reset": "Whole world",
    "world": "States of the world; arrow keys go to a neighbour, Enter chooses",
    "outside": "Outside the totals",
    "hint": "Point at a state for its figures; choose it to see why.",
    "why": "Why, and what brings it back",
    "borders": "Lines on the map say nothing about anyone's claims.",
    "is": "{name}: {words}",
    "named": "{name}, {code}",
    "low": "low exposure",
    "raised": "raised",
    "high": "high",
    "falls": "class falls",
    "same": "same class",
    "rises": "rises by one",
    "rises_twice": "rises by two",
    "requesting": "requesting State",
    "not_assessed": "not assessed as a refuge",
    "thin": "thin data, no class",
    "other": "other place with data, outside the totals",
    "none": "no requesting State chosen",
    "aside": "pale: no candidate",
    "candidate": "candidate host",
    "lost": "haven lost",
    "depends": "depends on assumptions",
    "table": "{lever}: what each level would do, all else as chosen",
    "level": "Level",
    "table_data": "Data havens",
    "table_person": "Person havens",
    "table_change": "Mean change, data",
    "table_route": "By whom",
    "table_from": "Not before",
    "joining": "each State, by joining",
    "waiting": "…",
}  # fmt: skip

COUNTED: dict[str, Plural] = {  # by the number of havens kept, or of parties
    "data_claim": (
        "{condition}, {kept} of {havens} data havens for people from {origin} would remain",
        "{condition}, {kept} of {havens} data havens for people from {origin} would remain",
    ),
    "data_range": (
        "{condition}, {kept} of {havens} data havens for people from {origin} would remain ({low} to {high})",
        "{condition}, {kept} of {havens} data havens for people from {origin} would remain ({low} to {high})",
    ),
    "person_claim": (
        "{condition}, {kept} of {havens} person havens for people from {origin} would remain",
        "{condition}, {kept} of {havens} person havens for people from {origin} would remain",
    ),
    "person_range": (
        "{condition}, {kept} of {havens} person havens for people from {origin} would remain ({low} to {high})",
        "{condition}, {kept} of {havens} person havens for people from {origin} would remain ({low} to {high})",
    ),
    "preview_parties": ("If {n} State were a party", "If {n} States were parties"),
}


def texts() -> dict[str, str | tuple[str, ...]]:
    """All of them for the reader; those that are counted have every form of the reader's plural."""
    said: dict[str, str | tuple[str, ...]] = {name: say(text) for name, text in TEXTS.items()}
    return said | {name: forms(*pair) for name, pair in COUNTED.items()}
