"""A link that holds everything the page's result depends on, as readable differences from a scenario.

`encode` writes only what differs from the scenario it starts from: `v=0.1.0&s=adopted-text-universal&from=NIC&set.dc_stored=mandatory`.
`decode` looks every name and value up and evaluates none; whatever it cannot use is named in a sentence, with what stands instead.
"""

from typing import NamedTuple
from urllib.parse import quote, unquote

from simulator import __version__
from simulator.errors import ScenarioError, nearest
from simulator.export.link.choice import START, Choice
from simulator.export.link.parts import SHOWN, no_key, parts, read_part, short, stands
from simulator.export.released import renamed
from simulator.model.scenario import scenario_paths
from simulator.words.aliases import OWN_NAMES
from simulator.words.figures import number
from simulator.words.say import say

LONGEST = 20_000  # a longer text is no link of this program [character]
FIRST = ("names", "key")  # parts that say how the others are to be read


def encode(choice: Choice) -> str:
    """The text of a link, without the `#`: the model's version, the scenario, and what differs from it."""
    start = parts(Choice.of(choice.base))
    changed = {name: value for name, value in parts(choice).items() if start.get(name) != value}
    return "&".join(f"{name}={quote(value)}" for name, value in {"v": __version__, "s": choice.base, **changed}.items())


class Fault(NamedTuple):
    """Something in a link that cannot be used as it is, in a sentence, and what stands in its place."""

    what: str
    instead: str

    def __str__(self) -> str:
        return say("{fault} Used instead: {value}.", fault=self.what, value=self.instead)


def decode(text: str) -> tuple[Choice, tuple[str, ...]]:
    """What a link holds, and a sentence for everything in it that could not be used; no text is the page as it opens."""
    choice, notes, faults = _decoded(text)
    return choice, tuple(map(str, (*notes, *faults)))


def exactly(text: str) -> tuple[Choice, tuple[str, ...]]:
    """What a link holds, for who asks by a command and sees no page; the note that another version made it, if one did.

    Raises
    ------
    ScenarioError
        If anything else in it cannot be used.
    """
    choice, notes, faults = _decoded(text)
    if faults:
        raise ScenarioError("\n".join(["This link cannot be used:", *(fault.what for fault in faults)]))
    return choice, tuple(map(str, notes))


def _decoded(text: str) -> tuple[Choice, list[Fault], list[Fault]]:
    """What a link holds, the note that another version made it, and its faults."""
    text = text.removeprefix("#")
    if len(text) > LONGEST:
        what = say("The link has more than {n} characters.", n=number(LONGEST))
        return Choice.of(), [], [Fault(what, say("{scenario}, unchanged", scenario=START))]
    given, faults = _split(text)
    version = given.pop("v", "")
    notes = _version(version) if text else []
    given, _ = renamed(given, version)
    base = given.pop("s", START)
    known = scenario_paths()
    if base not in known:
        what = say("{name} is no scenario of this program. {hint}", name=short(base), hint=nearest(base, known))
        faults.append(Fault(_in_part("s", what), START))
        base = START
    choice, refused = Choice.of(base), dict[str, str]()
    first = {name: given.pop(name) for name in FIRST if name in given}
    for some in (first, given):
        for name, value in some.items():
            try:
                choice = choice.model_copy(update=read_part(choice, name, value))
            except ScenarioError as fault:
                refused[name] = _in_part(name[:SHOWN], str(fault))
        if choice.names != OWN_NAMES and not choice.key:
            refused.setdefault(
                "key", _in_part("key", say("it deals what States are called, and is missing. {hint}", hint=no_key()))
            )
            choice = choice.model_copy(update={"names": OWN_NAMES})
    return choice, notes, [*faults, *(Fault(what, stands(choice, name)) for name, what in refused.items())]


def parts_of(text: str) -> dict[str, str]:
    """The parts of a link by their names, whether or not they can be used."""
    return _split(text.removeprefix("#")[:LONGEST])[0]


def _in_part(name: str, fault: str) -> str:
    return say("{name}: {words}", name=name, words=fault)


def _split(text: str) -> tuple[dict[str, str], list[Fault]]:
    """The parts of a link by name, and what is no part or stands there twice."""
    given: dict[str, str] = {}
    faults = []
    for part in text.split("&") if text else ():
        name, equals, value = (unquote(piece) for piece in part.partition("="))
        if not equals:
            what = say("{part} is no part of a link, which reads name=value.", part=short(name))
            faults.append(Fault(what, say("nothing")))
        elif name in given:
            what = say("{part} stands twice, the second time as {value}.", part=short(name), value=short(value))
            faults.append(Fault(what, say("the first")))
        else:
            given[name] = value
    return given, faults


def _version(version: str) -> list[Fault]:
    if version == __version__:
        return []
    what = (
        say("the link was made with version {version}; figures may differ.", version=short(version))
        if version
        else say("the link does not say with which version it was made; figures may differ.")
    )
    return [Fault(_in_part("v", what), say("version {version}", version=__version__))]
