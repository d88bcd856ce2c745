"""A link that holds everything the page's result depends on, as readable differences from a scenario.

`encode` writes only what differs from the scenario it starts from: `v=0.1.0&s=adopted-text-universal&from=NIC&set.dc_stored=mandatory`.
`decode` looks every name and value up and evaluates none; whatever it cannot use is named in a sentence, with what stands instead.
"""

from collections.abc import Callable, Collection, Mapping
from functools import lru_cache
from typing import Literal, NamedTuple, Self
from urllib.parse import quote, unquote

from pydantic import BaseModel, ConfigDict, model_validator

from simulator import __version__
from simulator.data.naming import KEYS, aliases
from simulator.data.states import load_states
from simulator.errors import ScenarioError, nearest
from simulator.export.released import renamed
from simulator.law.assumptions import Assumptions, load_assumptions
from simulator.law.settings import TreatySettings, load_catalogue
from simulator.model.adoption import Adoption, Declarations, States
from simulator.model.levers import DECLARE, joined_by, parties_of
from simulator.model.network import HORIZONS
from simulator.model.scenario import Scenario, case_paths, find_case, load_scenario, scenario_paths
from simulator.words.aliases import MODES, OWN_NAMES, Aliases
from simulator.words.figures import number
from simulator.words.masked import masked
from simulator.words.say import REGISTERS, SOURCE, languages, say, using

START = "adopted-text-universal"  # the scenario of a page that no link opened
LONGEST = 20_000  # a longer text is no link of this program [character]
SHOWN = 60  # of a value that cannot be used, so much is repeated [character]
OWN, NOBODY, ALL_BUT = "own", "none", "all-but"  # words of a list of states
SETTING, ASSUMPTION = "set.", "a."
CHOICES = {  # parts with a few known values
    "kind": ("data", "person"),
    "view": ("tiles", "map"),
    "under": ("scenario", "baseline", "beside", "change"),
    "lang": tuple(languages()),
    "words": REGISTERS,
    "names": MODES,
}
FIRST = ("names", "key")  # parts that say how the others are to be read


class Choice(BaseModel):
    """What was chosen on the page: the rules, who asks, the assumptions changed, and how the result is shown."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    base: str = START  # id of the scenario it starts from
    requesting: str | None = None
    host: str | None = None  # the state explained
    case: str
    baseline: str
    settings: dict[str, str]  # those that the scenario names, and those changed
    adoption: Adoption
    declarations: Declarations
    assumptions: dict[str, float] = {}  # changed on top of the scenario's
    days: int = 365
    hosts: Literal["recorded", "all"] | States = "recorded"  # candidate hosts, by rule or by name
    kind: str = CHOICES["kind"][0]
    view: str = CHOICES["view"][0]
    under: str = CHOICES["under"][0]
    lang: str = CHOICES["lang"][0]
    words: str = CHOICES["words"][0]
    names: str = CHOICES["names"][0]
    key: int = 0  # by which aliases of States were dealt; of `KEYS` where there are any

    @model_validator(mode="after")
    def its_parts_are_known(self) -> Self:
        TreatySettings(levels=self.settings)
        try:
            Assumptions(self.assumptions)
        except ScenarioError as fault:
            raise ValueError(str(fault)) from None
        if missing := load_scenario(self.base).settings.keys() - self.settings.keys():
            raise ValueError(f"settings of the scenario are missing: {', '.join(sorted(missing))}")
        if self.names != OWN_NAMES and self.key not in KEYS:
            raise ValueError(f"key: States go by {self.names}, which a key from {KEYS[0]} to {KEYS[-1]} deals.")
        return self

    @classmethod
    def of(cls, base: str = START) -> "Choice":
        """A scenario of this program as it stands."""
        scenario = load_scenario(base)
        shared = ("case", "baseline", "settings", "adoption", "declarations")
        return cls(base=base, **{name: getattr(scenario, name) for name in shared})

    @property
    def rule(self) -> str | frozenset[str]:
        """Candidate hosts as `compare` takes them."""
        return self.hosts if isinstance(self.hosts, str) else frozenset(self.hosts.states)

    @property
    def aliases(self) -> Aliases:
        """What States are called."""
        return aliases(self.names, self.key)

    def scenario(self) -> Scenario:
        """The scenario chosen."""
        base = load_scenario(self.base)
        return base.model_copy(
            update={
                "case": self.case,
                "baseline": self.baseline,
                "settings": self.settings,
                "adoption": self.adoption,
                "declarations": self.declarations,
                "assumptions": {**base.assumptions, **self.assumptions},
            }
        )


def encode(choice: Choice) -> str:
    """The text of a link, without the `#`: the model's version, the scenario, and what differs from it."""
    start = _parts(Choice.of(choice.base))
    changed = {name: value for name, value in _parts(choice).items() if start.get(name) != value}
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
        what = say("{name} is no scenario of this program. {hint}", name=_short(base), hint=nearest(base, known))
        faults.append(Fault(_in_part("s", what), START))
        base = START
    choice, refused = Choice.of(base), dict[str, str]()
    first = {name: given.pop(name) for name in FIRST if name in given}
    for parts in (first, given):
        for name, value in parts.items():
            try:
                choice = choice.model_copy(update=_read(choice, name, value))
            except ScenarioError as fault:
                refused[name] = _in_part(name[:SHOWN], str(fault))
        if choice.names != OWN_NAMES and not choice.key:
            refused.setdefault(
                "key", _in_part("key", say("it deals what States are called, and is missing. {hint}", hint=_no_key()))
            )
            choice = choice.model_copy(update={"names": OWN_NAMES})
    return choice, notes, [*faults, *(Fault(what, _stands(choice, name)) for name, what in refused.items())]


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
            what = say("{part} is no part of a link, which reads name=value.", part=_short(name))
            faults.append(Fault(what, say("nothing")))
        elif name in given:
            what = say("{part} stands twice, the second time as {value}.", part=_short(name), value=_short(value))
            faults.append(Fault(what, say("the first")))
        else:
            given[name] = value
    return given, faults


