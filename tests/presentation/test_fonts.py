"""The fonts that come with the program have every letter that it writes, and the page asks for them where it must."""

import tomllib
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from simulator.presentation.faces import FONTS
from simulator.words.say import languages
from static.build_fonts import letters

ROOT = Path(__file__).resolve().parents[2]
THEME = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())["theme"]
FACES = THEME["fontFaces"]
LARGEST = 1_000_000  # of a font [byte]
OWN = {"zh": "Noto Sans SC", "ar": "Noto Sans Arabic"}  # scripts that the framework's own font lacks


def known(path):
    return {chr(code) for code in TTFont(path).getBestCmap()}


def served(face):
    return ROOT / face["url"].replace("app/static", "static")


def asked_for(face, letter):
    """Whether a browser asks for a font when it meets a letter."""
    for part in face["unicodeRange"].split(", "):
        low, _, high = part.removeprefix("U+").partition("-")
        if int(low, 16) <= ord(letter) <= int(high or low, 16):
            return True
    return False


def of_script(language):
    """Letters of a language that no Latin font has."""
    return {letter for letter in letters(language) if any(asked_for(face, letter) for face in faces_of(language))}


def faces_of(language):
    return [face for face in FACES if face["family"] == OWN[language]]


@pytest.mark.parametrize("language", [language for language in languages() if language in OWN])
def test_the_page_has_every_letter_of_a_script_that_machines_may_lack(language):
    assert {face["weight"] for face in faces_of(language)} == {"400", "700"}
    for face in faces_of(language):
        assert of_script(language) <= known(served(face)), "run static/build_fonts.py"


def test_no_letter_of_chinese_is_left_to_the_machine():
    others = {letter for letter in letters("zh") if letter >= "\u2e80"}
    assert "，" in others and len(others) > 700
    assert others == of_script("zh")


def test_the_report_has_every_chinese_letter_in_both_weights():
    for style in ("", "-Bold"):
        assert of_script("zh") <= known(FONTS / f"NotoSansSC{style}.ttf"), "run static/build_fonts.py"


@pytest.mark.parametrize("language", [language for language in languages() if language != "zh"])
def test_the_report_has_every_letter_of_the_other_languages(language):
    written = {letter for letter in letters(language, tables=False) if letter.isalpha()} - of_script("zh")
    for name in ("", "-Bold"):
        assert written <= known(FONTS / f"DejaVuSansCondensed{name}.ttf")


def test_fonts_are_small_and_have_their_licence_beside_them():
    fonts = [*(ROOT / "static").glob("*.woff2"), *FONTS.glob("Noto*.ttf")]
    assert len(fonts) == 6 and {served(face) for face in FACES} == set((ROOT / "static").glob("*.woff2"))
    for font in fonts:
        assert font.stat().st_size < LARGEST
        assert "SIL OPEN FONT LICENSE" in (font.parent / "NOTO-LICENSE.txt").read_text()


def test_the_board_is_set_in_the_fonts_of_the_theme():
    tokens = (ROOT / "simulator/app/board/tokens.css").read_text()
    (face,) = (line for line in tokens.splitlines() if line.strip().startswith("--face:"))
    assert face.split(":")[1].strip(" ;").replace('"', "") == THEME["font"]
