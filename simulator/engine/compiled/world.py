"""One shared world after another, 64 replicates at a time: every requesting state meets the same draws."""

from typing import Any, NamedTuple

import numpy as np

from simulator.engine.compiled.answers import N_HORIZONS, PADDED, Answers, answers_resolved, forget, no_answers
from simulator.engine.compiled.coins import (
    GOLDEN,
    LANES,
    entry,
    fill,
    inlined,
    lowest,
    mix,
    narrow,
    ones,
    purpose_key,
    wipe,
)
from simulator.engine.compiled.direct import Channels, ask
from simulator.engine.compiled.draws import N_DESKS, N_SLOTS, Room, WordDraws, make_room
from simulator.engine.compiled.hosts import N_EFFECTS, Holders, Person, effects, find_holders, no_holders
from simulator.engine.compiled.law import N_GATES, Law
from simulator.engine.compiled.relays import Items, Relayed, no_items, nothing_relayed, spread
from simulator.engine.draws import Purpose

_MEMBERS = 8  # members of fronts, at least, whose live channels are kept for the next requesting state


class Work(NamedTuple):
    """Room for the work of one thread on one word after another."""

    room: Room
    replicates: Any  # (64,) mixed numbers
    words: WordDraws
    answers: Answers
    held_by: Holders
    relayed: Relayed
    items: Items
    got: Any  # see `effects`
    out: Any


def make_work(law: Law, person: Person) -> Work:
    """Room for a network and a person."""
    n = len(law.numbers)
    return Work(
        room=make_room(n, N_GATES),
        replicates=np.empty(LANES, np.uint64),
        words=WordDraws(
            gate=np.empty((n, N_SLOTS * N_DESKS, LANES), np.uint32),
            made=np.empty((n, N_SLOTS * N_DESKS), np.bool_),
            forward=np.empty((n, LANES), np.uint32),
            retention=np.empty((n, LANES), np.uint32),
            retained=np.empty(n, np.bool_),
        ),
        answers=no_answers(n),
        held_by=no_holders(person, n),
        relayed=nothing_relayed(n),
        items=no_items(_MEMBERS * len(law.desk) * n),
        got=np.empty((3, 4, PADDED), np.uint64),
        out=np.empty((N_EFFECTS, PADDED), np.uint64),
    )


@entry
def run_world(
    law: Law,
    person: Person,
    requesters: Any,
    mine: Channels,
    seed: Any,
    start: int,
    stop: int,
    rounds: int,
    words_out: Any,
    day_out: Any,
    answered_out: Any,
    counts: Any,
    work: Work,
) -> None:
    """Outcomes of replicates `start` to `stop` for each requesting state.

    Parameters
    ----------
    requesters : (n_requesters,) places of the requesting states, whose channels are `mine`
    words_out : (N_EFFECTS, n_horizons, n_states, n_words) of the only requesting state, or empty
    day_out, answered_out : (n_states, n_replicates) and (n_states, n_words) of the only one, or empty
    counts : (n_requesters, N_EFFECTS, n_horizons, n_states) to which replicates are added, or empty
    """
    n = len(law.numbers)
    room, replicates, words, answers, held_by, relayed, items, got, out = work
    for w in range((stop - start + LANES - 1) // LANES):
        first = start + w * LANES
        whole = ~np.uint64(0)
        if stop - first < LANES:
            whole = (np.uint64(1) << np.uint64(stop - first)) - np.uint64(1)
        for lane in range(LANES):
            replicates[lane] = mix((np.uint64(first + lane) + np.uint64(1)) * GOLDEN)
        wipe(words.made, 0)
        wipe(words.retained, 0)
        for v in range(n):
            fill(words.forward[v], narrow(purpose_key(seed, Purpose.FORWARD.value), law.numbers[v]), replicates, 0)
        find_holders(person, law.numbers, seed, replicates, held_by, room.delay)
        wipe(relayed.start, -1)
        n_items = np.int64(0)
        for place in range(len(requesters)):
            requester = requesters[place]
            forget(answers)
            ask(law, mine, place, requester, seed, replicates, whole, rounds > 0, words, answers, room)
            n_items = spread(law, requester, rounds, seed, replicates, words, answers, relayed, items, n_items, room)
            answers_resolved(answers)
            for h in range(n):
                if h == requester:
                    continue
                effects(person, held_by, requester, answers, h, got, out)
                for effect in range(N_EFFECTS):
                    for x in range(N_HORIZONS):
                        word = out[effect, x] & whole
                        if words_out.size:
                            words_out[effect, x, h, w] = word
                        if counts.size:
                            counts[place, effect, x, h] += ones(word)
            if words_out.size:
                for v in range(n):
                    answered_out[v, w] = answers.answered[v]
                _days(answers.front, answers.day, w, day_out)
                for lane in range(min(LANES, stop - first)):
                    day_out[requester, w * LANES + lane] = 0


@inlined
def _days(front: Any, day: Any, w: int, out: Any) -> None:
    """From which day each member of the front asks; who does not keeps what `out` says."""
    for v in range(len(front)):
        left = front[v]
        while left:
            lane = np.int64(lowest(left))
            left &= left - np.uint64(1)
            out[v, w * LANES + int(lane)] = day[v, lane]
