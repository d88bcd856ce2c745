"""One replayed replicate as sentences that a facilitator can read aloud; by template, from the engine's events."""

from collections.abc import Iterable
from functools import reduce

from simulator.analysis.paths import Step
from simulator.analysis.story import Refusals, Story, Told
from simulator.model.world import World
from simulator.presentation.requests import BRIEF
from simulator.words.masked import masked
from simulator.words.names import in_order, name_of
from simulator.words.say import Word, clauses, inside, say, say_many, series

TOLD: dict[str, Word] = {
    "answered": "{requested} answers {sender}: {steps}.",
    "barred": "{requested} may hold the person for {sender}, and may not hand over: {steps}.",
    "deleted": "{requested} would answer {sender}, but the data is deleted: {steps}.",
    "joins": "{requested}, having answered {sender}, passes the request on and asks others too: {steps}.",
    "located": "So the person in {host} is located; through {requested}, asked by {sender}: {steps}.",
    "read": "So data of the person in {host} is read; through {requested}, asked by {sender}: {steps}.",
    "watched": "So the person in {host} is watched, live; through {requested}, asked by {sender}: {steps}.",
    "held": "So the person is held in {host}; through {requested}, asked by {sender}: {steps}.",
    "handed_over": "So the person is handed over to {requesting}; through {requested}, asked by {sender}: {steps}.",
    "held_in_transit": "So the person is held on a journey, in {requested}, asked by {sender}: {steps}.",
}
CAME: dict[str, Word] = {
    "located": "located from day {day}",
    "read": "read from day {day}",
    "watched": "watched from day {day}",
    "held": "held from day {day}",
    "handed_over": "handed over from day {day}",
}
DATA = ("located", "read", "watched")
PERSON = ("held", "handed_over")


def story_lines(told: Story, world: World) -> list[str]:
    """Who asks, what is stopped, answered and passed on, and what it brings, day by day."""
    first = say(
        "World {n} under: {title}. One possible world of the model, drawn by chance; no forecast about a person.",
        n=told.replicate, title=say(told.title),
    )  # fmt: skip
    held = _names(world, told.held_by) or say("no State")
    lines = [first, say("The data of the person's services is held in: {states}.", states=held)]
    for event in told.events:
        said = _refused(event, world) if isinstance(event, Refusals) else _said(event, told, world)
        lines.append(say("Day {day}. {event}", day=event.day, event=said))
    if told.late:
        late = say_many(
            "After day {day}: {n} answer came too late to count.", "After day {day}: {n} answers came too late to count.",
            told.late, day=told.horizon,
        )  # fmt: skip
        lines.append(late)
    return [masked(line) for line in (*lines, _ending(told))]


def _names(world: World, codes: Iterable[str]) -> str:
    """Several States, in an order that gives none away."""
    states = [world.state(code) for code in codes]
    return series(name_of(states[place]) for place in in_order(states))


def _refused(event: Refusals, world: World) -> str:
    """What one State asked, and what stopped."""
    asks = say_many(
        "{sender} asks {states}: {n} request.", "{sender} asks {states}: {n} requests.",
        event.asked, sender=name_of(world.state(event.sender)), states=_names(world, event.states),
    )  # fmt: skip
    if not event.stopped:
        return asks
    reasons = clauses(say("{n} {reason}", n=n, reason=inside(say(BRIEF[gate]))) for gate, n in event.stopped)
    stops = say_many(
        "{n} goes no further: {reasons}.", "{n} go no further: {reasons}.",
        sum(n for _, n in event.stopped), reasons=reasons,
    )  # fmt: skip
    return f"{asks} {stops}"


def _said(event: Told, told: Story, world: World) -> str:
    names = {"requested": event.requested, "sender": event.sender, "host": told.host, "requesting": told.requesting}
    return say(
        TOLD[event.what],
        **{role: name_of(world.state(code)) for role, code in names.items()},
        steps=clauses(map(_step, event.steps)),
    )


def _step(step: Step) -> str:
    return say(
        "{measure} ({instrument}, {article} [{mark}])",
        measure=say(step.measure), instrument=say(step.instrument), article=say(step.article), mark=step.mark,
    )  # fmt: skip


def _ending(told: Story) -> str:
    """What came about by the horizon, and what did not."""

    def of(effects: tuple[str, ...]) -> str:
        there = [say(CAME[effect], day=told.came[effect]) for effect in effects if effect in told.came]
        return reduce(lambda one, other: say("{one} and {other}", one=one, other=other), there) if there else ""

    data, person = of(DATA) or say("no data exposed"), of(PERSON) or say("the person not held")
    return say("By day {day}: {data}; {person}.", day=told.horizon, data=data, person=person)
