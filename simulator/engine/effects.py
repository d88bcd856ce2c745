"""What the front's requests bring, by the state that answers them, as words.

Every live channel is entered at the state that answers it, by what it brings and by when. What that does to a
person in each host is for `outcomes`. Arrays of words have shape (n_horizons, n_states, n_words).
"""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from simulator.arrays import BoolArray, IndexArray
from simulator.engine.block import Block
from simulator.engine.draws import NEVER, DayArray, Purpose, delay_table, quantile
from simulator.engine.front import Front
from simulator.engine.live import Live, LiveItems, live_items
from simulator.engine.outcomes import KINDS
from simulator.engine.words import WordArray, get_bits, n_words, pack, set_bits
from simulator.model.network import HORIZONS, Network


@dataclass(slots=True, kw_only=True)
class Answers:
    """Everything the front was given, by holder."""

    network: Network
    block: Block
    retention: DayArray  # (n_states, n) days until stored data is deleted [day]
    preserved: WordArray  # (n_states, n_words)
    data: dict[str, WordArray] = field(default_factory=dict)  # by kind: assistance and police
    orders: dict[str, WordArray] = field(default_factory=dict)  # by kind: orders to providers
    hosts: slice = field(init=False, default_factory=lambda: slice(None))  # all
    hold: WordArray = field(init=False)  # a live channel that would hold the person
    hand: WordArray = field(init=False)  # a live channel that would hand the person to R
    hand_on: WordArray = field(init=False)  # the same over a member of a joint list

    def __post_init__(self) -> None:
        shape = (len(HORIZONS), self.network.n_states, n_words(self.block.n))
        self.data = {kind: np.zeros(shape, dtype=np.uint64) for kind in KINDS}
        self.orders = {kind: np.zeros(shape, dtype=np.uint64) for kind in KINDS}
        self.hold, self.hand, self.hand_on = (np.zeros(shape, dtype=np.uint64) for _ in range(3))

    def where(self, bits: BoolArray) -> WordArray:
        """Bits of shape (n_states, n) as words, the same at every horizon."""
        return pack(bits)


def retention_days(network: Network, block: Block) -> DayArray:
    """Days until each holder deletes stored data, shape (n_states, n) [day]."""
    table = delay_table(network.retention_days, network.retention_sigma)
    return np.asarray(table[quantile(block.by_state(Purpose.RETENTION))])


def gather(front: Front) -> Answers:
    """Every answer to every state of the front."""
    network, block = front.network, front.block
    answers = Answers(
        network=network,
        block=block,
        retention=retention_days(network, block),
        preserved=np.zeros((network.n_states, n_words(block.n)), dtype=np.uint64),
    )
    often, sender, replicate = front.others()
    whole = [front.whole(network.requesting), *(front.whole(u) for u in often)]
    rows = network.rows
    usable = np.flatnonzero(~rows.provider & (~rows.holding | rows.joint_list))
    items = live_items(network, block, sender, replicate, usable)
    days = front.day[items.sender, items.replicate] + items.delay
    for live in whole:
        _preserve(answers, live, front.day)
    kept = rows.preserving[items.row] & (days < answers.retention[items.requested, items.replicate])
    set_bits(answers.preserved, items.requested[kept], items.replicate[kept])
    for live in whole:
        _enter_whole(answers, live, front.day)
    _enter_items(answers, items, days)
    return answers


def _days(live: Live, group: int, day: DayArray) -> DayArray:
    """Day of the answer, shape (n_states, n); beyond every horizon where the sender does not ask."""
    return np.asarray(np.minimum(day[live.sender] + live.delays[group], NEVER))


def _preserve(answers: Answers, live: Live, day: DayArray) -> None:
    preserving = answers.network.rows.preserving[live.rows]
    for group in np.unique(live.group[preserving]).tolist():
        asked = _any_row(live.words, preserving & (live.group == group))
        answers.preserved |= asked & pack(_days(live, group, day) < answers.retention)


def _any_row(words: WordArray, chosen: npt.NDArray[np.bool_]) -> WordArray:
    return np.asarray(np.bitwise_or.reduce(words[chosen], axis=0))


def kinds_of(network: Network, rows: IndexArray) -> dict[str, npt.NDArray[np.bool_]]:
    """Which rows bring which kind of knowledge."""
    table, convention = network.rows, network.rows.convention[rows]
    identifying, locating = table.identifying[rows], table.locating[rows]
    return {
        "identify": identifying & ~convention,
        "identify_warned": identifying & convention,
        "locate": locating & ~convention,
        "locate_warned": locating & convention,
        "read": table.reading[rows],
        "watch": table.watching[rows],
    }


def _enter_whole(answers: Answers, live: Live, day: DayArray) -> None:
    """Enter the answers to one sender, by groups of rows that share their days."""
    network = answers.network
    table, rows = network.rows, live.rows
    kinds = kinds_of(network, rows)
    from_requester = live.sender == network.requesting
    for group in range(len(live.delays)):
        days = _days(live, group, day)
        by = [pack(days <= horizon) for horizon in HORIZONS]
        in_time = pack(days < answers.retention) | answers.preserved
        here = live.group == group
        provider = bool(table.provider[rows[here]].any())  # a group is of one desk
        for kind, of_kind in kinds.items():
            chosen = here & of_kind
            if chosen.any():
                asked = _any_row(live.words, chosen)
                if table.stored[rows[chosen]].any():  # a kind is stored or it is not
                    asked &= in_time
                _enter((answers.orders if provider else answers.data)[kind], asked, by)
        if (here & table.holding[rows]).any():
            _enter(answers.hold, _any_row(live.words, here & table.holding[rows]), by)
        if (here & table.handing[rows]).any():
            handed = _any_row(live.handover, here & table.handing[rows])
            if from_requester:
                _enter(answers.hand, handed, by)
            else:  # first to the member of the joint list, which must hand over to R in its turn
                onward = [words & answers.hand[h, live.sender] for h, words in enumerate(by)]
                _enter(answers.hand_on, handed, onward)


def _enter(total: WordArray, asked: WordArray, by: list[WordArray]) -> None:
    for horizon, in_time in enumerate(by):
        total[horizon] |= asked & in_time


def _enter_items(answers: Answers, items: LiveItems, days: DayArray) -> None:
    """Enter single answers to senders that ask in few replicates."""
    network, table = answers.network, answers.network.rows
    v, r = items.requested, items.replicate
    in_time = (days < answers.retention[v, r]) | get_bits(answers.preserved, v, r) | ~table.stored[items.row]
    for horizon, limit in enumerate(HORIZONS):
        by = days <= limit
        for kind, of_kind in kinds_of(network, items.row).items():
            chosen = by & in_time & of_kind
            set_bits(answers.data[kind][horizon], v[chosen], r[chosen])
        held = by & table.holding[items.row]
        set_bits(answers.hold[horizon], v[held], r[held])
        handed = by & table.handing[items.row] & items.handover
        handed[handed] = get_bits(answers.hand[horizon], items.sender[handed], r[handed])
        set_bits(answers.hand_on[horizon], v[handed], r[handed])
