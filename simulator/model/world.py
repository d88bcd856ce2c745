"""The world as it stands: states, indices, who is bound by what. Nothing here depends on a scenario."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from simulator.arrays import BoolArray, IntArray
from simulator.data.dyads import pairs
from simulator.data.freedom import freedom_status
from simulator.data.indices import Index, load_indices
from simulator.data.states import State, load_states
from simulator.data.treaties import load_treaties
from simulator.errors import ScenarioError, nearest
from simulator.law.conducts import Conduct, load_conducts
from simulator.law.instruments import Instrument, load_instruments
from simulator.words.say import say

# The treaties that forbid return, each with the keys of the treaties table under which a state is bound.
NON_REFOULEMENT = {"refugee": ("REFUGEE_1951", "REFUGEE_1967"), "torture": ("CAT",), "iccpr": ("ICCPR",)}


def _fixed(array: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """The array, which nobody can change by accident."""
    array.setflags(write=False)
    return array


@dataclass(frozen=True, kw_only=True, eq=False)  # one world is itself, and a key of caches; no slots: it caches too
class World:
    """States in alphabetical order of their codes, and what is known of each; arrays have one entry a state."""

    states: tuple[State, ...]
    indices: dict[str, Index]
    instruments: dict[str, Instrument]
    conducts: dict[str, Conduct]
    freedom: tuple[str | None, ...]
    bound: dict[str, BoolArray]  # by instrument: shape (n_states, n_states), requesting by requested; fixed ones
    known_pairs: dict[str, BoolArray]  # for "assumed" instruments: pairs whose treaty is known
    non_refoulement: dict[str, BoolArray]  # by treaty: shape (n_states,)
    adequate: BoolArray  # bound by the data-protection law of the European Union

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """ISO 3166-1 alpha-3 codes, in order."""
        return tuple(state.iso3 for state in self.states)

    @cached_property
    def numbers(self) -> IntArray:
        """Permanent numbers; they key the draws and nothing else."""
        return _fixed(np.array([state.number for state in self.states], dtype=np.int64))

    @cached_property
    def in_totals(self) -> BoolArray:
        """The 193 members and two observer States."""
        return _fixed(np.array([state.in_totals for state in self.states]))

    def index_of(self, code: str) -> int:
        """Place of a state.

        Raises
        ------
        ScenarioError
            If `code` is not a state of this model.
        """
        codes = self.codes
        if code not in codes:
            by_name = {state.name: state.iso3 for state in self.states}
            word = by_name.get(code) or nearest(code.upper(), codes)
            hint = say("Write {code}.", code=word) if code in by_name else word
            raise ScenarioError(
                say(
                    "{code} is not a state of this model. Write an ISO 3166-1 alpha-3 code. {hint}",
                    code=repr(code), hint=hint,
                )
            )  # fmt: skip
        return codes.index(code)

    def state(self, code: str) -> State:
        """A state by its code; raises as `index_of`."""
        return self.states[self.index_of(code)]

    def mask(self, codes: frozenset[str]) -> BoolArray:
        """Whether each state is among `codes`."""
        return np.array([state.iso3 in codes for state in self.states])


@lru_cache(maxsize=1)
def load_world() -> World:
    """The world of the tables and law files that come with the program."""
    return make_world(load_states(), load_indices(), load_instruments(), load_conducts())


@lru_cache(maxsize=32)
def load_past_world(year: int) -> World:
    """That world as it was in `year`: treaties that bound by its end, indices and laws of then where they are on file."""
    conducts = {id: conduct.in_year(year) for id, conduct in load_conducts().items()}
    return make_world(load_states(), load_indices(year=year), load_instruments(), conducts, year)


def make_world(
    states: tuple[State, ...],
    indices: dict[str, Index],
    instruments: dict[str, Instrument],
    conducts: dict[str, Conduct],
    year: int | None = None,
) -> World:
    """A world from its parts; who is bound, now or by the end of `year`, is read from the treaties and dyads tables."""
    codes, status = tuple(state.iso3 for state in states), freedom_status()
    return World(
        states=states,
        indices=indices,
        instruments=instruments,
        conducts=conducts,
        freedom=tuple(status.get(code) for code in codes),
        bound={id: _bound(one, codes, year) for id, one in instruments.items() if one.parties != "adoption"},
        known_pairs={id: _known(one, codes, year) for id, one in instruments.items() if one.parties == "assumed"},
        non_refoulement={name: _members(keys, codes, year) for name, keys in NON_REFOULEMENT.items()},
        adequate=_members(("EU",), codes, year),
    )


def _bound(instrument: Instrument, codes: tuple[str, ...], year: int | None) -> BoolArray:
    """Who may ask whom under an instrument, requesting by requested; all whom it may bind where that is assumed."""
    apart = ~np.eye(len(codes), dtype=bool)
    if instrument.parties in ("all", "assumed"):
        return apart
    if instrument.parties == "own_provider":
        return ~apart
    if instrument.parties == "pairs":
        return _known(instrument, codes, year)
    if instrument.parties == "listed":
        party = np.array([code in instrument.members for code in codes])
    else:
        party = _members(instrument.treaty, codes, year)
        if party.sum() < instrument.minimum_parties or (year is not None and year < instrument.since):  # not in force
            party[:] = False
    return np.asarray(party[:, None] & party & apart)


def _members(keys: tuple[str, ...], codes: tuple[str, ...], year: int | None) -> BoolArray:
    """Whether each state is bound by a treaty, under any of its keys in the table."""
    bound = frozenset().union(*(load_treaties().bound(key, year) for key in keys))
    return np.array([code in bound for code in codes])


def _known(instrument: Instrument, codes: tuple[str, ...], year: int | None) -> BoolArray:
    """Pairs whose treaty is on file, both ways."""
    matrix = np.zeros((len(codes), len(codes)), dtype=bool)
    place = {code: i for i, code in enumerate(codes)}
    for one, other in (pair for kind in instrument.pairs for pair in pairs(kind, year=year)):
        if one in place and other in place:
            matrix[place[one], place[other]] = matrix[place[other], place[one]] = True
    np.fill_diagonal(matrix, False)
    return matrix
