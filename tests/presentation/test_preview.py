"""What a moving lever shows equals the run of the scenario with that lever moved, host by host."""

import json
import re
from functools import lru_cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.analysis.candidates import candidates
from simulator.analysis.classes import CLASSES, KINDS, classes
from simulator.analysis.havens import compare
from simulator.model.compile import Compiler
from simulator.model.levers import PARTIES, first_of, levers, move
from simulator.model.scenario import load_scenario
from simulator.model.world import load_world
from simulator.presentation.preview import (
    CHANCES,
    LOST,
    SAME,
    against,
    compact,
    key,
    level_ids,
    lever_pairs,
    pair,
)
from simulator.words.figures import POINTS

N = 64
SCENARIO = load_scenario("adopted-text-signatories")
CHOSEN = candidates(load_world(), "NIC", "recorded").chosen


@lru_cache(maxsize=16)
def table(lever, *ids):
    return lever_pairs(Compiler(load_world()), SCENARIO, lever, ids or level_ids(lever), "NIC", CHOSEN, 1, N)


@lru_cache(maxsize=64)
def alone(lever, level):
    return compare(load_world(), move(SCENARIO, lever, level), "NIC", 1, N)


@pytest.mark.parametrize(
    ("lever", "level"),
    [
        ("scope", "convention"),
        ("data", "mandatory"),
        ("host_practice", "always"),
        ("declarations", "all"),
        (PARTIES, "universal"),
    ],
)
def test_each_level_shows_what_the_comparison_of_that_scenario_says(lever, level):
    found = alone(lever, level)
    for kind, effects in KINDS.items():
        shown = table(lever)[level][kind]
        for view, ensemble in ((shown.before, found.before), (shown.after, found.after)):
            counts = found.counts(ensemble)
            assert [int(digit) % LOST for digit in view.classes] == classes(counts, N, effects).tolist()
            percent = [POINTS * CHANCES.index(letter) for letter in view.chances]
            assert np.abs(np.array(percent) - 100 * counts[effects[0]] / N).max() <= POINTS / 2
        assert [int(digit) >= LOST for digit in shown.after.classes] == found.lost(kind).tolist()
        assert (shown.after.havens, shown.after.kept) == found.tally(kind)
        assert shown.after.change == round(found.mean_change(kind), 1)
        assert max(map(int, shown.before.classes)) < len(CLASSES), "nothing is lost in the baseline"


def test_a_lever_on_practice_moves_the_baseline_too():
    assert table("host_practice")["never"]["data"].before != table("host_practice")["always"]["data"].before
    assert table("scope")["any"]["data"].before == table("scope")["convention"]["data"].before


def test_few_parties_along_an_order_equal_none_and_all_equal_the_universal_list():
    few, many = table(PARTIES, first_of("signature", 39), first_of("signature", 195)).values()
    assert few == table(PARTIES)["none"] and many == table(PARTIES)["universal"]


def restored(text: str, reference: str) -> str:
    """The row of which `text` is the difference, read as the page's script reads it (`board/rows.js`)."""
    marks = re.sub(r"\((\d+)\)", lambda run: SAME * int(run[1]), text)
    return "".join(other if one == SAME else one for one, other in zip(marks, reference, strict=True))


@given(
    st.text(alphabet="012345", min_size=1, max_size=60).flatmap(
        lambda a: st.tuples(st.just(a), st.text("012345", min_size=len(a), max_size=len(a)))
    )
)
def test_a_row_is_restored_from_its_difference(rows):
    text, reference = rows
    assert restored(against(text, reference), reference) == text


@pytest.mark.parametrize("lever", ["scope", "host_practice"])
def test_a_packed_table_holds_every_level_and_is_small(lever):
    first = compare(load_world(), SCENARIO, "NIC", 1, N)
    reference = pair(first.counts(first.before), first.counts(first.after), N, CHOSEN)
    packed = compact(table(lever), reference)
    assert len(json.dumps(packed, separators=(",", ":"))) < 4_096
    for kind in KINDS:
        last = reference[kind]
        for level, row in zip(packed["levels"], packed[kind], strict=True):
            shown = table(lever)[level][kind]
            assert [restored(row[0], last.after.classes), restored(row[1], last.after.chances)] == [
                shown.after.classes,
                shown.after.chances,
            ]
            assert row[2:5] == [shown.after.kept, shown.after.havens, shown.after.change]
            assert len(row) == (5 if shown.before == last.before else 7)
            last = shown


def test_the_key_of_a_lever_forgets_where_it_stands_and_nothing_else():
    for lever in (*levers(), PARTIES):
        ids = level_ids(lever)
        one, other = (move(SCENARIO, lever, ids[place]) for place in (0, -1))
        assert key(one, lever, "NIC", 365) == key(other, lever, "NIC", 365)
        changed = SCENARIO.model_copy(update={"settings": {**SCENARIO.settings, "dc_test": "rights"}})
        others = {key(SCENARIO, lever, "CUB", 365), key(SCENARIO, lever, "NIC", 90), key(changed, lever, "NIC", 365)}
        assert key(one, lever, "NIC", 365) not in others and len(others) == 3
