"""One block of replicates from network to outcomes: the model of design section 3, 64 replicates to a word.

Equal, replicate by replicate, to `simulator.engine.reference`, which reads like the definition.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from simulator.engine import backend
from simulator.engine.block import Block
from simulator.engine.draws import ONE, DayArray, Purpose, threshold
from simulator.engine.effects import Answers, Holders, gather, holders
from simulator.engine.front import spread
from simulator.engine.words import WordArray, count, pack, unpack
from simulator.model.network import Network

EFFECTS = (
    "located",
    "read",
    "watched",
    "data",
    "data_host",
    "data_provider",
    "data_order",
    "held",
    "handed_over",
    "held_in_transit",
)
ROUNDS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcomes:
    """What happened in a block of replicates, for every host; the requesting state's own column is empty."""

    n: int  # replicates
    words: dict[str, WordArray]  # by effect: (n_horizons, n_states, n_words)
    front: DayArray  # (n_states, n): the day from which each state asks, `draws.NEVER` if it does not
    answered: npt.NDArray[np.bool_]  # (n_states, n): answered the requesting state itself

    def bits(self, effect: str) -> npt.NDArray[np.bool_]:
        """Whether the effect came about, shape (n_horizons, n_states, n)."""
        return unpack(self.words[effect], self.n)

    def counts(self, effect: str) -> npt.NDArray[np.int64]:
        """Replicates in which the effect came about, shape (n_horizons, n_states)."""
        return count(self.words[effect])


def run(
    network: Network,
    seed: int,
    start: int,
    stop: int,
    rounds: int = ROUNDS,
    block: Block | None = None,
    engine: backend.Engine | None = None,
) -> Outcomes:
    """Outcomes of replicates `start` to `stop` of one network.

    Parameters
    ----------
    block : the draws of these replicates, if another scenario has met them already; it says whether desks are of one mind
    engine : which of the two does it; the bits are the same
    """
    if backend.chosen(engine) == "numba":
        from simulator.engine.compiled import run_one  # optional, and slow to load

        every, day, gave = run_one(network, seed, start, stop, rounds, block is not None and block.one_mind)
        by_effect = dict(zip(EFFECTS, every, strict=True))
        return Outcomes(n=stop - start, words=by_effect, front=day, answered=unpack(gave, stop - start))
    block = block or Block(seed, start, stop, network.numbers)
    front = spread(network, block, rounds)
    answers = gather(front)
    words = {**_data_effects(answers, holders(network, block))}
    found = words.pop("found")
    held = answers.hold & found
    words["held"] = held
    words["handed_over"] = held & (answers.hand | answers.hand_on)
    words["held_in_transit"] = _in_transit(answers)
    for effect in EFFECTS:
        words[effect][:, network.requesting] = 0
    requester = front.whole(network.requesting)
    answering = network.rows.answering[requester.rows]
    answered = np.bitwise_or.reduce(requester.words[answering], axis=0)
    return Outcomes(n=block.n, words=words, front=front.day, answered=unpack(answered, block.n))


def _data_effects(answers: Answers, held_by: Holders) -> dict[str, WordArray]:
    """Gather at each host what is known through the holders of the services, and who found the person."""
    data, orders, network = answers.data, answers.orders, answers.network

    def through(kinds: dict[str, WordArray], kind: str, at_host: WordArray) -> tuple[WordArray, WordArray]:
        """What the host itself gave, and what other holders gave, of one kind."""
        own = kinds[kind] & at_host
        other = np.zeros_like(own)
        for holder, chosen in held_by.elsewhere.items():
            other |= chosen & kinds[kind][:, holder][:, None]
        return own, other

    got = {kind: through(data, kind, held_by.host) for kind in ("identify", "identify_warned", "read", "watch")}
    by_order = {kind: np.bitwise_or(*through(orders, kind, held_by.host_but_access)) for kind in got}
    named = {kind: np.bitwise_or(*got[kind]) | by_order[kind] for kind in ("identify", "identify_warned")}
    locate = {kind: data[kind] for kind in ("locate", "locate_warned")}
    if network.pseudonymous:  # where an account is says whose it is only after a subscriber answer
        identified = named["identify"] | named["identify_warned"]
        locate = {kind: words & identified for kind, words in locate.items()}
    at_host = (
        locate["locate"] | locate["locate_warned"] | got["identify"][0] | got["identify_warned"][0]
        | got["read"][0] | got["watch"][0]
    )  # fmt: skip
    elsewhere = got["identify"][1] | got["identify_warned"][1] | got["read"][1] | got["watch"][1]
    ordered = by_order["identify"] | by_order["identify_warned"] | by_order["read"] | by_order["watch"]
    unwarned = named["identify"] | locate["locate"]
    in_convention = named["identify_warned"] | locate["locate_warned"]
    return {
        "located": unwarned | in_convention,
        "read": got["read"][0] | got["read"][1] | by_order["read"],
        "watched": got["watch"][0] | got["watch"][1] | by_order["watch"],
        "data": at_host | elsewhere | ordered,
        "data_host": at_host,
        "data_provider": elsewhere,
        "data_order": ordered,
        "found": _found(answers, unwarned, in_convention),
    }


def _found(answers: Answers, unwarned: WordArray, in_convention: WordArray) -> WordArray:
    """Found by location or by chance; who is warned in time is not found by what the notice was about."""
    block, network = answers.block, answers.network
    warned = pack(block.by_state(Purpose.WARNED) < threshold(network.warned))
    by_chance = pack(block.by_state(Purpose.FOUND) < threshold(network.found_base))
    return unwarned | (in_convention & ~warned) | by_chance


def _in_transit(answers: Answers) -> WordArray:
    """A hold in the state through which the person travels, if an alert is seen at its border."""
    network, block = answers.network, answers.block
    held = np.zeros_like(answers.hold)
    if not (network.travels and network.transit):
        return held
    below = threshold(np.cumsum([share for _, share in network.transit]))
    below[-1] = ONE
    place = np.searchsorted(below, block.by_state(Purpose.TRANSIT), side="right")
    seen = pack(block.by_state(Purpose.BORDER) < threshold(network.found_border))
    for i, (state, _) in enumerate(network.transit):
        if state != network.requesting:
            through = pack(place == i) & seen
            through[state] = 0  # who is there already does not pass through
            held |= answers.hold[:, state][:, None] & through
    return held
