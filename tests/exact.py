"""Exact chances of everything in a tiny world: design section 3, with every draw split where it matters.

A draw is an interval of the 2**31 numbers it may be. Whoever asks whether it is below a threshold, or for how many days
it stands, splits the interval in two or more, and the world is gone through once for each part, weighted by its
length. Nothing is drawn, nothing is rounded, and nothing comes from an engine but the size of the grid and the tables
of days. `TinyWorld.whose` says to whom a draw belongs; tests put a wrong one in its place to see that it is found out.
"""

from collections import Counter
from fractions import Fraction
from itertools import pairwise

import numpy as np

from simulator.engine.draws import NEVER, ONE, QUANTILES, delay_table, threshold
from simulator.model.network import ACCESS, HORIZONS, HOST, OWN, PROVIDER, Gate

CELL = ONE // QUANTILES  # draws that share a quantile
DATA = ("located", "read", "watched")


class Split(Exception):
    """A draw must be split: its parts, each (from, to)."""

    def __init__(self, key, parts):
        self.key, self.parts = key, parts


class Draws:
    """What is known so far of each draw, by whom it belongs to."""

    def __init__(self, known):
        self.known = known

    def below(self, limit, key):
        """Whether a draw is below a threshold."""
        if limit in (0, ONE):
            return limit == ONE
        low, high = self.known.get(key, (0, ONE))
        if low < limit < high:
            raise Split(key, ((low, limit), (limit, high)))
        return high <= limit

    def days(self, table, key):
        """The day at which a draw stands in a table of quantiles, which never fall."""
        if table[0] == table[-1]:
            return int(table[0])
        low, high = self.known.get(key, (0, ONE))
        days = table[low // CELL : -(-high // CELL)]
        if days[0] != days[-1]:
            rises = (np.flatnonzero(np.diff(days)) + 1 + low // CELL) * CELL
            edges = [low, *rises.tolist(), high]
            raise Split(key, tuple(pairwise(edges)))
        return int(days[0])


def exact(happens, most=20_000):
    """The chance of each outcome of `happens(draws)`; None where there are more than `most` cells."""
    chances, open_cells, seen = Counter(), [({}, Fraction(1))], 0
    while open_cells:
        known, weight = open_cells.pop()
        try:
            chances[happens(Draws(known))] += weight
            seen += 1
        except Split as split:
            low, high = split.parts[0][0], split.parts[-1][1]
            for part in split.parts:
                share = Fraction(part[1] - part[0], high - low)
                open_cells.append(({**known, split.key: part}, weight * share))
        if seen + len(open_cells) > most:
            return None
    return chances


class TinyWorld:
    """The model of section 3 for one network, as plain as can be."""

    def __init__(self, network, rounds):
        self.network, self.rows, self.rounds = network, network.rows, rounds
        self.states, self.requester = range(network.n_states), network.requesting
        self.channels = {}  # by (sender, requested): rows with the thresholds of their gates, and of gate 5 for handing over
        for u in self.states:
            for v in self.states:
                for k in range(len(self.rows.desk)):
                    place = (np.array(u), np.array(k), np.array(v))
                    if network.exists(*place):
                        limits = [int(threshold(chance)) for chance in network.chances(*place)]
                        barred = int(threshold(network.chances(*place, handover=True)[Gate.GROUNDS]))
                        self.channels.setdefault((u, v), []).append((k, limits, barred))

    def __call__(self, draws):
        """Everything that happened: who asks from which day, and each (effect, host) with its first day."""
        self.answers = {}
        day = self.front(draws)
        happened = {}
        for host in self.states:
            if host != self.requester:
                for effect, when in self.effects(draws, day, host).items():
                    if when <= HORIZONS[-1]:
                        happened[effect, host] = next(horizon for horizon in HORIZONS if when <= horizon)
        return tuple(sorted(day.items())), tuple(sorted(happened.items()))

    def whose(self, purpose, k, u, v):
        """To whom the draw belongs that decides a request on row `k` of `u` to `v`: all that share it share the key."""
        desk = int(self.rows.desk[k])
        if purpose in ("SCOPE", "SEVERITY", "DUAL_CRIMINALITY"):  # what the requested state's law finds
            return (purpose, v, desk) if desk == PROVIDER else (purpose, v)
        if purpose in ("CAPACITY", "DELAY"):  # handling
            return (purpose, desk, v) if desk == PROVIDER else (purpose, desk, u, v)
        if purpose == "VETTING":
            return purpose, u
        if purpose == "FORWARD":
            return purpose, v
        return purpose, v, desk  # what its deciding body does

    def passes(self, draws, gate, limit, k, u, v):
        return draws.below(limit, self.whose(gate.name, k, u, v))

    def live(self, draws, u, v, of=None):
        """Live requests: row, days to the answer, whether it may hand the person over."""
        asked = (channel for channel in self.channels.get((u, v), ()) if of is None or of[channel[0]])
        return [answer for channel in asked if (answer := self.answer(draws, u, v, *channel)) is not None]

    def answer(self, draws, u, v, k, limits, barred):
        """One request, looked at once: None if a gate stops it."""
        if (u, v, k) not in self.answers:
            answer = None
            if all(self.passes(draws, gate, limits[gate], k, u, v) for gate in Gate):
                table = delay_table(float(self.rows.days[k]), self.network.sigma)
                hands = self.rows.handing[k] and draws.below(barred, self.whose("GROUNDS", k, u, v))
                answer = k, draws.days(table, self.whose("DELAY", k, u, v)), hands
            self.answers[u, v, k] = answer
        return self.answers[u, v, k]

    def front(self, draws):
        """F[0] = {R}; a state joins through a live data channel when its one forwarding draw is low enough."""
        day = {self.requester: 0}
        for _ in range(self.rounds):
            later = dict(day)
            for u, told in day.items():
                for v in self.states:
                    if v == self.requester:
                        continue
                    for k, delay, _ in self.live(draws, u, v, self.rows.answering):
                        chance = max(self.rows.forward[k], self.network.aligned[self.requester, v])
                        if draws.below(int(threshold(chance)), self.whose("FORWARD", k, u, v)):
                            later[v] = min(later.get(v, NEVER), told + delay)
            day = {v: when for v, when in later.items() if when < NEVER}
        return day

    def given(self, draws, day, holder):
        """Answers of a holder: sender, row, day, whether it may hand over; of stored data only what was still there."""
        answers = [
            (u, k, told + delay, hands) for u, told in day.items() for k, delay, hands in self.live(draws, u, holder)
        ]
        network, rows = self.network, self.rows
        if not any(rows.stored[k] for _, k, _, _ in answers):
            return answers
        deleted = draws.days(delay_table(network.retention_days, network.retention_sigma), ("RETENTION", holder))
        kept = any(rows.preserving[k] and when < deleted for _, k, when, _ in answers)
        return [answer for answer in answers if not rows.stored[answer[1]] or answer[2] < deleted or kept]

    def part(self, draws, parts, of):
        """On which part a draw falls; the last one takes what rounding leaves."""
        limits = threshold(np.cumsum([share for _, share in parts])).tolist()
        return next(
            (who for (who, _), limit in zip(parts[:-1], limits, strict=False) if draws.below(limit, of)), parts[-1][0]
        )

    def effects(self, draws, day, host):
        """First day of each effect on a person in `host`."""
        rows, network, first = self.rows, self.network, {}
        identified, unwarned = NEVER, NEVER

        def comes(effect, when):
            first[effect] = min(first.get(effect, NEVER), when)

        for service, parts in network.service_holders:
            holder = self.part(draws, parts, ("PROVIDER", service, host))
            holder = {HOST: host, OWN: self.requester}.get(holder, holder)
            for _, k, when, _ in self.given(draws, day, holder):
                if rows.provider[k] and service == ACCESS:
                    continue
                effect = "located" if rows.identifying[k] else "read" if rows.reading[k] else "watched"
                if rows.identifying[k] or rows.reading[k] or rows.watching[k]:
                    comes(effect, when)
                    comes(
                        "data_order" if rows.provider[k] else "data_host" if holder == host else "data_provider", when
                    )
                if rows.identifying[k]:
                    identified = min(identified, when)
                    if not rows.convention[k]:
                        unwarned = min(unwarned, when)
        here = self.given(draws, day, host)
        for _, k, when, _ in here:
            if rows.locating[k]:
                when = max(when, identified) if network.pseudonymous else when
                comes("located", when)
                comes("data_host", when)
                if not rows.convention[k]:
                    unwarned = min(unwarned, when)
        if set(DATA) & set(first):
            first["data"] = min(first.get(effect, NEVER) for effect in DATA)
        self.person(draws, day, host, here, first, unwarned)
        return first

    def person(self, draws, day, host, here, first, unwarned):
        network, rows = self.network, self.rows
        holds = min((when for _, k, when, _ in here if rows.holding[k]), default=NEVER)
        if holds < NEVER:
            found = unwarned
            if "located" in first and not draws.below(int(threshold(network.warned)), ("WARNED", host)):
                found = min(found, first["located"])
            if draws.below(int(threshold(network.found_base)), ("FOUND", host)):
                found = 0
            first["held"] = max(holds, found)
            hands = [when for u, _, when, hands in here if hands and u == self.requester]
            for u, _, when, may in here:  # to a member of the joint list, and from it to R
                if may and u != self.requester:
                    second = [delay for _, delay, on in self.live(draws, self.requester, u, rows.handing) if on]
                    hands += [max(when, min(second))] if second else []
            if hands:
                first["handed_over"] = max(first["held"], min(hands))
        if network.travels and network.transit:
            through = self.part(draws, network.transit, ("TRANSIT", host))
            if through not in (host, self.requester):
                asked = [(told, self.live(draws, u, through, rows.holding)) for u, told in day.items()]
                on_the_way = [told + delay for told, answers in asked for _, delay, _ in answers]
                if on_the_way and draws.below(int(threshold(network.found_border)), ("BORDER", host)):
                    first["held_in_transit"] = min(on_the_way)
