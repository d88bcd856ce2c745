"""One shared world after another, 64 replicates at a time: every requesting state meets the same draws."""

from typing import Any, NamedTuple

import numpy as np

from simulator.engine.compiled.answers import Answers, gave, no_answers, resolve
from simulator.engine.compiled.coins import replicate_key
from simulator.engine.compiled.direct import Room, ask, room_for
from simulator.engine.compiled.draws import Draws, Keys, begin, draws_for
from simulator.engine.compiled.hosts import HELD, N_EFFECTS, Person, effects, find_holders, no_holders
from simulator.engine.compiled.law import PADDED, Days, Law
from simulator.engine.compiled.making import entry
from simulator.engine.compiled.plans import Plans
from simulator.engine.compiled.relays import Members, begin_members, no_members, spread
from simulator.engine.compiled.vectors import LANES, count_row, in_lines, put_row

_count_effects, _put_effects, _put_days = count_row(N_EFFECTS * PADDED), put_row(N_EFFECTS * PADDED), put_row(LANES)


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
    held_by: Any  # see `hosts`
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
        got=in_lines(3 * HELD, np.uint64),
        out=in_lines(N_EFFECTS * PADDED, np.uint64),
    )


class Kept(NamedTuple):
    """What is kept of the only requesting state, by word (w) and state (s), flat; or nothing, where many are counted."""

    effects: Any  # (w, s, N_EFFECTS, PADDED) words
    answered: Any  # (w, s) words: who answered the requesting state itself
    front: Any  # (w, s) words: who asks
    day: Any  # (w, s, 64) from which day, where the bit of `front` is set


def kept_of(n_words: int, n_states: int) -> Kept:
    """Room for so many words."""
    n = n_words * n_states
    return Kept(
        effects=in_lines(n * N_EFFECTS * PADDED, np.uint64),
        answered=np.zeros(n, np.uint64),
        front=np.zeros(n, np.uint64),
        day=np.zeros(n * LANES, np.int32),
    )


@entry
def run_world(
    world: World, keys: Keys, start: int, stop: int, rounds: int, kept: Kept, counts: Any, work: Work
) -> None:
    """Outcomes of replicates `start` to `stop` for each requesting state.

    `counts`: (n_requesters, n_states, N_EFFECTS, PADDED) uint32, flat, to which replicates are added; or empty.
    """
    law, slot_of, days, person, requesters, plans, rows = world
    draws, answers, members, room, held_by, got, out = work
    n_states, n_out = len(law.state), N_EFFECTS * PADDED
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
            ask(plans, place * (n_states + 1), requester, rounds > 0, whole, keys, days, draws, answers, room)
            if counts.size == 0:
                for v in range(n_states):
                    kept.answered[w * n_states + v] = gave(answers, v)
            spread(law, slot_of, requester, rounds, keys, days, draws, answers, members)
            resolve(answers)
            for h in range(n_states):
                if h != requester:
                    effects(person, held_by, requester, answers.known, h, got, out)
                    if counts.size:
                        _count_effects(counts, (place * n_states + h) * n_out, out)
                    else:
                        _put_effects(kept.effects, (w * n_states + h) * n_out, out, 0)
            if counts.size == 0:
                for v in range(n_states):
                    at = w * n_states + v
                    kept.front[at] = answers.front[v]
                    _put_days(kept.day, at * LANES, answers.day, v * LANES)
