"""The model of design section 3, slowly: one replicate at a time, as graphs and sets, to be read beside it.

Nothing here is fast, and nothing is shared with the kernel but the network, the draws and the tables of days.
The kernel must equal it replicate by replicate.
"""

from dataclasses import dataclass
from functools import cache

import networkx as nx
import numpy as np
import numpy.typing as npt

from simulator.arrays import BoolArray
from simulator.engine.draws import NEVER, Purpose, delay_table, draws, quantile, threshold
from simulator.model.network import ACCESS, HORIZONS, HOST, OWN, PROVIDER, Gate, Network

EFFECTS = (
    "located", "read", "watched", "data", "data_host", "data_provider", "data_order", "held", "handed_over", "held_in_transit",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceResult:
    """By effect: shape (n_replicates, n_horizons, n_states); days of the front and who answered R: (n_replicates, n_states)."""

    effects: dict[str, BoolArray]
    front: npt.NDArray[np.int64]
    answered: BoolArray


@dataclass(frozen=True, slots=True)
class _Request:
    """One live channel: which row, when the answer comes if the sender asks on day 0, and whether it may hand over."""

    row: int
    delay: int
    hands_over: bool


def run_reference(
    network: Network, seed: int, replicates: range, rounds: int = 2, one_mind: bool = False
) -> ReferenceResult:
    """Every replicate by itself; arguments and meaning as `simulator.engine.kernel.run`."""
    shape = (len(replicates), len(HORIZONS), network.n_states)
    effects = {effect: np.zeros(shape, dtype=bool) for effect in EFFECTS}
    front = np.zeros((len(replicates), network.n_states), dtype=np.int64)
    answered = np.zeros((len(replicates), network.n_states), dtype=bool)
    for place, replicate in enumerate(replicates):
        world = _OneWorld(network, seed, replicate, one_mind)
        day = world.spread(rounds)
        front[place] = [day[v] for v in range(network.n_states)]
        answered[place] = [world.answers(network.requesting, v) for v in range(network.n_states)]
        for h, horizon in enumerate(HORIZONS):
            for host in set(range(network.n_states)) - {network.requesting}:
                for effect in world.effects_on(host, day, horizon):
                    effects[effect][place, h, host] = True
    return ReferenceResult(effects=effects, front=front, answered=answered)


class _OneWorld:
    """One replicate: which channels are live, who asks, and what follows."""

    def __init__(self, network: Network, seed: int, replicate: int, one_mind: bool = False) -> None:
        self.one_mind = one_mind
        self.network, self.rows, self.seed, self.replicate = network, network.rows, seed, replicate
        self.requester = network.requesting
        self.graph = self._live_graph()

    @cache  # noqa: B019 - one world lives for one replicate
    def draw(self, purpose: Purpose, *belongs_to: int) -> int:
        return int(draws(self.seed, purpose, *belongs_to, replicate=self.replicate).item())

    def number(self, state: int) -> int:
        return int(self.network.numbers[state])

    # Gates: a request passes when the draw of whom the gate belongs to is below its chance.

    def gate_draw(self, gate: Gate, desk: int, u: int, v: int) -> int:
        provider = (desk,) if desk == PROVIDER else ()
        if gate in (Gate.SCOPE, Gate.SEVERITY, Gate.DUAL_CRIMINALITY):  # what the requested state's law finds
            return self.draw(Purpose[gate.name], *provider, self.number(v))
        if gate is Gate.VETTING:
            return self.draw(Purpose.VETTING, self.number(u))
        if gate is Gate.CAPACITY:
            return self.handling(Purpose.CAPACITY, desk, u, v)
        body = 0 if self.one_mind else desk  # does the same for all senders
        return self.draw(Purpose[gate.name], body, self.number(v))

    def handling(self, purpose: Purpose, desk: int, u: int, v: int) -> int:
        if desk == PROVIDER:
            return self.draw(purpose, desk, self.number(v))
        return self.draw(purpose, desk, self.number(u), self.number(v))

    def passes(self, gate: Gate, chance: float, row: int, u: int, v: int) -> bool:
        desk = int(self.rows.desk[row])
        if desk == PROVIDER and gate not in (Gate.SCOPE, Gate.CAPACITY):
            return True
        return self.gate_draw(gate, desk, u, v) < int(threshold(chance))

    def _live_graph(self) -> "nx.MultiDiGraph[int]":
        network = self.network
        graph: nx.MultiDiGraph[int] = nx.MultiDiGraph()
        graph.add_nodes_from(range(network.n_states))
        for u in range(network.n_states):
            for v in range(network.n_states):
                for row in range(len(self.rows.desk)):
                    place = (np.array(u), np.array(row), np.array(v))
                    if not network.exists(*place):
                        continue
                    chances = [float(chance) for chance in network.chances(*place)]
                    if all(self.passes(gate, chances[gate], row, u, v) for gate in Gate):
                        barred = float(network.chances(*place, handover=True)[Gate.GROUNDS])
                        hands_over = self.passes(Gate.GROUNDS, barred, row, u, v)
                        graph.add_edge(u, v, request=_Request(row, self.days(row, u, v), hands_over))
        return graph

    def days(self, row: int, u: int, v: int) -> int:
        drawn = np.array(self.handling(Purpose.DELAY, int(self.rows.desk[row]), u, v), dtype=np.uint32)
        table = delay_table(float(self.rows.days[row]), self.network.sigma)
        return int(table[quantile(drawn)])

    def requests(self, u: int, v: int) -> list[_Request]:
        return [edge["request"] for edge in (self.graph.get_edge_data(u, v) or {}).values()]

    # Forwarding: v answers u when some data channel u -> v, not preserve, is live.

    def answers(self, u: int, v: int) -> bool:
        return any(self.rows.answering[request.row] for request in self.requests(u, v))

    def spread(self, rounds: int) -> dict[int, int]:
        """t[R] = 0, else never; t'[v] = min(t[v], min over live joining channels of t[u] + delay), `rounds` times."""
        day = dict.fromkeys(self.graph, NEVER)
        day[self.requester] = 0
        for _ in range(rounds):
            later = dict(day)
            for u, v, request in self.graph.edges(data="request"):
                if day[u] == NEVER or v == self.requester or not self.rows.answering[request.row]:
                    continue
                chance = max(self.rows.forward[request.row], self.network.aligned[self.requester, v])
                if self.draw(Purpose.FORWARD, self.number(v)) < int(threshold(chance)):
                    later[v] = min(later[v], day[u] + request.delay)
            day = later
        return day

    # Data effects.

    def retention(self, holder: int) -> int:
        drawn = np.array(self.draw(Purpose.RETENTION, self.number(holder)), dtype=np.uint32)
        return int(delay_table(self.network.retention_days, self.network.retention_sigma)[quantile(drawn)])

    def asked(self, day: dict[int, int], holder: int) -> list[tuple[int, _Request, int]]:
        """Every live request of the front to a holder: sender, request, day of the answer."""
        return [
            (u, request, min(day[u] + request.delay, NEVER))
            for u in self.graph
            if day[u] < NEVER
            for request in self.requests(u, holder)
        ]

    def given(self, holder: int, day: dict[int, int], horizon: int) -> list[_Request]:
        """What the front was given by a holder: stored data not yet deleted, or kept by a preserve channel."""
        asked = self.asked(day, holder)
        kept = any(self.rows.preserving[request.row] and at < self.retention(holder) for _, request, at in asked)
        return [
            request
            for _, request, at in asked
            if at <= horizon
            and not self.rows.holding[request.row]
            and (not self.rows.stored[request.row] or at < self.retention(holder) or kept)
        ]

    def holder_of(self, service: int, parts: tuple[tuple[int, float], ...], host: int) -> int:
        drawn = self.draw(Purpose.PROVIDER, service, self.number(host))
        below = threshold(np.cumsum([share for _, share in parts])).tolist()
        chosen = next((who for (who, _), limit in zip(parts, below, strict=True) if drawn < limit), parts[-1][0])
        return {HOST: host, OWN: self.requester}.get(chosen, chosen)

    def effects_on(self, host: int, day: dict[int, int], horizon: int) -> set[str]:
        """Everything that happened to a person in `host` by the horizon."""
        rows, happened = self.rows, set()
        identified, identified_unwarned, located, located_unwarned = False, False, False, False
        for service, parts in self.network.service_holders:
            holder = self.holder_of(service, parts, host)
            for request in self.given(holder, day, horizon):
                row = request.row
                if rows.provider[row] and service == ACCESS:
                    continue  # no order from abroad reaches the access network
                way = "data_order" if rows.provider[row] else "data_host" if holder == host else "data_provider"
                if rows.identifying[row]:
                    identified = True
                    identified_unwarned |= not rows.convention[row]
                    happened |= {"located", way}
                if rows.reading[row]:
                    happened |= {"read", way}
                if rows.watching[row]:
                    happened |= {"watched", way}
        for request in self.given(host, day, horizon):  # `locate` reaches the host only
            if rows.locating[request.row] and (identified or not self.network.pseudonymous):
                located = True
                located_unwarned |= not rows.convention[request.row]
        if located:
            happened |= {"located", "data_host"}
        if happened & {"located", "read", "watched"}:
            happened.add("data")
        # A location under notice does not count towards `held` when the person is warned.
        warned = self.draw(Purpose.WARNED, self.number(host)) < int(threshold(self.network.warned))
        found = (identified_unwarned or located_unwarned) or ("located" in happened and not warned)
        found |= self.draw(Purpose.FOUND, self.number(host)) < int(threshold(self.network.found_base))
        if found and self.would_hold(host, day, horizon):
            happened.add("held")
            if self.would_hand_over(host, day, horizon):
                happened.add("handed_over")
        if self.network.travels and self.in_transit(host, day, horizon):
            happened.add("held_in_transit")
        return happened

    # Person effects.

    def would_hold(self, holder: int, day: dict[int, int], horizon: int) -> bool:
        return any(self.rows.holding[request.row] and at <= horizon for _, request, at in self.asked(day, holder))

    def would_hand_over(self, holder: int, day: dict[int, int], horizon: int) -> bool:
        """To R itself; or to a member of the joint list, and from it to R."""
        for u, request, at in self.asked(day, holder):
            if not (self.rows.handing[request.row] and request.hands_over and at <= horizon):
                continue
            if u == self.requester:
                return True
            for second in self.requests(self.requester, u):
                if self.rows.handing[second.row] and second.hands_over and second.delay <= horizon:
                    return True
        return False

    def in_transit(self, host: int, day: dict[int, int], horizon: int) -> bool:
        parts = self.network.transit
        if not parts:
            return False
        drawn = self.draw(Purpose.TRANSIT, self.number(host))
        below = threshold(np.cumsum([share for _, share in parts])).tolist()
        through = next((who for (who, _), limit in zip(parts, below, strict=True) if drawn < limit), parts[-1][0])
        if through in (host, self.requester):
            return False
        seen = self.draw(Purpose.BORDER, self.number(host)) < int(threshold(self.network.found_border))
        return seen and self.would_hold(through, day, horizon)
