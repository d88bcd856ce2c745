"""The full model as one would script it: plain Python, a coin per gate, a dictionary of what was drawn.

A yardstick for the engines and a third opinion on what they find: it shares their network of chances, but neither
their draws nor their code.
"""

from collections import defaultdict
from math import exp, inf
from random import Random

import numpy as np

from simulator.model.network import ACCESS, HORIZONS, HOST, OWN, PROVIDER, Gate, Network

LAW = (Gate.SCOPE, Gate.SEVERITY, Gate.DUAL_CRIMINALITY)
GATES = (Gate.CAPACITY, *(gate for gate in Gate if gate is not Gate.CAPACITY))


class Script:
    """Counts of replicates with an effect, by (effect, horizon, host), of one requesting state; holds in transit left out."""

    def __init__(self, network: Network, seed: int) -> None:
        self.network, self.random = network, Random(seed)
        self.channels: dict[int, list] = {}
        rows = network.rows
        self.kind = [
            {name for name in ("identifying", "locating", "reading", "watching", "holding", "handing", "preserving", "answering",
                               "stored") if getattr(rows, name)[k]} | ({"convention"} if rows.convention[k] else set())
            for k in range(len(rows.desk))
        ]  # fmt: skip
        self.counts: dict[tuple[str, int, int], int] = defaultdict(int)

    def table(self, u: int) -> list:
        """Every channel on which a state may ask, with its chances."""
        if u not in self.channels:
            network, found = self.network, []
            rows, everyone = np.arange(len(network.rows.desk)), np.arange(network.n_states)
            k, v = np.nonzero(network.exists(np.array(u), rows[:, None], everyone[None, :]))
            chances = network.chances(np.full_like(k, u), k, v)
            barred = network.chances(np.full_like(k, u), k, v, handover=True)[Gate.GROUNDS].tolist()
            columns = [np.broadcast_to(chances[gate], k.shape).tolist() for gate in GATES]
            for i, (row, requested) in enumerate(zip(k.tolist(), v.tolist(), strict=True)):
                passes = [column[i] for column in columns]
                if min(passes) > 0:
                    open_gates = [(gate, chance) for gate, chance in zip(GATES, passes, strict=True) if chance < 1]
                    found.append((requested, row, int(network.rows.desk[row]), open_gates, barred[i]))
            self.channels[u] = found
        return self.channels[u]

    def draw(self, *whose: object) -> float:
        """A uniform number, the same for the same owner within a replicate."""
        if whose not in self.drawn:
            self.drawn[whose] = self.random.random()
        return self.drawn[whose]

    def gate_draw(self, gate: Gate, desk: int, u: int, v: int) -> float:
        """Whose draw a gate is."""
        if gate in LAW:
            return self.draw(gate, v, desk == PROVIDER)
        if gate is Gate.VETTING:
            return self.draw(gate, u)
        if gate is Gate.CAPACITY:
            return self.draw(gate, desk, v) if desk == PROVIDER else self.draw(gate, desk, u, v)
        return self.draw(gate, desk, v)

    def lognormal(self, typical: float, sigma: float, *whose: object) -> int:
        """Days with this median."""
        if whose not in self.drawn:
            self.drawn[whose] = self.random.gauss(0.0, 1.0)
        return round(typical * exp(sigma * self.drawn[whose]))

    def live(self, u: int) -> list:
        """The live channels of a sender: (requested, row, days, may hand over)."""
        found = []
        for v, row, desk, gates, barred in self.table(u):
            if all(self.gate_draw(gate, desk, u, v) < chance for gate, chance in gates):
                whose = ("delay", desk, v) if desk == PROVIDER else ("delay", desk, u, v)
                days = self.lognormal(float(self.network.rows.days[row]), self.network.sigma, *whose)
                found.append((v, row, days, self.gate_draw(Gate.GROUNDS, desk, u, v) < barred))
        return found

    def replicate(self, rounds: int = 2) -> None:
        """One possible world."""
        network, requester = self.network, self.network.requesting
        self.drawn: dict = {}
        asked, day = {requester: self.live(requester)}, {requester: 0}
        for _ in range(rounds):
            later = dict(day)
            for u, since in day.items():
                if u not in asked:
                    asked[u] = self.live(u)
                for v, row, days, _ in asked[u]:
                    chance = max(network.rows.forward[row], network.aligned[requester, v])
                    if "answering" in self.kind[row] and v != requester and self.draw("join", v) < chance:
                        later[v] = min(later.get(v, inf), since + days)
            day = later
        for u in day:
            if u not in asked:
                asked[u] = self.live(u)
        known, hold, hand, preserved = self.answers(asked, day)
        for host in range(network.n_states):
            if host != requester:
                self.host(host, known, hold, hand, preserved)

    def answers(self, asked: dict, day: dict) -> tuple:
        """First day of each kind of knowledge at each holder: in time by itself, and if preserved."""
        network, requester = self.network, self.network.requesting
        known: dict = defaultdict(lambda: inf)
        hold: dict = defaultdict(lambda: inf)
        hand: dict = defaultdict(lambda: inf)
        preserved = set()
        for u in sorted(asked, key=lambda one: one != requester):
            for v, row, days, may_hand in asked[u]:
                kind, at = self.kind[row], day[u] + days
                in_time = at < self.lognormal(network.retention_days, network.retention_sigma, "keep", v)
                ordered = bool(network.rows.provider[row])
                if "preserving" in kind and in_time:
                    preserved.add(v)
                for what in ("identifying", "locating", "reading", "watching"):
                    if what in kind:
                        key = (v, what, "convention" in kind, ordered, in_time or "stored" not in kind)
                        known[key] = min(known[key], at)
                if "holding" in kind:
                    hold[v] = min(hold[v], at)
                if "handing" in kind and may_hand:
                    hand[u == requester, v] = min(
                        hand[u == requester, v], at if u == requester else max(at, hand[True, u])
                    )
        return known, hold, {v: min(hand[True, v], hand[False, v]) for v in range(network.n_states)}, preserved

    def given(self, known: dict, preserved: set, v: int, what: str, ordered: bool, convention: bool) -> float:
        """First day on which a holder gave something."""
        day = known.get((v, what, convention, ordered, True), inf)
        return min(day, known.get((v, what, convention, ordered, False), inf)) if v in preserved else day

    def host(self, host: int, known: dict, hold: dict, hand: dict, preserved: set) -> None:
        """What happened to a person there, and by when."""
        network, first = self.network, defaultdict(lambda: inf)
        named = {False: inf, True: inf}
        for service, parts in network.service_holders:
            left = self.draw("service", service, host)
            for who, share in parts:
                holder = {HOST: host, OWN: network.requesting}.get(who, who)
                left -= share
                if left < 0:
                    break
            for ordered in (False, True):
                if ordered and service == ACCESS:
                    continue
                way = "data_order" if ordered else "data_host" if holder == host else "data_provider"
                for what, effect in (("identifying", "located"), ("reading", "read"), ("watching", "watched")):
                    for convention in (False, True):
                        at = self.given(known, preserved, holder, what, ordered, convention)
                        first[effect], first[way] = min(first[effect], at), min(first[way], at)
                        if what == "identifying":
                            named[convention] = min(named[convention], at)
        for convention in (False, True):
            at = self.given(known, preserved, host, "locating", False, convention)
            if network.pseudonymous:
                at = max(at, min(named.values()))
            first["located"], first["data_host"] = min(first["located"], at), min(first["data_host"], at)
            named[convention] = min(named[convention], at)
        first["data"] = min(first["located"], first["read"], first["watched"])
        warned = self.draw("warned", host) < network.warned
        found = named[False] if warned else min(named.values())
        if self.draw("found", host) < network.found_base:
            found = 0
        first["held"] = max(found, hold[host])
        first["handed_over"] = max(first["held"], hand[host])
        for effect, at in first.items():
            for place, horizon in enumerate(HORIZONS):
                if at <= horizon:
                    self.counts[effect, place, host] += 1
