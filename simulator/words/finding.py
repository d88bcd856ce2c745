"""Which State somebody means: by its code or by its name in any language of the program, without accents or capitals.

Other usual names stand in `other_names.toml`. Where States go by aliases, only these find one, in any language.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from functools import lru_cache
from unicodedata import normalize

from babel import Locale

from simulator.words.aliases import Aliases, Named
from simulator.words.names import code_of, name_of
from simulator.words.say import SOURCE, languages, spoken, using
from simulator.words.tables import table

ALIKE = str.maketrans("ةى", "هي")  # Arabic letters that are written for one another
CLOSE = 0.65  # of 1, how alike two words are that one may be meant by the other
MOST = 3  # near names that are offered


def meant(text: str, states: Iterable[Named]) -> Sequence[str]:
    """Own codes of the States that go by a code or name: none, one, or those that share it."""
    return _known(tuple(states), spoken().aliases).get(plain(text), ())


def near(text: str, states: Iterable[Named]) -> list[str]:
    """Own codes of up to `MOST` States with a code or name like this one, the likest first."""
    known = _known(tuple(states), spoken().aliases)
    close = get_close_matches(plain(text), known, n=MOST, cutoff=CLOSE)
    return list(dict.fromkeys(code for name in close for code in known[name]))[:MOST]


def found_by(state: Named) -> list[str]:
    """What leads to a state, as `plain` has it: the reader's own name for it, its code, all its other names."""
    return list(dict.fromkeys(map(plain, (name_of(state), code_of(state), *names_of(state)))))


def names_of(state: Named) -> list[str]:
    """Everything a state is called: by its name in each language, and if that is its own, by the other usual ones."""
    names = []
    for language in languages():
        with using(language, aliases=spoken().aliases):
            names.append(name_of(state))
        if not spoken().aliases.blind:
            names.append(str(Locale.parse(language).territories[state.iso2]))
    return names if spoken().aliases.blind else [*names, *table("other_names").get(state.iso3, ())]


def plain(text: str) -> str:
    """Letters and digits alone, small and without accents: what is left of a name however it is written."""
    bare = normalize("NFKD", text.casefold().replace("&", "and"))
    return "".join(sign for sign in bare if sign.isalnum()).translate(ALIKE)


@lru_cache(maxsize=16)
def _known(states: tuple[Named, ...], aliases: Aliases) -> Mapping[str, Sequence[str]]:
    """Own codes by whatever leads to them."""
    found = defaultdict[str, list[str]](list)
    with using(SOURCE, aliases=aliases):
        for state in states:
            for name in found_by(state):
                found[name].append(state.iso3)
    return found
