"""One requesting state in many networks near to one another: what is prepared once, and batch after batch of them."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import numpy.typing as npt

from simulator.arrays import IntArray
from simulator.engine.compiled import around, fronts
from simulator.engine.compiled.around import COLUMN_WORDS, words_for
from simulator.engine.compiled.asked import asked_on, bound_by, stopping
from simulator.engine.compiled.batch import GROUP, GROUPS, SIZE, list_all, lists_for, offices, plan_all
from simulator.engine.compiled.channels import channels_for
from simulator.engine.compiled.direct import room_for
from simulator.engine.compiled.draws import N_OWN, SLOT_OF, Keys, keys_of
from simulator.engine.compiled.fronts import members_for
from simulator.engine.compiled.hosts import HELD, N_EFFECTS, person_of
from simulator.engine.compiled.law import days_of, law_of
from simulator.engine.compiled.near import common_rows, own_asked, own_law
from simulator.engine.compiled.plans import Plans, plans_for
from simulator.engine.draws import threshold
from simulator.engine.words import PER_WORD, WordArray, n_words
from simulator.model.network import HORIZONS, Network

THREADS = 2
Batch = list[IntArray]  # groups of places of networks
Plan = tuple[Plans, IntArray]  # and the rows of the draws that it looks at


class Together:
    """Networks near to one another (`near`), and what they have in common."""

    def __init__(self, networks: Sequence[Network]) -> None:
        base = networks[0]
        self.networks, self.requester, self.n_states = networks, base.requesting, base.n_states
        self.typical = np.unique(np.concatenate([network.rows.days for network in networks]))
        self.law = law_of(base, self.typical)
        self.days, self.person = days_of(base, self.typical), person_of(base)
        self.warned = threshold([network.warned for network in networks])
        common = [common_rows(base, network) for network in networks]
        self.kept = np.stack([one.differs == 0 for one in common])
        self.own = [own_law(self.law, base, *pair, self.typical) for pair in zip(networks, common, strict=True)]
        every, stops = np.arange(len(self.law.row)), stopping(base)
        bound = bound_by(base, np.arange(len(base.bound)))
        self.first = asked_on(self.law, base, every, stops, np.zeros_like(stops), bound)
        self.asked = [
            own_asked(*each, base, self.first, stops) for each in zip(self.own, networks, common, strict=True)
        ]
        self.batches = _batches(self.warned)
        self.shared = lists_for(1, len(self.law.rows), self.n_states)
        list_all(self.law, self.requester, len(self.typical), 0, 0, self.shared)
        self._plans: dict[int, Plan] = {}

    def run(
        self,
        seed: int,
        start: int,
        stop: int,
        horizon: int,
        rounds: int,
        one_mind: bool,
        keep_words: bool,
        look: Callable[[float], object],
    ) -> tuple[IntArray, WordArray]:
        """Replicates by network, effect and state, and their words if asked for, shape (..., n_words); see `run_many`."""
        keys = keys_of(seed, self.networks[0].numbers, one_mind)
        share = n_words(-(-(stop - start) // THREADS)) * PER_WORD
        works = [_Work(self, keys, at, min(at + share, stop), horizon, rounds) for at in range(start, stop, share)]
        counts = np.zeros((len(self.networks), N_EFFECTS, self.n_states), np.int64)
        words = np.zeros((*counts.shape, n_words(stop - start) if keep_words else 0), np.uint64)
        threads = ThreadPoolExecutor(THREADS)
        try:
            begun = [threads.submit(work.begin) for work in works]
            plans = threads.map(self._plan, range(len(self.batches)))
            for one in begun:
                one.result()
            for place, (batch, plan) in enumerate(zip(self.batches, plans, strict=True)):
                look(place / len(self.batches))
                parts = [threads.submit(work.run, batch, plan, keep_words) for work in works]
                for work, part in zip(works, parts, strict=True):
                    at = (work.words.start - start) // PER_WORD
                    for group, (found, kept) in zip(batch, part.result(), strict=True):
                        counts[group] += found.transpose(2, 1, 0)[: len(group)]
                        words[group, ..., at : at + kept.shape[-1]] = kept[: len(group)]
        finally:
            threads.shutdown(cancel_futures=True)
        return counts, words

    def kept_by(self, batch: Batch) -> IntArray:
        """Which networks of a batch leave each row of the first alone, as bits."""
        return np.asarray(sum(self.kept[place].astype(np.int64) << column for column, place in columns_of(batch)))

    def _plan(self, place: int) -> Plan:
        """One plan for all networks of a batch; the same for all replicates."""
        if place not in self._plans:
            self._plans[place] = self._make_plan(self.batches[place])
        return self._plans[place]

    def _make_plan(self, batch: Batch) -> Plan:
        columns, n_typical, at = columns_of(batch), len(self.typical), 0
        n_rows = sum(len(self.own[place].rows) for _, place in columns)
        lists = lists_for(SIZE, n_rows, self.n_states)
        for column, place in columns:
            at = list_all(self.own[place], self.requester, n_typical, column, at, lists)
        most = len(self.law.rows) + n_rows
        plans = plans_for(self.n_states + 1, at + int(self.shared.first[0, -1]))
        found, brought, room = channels_for(most + 1), np.empty(3 * most + 1, np.int64), np.zeros(SIZE + 1, np.int64)
        law = self.law._replace(row=offices(n_typical))
        plan_all(
            law, SLOT_OF, self.requester, self.shared, self.kept_by(batch), lists, room, found, brought, plans
        )  # fmt: skip
        rows = np.unique(plans.test["row"][: plans.pair["test"][-1]]).astype(np.int64)
        return plans, rows[rows >= N_OWN]


def _batches(warned: npt.NDArray[np.uint32]) -> list[Batch]:
    """Places of networks to be run side by side; in those of a group the person is warned alike."""
    groups = [
        alike[at : at + GROUP]
        for limit in np.unique(warned)
        for alike in [np.flatnonzero(warned == limit)]
        for at in range(0, len(alike), GROUP)
    ]
    return [groups[at : at + GROUPS] for at in range(0, len(groups), GROUPS)]


def columns_of(batch: Batch) -> list[tuple[int, int]]:
    """Column and place of each network of a batch."""
    return [(group * GROUP + i, place) for group, places in enumerate(batch) for i, place in enumerate(places.tolist())]


class _Work:
    """One thread's share of the replicates."""

    def __init__(self, all: Together, keys: Keys, start: int, stop: int, horizon: int, rounds: int) -> None:
        self.all, self.keys, self.horizon, self.rounds = all, keys, horizon, rounds
        n_states = all.n_states
        self.words = words_for(all.person, n_states, len(all.typical), start, stop)
        n_own = [len(own.relay_rows) for own in all.own]
        self.members = members_for(
            len(self.words.known), n_states, len(all.law.row), len(all.law.relay_rows), max(n_own)
        )
        self.every = np.full(max(len(own.row) for own in all.own), -1)
        self.asks, self.now = np.zeros(n_states, np.uint64), np.zeros((n_states, PER_WORD), np.int32)
        self.room = room_for(SIZE * max(len(own.row) for own in all.own))
        self.within = all.days.by[:, HORIZONS.index(horizon)].copy()
        self.got = np.zeros(3 * HELD, np.uint64)
        self.out = np.zeros(N_EFFECTS * GROUP, np.uint64)

    def begin(self) -> None:
        """Draw what belongs to no network."""
        around.begin_words(self.all.person, self.keys, np.zeros(0, np.int64), self.words)

    def run(self, batch: Batch, plan: Plan, keep_words: bool) -> list[tuple[npt.NDArray[np.uint32], WordArray]]:
        """Counts (n_states, n_effects, GROUP) and words (GROUP, n_effects, n_states, n_words) of each group of a batch."""
        all, keys, words = self.all, self.keys, self.words
        around.ask(
            *plan, len(batch), all.requester, self.rounds > 0, self.within, keys, all.days, COLUMN_WORDS, words,
            self.room,
        )  # fmt: skip
        if self.rounds > 0:
            self._spread(batch)
        return [self._settle(place, all.warned[group[0]], keep_words) for place, group in enumerate(batch)]

    def _settle(self, group: int, warned: np.uint32, keep_words: bool) -> tuple[npt.NDArray[np.uint32], WordArray]:
        all, words = self.all, self.words
        counts = np.zeros((all.n_states, N_EFFECTS, GROUP), np.uint32)
        kept = np.zeros((GROUP, N_EFFECTS, all.n_states, len(words.known) if keep_words else 0), np.uint64)
        around.settle(
            all.person, all.requester, group, warned, self.keys, words, self.got, self.out, counts.reshape(-1), kept
        )  # fmt: skip
        return counts, kept

    def _spread(self, batch: Batch) -> None:
        """The rounds after the first, and what members of the fronts are answered."""
        all, keys, words = self.all, self.keys, self.words
        kept = all.kept_by(batch)
        for column, place in columns_of(batch):
            if words.front[:, column].any():
                fronts.spread(
                    all.first, all.asked[place], kept, self.every, column, SLOT_OF, all.requester, self.rounds,
                    self.horizon, keys, all.days, COLUMN_WORDS, self.members, words, self.asks, self.now,
                )  # fmt: skip
        for group in range(len(batch)):
            fronts.tell(
                all.first, kept, group, SLOT_OF, all.requester, self.horizon, keys, all.days, COLUMN_WORDS,
                self.members, words,
            )  # fmt: skip
