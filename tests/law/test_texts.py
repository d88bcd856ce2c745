"""The paraphrases' numbers against the official text, where it is on file.

A transcription check of numbers only: it says whether the articles and paragraphs that the paraphrases name exist.
"""

import re
from pathlib import Path

import pytest

import simulator.law
from simulator.law.articles import named
from simulator.law.instruments import CONVENTION, load_instruments
from simulator.law.settings import load_catalogue

INVENTED = """Article 1 Purposes
1. To be.
2. Not to be.

Article 2
Whatever is said here has no number.
Article 40
8. A state may.
22. Nothing shall.
"""

ARTICLE = re.compile(r"^\s*Article\s+(\d+)\b", re.IGNORECASE)
PARAGRAPH = re.compile(r"^\s*(\d+)\.\s")


def texts() -> list[Path]:
    """The files of the official text; none until somebody puts one there."""
    return sorted(Path(simulator.law.__file__).with_name("texts").glob("un_convention.*.txt"))


def numbering(text: str) -> dict[int, frozenset[int]]:
    """The articles of a text, each with its numbered paragraphs."""
    found: dict[int, set[int]] = {}
    article = None
    for line in text.splitlines():
        if heading := ARTICLE.match(line):
            article = int(heading[1])
            found.setdefault(article, set())
        elif article is not None and (paragraph := PARAGRAPH.match(line)):
            found[article].add(int(paragraph[1]))
    return {article: frozenset(paragraphs) for article, paragraphs in found.items()}


def missing(reference: str, articles: dict[int, frozenset[int]]) -> list[str]:
    """What a reference names and the text does not have; articles without numbered paragraphs are taken whole."""
    wrong = []
    for article, paragraph in named(reference):
        if article not in articles:
            wrong.append(f"article {article}")
        elif paragraph is not None and articles[article] and paragraph not in articles[article]:
            wrong.append(f"article {article}({paragraph})")
    return wrong


def test_the_articles_and_paragraphs_of_a_text_are_found():
    assert numbering(INVENTED) == {1: {1, 2}, 2: set(), 40: {8, 22}}


def test_a_reference_is_read_with_its_paragraphs_and_spans():
    assert named("37(15), 40(21)-(22)") == [(37, 15), (40, 21), (40, 22)]
    assert named("40(6)-(8)") == [(40, 6), (40, 7), (40, 8)]
    assert named("7-9") == [(7, None), (8, None), (9, None)]
    assert named("35(1)(c), law") == [(35, 1)]


@pytest.mark.parametrize(
    ("reference", "wrong"),
    [("40(8)", []), ("40(9)", ["article 40(9)"]), ("3", ["article 3"]), ("2(h)", []), ("1(1)-(2)", [])],
)
def test_a_paragraph_that_the_text_does_not_have_is_named(reference, wrong):
    assert missing(reference, numbering(INVENTED)) == wrong


def references() -> dict[str, str]:
    """Every reference to the Convention, by where it stands."""
    found = {
        f"{setting.id}.{level.id}": level.article for setting in load_catalogue().values() for level in setting.level
    }
    rows = load_instruments()[CONVENTION].measure
    return found | {f"{CONVENTION}.{row.measure}.{place}": row.article for place, row in enumerate(rows)}


def test_every_reference_names_an_article_that_the_convention_can_have():
    outside = {where: ref for where, ref in references().items() for article, _ in named(ref) if not 1 <= article <= 68}
    allowed = {"interpol_vetting", "non_refoulement"}  # other bodies, other treaties
    assert {where.split(".")[0] for where in outside} <= allowed


def test_the_official_text_has_every_article_and_paragraph_that_a_paraphrase_names():
    faults = {
        (path.name, where): wrong
        for path in texts()
        for where, reference in references().items()
        if (wrong := missing(reference, numbering(path.read_text(encoding="utf-8"))))
    }
    assert not faults
