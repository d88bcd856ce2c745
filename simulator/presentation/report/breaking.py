"""Lines of a script that has no spaces: they break between any two characters, but no line begins with a closing sign."""

import re
from collections.abc import Callable

HAN = "\u2e80-\u2fff\u3040-\u9fff\uf900-\ufaff"
OPENING, CLOSING = "（《〈“‘【", "，。、；：？！）》〉”’】%…"  # signs that go with what follows, and with what precedes
# Spaces, a character with its signs, or a run of anything else with its signs.
UNIT = re.compile(rf"\s+|[{OPENING}]*(?:[{HAN}]|[^\s{HAN}{OPENING}{CLOSING}]+)?[{CLOSING}]*")


def between_characters(text: str) -> bool:
    """Whether a text has characters of such a script."""
    return re.search(f"[{HAN}]", text) is not None


def lines(text: str, room: float, width: Callable[[str], float]) -> list[str]:
    """A text in lines no wider than `room`, which is in the unit of `width`; a unit that is wider is broken anywhere."""
    made, line, used = [], "", 0.0
    for unit in _units(text, room, width):
        needed = width(unit)
        if line and used + needed > room:
            made.append(line.rstrip())
            line, used = "", 0.0
        if line or not unit.isspace():
            line, used = line + unit, used + needed
    return [*made, line.rstrip()] if line else made


def _units(text: str, room: float, width: Callable[[str], float]) -> list[str]:
    units: list[str] = []
    for unit in filter(None, UNIT.findall(text)):
        units += [unit] if width(unit) <= room else list(unit)
    return units
