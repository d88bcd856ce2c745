"""Names and codes of states as the reader meets them: in the reader's language, or aliases.

Own names are those of the CLDR, but where `names.toml` has the United Nations' own. Whoever shows, writes or sends a State
asks `name_of` and `code_of`; what comes back is read by `real_code`.
"""

from collections.abc import Sequence
from unicodedata import normalize

from babel import Locale

from simulator.words.aliases import CODED, INVENTED, NUMBERED, Alias, Named
from simulator.words.say import SOURCE, Word, say, spoken
from simulator.words.scripts import spelt
from simulator.words.tables import table

REGIONS = {
    "Americas": "019",
    "Europe": "150",
    "Africa": "002",
    "Asia": "142",
    "Oceania": "009",
}  # UN M49, from west to east
OTHER: Word = "Other place"
DEALT: dict[str, Word] = {
    NUMBERED: "States numbered within regions, key {key}",
    CODED: "States under codes, key {key}",
    INVENTED: "States under invented names, key {key}",
}
LETTERS = "й"  # a letter of its own, though Unicode has it as another one with a mark


def name_of(state: Named) -> str:
    """The short name of a state."""
    language = spoken().language
    if alias := spoken().aliases.by_code.get(state.iso3):
        return _called(alias)
    if language == SOURCE:
        return state.name
    own = table("names").get(language, {}).get("name", {}).get(state.iso3)
    return str(own or Locale.parse(language).territories[state.iso2])


def _called(alias: Alias) -> str:
    if alias.name:
        return spelt(alias.name, spoken().language) if spoken().aliases.mode == INVENTED else alias.name
    region = region_name(alias.group) if alias.group in REGIONS else say(OTHER)
    return say("{region} {number}", region=region, number=alias.number)


def code_of(state: Named | str) -> str:
    """The code of a state, or of one that is given by its own code."""
    code = state if isinstance(state, str) else state.iso3
    alias = spoken().aliases.by_code.get(code)
    return alias.code if alias else code


def real_code(code: str) -> str:
    """The own code of a state that the reader knows by a code; what is none stays as it is, but for own codes under aliases."""
    aliases = spoken().aliases
    return aliases.real.get(code, "") if aliases.blind else code


def naming() -> str:
    """That States go by aliases, and the key that dealt them; nothing where they go by their names."""
    aliases = spoken().aliases
    return say(DEALT[aliases.mode], key=aliases.key) if aliases.blind else ""


def in_order(states: Sequence[Named]) -> list[int]:
    """Places of states in the order of their codes as the reader knows them: no order gives one away."""
    return sorted(range(len(states)), key=lambda place: code_of(states[place]))


def origin_of(state: Named) -> str:
    """The name as it follows "people": with "du", "d'" or "des" in French, declined after "из" or "с" in Russian."""
    name, rules = name_of(state), table("names").get(spoken().language, {}).get("origin")
    if rules is None:
        return name
    if not spoken().aliases.blind:
        if state.iso3 in rules.get("form", ()):
            return str(rules["form"][state.iso3])
        for words in rules["words"]:
            if state.iso3 in rules.get(words, ()):
                return str(words.format(name=name))
    return str(rules["before_vowel" if name.startswith(tuple(rules["vowels"])) else "otherwise"].format(name=name))


def region_name(region: str) -> str:
    """A region of the table of states, in the reader's language."""
    return str(Locale.parse(spoken().language).territories[REGIONS[region]])


def alphabetical(name: str) -> str:
    """A key that puts names in the order of the alphabet, letters with accents beside those without.

    Latin, Cyrillic and Arabic letters stand in Unicode as in their alphabets, the usual Chinese ones in GB 2312 by their
    sound. In Arabic the article is no part of a name's place.
    """
    return "".join(map(_place, normalize("NFC", name.removeprefix("ال").casefold())))


def _place(letter: str) -> str:
    if letter in LETTERS:
        return letter
    return letter.encode("gb18030").decode("latin-1") if "一" <= letter <= "龥" else normalize("NFD", letter)[0]
