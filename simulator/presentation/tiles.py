"""The tile grid: one cell per state, laid by hand so that regions read and neighbours lie close.

Havens are counted, not measured in square kilometres, so every state has a cell of the same size. Taiwan and Kosovo,
outside the totals, stand apart in the last row. Columns run from west to east, rows from north to south.
"""

from collections import defaultdict
from functools import lru_cache
from pathlib import Path

from simulator.data.states import load_states
from simulator.data.tables import read_table, refuse
from simulator.words.aliases import Aliases
from simulator.words.say import spoken

FOLDER = Path(__file__).parent
COLUMNS, ROWS = 31, 17


def tiles() -> dict[str, tuple[int, int]]:
    """Column and row of every state, by its own code; under aliases, those of its group of them, line by line."""
    return _dealt(spoken().aliases) if spoken().aliases.blind else load_tiles()


@lru_cache(maxsize=16)
def _dealt(aliases: Aliases) -> dict[str, tuple[int, int]]:
    """Cells of each group of aliases in the order of their codes, so that a label is quickly found."""
    own, groups = load_tiles(), defaultdict[str, list[str]](list)
    for code in sorted(own, key=lambda code: aliases.by_code[code].code):
        groups[aliases.by_code[code].group].append(code)
    dealt = dict[str, tuple[int, int]]()
    for codes in groups.values():
        cells = sorted((own[code] for code in codes), key=lambda cell: cell[::-1])
        dealt |= dict(zip(codes, cells, strict=True))
    return dealt


@lru_cache(maxsize=2)
def load_tiles(folder: Path = FOLDER) -> dict[str, tuple[int, int]]:
    """Column and row of every state, by code.

    Raises
    ------
    DataError
        For a state without a cell, a cell outside the grid, one that two states share, or a code that is no state.
    """
    faults: list[str] = []
    tiles: dict[str, tuple[int, int]] = {}
    taken: dict[tuple[int, int], str] = {}
    for row in read_table(folder, "tiles", ("column", "row"), ("iso3",)):
        code, cell = row["iso3"], (_place(row["column"], COLUMNS), _place(row["row"], ROWS))
        if -1 in cell:
            faults.append(f"tiles.csv: {code}: the cell lies outside {COLUMNS} columns and {ROWS} rows.")
        elif cell in taken:
            faults.append(f"tiles.csv: {code} and {taken[cell]} share column {cell[0]}, row {cell[1]}. Move one.")
        tiles[code] = cell
        taken[cell] = code
    known = {state.iso3 for state in load_states()}
    faults += [f"tiles.csv: {code} is no state of this model." for code in sorted(tiles.keys() - known)]
    faults += [f"tiles.csv: {code} has no cell." for code in sorted(known - tiles.keys())]
    refuse(faults)
    return tiles


def _place(text: str, size: int) -> int:
    return int(text) if text.isdigit() and int(text) < size else -1
