"""Each part of a link: how it is written, how it is read, and what stands in the place of one that cannot be used."""

from collections.abc import Callable, Collection, Mapping
from functools import lru_cache

from simulator.data.naming import KEYS
from simulator.data.states import load_states
from simulator.errors import ScenarioError, nearest
from simulator.export.link.choice import CHOICES, Choice
from simulator.law.assumptions import Assumptions, load_assumptions
from simulator.law.settings import load_catalogue
from simulator.model.adoption import Adoption, Declarations, States
from simulator.model.levers import DECLARE, joined_by, parties_of
from simulator.model.network import HORIZONS
from simulator.model.scenario import case_paths, find_case, scenario_paths
from simulator.words.aliases import Aliases
from simulator.words.masked import masked
from simulator.words.say import SOURCE, say, using

SHOWN = 60  # of a value that cannot be used, so much is repeated [character]
OWN, NOBODY, ALL_BUT = "own", "none", "all-but"  # words of a list of states
SETTING, ASSUMPTION = "set.", "a."


def short(value: str) -> str:
    """What was written, for a sentence that repeats it."""
    return repr(value if len(value) <= SHOWN else value[:SHOWN] + "…")


def parts(choice: Choice) -> dict[str, str]:
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
        "key": str(choice.key),
        **{name: getattr(choice, name) for name in CHOICES},
    }


def stands(choice: Choice, name: str) -> str:
    """What stands in the place of a part that could not be used."""
    if name == "key":
        return say("{mode} names", mode=choice.names)
    if name == "lang":
        return say("the language of your browser")
    if name.startswith(SETTING) and (id := name.removeprefix(SETTING)) in load_catalogue():
        return choice.scenario().treaty[id]
    numbers = Assumptions(choice.scenario().assumptions)
    if name.startswith(ASSUMPTION) and (id := _own_number(choice, name)) in numbers:
        return repr(numbers[id])
    return parts(choice).get(name) or say("nothing")


def read_part(choice: Choice, name: str, value: str) -> Mapping[str, object]:
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
        raise ScenarioError(say("{value} is no number.", value=short(value))) from None
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
        raise ScenarioError(say("{value} is not known here. {hint}", value=short(value), hint=hint))
    return value


def _days(choice: Choice, value: str) -> int:
    return int(_one_of(value, [str(days) for days in HORIZONS]))


def _state(choice: Choice, value: str) -> str | None:
    return None if value == NOBODY else _own_code(choice, value)


def _key(choice: Choice, value: str) -> int:
    if not (value.isascii() and value.isdigit() and int(value) in KEYS):
        raise ScenarioError(say("{value} is no key. {hint}", value=short(value), hint=no_key()))
    return int(value)


def _case(choice: Choice, value: str) -> str:
    return _one_of(value, [id for id in case_paths() if find_case(id).kind == "composite"])


def _parties(choice: Choice, value: str) -> Adoption:
    if states := _read_own(choice, value):
        return Adoption(list="own", states=states.states, leaving=choice.adoption.leaving)
    if len(value) > SHOWN:
        raise ScenarioError(say("{value} is not known here.", value=short(value)))
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


def no_key() -> str:
    """What a key is."""
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
