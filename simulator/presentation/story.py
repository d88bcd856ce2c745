"""One replayed replicate as sentences that a facilitator can read aloud; by template, from the engine's events."""

from simulator.analysis.explain import STOPS
from simulator.analysis.story import Refusals, Story, Told
from simulator.words.masked import masked

BROUGHT = {
    "located": "the person in {host} is located",
    "read": "data of the person in {host} is read",
    "watched": "the person in {host} is watched, live",
    "held": "the person is held in {host}",
    "handed_over": "the person is handed over to {requesting}",
    "held_in_transit": "the person is held on a journey, in {requested}",
}
DATA = ("located", "read", "watched")
PERSON = ("held", "handed_over")


def story_lines(told: Story) -> list[str]:
    """Who asks, what is stopped, answered and passed on, and what it brings, day by day."""
    first = (
        f"World {told.replicate} under: {told.title}. One possible world of the model, drawn by chance; no forecast about "
        "a person."
    )
    lines = [first, f"The data of the person's services is held in: {', '.join(told.held_by) or 'no State'}."]
    for event in told.events:
        said = _refused(event) if isinstance(event, Refusals) else _said(event, told)
        lines.append(f"Day {event.day}. {said}")
    if told.late:
        lines.append(f"After day {told.horizon}: {told.late} answers came too late to count.")
    return list(map(masked, [*lines, _ending(told)]))


def _refused(event: Refusals) -> str:
    """What one State asked, and what stopped."""
    to = ", ".join(masked(event.states))
    many = sum(count for _, count in event.stopped)
    why = "; ".join(f"{count} {_gate(gate)}" for gate, count in event.stopped)
    stops = f" {many} go no further: {why}." if many else ""
    return f"{event.sender} asks {to}: {event.asked} request{'' if event.asked == 1 else 's'}.{stops}"


def _gate(name: str) -> str:
    text = STOPS[name][0].split(" (")[0].split(":")[0]
    return text if text.split()[0].isupper() else text[0].lower() + text[1:]


def _said(event: Told, told: Story) -> str:
    steps = "; ".join(f"{step.measure} ({step.instrument}, {step.article} [{step.mark}])" for step in event.steps)
    if event.what == "answered":
        return f"{event.requested} answers {event.sender}: {steps}."
    if event.what == "barred":
        return f"{event.requested} may hold the person for {event.sender}, and may not hand over: {steps}."
    if event.what == "deleted":
        return f"{event.requested} would answer {event.sender}, but the data is deleted: {steps}."
    if event.what == "joins":
        return f"{event.requested}, having answered {event.sender}, passes the request on and asks others too: {steps}."
    brought = BROUGHT[event.what].format(host=event.host, requested=event.requested, requesting=told.requesting)
    return f"So {brought}; through {event.requested}, asked by {event.sender}: {steps}."


def _ending(told: Story) -> str:
    """What came about by the horizon, and what did not."""

    def of(names: tuple[str, ...], nothing: str) -> str:
        there = [f"{name.replace('_', ' ')} from day {told.came[name]}" for name in names if name in told.came]
        return " and ".join(there) if there else nothing

    return f"By day {told.horizon}: {of(DATA, 'no data exposed')}; {of(PERSON, 'the person not held')}."