def _version(version: str) -> list[Fault]:
    if version == __version__:
        return []
    what = (
        say("the link was made with version {version}; figures may differ.", version=_short(version))
        if version
        else say("the link does not say with which version it was made; figures may differ.")
    )
    return [Fault(_in_part("v", what), say("version {version}", version=__version__))]


def _short(value: str) -> str:
    return repr(value if len(value) <= SHOWN else value[:SHOWN] + "…")


def _parts(choice: Choice) -> dict[str, str]:
    """Every part of a link but version and scenario, by name, whether or not it differs."""
    adoption, declarations = choice.adoption, choice.declarations
    return {
        "from": _named(choice, choice.requesting),
        "at": _named(choice, choice.host),
        "case": choice.case,
        "baseline": choice.baseline,
        "parties": _own(choice, adoption.states) if adoption.list == OWN else parties_of(adoption),
        "left": _codes(choice, adoption.leaving),
        "declare": _own(choice, declarations.states) if declarations.list == OWN else declarations.list,
        **{SETTING + id: choice.settings[id] for id in load_catalogue() if id in choice.settings},
        **{ASSUMPTION + _numbers(choice.aliases)[id]: repr(value) for id, value in sorted(choice.assumptions.items())},
        "days": str(choice.days),
        "hosts": choice.hosts if isinstance(choice.hosts, str) else _own(choice, choice.hosts.states),
        **{name: getattr(choice, name) for name in CHOICES},
        "key": str(choice.key),
    }


def _stands(choice: Choice, name: str) -> str:
    """What stands in the place of a part that could not be used."""
    if name == "key":
        return say("{mode} names", mode=choice.names)
    if name.startswith(SETTING) and (id := name.removeprefix(SETTING)) in load_catalogue():
        return choice.scenario().treaty[id]
    numbers = Assumptions(choice.scenario().assumptions)
    if name.startswith(ASSUMPTION) and (id := _own_number(choice, name)) in numbers:
        return repr(numbers[id])
    return _parts(choice).get(name) or say("nothing")


def _read(choice: Choice, name: str, value: str) -> Mapping[str, object]:
    """What a part of a link changes in a choice.

    Raises
    ------
    ScenarioError
        For a name or a value that this program does not have.
    """
    if len(name) > SHOWN:
        raise ScenarioError(say("a link has no part with so long a name."))
    if name.startswith(SETTING):
        return {"settings": {**choice.settings, **_level(name.removeprefix(SETTING), value)}}
    if name.startswith(ASSUMPTION):
        return {"assumptions": {**choice.assumptions, **_number(choice, name, value)}}
    if name in CHOICES:
        return {name: _one_of(value, CHOICES[name])}
    if name not in _READERS:
        hint = nearest(name, (*_READERS, *CHOICES))
        raise ScenarioError(say("a link has no part of this name. {hint}", hint=hint))
    field, read = _READERS[name]
    return {field: read(choice, value)}


def _level(id: str, level: str) -> dict[str, str]:
    catalogue = load_catalogue()
    if id not in catalogue:
        raise ScenarioError(say("no setting of this model. {hint}", hint=nearest(id, catalogue)))
    return {id: _one_of(level, [one.id for one in catalogue[id].level])}


def _number(choice: Choice, name: str, value: str) -> dict[str, float]:
    try:
        changed = {_own_number(choice, name): float(value)}
    except ValueError:
        raise ScenarioError(say("{value} is no number.", value=_short(value))) from None
    try:
        return dict(Assumptions(changed).changed)
    except ScenarioError as fault:
        with using(SOURCE, aliases=choice.aliases):
            raise ScenarioError(masked(str(fault))) from None


