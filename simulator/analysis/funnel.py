"""Requests gate by gate: of 1,000 that were sent, where each stopped, and through which instruments the others came.

A request here is one channel in one replicate in which its sender asks. Requests count alike whether or not one
answer would have been enough, so these shares explain the chances of the map and do not multiply to them. Who asks
(the requesting State; members of the front) and who is asked (a host; a provider's State; a provider, by direct order)
are counted apart.
"""

from dataclasses import dataclass

import numpy as np

from simulator.analysis.paths import PER, Catalogue, Step
from simulator.arrays import BoolArray, FloatArray, IntArray
from simulator.engine.draws import NEVER
from simulator.engine.fates import ARRIVED, BARRED, DELETED, LATE, N_FATES
from simulator.engine.trace import Channels, Trace
from simulator.model.network import Gate, Network
from simulator.words.say import Word

NOT_SENT = N_FATES  # beside the fates of the engine
# The order of the definition, in words; each with the article of the UN text where such a rule may stand.
STOPS = {
    "not_sent": (Word("Not sent: not bound, not in force, measure not offered, or sender not in the front"), "64-65"),
    Gate.SCOPE.name: (Word("Outside the offences covered"), "3, 35(1)"),
    Gate.SEVERITY.name: (Word("Not a serious crime"), "2(h)"),
    Gate.GROUNDS.name: (
        Word("Refused on a ground (persecution, rights, political offence, essential interests)"), "6(2), 37(15), 40(21)-(22)",
    ),
    Gate.DUAL_CRIMINALITY.name: (Word("Not a crime in both States"), "35(3), 37(1)-(2), 40(8), 42(4)-(5)"),
    Gate.DATA_PROTECTION.name: (Word("Data protection"), "36"),
    Gate.COURT.name: (Word("Stopped by a court or another independent body"), "24"),
    Gate.NOTICE.name: (Word("Stopped by a remedy after notice"), "24, 40(20)"),
    Gate.VETTING.name: (Word("Stopped by INTERPOL's review"), Word("INTERPOL Constitution 2-3")),
    Gate.CAPACITY.name: (Word("Not handled: capacity and will"), Word("no article")),
    "late": (Word("Answered after the horizon"), Word("no article")),
    "deleted": (Word("Data deleted before the answer"), Word("42 (preservation)")),
    "barred": (Word("May hold, not hand over: non-refoulement"), Word("1951 Convention 33")),
}  # fmt: skip
ENDS = ("located", "read", "watched", "held", "handed_over")  # of those that came through
_FATE_OF = {"not_sent": NOT_SENT, "late": LATE, "deleted": DELETED, "barred": BARRED} | {g.name: int(g) for g in Gate}


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrivals:
    """Requests that came through one row of one instrument."""

    step: Step
    before: float  # of 1,000 requests
    after: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """Requests through one family of instruments that ended in one way."""

    family: str
    end: str  # a key of `STOPS`, or the effect of those that came through
    before: float  # of 1,000 requests
    after: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Funnel:
    """The same requests under the baseline and the scenario; every figure is of 1,000 requests."""

    kind: str  # data or person
    asker: str  # requesting (State) or front (its other members)
    asked: str  # host, provider (another State that holds data) or order (to a provider, directly)
    requests: int  # those that are sent in either
    stopped: dict[str, tuple[float, float]]  # by key of `STOPS`: before, after
    arrived: tuple[Arrivals, ...]  # by family, then by article
    flows: tuple[Flow, ...]  # by family, then in the order of `STOPS` and of the effects


GROUPS = (
    ("data", "requesting", "host"),
    ("data", "requesting", "provider"),
    ("data", "requesting", "order"),
    ("data", "front", "host"),
    ("data", "front", "provider"),
    ("person", "requesting", "host"),
    ("person", "front", "host"),
)


