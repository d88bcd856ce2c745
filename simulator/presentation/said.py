"""Tables of reasons as the reader reads them; what is taken away keeps its English."""

import re
from collections.abc import Callable, Collection
from datetime import date

import pandas as pd

from simulator.data.states import load_states, state_of
from simulator.law.called import called
from simulator.words.figures import day
from simulator.words.masked import masked
from simulator.words.names import alphabetical, name_of
from simulator.words.say import Word, say, series

HEADINGS: tuple[Word, ...] = (
    "changed rule", "article", "articles", "mark", "change", "route", "who", "not before", "practice, not law", "brought back", "lost",
    "exposure lowered [points]", "hosts back", "hosts lost", "set", "restored", "of lost", "genuine requests met", "as it stands",
    "what", "words", "havens kept", "of", "on the frontier", "in force", "assumption", "default", "at", "baseline", "scenario",
    "margin [points]", "finding holds", "unit", "reason", "needs forwarding", "lost through",
    "rests on an assumption of a clause alone", "lost: how sure", "data havens kept", "person havens kept", "data exposure [points]",
    "person exposure [points]",
    "genuine requests met [points]", "data through the host", "held", "handed over",
)  # fmt: skip
AS_FILED: dict[str, Word] = {  # what a file's columns are called on the page
    "data_havens": "data havens", "data_kept": "data havens kept", "data_change": "data exposure [points]",
    "person_havens": "person havens", "person_kept": "person havens kept", "person_change": "person exposure [points]",
    "handed_over": "handed over", "as_it_is": "chance as it is", "known": "chance, channel known",
    "blank": "chance, channel blank", "miss": "miss, channel known", "miss_blank": "miss, channel blank",
    "hit": "hits, channel known", "hit_blank": "hits, channel blank", "chance_as_it_is": "chance as it is",
    "chance_recalibrated": "chance recalibrated", "auc": "area under the curve", "auc_low": "area: low end",
    "auc_high": "area: high end",
}  # fmt: skip
ENDS: dict[str, Word] = {
    ", standard error": "{figure}, standard error",
    ": how sure": "{figure}: how sure",
    ", now": "{figure}, now",
    ", then": "{figure}, then",
}
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
MARKED: Word = ", paraphrase"
CELLS: tuple[Word, ...] = (
    "order alone", "another State", "host", "current scenario", "text", "change", "share", "day",
    "Declarations to refuse whenever the text permits", "Declarations on joining", "Who has joined", "Not joining",
    "EU members", "the scenario as it stands",
)  # fmt: skip


def heading(name: str) -> str:
    """A heading, with what it ends in."""
    name = AS_FILED.get(name, name)
    if (said := say(name)) != name:
        return said
    for end, words in ENDS.items():
        if name.endswith(end):
            return say(words, figure=say(name.removesuffix(end)))
    return name


def cell(words: object) -> object:
    """A cell; of a clause with its levels each is said by itself."""
    if not isinstance(words, str):
        return words
    if DATE.fullmatch(words):
        return day(date.fromisoformat(words))
    if words.endswith(MARKED):
        article, mark = words.removesuffix(MARKED).split(" [")
        return f"{say(article)} [{mark}{say(MARKED)}"
    if many := re.fullmatch(r"(\d+) parties, by signature", words):
        return say("{n} parties, by signature", n=many[1])
    if say(words) != words or ": " not in words:
        return _level(words)
    title, levels = words.split(": ", 1)
    return say("{name}: {words}", name=say(title), words=" → ".join(map(_level, levels.split(" → "))))


def _level(words: str) -> str:
    many = re.fullmatch(r"(.+) \((\d+) States\)", words)
    if many:
        return say("{name} ({n} States)", name=say(many[1]), n=many[2])
    state = next((state for state in load_states() if state.name == words), None)
    return name_of(state) if state else say(words)


def _states(codes: str) -> str:
    """States by their names, given by their codes."""
    return series(sorted((name_of(state_of(code)) for code in codes.split()), key=alphabetical))


BY_CODE: dict[str, Callable[[str], str]] = {  # columns whose cells are codes in files, and names on the page
    "assumption": called, "rests on": lambda id: called(id) if id else "",
    "hosts back": _states, "hosts lost": _states, "State": _states,
}  # fmt: skip


def said(table: pd.DataFrame, codes: Collection[str] = ()) -> pd.DataFrame:
    """A table with its headings and its words said; figures stay, and the columns that hold `codes`."""
    named = {name: table[name].map(words) for name, words in BY_CODE.items() if name in table and name not in codes}
    table = masked(table.assign(**named))
    text = table.select_dtypes(exclude=["number", "bool"]).columns.difference([*codes, *named])
    return table.assign(**{name: table[name].map(cell) for name in text}).rename(columns=heading)