@lru_cache(maxsize=8)
def _numbers(dealt: Aliases) -> dict[str, str]:
    """By what a link calls each assumption: some are about one State."""
    with using(SOURCE, aliases=dealt):
        return {id: masked(id) for id in load_assumptions()}


def _own_number(choice: Choice, name: str) -> str:
    """The assumption of a part; under aliases an own code names none."""
    given, own = name.removeprefix(ASSUMPTION), {called: id for id, called in _numbers(choice.aliases).items()}
    return own.get(given, given if given not in _numbers(choice.aliases) else "")


def _one_of(value: str, known: Collection[str]) -> str:
    if value not in known:
        hint = nearest(value, known)
        raise ScenarioError(say("{value} is not known here. {hint}", value=_short(value), hint=hint))
    return value


def _days(choice: Choice, value: str) -> int:
    return int(_one_of(value, [str(days) for days in HORIZONS]))


def _state(choice: Choice, value: str) -> str | None:
    return None if value == NOBODY else _own_code(choice, value)


def _key(choice: Choice, value: str) -> int:
    if not (value.isascii() and value.isdigit() and int(value) in KEYS):
        raise ScenarioError(say("{value} is no key. {hint}", value=_short(value), hint=_no_key()))
    return int(value)


def _case(choice: Choice, value: str) -> str:
    return _one_of(value, [id for id in case_paths() if find_case(id).kind == "composite"])


def _parties(choice: Choice, value: str) -> Adoption:
    if states := _read_own(choice, value):
        return Adoption(list="own", states=states.states, leaving=choice.adoption.leaving)
    if len(value) > SHOWN:
        raise ScenarioError(say("{value} is not known here.", value=_short(value)))
    return joined_by(choice.adoption, value)


def _left(choice: Choice, value: str) -> Adoption:
    return choice.adoption.model_copy(update={"leaving": _read_codes(choice, value).states})


def _declare(choice: Choice, value: str) -> Declarations:
    if states := _read_own(choice, value):
        return Declarations(list="own", states=states.states)
    return Declarations.model_validate({"list": _one_of(value, tuple(DECLARE))})


def _hosts(choice: Choice, value: str) -> object:
    return _read_own(choice, value) or _one_of(value, ("recorded", "all"))


_READERS: dict[str, tuple[str, Callable[[Choice, str], object]]] = {  # by the name of a part: its field, how it is read
    "from": ("requesting", _state),
    "at": ("host", _state),
    "case": ("case", _case),
    "baseline": ("baseline", lambda choice, value: _one_of(value, scenario_paths())),
    "parties": ("adoption", _parties),
    "left": ("adoption", _left),
    "declare": ("declarations", _declare),
    "days": ("days", _days),
    "hosts": ("hosts", _hosts),
    "key": ("key", _key),
}


def _no_key() -> str:
    return say("Write a number from {first} to {last}.", first=KEYS[0], last=KEYS[-1])


@lru_cache(maxsize=8)
def _codes_of(dealt: Aliases) -> dict[str, str]:
    """Codes by which a link names the 195 states, in their order, and the own code of each."""
    own = (state.iso3 for state in load_states() if state.in_totals)
    codes = {(dealt.by_code[code].code if dealt.blind else code): code for code in own}
    return {code: codes[code] for code in sorted(codes)}


def _named(choice: Choice, state: str | None) -> str:
    """The code by which a link names a state, given by its own."""
    if state is None:
        return NOBODY
    return choice.aliases.by_code[state].code if choice.aliases.blind else state


def _own_code(choice: Choice, code: str) -> str:
    known = _codes_of(choice.aliases)
    return known[_one_of(code, known)]


def _codes(choice: Choice, states: Collection[str]) -> str:
    """A list of states in at most 98 codes: those named, or all but those named."""
    known, listed = _codes_of(choice.aliases), set(states)
    these = [code for code, own in known.items() if own in listed]
    others = [code for code, own in known.items() if own not in listed]
    named = (ALL_BUT, *others) if len(others) < len(these) else these
    return ".".join(named) or NOBODY


def _own(choice: Choice, states: Collection[str]) -> str:
    return f"{OWN}.{_codes(choice, states)}"


def _read_codes(choice: Choice, value: str) -> States:
    if value == NOBODY:
        return States()
    head, *rest = value.split(".")
    codes = {_own_code(choice, code) for code in (rest if head == ALL_BUT else [head, *rest])}
    return States(states=tuple(set(_codes_of(choice.aliases).values()) - codes if head == ALL_BUT else codes))


def _read_own(choice: Choice, value: str) -> States | None:
    return _read_codes(choice, value.removeprefix(OWN + ".")) if value.startswith(OWN + ".") else None
