"""The draws of one block of replicates, made once and shared by every scenario that meets them."""

import numpy as np
import numpy.typing as npt

from simulator.engine.draws import DrawArray, Purpose, draws, quantile
from simulator.model.network import PROVIDER, Gate

LAW_GATES = {
    Gate.SCOPE: Purpose.SCOPE,
    Gate.SEVERITY: Purpose.SEVERITY,
    Gate.DUAL_CRIMINALITY: Purpose.DUAL_CRIMINALITY,
}
DESK_GATES = {
    Gate.GROUNDS: Purpose.GROUNDS,
    Gate.DATA_PROTECTION: Purpose.DATA_PROTECTION,
    Gate.COURT: Purpose.COURT,
    Gate.NOTICE: Purpose.NOTICE,
}
OF_SENDERS = (Purpose.CAPACITY, Purpose.DELAY)  # but for orders to providers


class Block:
    """Draws of replicates `start` to `stop`, each array with the replicate on its last axis.

    Everything is a pure function of the seed and permanent numbers; the cache only saves time.
    """

    def __init__(
        self, seed: int, start: int, stop: int, numbers: npt.NDArray[np.int64], one_mind: bool = False
    ) -> None:
        """`one_mind`: the deciding bodies of a state share one draw, instead of one for each desk."""
        self.one_mind = one_mind
        self.seed, self.replicates, self.numbers = seed, np.arange(start, stop), numbers
        self._kept: dict[tuple[int, ...], DrawArray] = {}

    @property
    def n(self) -> int:
        """Replicates in the block."""
        return len(self.replicates)

    def only(self, places: npt.NDArray[np.intp]) -> "Block":
        """The same draws of some of its replicates, by their places in the block."""
        part = Block(self.seed, 0, 0, self.numbers, self.one_mind)
        part.replicates = self.replicates[places]
        return part

    def by_state(self, purpose: Purpose, *codes: int) -> DrawArray:
        """Draws of (purpose, codes, state), shape (n_states, n)."""
        key = (int(purpose), *codes)
        if key not in self._kept:
            self._kept[key] = draws(
                self.seed, purpose, *codes, self.numbers[:, None], replicate=self.replicates[None, :]
            )
        return self._kept[key]

    def gate(self, gate: Gate, desk: int, sender: int) -> DrawArray:
        """Whose draw a gate is: shape (n_states, n) by requested state, or (1, n) for vetting."""
        if gate is Gate.VETTING:
            return self.vetting(np.array([sender]))
        if gate is Gate.CAPACITY:
            return self.handling(Purpose.CAPACITY, desk, sender)
        if gate in LAW_GATES:
            return self.by_state(LAW_GATES[gate], *((desk,) if desk == PROVIDER else ()))
        return self.by_state(DESK_GATES[gate], 0 if self.one_mind else desk)

    def vetting(self, senders: npt.NDArray[np.intp]) -> DrawArray:
        """One draw a sender, shape (n_senders, n)."""
        return draws(self.seed, Purpose.VETTING, self.numbers[senders][:, None], replicate=self.replicates[None, :])

    def handling(self, purpose: Purpose, desk: int, sender: int) -> DrawArray:
        """Capacity or delay of one sender's requests at one desk, shape (n_states, n)."""
        if desk == PROVIDER:
            return self.by_state(purpose, desk)
        return self.by_state(purpose, desk, int(self.numbers[sender]))

    def forget_senders(self) -> None:
        """Let go of what belongs to single senders, so that the draws of many do not pile up."""
        self._kept = {key: drawn for key, drawn in self._kept.items() if key[0] not in OF_SENDERS or key[1] == PROVIDER}

    def delay_quantiles(self, desk: int, sender: int) -> npt.NDArray[np.intp]:
        """Place in the table of delays, shape (n_states, n)."""
        return quantile(self.handling(Purpose.DELAY, desk, sender))

    def handling_of(
        self,
        purpose: Purpose,
        desk: npt.NDArray[np.intp],
        sender: npt.NDArray[np.intp],
        requested: npt.NDArray[np.intp],
        replicate: npt.NDArray[np.intp],
    ) -> DrawArray:
        """The same for single channels and replicates, without making the whole array."""
        when = self.replicates[replicate]
        drawn = draws(self.seed, purpose, desk, self.numbers[sender], self.numbers[requested], replicate=when)
        if not (desk == PROVIDER).any():
            return drawn
        own = draws(self.seed, purpose, PROVIDER, self.numbers[requested], replicate=when)
        return np.where(desk == PROVIDER, own, drawn)
