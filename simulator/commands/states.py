"""States that options name: by a code, or by a name in any language of the program."""

import argparse
from collections.abc import Sequence

from simulator.analysis.candidates import RULES
from simulator.data.states import load_states
from simulator.errors import SimulatorError
from simulator.words.finding import meant, near
from simulator.words.names import code_of, name_of
from simulator.words.say import spoken

OPTIONS = ("requesting", "host", "hosts")
ALL = "ALL"
GIVEN = "a name, or an ISO 3166-1 alpha-3 code"


def read_states(options: argparse.Namespace) -> None:
    """Put own codes in the place of the names and codes, with commas between, that options give.

    Raises
    ------
    SimulatorError
        For a name or code of no state or of several.
    """
    for option in OPTIONS:
        given = getattr(options, option, None)
        if given and given != ALL and given not in RULES:
            setattr(options, option, ",".join(_code(option, name.strip()) for name in given.split(",")))


def _code(option: str, given: str) -> str:
    """The own code of the one state that is meant. Under aliases a fault repeats nothing: that could give one away."""
    states, blind = load_states(), spoken().aliases.blind
    if not blind and any(given == state.iso3 for state in states):
        return given
    found = meant(given, states)
    if len(found) == 1:
        return found[0]
    said = f"What --{option} says" if blind else repr(given)
    if found:
        raise SimulatorError(f"{said} may be {_offered(found)}. Write the code.")
    how = "a name or a code as the link has it" if blind else GIVEN
    close = near(given, states)
    hint = f" Did you mean {_offered(close)}?" if close else ""
    raise SimulatorError(f"{said} is not a state of this model. Write {how}.{hint}")


def _offered(codes: Sequence[str]) -> str:
    names = {state.iso3: name_of(state) for state in load_states()}
    return " or ".join(f"{code_of(code)!r} ({names[code]})" for code in codes)
