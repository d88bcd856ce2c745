"""Numbers and days as the reader writes them: Python makes the digits, the language its signs."""

from datetime import date
from math import floor

from babel import Locale
from babel.dates import format_date

from simulator.words.isolated import END, RIGHT
from simulator.words.say import SOURCE, Word, direction, reading_order, say, spoken

PERCENT: Word = "{n}%"
POINTS = 5  # what is said of one State is said to the nearest so many points
DAYS: Word = "“Not before” is the earliest day possible, no forecast."
NEAREST: Word = "Chances to the nearest five points; the files have the figures."


def number(value: float, digits: int = 0, *, signed: bool = False) -> str:
    """A number with so many decimals: the same digits in every language."""
    text = format(value, f"{'+' if signed else ''},.{digits}f")
    if spoken().language == SOURCE:
        return text
    signs = Locale.parse(spoken().language).number_symbols["latn"]
    return reading_order(text.translate({ord(","): signs["group"], ord("."): signs["decimal"]}))


def short(value: float) -> str:
    """A number with as few digits as it needs, six at most."""
    text = format(value, "g")
    return text if "e" in text else number(value, len(text.partition(".")[2]))


def percent(share: float, digits: int = 0) -> str:
    """A share of one in percent."""
    pattern: str = Locale.parse(spoken().language).percent_formats[None].pattern
    return number(100 * share, digits) + pattern.lstrip("#,0.")


def about(share: float) -> str:
    """A share of one to the nearest five points, as the chance of one State is said; files have the figure."""
    return say(PERCENT, n=POINTS * floor(100 * share / POINTS + 0.5))


def day(value: date) -> str:
    """A day, such as 3 nov 2026; in English as ISO writes it."""
    language = spoken().language
    if language == SOURCE:
        return value.isoformat()
    text = format_date(value, "medium", locale=language)
    return f"{RIGHT}{text}{END}" if direction(language) == "rtl" else text
