"""One shared world after another, 64 replicates at a time: every requesting state meets the same draws."""

from typing import Any, NamedTuple

import numpy as np

from simulator.engine.compiled.answers import ANSWERED, EVER, GIVEN, Answers, forget, no_answers, resolve
from simulator.engine.compiled.coins import entry, inlined, replicate_key
from simulator.engine.compiled.direct import Room, ask, room_for
from simulator.engine.compiled.draws import Draws, Keys, begin, draws_for
from simulator.engine.compiled.hosts import (
    N_EFFECTS,
    N_HELD,
    Holders,
    Person,
    effects,
    find_holders,
    no_holders,
    summarise,
)
from simulator.engine.compiled.law import PADDED, Days, Law
from simulator.engine.compiled.plans import Plans
from simulator.engine.compiled.relays import Members, begin_members, no_members, spread
from simulator.engine.compiled.vectors import LANES, count_row, lowest
from simulator.model.network import HORIZONS

N_HORIZONS = len(HORIZONS)
_count_effects = count_row(N_EFFECTS * PADDED)


class World(NamedTuple):
    """A network for those of its states that each ask for themselves."""

    law: Law
    slot_of: Any  # see `draws.row_of`
    days: Days
    person: Person
    requesters: Any  # (n_requesters,) their places
    plans: Plans  # theirs
    rows: Any  # of the draws that the plans look at


class Work(NamedTuple):
    """Room for the work of one thread on one word after another, and what it learnt of members of fronts."""

    draws: Draws
    answers: Answers
    members: Members
    room: Room
    held_by: Holders
    gave: Any  # see `effects`
    got: Any
    out: Any


def work_on(world: World) -> Work:
    """Room for a world."""
    law = world.law
    n_states = len(law.state)
    return Work(
        draws=draws_for(n_states, len(world.days.delay)),
        answers=no_answers(n_states),
        members=no_members(law),
        room=room_for(len(law.row)),
        held_by=no_holders(world.person, n_states),
        gave=np.zeros((len(world.person.states) + 1) * N_HELD, np.uint64),
        got=np.zeros(N_HELD, np.uint64),
        out=np.zeros(N_EFFECTS * PADDED, np.uint64),
    )


@entry
def run_world(
    world: World, keys: Keys, start: int, stop: int, rounds: int, words: Any, day: Any, answered: Any, counts: Any,
    work: Work,
) -> None:  # fmt: skip
    """Outcomes of replicates `start` to `stop` for each requesting state.

    Parameters
    ----------
    words : (N_EFFECTS, n_horizons, n_states, n_words) of the only requesting state, or empty
    day, answered : (n_states, n_replicates) and (n_states, n_words) of the only one, or empty
    counts : (n_requesters, n_states, N_EFFECTS, PADDED) uint32, flat, to which replicates are added, or empty
    """
    law, slot_of, days, person, requesters, plans, rows = world
    draws, answers, members, room, held_by, gave, got, out = work
    n_states = len(law.state)
    for w in range((stop - start + LANES - 1) // LANES):
        first = start + w * LANES
        whole = ~np.uint64(0)
        if stop - first < LANES:
            whole = (np.uint64(1) << np.uint64(stop - first)) - np.uint64(1)
        for lane in range(LANES):
            draws.replicates[lane] = replicate_key(np.uint64(first + lane))
        begin(keys, draws, rows)
        begin_members(members)
        find_holders(person, keys, draws, held_by)
        for place in range(len(requesters)):
            requester = requesters[place]
            forget(answers)
            ask(plans, place * (n_states + 1), requester, rounds > 0, whole, keys, days, draws, answers, room)
            spread(law, slot_of, requester, rounds, keys, days, draws, answers, members)
            resolve(answers)
            summarise(person, requester, answers.known, gave)
            for h in range(n_states):
                if h != requester:
                    effects(person, held_by, requester, answers.known, gave, h, got, out)
                    if counts.size:
                        _count_effects(counts, (place * n_states + h) * N_EFFECTS * PADDED, out)
                    else:
                        _keep(out, h, w, words)
            if words.size:
                _keep_front(answers, requester, w, min(LANES, stop - first), day, answered)


@inlined
def _keep(out: Any, h: Any, w: Any, words: Any) -> None:
    for effect in range(N_EFFECTS):
        for x in range(N_HORIZONS):
            words[effect, x, h, w] = out[effect * PADDED + x]


@inlined
def _keep_front(answers: Answers, requester: Any, w: Any, n: Any, day: Any, answered: Any) -> None:
    """From which day each member of the front asks, and who answered; who does not ask keeps what `day` says."""
    for v in range(len(answers.front)):
        answered[v, w] = answers.known[v * GIVEN + ANSWERED * PADDED + EVER]
        left = answers.front[v]
        while left:
            lane = lowest(left)
            left &= left - np.uint64(1)
            day[v, w * LANES + lane] = answers.day[v, lane]
    for lane in range(n):
        day[requester, w * LANES + lane] = 0
