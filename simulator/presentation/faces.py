"""In which type a language is set: fonts that come with the package, each as `NAME.ttf` and `NAME-Bold.ttf`."""

from pathlib import Path
from unicodedata import east_asian_width

FONTS = Path(__file__).with_name("fonts")
COMMON = "DejaVuSansCondensed"  # Latin, Cyrillic, Arabic
OWN = {"zh": "NotoSansSC"}  # by language
# Charts: their library's own first, then those that come with the page.
CHART = '"Open Sans", verdana, arial, "Noto Sans SC", "Noto Sans Arabic", sans-serif'


def face(language: str) -> str:
    """The font of a language."""
    return OWN.get(language, COMMON)


def stack(language: str) -> str:
    """The fonts of a picture that leaves the program, the next where one is not there."""
    return ", ".join([*dict.fromkeys((face(language), COMMON)), "DejaVu Sans", "sans-serif"])


def cells(text: str) -> int:
    """Width of a text in letters; a character of Chinese takes two."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
