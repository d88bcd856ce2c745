"""English text in, the reader's language and register out.

English stands in the code and in the files of law and is the key of the catalogues, `locale/<language>` and
`locale/<language>@formal`; what a catalogue lacks is said in English. Who reads is a context variable, so that two
people at once each read their own language. Nothing here changes a number.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import ParamSpec, TypeVar

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from simulator.words.aliases import REAL, Aliases
from simulator.words.isolated import isolated

LOCALE = Path(__file__).with_name("locale")
SOURCE = "en"  # the language in which the program is written
MOST = 200  # numbers below it show every form of a plural
P = ParamSpec("P")
T = TypeVar("T")
PLAIN, FORMAL = REGISTERS = ("plain", "formal")

# Texts for the reader: these mark constants that `simulator.words.extract` takes into the catalogues.
Word = str
Plural = tuple[str, str]  # for one, and for many


@dataclass(frozen=True, slots=True)
class Tongue:
    """In which words somebody is told something."""

    language: str = SOURCE
    register: str = PLAIN
    aliases: Aliases = REAL


_SPOKEN: ContextVar[Tongue] = ContextVar("spoken", default=Tongue())  # noqa: B039 (it is frozen)


def spoken() -> Tongue:
    """The language, register and names of States of the reader; a key for whatever remembers words."""
    return _SPOKEN.get()


def speak(language: str, register: str = PLAIN, aliases: Aliases = REAL) -> None:
    """From here on, in this thread."""
    _SPOKEN.set(Tongue(language, register, aliases))


@contextmanager
def using(language: str, register: str = PLAIN, aliases: Aliases = REAL) -> Iterator[None]:
    """Within this block."""
    before = _SPOKEN.set(Tongue(language, register, aliases))
    try:
        yield
    finally:
        _SPOKEN.reset(before)


@contextmanager
def in_english() -> Iterator[None]:
    """Within this block, as files are written: States keep the names that the reader knows them by."""
    with using(SOURCE, aliases=spoken().aliases):
        yield


def as_now(made: Callable[P, T]) -> Callable[P, T]:
    """The same work in the words of who reads now, in whatever thread it is done."""
    now = spoken()

    def told(*given: P.args, **named: P.kwargs) -> T:
        with using(now.language, now.register, now.aliases):
            return made(*given, **named)

    return told


def say(text: str, **values: object) -> str:
    """A text for the reader, its `{names}` filled if values are given."""
    words = _catalogue().gettext(text) if text else text
    return reading_order(words.format(**values) if values else words)


def say_many(one: str, many: str, n: int, **values: object) -> str:
    """A text that depends on a number, by the reader's rule of plurals; `{n}` and other `{names}` are filled."""
    return reading_order(_catalogue().ngettext(one, many, n).format(n=n, **values))


def series(parts: Iterable[str]) -> str:
    """Parts of a sentence one after the other, with the reader's comma."""
    return say(", ").join(parts)


def clauses(parts: Iterable[str]) -> str:
    """Parts that may have commas of their own, with the reader's semicolon."""
    return say("; ").join(parts)


def forms(one: str, many: str) -> tuple[str, ...]:
    """Every form of such a text, for a script that fills it; `plurals` says which form a number takes."""
    rule = plurals(MOST)
    return tuple(_catalogue().ngettext(one, many, rule.index(form)) for form in sorted(set(rule)))


def plurals(many: int) -> str:
    """For each number from 0 up to below `many`, one digit: which of the forms of a text it takes."""
    rule = _catalogue()
    plural = getattr(rule, "plural", lambda n: int(n != 1))
    return "".join(str(plural(n)) for n in range(many))


def reading_order(words: str) -> str:
    """Words in whose line, if it runs from right to left, figures keep their order, and an arrow points ahead."""
    return isolated(words).replace("→", "←") if direction(spoken().language) == "rtl" else words


@lru_cache(maxsize=1)
def languages() -> dict[str, str]:
    """The languages of the program by their codes, each by its own name; that of the code first."""
    there = sorted(folder.name for folder in LOCALE.iterdir() if "@" not in folder.name and folder.is_dir())
    names = ((code, str(Locale.parse(code).get_display_name(code))) for code in (SOURCE, *there))
    return {code: name[0].upper() + name[1:] for code, name in names}


def inside(text: str) -> str:
    """A text that opens a line as it stands inside one: "Which crimes", but not "INTERPOL", with a small letter."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


@lru_cache(maxsize=32)
def direction(language: str) -> str:
    """`ltr` or `rtl`: the way a language is written."""
    return "rtl" if Locale.parse(language).character_order == "right-to-left" else "ltr"


def catalogue_path(name: str) -> Path:
    """The catalogue of a language, or of its formal register (`en@formal`)."""
    return LOCALE / name / "LC_MESSAGES" / "messages.po"


def read_catalogue(path: Path) -> Catalog:
    """A catalogue as its translators left it."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3].partition("@")[0], domain="messages")


def _catalogue() -> NullTranslations:
    """The reader's."""
    return _translations(spoken().language, spoken().register)


@lru_cache(maxsize=32)
def _translations(language: str, register: str) -> NullTranslations:
    """The formal register over the plain one over English."""
    layers = [language] if register == PLAIN else [f"{language}@{FORMAL}", language]
    paths = [path for name in layers if (path := catalogue_path(name)).is_file()]
    first, *rest = [*(_compiled(path) for path in paths), NullTranslations()]
    for under in rest:
        first.add_fallback(under)
    return first


def _compiled(path: Path) -> GNUTranslations:
    """What `msgfmt` would make of a catalogue, kept in memory alone."""
    made = BytesIO()
    write_mo(made, read_catalogue(path))
    made.seek(0)
    return GNUTranslations(made)
