"""A second pass over the same draws: what became of every request, who joined through whom, what brought each effect.

`kernel.run` says what came about; this says why, of the same network and block, and both agree in every bit. It costs
more, so it is for what a person looks at: one requesting State, all hosts or some.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from simulator.arrays import CountArray, IndexArray
from simulator.engine.answered import Answered, in_order
from simulator.engine.block import Block
from simulator.engine.draws import NEVER, DayArray
from simulator.engine.fates import ARRIVED, BARRED, DELETED, LATE, N_FATES, N_GATES, Asked, ask
from simulator.engine.firsts import First, FirstAnswers
from simulator.engine.front import Front, spread
from simulator.engine.kernel import ROUNDS
from simulator.engine.outcomes import effects_of
from simulator.model.network import OWN, Gate, Network


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """Everything that happened in a block, for the hosts looked at."""

    front: Front
    hosts: IndexArray  # (n_hosts,) places of the hosts looked at
    asked: tuple[Asked, ...]  # by sender, the requesting state first
    answered: Answered
    firsts: dict[str, First]  # by effect: (n_hosts, n)

    @property
    def network(self) -> Network:
        """The network that was traced."""
        return self.front.network

    def day(self, effect: str) -> DayArray:
        """Day on which an effect first comes about, `NEVER` if it does not; shape (n_hosts, n) [day]."""
        return self.answered.day[self.firsts[effect].at]

    def fates(self, horizon: int) -> npt.NDArray[np.intp]:
        """What became of each answer by the horizon [day]: LATE, DELETED, BARRED or ARRIVED; shape (n_answers,)."""
        answered = self.answered
        barred = self.network.rows.handing[answered.row] & ~answered.hands
        in_time = np.where(answered.deleted, DELETED, np.where(barred, BARRED, ARRIVED))
        return np.where(answered.day > horizon, LATE, in_time)[:-1]


def trace(network: Network, block: Block, rounds: int = ROUNDS, hosts: IndexArray | None = None) -> Trace:
    """What happened in the replicates of `block`.

    With `hosts` only the requests that bear on them are followed: to the hosts, to those who hold the person's
    services, to the states travelled through, and to members of joint lists that may hand the person on.
    """
    front = spread(network, block, rounds)
    hosts = np.arange(network.n_states) if hosts is None else hosts
    bearing = _bearing(network, hosts)
    asks = front.day < NEVER
    asks[network.requesting] = False
    members = [
        ask(network, block, u, np.flatnonzero(asks[u]), bearing) for u in np.flatnonzero(asks.any(axis=1)).tolist()
    ]
    handing_on = [one.sender for one in members if one.hands.any()]
    own = ask(network, block, network.requesting, np.arange(block.n), np.union1d(bearing, handing_on).astype(np.intp))
    asked = (own, *members)
    answered = in_order(front, asked)
    firsts = effects_of(FirstAnswers(front, answered, hosts))
    for first in firsts.values():
        first.at[hosts == network.requesting] = answered.never
    return Trace(front=front, hosts=hosts, asked=asked, answered=answered, firsts=firsts)


def _bearing(network: Network, hosts: IndexArray) -> IndexArray:
    """States whose answers may bring about something in the hosts, in order."""
    held_by = {who for _, parts in network.service_holders for who, _ in parts if who >= 0}
    own = {network.requesting for _, parts in network.service_holders for who, _ in parts if who == OWN}
    through = {state for state, _ in network.transit} if network.travels else set()
    return np.array(sorted(held_by | own | through | set(hosts.tolist())), dtype=np.intp)


@dataclass(frozen=True, slots=True, kw_only=True)
class Channels:
    """Every channel on which something was asked, and how often each fate befell it; c channels."""

    sender: IndexArray  # (c,)
    row: IndexArray  # (c,)
    requested: IndexArray  # (c,)
    counts: CountArray  # (c, N_FATES) replicates by fate: each `Gate`, LATE, DELETED, BARRED, ARRIVED; they add to those sent


def channels(found: Trace, horizon: int) -> Channels:
    """What became of the requests on each channel by the horizon [day]."""
    asked = found.asked
    at_gates = np.concatenate([_at_gates(one) for one in asked])
    of_live = found.answered.channel[:-1] * N_FATES + found.fates(horizon)
    counts = np.bincount(of_live, minlength=len(at_gates) * N_FATES).reshape(-1, N_FATES)
    counts[:, :N_GATES] = at_gates
    return Channels(
        sender=np.repeat([one.sender for one in asked], [len(one.row) for one in asked]),
        row=np.concatenate([one.row for one in asked]),
        requested=np.concatenate([one.requested for one in asked]),
        counts=counts,
    )


def _at_gates(asked: Asked) -> CountArray:
    """Replicates in which each gate stopped the requests of each channel, shape (c, N_GATES)."""
    if not len(asked.row):
        return np.zeros((0, N_GATES), dtype=np.int64)
    return np.stack([np.count_nonzero(asked.stop == gate, axis=1) for gate in Gate], axis=1)
