"""Aliases of States: dealt by a key, so that two rooms see other labels, and one key gives the same labels for ever.

Regions: "Africa 07", numbers dealt within the region of the United Nations. Codes: "S017". Invented: names that are no
place's and no people's, of `invented.csv`, here in Latin letters (`simulator.words.scripts` has the others). Places outside
the totals are dealt among themselves.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from simulator.data.states import State, load_states
from simulator.data.tables import read_table
from simulator.words.aliases import APART, CODED, NUMBERED, REAL, Alias, Aliases

FOLDER = Path(__file__).parents[1] / "words"  # of the invented names
KEYS = range(1, 10_000)
REGION_CODES = {"Africa": "AF", "Americas": "AM", "Asia": "AS", "Europe": "EU", "Oceania": "OC", APART: "XX"}
MADE = 64  # sets of aliases that are remembered


@lru_cache(maxsize=MADE)
def aliases(mode: str, key: int) -> Aliases:
    """What every State is called in a mode of `MODES`, by a key of `KEYS`."""
    if mode == REAL.mode:
        return REAL
    states, dealt = load_states(), dict[str, Alias]()
    for group, members in _groups(states, mode).items():
        dealt |= zip(_shuffled(members, f"{mode} {key}"), _labels(mode, group, len(dealt)), strict=False)
    return Aliases(
        mode=mode, key=key, states=states, by_code=dealt, real={alias.code: code for code, alias in dealt.items()}
    )


def _groups(states: Iterable[State], mode: str) -> dict[str, list[str]]:
    """Codes of the States among which labels are dealt; those outside the totals last."""
    groups = defaultdict[str, list[str]](list)
    for state in sorted(states, key=lambda state: not state.in_totals):
        group = (state.region if mode == NUMBERED else "") if state.in_totals else APART
        groups[group].append(state.iso3)
    return groups


def _shuffled(codes: Iterable[str], salt: str) -> list[str]:
    """An order that the salt alone decides, on every machine and with every version of a library."""
    return sorted(codes, key=lambda code: sha256(f"{salt} {code}".encode()).digest())


def _labels(mode: str, group: str, before: int) -> Iterator[Alias]:
    """Labels of a group, in order, after so many of other groups."""
    if mode == NUMBERED:
        for number in range(1, 100):
            yield Alias(code=f"{REGION_CODES[group]}{number:02}", number=f"{number:02}", group=group)
    elif mode == CODED:
        for number in range(before + 1, 1000):
            yield Alias(code=f"S{number:03}", name=f"S{number:03}", group=group)
    else:
        for row in read_table(FOLDER, "invented", ("name",), ("code",))[before:]:
            yield Alias(code=row["code"], name=row["name"], group=group)
