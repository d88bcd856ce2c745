"""The compiled network: every channel as numbers, so that the engine needs neither law nor names.

A row is one measure under one instrument; a channel is a row between a requesting and a requested state.
Whatever a row asks of a state is kept by (row, requested state), whatever belongs to the sender by state;
`Network.chances` joins the two for any channels, so that no array over all channels is ever needed.
"""

from dataclasses import dataclass, fields
from enum import IntEnum
from functools import cached_property

import networkx as nx
import numpy as np

from simulator.arrays import BoolArray, FloatArray, IntArray
from simulator.law.vocabulary import (
    ANSWERING,
    HANDING_OVER,
    HOLDING,
    READING,
    STORED,
    WATCHING,
    Desk,
    Measure,
    Service,
)
from simulator.model import passing

DESKS = tuple(Desk)
MEASURES = tuple(Measure)
SERVICES = tuple(Service)
PROVIDER = DESKS.index(Desk.PROVIDER)
ACCESS = SERVICES.index(Service.ACCESS)
HOST, OWN = -1, -2  # holders that are no fixed state: the host itself, the requesting state's own providers
EACH = -1  # as `Network.requesting`: every sender asks for itself, as in genuine requests
HORIZONS = (7, 30, 90, 180, 365, 730)  # [day]


class Gate(IntEnum):
    """The gates that a draw decides, in the order of the definition."""

    SCOPE = 0  # 3
    SEVERITY = 1  # 4
    GROUNDS = 2  # 5
    DUAL_CRIMINALITY = 3  # 6
    DATA_PROTECTION = 4  # 7
    COURT = 5  # 8
    NOTICE = 6  # 9
    VETTING = 7  # INTERPOL's review of the sender
    CAPACITY = 8  # 10