def _belongs(group: tuple[str, str, str], found: Trace, table: Channels) -> BoolArray:
    """Which channels are of a group: what is asked (preserving exposes nothing by itself), by whom, and of whom."""
    kind, asker, asked = group
    network, rows, k = found.network, found.network.rows, table.row
    elsewhere = rows.identifying | rows.reading | rows.watching  # where a person is, only the host can say
    order, at_host = rows.provider[k], np.isin(table.requested, found.hosts)
    providers = _providers(network)
    if len(found.hosts) == 1:  # what the one host is asked is asked of no provider's State
        providers = np.setdiff1d(providers, found.hosts)
    to = {
        "host": at_host & ~order & (elsewhere | rows.locating | rows.holding)[k],
        "provider": np.isin(table.requested, providers) & ~order & elsewhere[k],
        "order": order & elsewhere[k],
    }[asked]
    own = table.sender == network.requesting
    return np.asarray(to & (rows.holding[k] == (kind == "person")) & (own == (asker == "requesting")))


def _providers(network: Network) -> IntArray:
    """States whose providers may hold the person's data, the requesting State itself aside."""
    return np.unique([who for _, parts in network.service_holders for who, _ in parts if who >= 0]).astype(np.int64)


class Tally:
    """Requests of one group, baseline and scenario, added up over blocks of replicates."""

    def __init__(self, group: tuple[str, str, str], n_rows: int) -> None:
        self.group = group
        self.sent_in_either = np.zeros(n_rows, dtype=np.int64)
        self.fates = np.zeros((2, n_rows, N_FATES), dtype=np.int64)

    @property
    def requests(self) -> int:
        """Those that are sent in either world."""
        return int(self.sent_in_either.sum())

    def add(self, both: list[Trace], tables: list[Channels], catalogue: Catalogue) -> None:
        """Count one block. A request is one that is sent in either world, so that both are of the same requests."""
        n_rows, keys = len(catalogue.steps), []
        for side, (found, table, rows) in enumerate(zip(both, tables, catalogue.rows, strict=True)):
            mine = np.flatnonzero(_belongs(self.group, found, table))
            row = rows[table.row[mine]]
            np.add.at(self.fates[side], row, table.counts[mine])
            keys.append((table.sender[mine] * n_rows + row) * found.network.n_states + table.requested[mine])
        asks = [found.front.day < NEVER for found in both]
        n_states = both[0].network.n_states
        before, after = keys
        for those, asking in (
            (np.intersect1d(before, after), asks[0] | asks[1]),
            (np.setdiff1d(before, after), asks[0]),
            (np.setdiff1d(after, before), asks[1]),
        ):
            sender, row = np.divmod(those // n_states, n_rows)
            np.add.at(self.sent_in_either, row, asking.sum(axis=1)[sender])

    def funnel(self, catalogue: Catalogue) -> Funnel:
        """Everything of 1,000 requests."""
        kind, asker, asked = self.group
        not_sent = self.sent_in_either[:, None] - self.fates.sum(axis=2, keepdims=True)
        by_row = np.concatenate([self.fates, not_sent], axis=2)  # (2, n_rows, N_FATES + 1)
        shares = PER * by_row.sum(axis=1) / self.requests
        arrived = PER * self.fates[:, :, ARRIVED] / self.requests
        came = [
            Arrivals(step=step, before=before, after=after)
            for step, before, after in zip(catalogue.steps, *arrived.tolist(), strict=True)
            if before or after
        ]
        return Funnel(
            kind=kind,
            asker=asker,
            asked=asked,
            requests=self.requests,
            stopped={stop: tuple(shares[:, fate].tolist()) for stop, fate in _FATE_OF.items()},
            arrived=tuple(sorted(came, key=lambda one: one.step.place())),
            flows=_flows(by_row * (PER / self.requests), catalogue),
        )


def _flows(shares: FloatArray, catalogue: Catalogue) -> tuple[Flow, ...]:
    """Shares by side, row and fate, added up by family and by how they ended."""
    ends = [*STOPS, *ENDS]
    total: dict[tuple[str, str], FloatArray] = {}
    for row, step in enumerate(catalogue.steps):
        for end, fate in (_FATE_OF | {step.effect: ARRIVED}).items():
            total[step.family, end] = total.get((step.family, end), np.zeros(2)) + shares[:, row, fate]
    found = [Flow(family=family, end=end, before=b, after=a) for (family, end), (b, a) in total.items() if b or a]
    return tuple(sorted(found, key=lambda flow: (flow.family, ends.index(flow.end))))
