"""Makes the fonts for scripts that a reader's machine may lack: Chinese for page and report, Arabic for the page.

The whole fonts are Noto Sans SC and Noto Sans Arabic under the SIL Open Font License, as the npm packages
`@expo-google-fonts/noto-sans-sc` and `@expo-google-fonts/noto-sans-arabic` 0.4.3 hold them. With both unpacked in FOLDER:

    python static/build_fonts.py FOLDER

Chinese is cut to the characters that this program writes; run it again when a text brings a new one (a test says so).
"""

import sys
from datetime import date
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from simulator.data.naming import KEYS, aliases
from simulator.data.states import load_states
from simulator.words.aliases import INVENTED
from simulator.words.figures import day, number, percent
from simulator.words.names import REGIONS, name_of, region_name
from simulator.words.say import LOCALE, languages, using

HERE = Path(__file__).parent
REPORT = HERE.parent / "simulator" / "presentation" / "fonts"
STYLES = {"Regular": "400Regular", "Bold": "700Bold"}
LATIN = {chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0x180))}
ARABIC = {chr(code) for code in (*range(0x600, 0x700), *range(0x200C, 0x2010))} | LATIN


def letters(language: str, *, tables: bool = True) -> set[str]:
    """Every character of the catalogues, texts, names of States and figures in a language, and of the tables of all."""
    words = LOCALE.parent
    files = [*LOCALE.glob(f"{language}*/**/*.po"), words / "turn_to" / f"{language}.txt"]
    files += words.glob("*.toml") if tables else []
    files = [path for path in files if path.stem != "other_names"]  # they find a State and are never shown
    texts = [path.read_text(encoding="utf-8") for path in files] + list(languages().values())
    with using(language):
        texts += [name_of(state) for state in load_states()] + [region_name(region) for region in REGIONS]
        texts += [day(date(2026, month, 28)) for month in range(1, 13)] + [
            number(-1234.5, 1, signed=True),
            percent(0.5),
        ]
    with using(language, aliases=aliases(INVENTED, KEYS[0])):
        texts += [name_of(state) for state in load_states()]
    return {letter for text in texts for letter in text if letter.isprintable()}


def cut(source: Path, kept: set[str], target: Path, *, joined: bool = False) -> None:
    """A font with these characters alone; `joined` keeps the rules by which its letters join."""
    font = TTFont(source, recalcTimestamp=False)
    options = Options()
    options.layout_features = ["*"] if joined else []
    options.hinting = False
    options.harfbuzz_repacker = False  # the same bytes whether or not that library is there
    options.flavor = target.suffix[1:] if target.suffix == ".woff2" else None
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(sorted(kept)))
    subsetter.subset(font)
    font.flavor = options.flavor
    font.save(target)


def build(folder: Path) -> None:
    """Cut every font anew."""
    chinese = letters("zh") | LATIN | set("•…–—±→−≥≤×●○▲△✓")
    for style, whole in STYLES.items():
        source = folder / "noto-sans-sc" / whole / f"NotoSansSC_{whole}.ttf"
        cut(source, chinese, REPORT / f"NotoSansSC-{style}.ttf".replace("-Regular", ""))
        cut(source, chinese, HERE / f"NotoSansSC-{style}.woff2")
        source = folder / "noto-sans-arabic" / whole / f"NotoSansArabic_{whole}.ttf"
        cut(source, ARABIC, HERE / f"NotoSansArabic-{style}.woff2", joined=True)


if __name__ == "__main__":
    build(Path(sys.argv[1]))
