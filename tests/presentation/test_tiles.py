"""The hand-laid grid: every state once, neighbours close, regions where readers look for them."""

import pytest

from simulator.data.states import load_states
from simulator.errors import DataError
from simulator.presentation.tiles import COLUMNS, FOLDER, ROWS, load_tiles


def apart(one, other):
    tiles = load_tiles()
    return max(abs(tiles[one][0] - tiles[other][0]), abs(tiles[one][1] - tiles[other][1]))


def test_every_state_has_one_cell_of_its_own_inside_the_grid():
    tiles = load_tiles()
    assert set(tiles) == {state.iso3 for state in load_states()}
    assert len(set(tiles.values())) == len(tiles) == 197
    assert all(0 <= column < COLUMNS and 0 <= row < ROWS for column, row in tiles.values())


def test_states_with_a_common_border_lie_next_to_each_other_or_nearly_so():
    inside = {state.iso3: state for state in load_states() if state.in_totals}
    distances = [apart(one, two) for one, s in inside.items() for two in s.borders if one < two and two in inside]
    assert sum(distance == 1 for distance in distances) >= 0.8 * len(distances)
    assert sum(distance <= 2 for distance in distances) >= 0.94 * len(distances)


def test_regions_read_from_west_to_east():
    middle = {}
    for region in ("Americas", "Africa", "Europe", "Asia", "Oceania"):
        cells = [load_tiles()[s.iso3] for s in load_states() if s.region == region and s.in_totals]
        middle[region] = tuple(sum(part) / len(cells) for part in zip(*cells, strict=True))
    assert middle["Americas"][0] < middle["Europe"][0] < middle["Asia"][0] < middle["Oceania"][0]
    assert middle["Europe"][1] < middle["Africa"][1]


def test_the_two_places_outside_the_totals_stand_apart_from_every_state():
    for place in (state.iso3 for state in load_states() if not state.in_totals):
        assert min(apart(place, s.iso3) for s in load_states() if s.in_totals) > 2


@pytest.mark.parametrize(
    ("line", "other", "said"),
    [
        ("BRA,4,8", "BRA,99,8", "BRA: the cell lies outside 31 columns"),
        ("BRA,4,8", "BRA,3,8", "share column 3, row 8"),
        ("BRA,4,8", "XXX,4,8", "XXX is no state of this model"),
        ("BRA,4,8\n", "", "BRA has no cell"),
    ],
)
def test_a_broken_grid_is_refused_with_what_is_wrong(tmp_path, line, other, said):
    whole = (FOLDER / "tiles.csv").read_text()
    assert line in whole
    (tmp_path / "tiles.csv").write_text(whole.replace(line, other))
    with pytest.raises(DataError, match=said):
        load_tiles(tmp_path)