@dataclass(frozen=True, kw_only=True)  # no slots: what follows from a row is worked out once
class Rows:
    """What each row is; arrays of shape (n_rows,)."""

    instrument: tuple[str, ...]
    ordinal: IntArray  # place of the row in its instrument's file
    measure: IntArray  # place in MEASURES
    desk: IntArray  # place in DESKS
    days: FloatArray  # typical days from request to answer [day]
    convention: BoolArray  # of the Convention, whose notice may warn the person
    joint_list: BoolArray
    vetted: BoolArray
    takes_regime: BoolArray  # takes the clauses of another assistance treaty between the two, 40(6)-(7)
    floored: BoolArray  # of another instrument, so that the Convention's safeguards may be its floor
    forward: FloatArray  # chance that a state that answered joins

    def is_a(self, kind: frozenset[Measure]) -> BoolArray:
        """Whether each row's measure is one of `kind`."""
        return np.isin(self.measure, [MEASURES.index(measure) for measure in kind])

    @cached_property
    def provider(self) -> BoolArray:
        """Direct and voluntary orders: from the requesting state alone."""
        return np.asarray(self.desk == PROVIDER)

    @cached_property
    def answering(self) -> BoolArray:
        """Rows that, when live, mean that the requested state answered."""
        return self.is_a(ANSWERING) & ~self.provider

    @cached_property
    def preserving(self) -> BoolArray:
        """Rows that keep data from being deleted."""
        return self.is_a(frozenset({Measure.PRESERVE})) & ~self.provider

    @cached_property
    def stored(self) -> BoolArray:
        """Rows that fail when the data is deleted before the answer."""
        return self.is_a(STORED)

    @cached_property
    def identifying(self) -> BoolArray:
        """Rows whose answer says whose account it is."""
        return self.is_a(frozenset({Measure.SUBSCRIBER}))

    @cached_property
    def locating(self) -> BoolArray:
        """Rows whose answer says where the person is; they reach the host only."""
        return self.is_a(frozenset({Measure.LOCATE}))

    @cached_property
    def reading(self) -> BoolArray:
        """Rows whose answer says what the person writes and with whom."""
        return self.is_a(READING)

    @cached_property
    def watching(self) -> BoolArray:
        """Rows whose answer is a live copy."""
        return self.is_a(WATCHING)

    @cached_property
    def holding(self) -> BoolArray:
        """Rows that may get the person arrested."""
        return self.is_a(HOLDING)

    @cached_property
    def handing(self) -> BoolArray:
        """Rows that may get the person handed over."""
        return self.is_a(HANDING_OVER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Every channel for one case, one requesting state and one set of rules.

    Arrays over rows, states and regimes are named by their axes: k rows, s states, g regimes (0 is the
    instrument's own clauses; the others are those of the assistance treaties that bind a pair; the last, where
    there is a floor, the more protective of a row's own clauses and the Convention's). Axis f is 1, or 2 where
    there is a floor: without and with it.
    """

    codes: tuple[str, ...]  # labels for people; the engine does not read them
    numbers: IntArray  # (s,) permanent numbers
    requesting: int  # place of the requesting state, or EACH
    rows: Rows
    bound: BoolArray  # (n_bindings, s, s) requesting by requested
    binding: IntArray  # (k,) place in `bound`, `partial` and `partial_share`
    partial: BoolArray  # (n_bindings, s, s) pairs of which only a share uses the instrument
    partial_share: FloatArray  # (n_bindings,) that share: assumed treaties, requests not displaced
    regime: IntArray  # (s, s)
    floor: BoolArray  # (s, s) pairs between which the Convention's safeguards are a floor for every channel
    test: IntArray  # (f, k) test of dual criminality, place in `profile.TESTS`
    scope: FloatArray  # (k,)
    years: FloatArray  # (k,) threshold [year], 0 where none applies
    both_laws: bool  # whether the requested state's statute counts too
    penalty: FloatArray  # (s,) the statute measured against the threshold of the Convention [year]
    maximum: FloatArray  # (s,) the maximum penalty, for other instruments [year]
    crime: FloatArray  # (3, s)
    concern: FloatArray  # (s,) 1 - record of the sender, as far as a reader sees it
    plainest: FloatArray  # (f, k) the largest nature of any ground, under the row's standard of proof
    grounds: FloatArray  # (g, k, s) strongest ground's force per unit of concern
    grounds_handover: FloatArray  # (g, k, s) the same with non-refoulement, for handing over
    protection: FloatArray  # (k,) chance that the person's standing is recognised
    protection_force: FloatArray  # (s,)
    dual_criminality: FloatArray  # (g, k, s) force of a missing match
    data_protection: FloatArray  # (f, k, s) chance to pass
    court: FloatArray  # (f, k, s) weight of the court times its independence
    remedy: FloatArray  # (f, k, s)
    vetting: FloatArray  # (s,) chance that a sender's alert passes
    capacity: FloatArray  # (k, s)
    trust: FloatArray  # (s,) share of a provider's answers that a sender gets
    in_data: BoolArray  # (s,) states with an index
    aligned: FloatArray  # (s, s) chance that a state that answered joins by alignment alone; requesting by answering
    sigma: float  # of the log-normal delay
    # the person and the services
    service_holders: tuple[tuple[int, tuple[tuple[int, float], ...]], ...]  # (service, ((holder, share), ...))
    pseudonymous: bool
    travels: bool
    transit: tuple[tuple[int, float], ...]
    found_base: float
    found_border: float
    warned: float
    retention_days: float
    retention_sigma: float

    @property
    def n_states(self) -> int:
        """Number of states."""
        return len(self.numbers)

    @property
    def identity(self) -> tuple[object, ...]:
        """Equal for two networks of one compiler that are the same throughout, so that one run serves both.

        A compiler makes once what it finds equal, so arrays are told apart as objects, which must all be alive.
        """
        values = (getattr(self, field.name) for field in fields(self))
        return tuple(id(value) if isinstance(value, np.ndarray | Rows) else value for value in values)

    def asks_for_itself(self, u: IntArray) -> BoolArray:
        """Whether each sender is the requesting state of the request it sends."""
        return np.asarray((u == self.requesting) | (self.requesting == EACH))

    def exists(self, u: IntArray, k: IntArray, v: IntArray) -> BoolArray:
        """Gates 1 and 2: whether a request may be sent at all; arguments broadcast.

        Direct orders and orders to R's own providers come from the requesting state alone; requests about
        the person from another state only through a joint list; nobody asks the requesting state.
        """
        rows = self.rows
        there = self.bound[self.binding[k], u, v] & self.in_data[u] & self.in_data[v]
        from_requester = self.asks_for_itself(u)
        person = rows.holding[k]
        may_send = from_requester | (~rows.provider[k] & (~person | rows.joint_list[k]))
        to_other = (v != self.requesting) | (rows.provider[k] & from_requester)
        return np.asarray(there & may_send & to_other)

    def channels(self) -> tuple[IntArray, IntArray, IntArray]:
        """Sender, row and requested state of every channel, by sender, then row; shape (n_channels,) each."""
        rows, everyone = np.arange(len(self.rows.measure))[:, None], np.arange(self.n_states)
        found = [np.nonzero(self.exists(np.array(u), rows, everyone)) for u in everyone]
        k, v = (np.concatenate(part) for part in zip(*found, strict=True))
        return np.repeat(everyone, [len(rows) for rows, _ in found]), k, v

    def chances(self, u: IntArray, k: IntArray, v: IntArray, *, handover: bool = False) -> tuple[FloatArray, ...]:
        """Chance to pass each `Gate` on channels of sender `u`, row `k`, requested state `v`; they broadcast.

        `handover` adds non-refoulement to gate 5. What a person channel from another sender meets at gate 5
        is the lesser of what the holder sees in that sender and in the requesting state.
        """
        rows = self.rows
        floored = (rows.floored[k] & self.floor[u, v]).astype(np.int64)
        regime = np.where(rows.takes_regime[k], self.regime[u, v], floored * (len(self.grounds) - 1))
        concern = self.concern[u]
        requester = self.concern[self.requesting] if self.requesting >= 0 else concern
        protected = self.protection[k]
        force = (self.grounds_handover if handover else self.grounds)[regime, k, v]
        plainest = self.plainest[floored, k]
        test = self.test[floored, k]
        crime_u = np.where(self.asks_for_itself(u), 1.0, self.crime[test, u])
        shape = np.broadcast_shapes(np.shape(u), np.shape(k), np.shape(v))
        chances = (
            np.broadcast_to(self.scope[k], shape),
            np.broadcast_to(self._severity(u, k, v), shape),
            passing.grounds(concern, requester, rows.holding[k], force, protected, self.protection_force[v]),
            passing.dual_criminality(crime_u, self.crime[test, v], self.dual_criminality[regime, k, v]),
            np.broadcast_to(self.data_protection[floored, k, v], shape),
            passing.review(self.court[floored, k, v], concern, plainest, protected),
            passing.review(self.remedy[floored, k, v], concern, plainest, protected),
            np.broadcast_to(passing.vetting(rows.vetted[k], self.vetting[u]), shape),
            self.handling_chance(u, k, v),
        )
        order = rows.provider[k]  # an order to a provider meets scope and handling only
        if not np.any(order):
            return chances
        return tuple(
            chance if gate in (Gate.SCOPE, Gate.CAPACITY) else np.where(order, 1.0, chance)
            for gate, chance in zip(Gate, chances, strict=True)
        )

    def share(self, k: IntArray, u: IntArray, v: IntArray) -> FloatArray:
        """Share of requests on row `k` that pairs of states such as these send at all; arguments broadcast."""
        which = self.binding[k]
        return np.where(self.partial[which, u, v], self.partial_share[which], 1.0)

    def handling_chance(self, u: IntArray, k: IntArray, v: IntArray) -> FloatArray:
        """Gate 10: share of requests handled at all; where only some pairs have the treaty, of those too."""
        return np.asarray(
            passing.handling(self.capacity[k, v], self.share(k, u, v), self.rows.provider[k] & (u != v), self.trust[u])
        )

    def _severity(self, u: IntArray, k: IntArray, v: IntArray) -> FloatArray:
        """Gate 4 on the sender's statute, and on the requested state's where both count."""
        statutes = self.penalty[u], self.maximum[u], self.penalty[v]
        return np.asarray(passing.severity(self.rows.convention[k], self.years[k], *statutes, self.both_laws))

    def to_networkx(self) -> nx.MultiDiGraph:
        """Every channel as an edge with its instrument, measure, desk, chances by gate and typical days."""
        graph = nx.MultiDiGraph(requesting=None if self.requesting == EACH else self.codes[self.requesting])
        graph.add_nodes_from(self.codes)
        u, k, v = self.channels()
        chances = self.chances(u, k, v)
        for place, (sender, row, requested) in enumerate(zip(u.tolist(), k.tolist(), v.tolist(), strict=True)):
            graph.add_edge(
                self.codes[sender],
                self.codes[requested],
                instrument=self.rows.instrument[row],
                measure=MEASURES[self.rows.measure[row]].value,
                desk=DESKS[self.rows.desk[row]].value,
                typical_days=float(self.rows.days[row]),
                forward=float(self.rows.forward[row]),
                **{gate.name.lower(): float(chances[gate][place]) for gate in Gate},
            )
        return graph
