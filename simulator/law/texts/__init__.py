"""The official text, where it is on file: which articles and paragraphs it has.

A transcription check of numbers only: it says whether the articles and paragraphs that the paraphrases name exist.
"""

import re
from pathlib import Path

FOLDER = Path(__file__).parent
_ARTICLE = re.compile(r"^\s*Article\s+(\d+)\b", re.IGNORECASE)
_PARAGRAPH = re.compile(r"^\s*(\d+)\.\s")


def texts(folder: Path = FOLDER) -> list[Path]:
    """The files of the official text; none until somebody puts one here."""
    return sorted(folder.glob("un_convention.*.txt"))


def numbering(text: str) -> dict[int, frozenset[int]]:
    """The articles of a text, each with its numbered paragraphs."""
    found: dict[int, set[int]] = {}
    article = None
    for line in text.splitlines():
        if heading := _ARTICLE.match(line):
            article = int(heading[1])
            found.setdefault(article, set())
        elif article is not None and (paragraph := _PARAGRAPH.match(line)):
            found[article].add(int(paragraph[1]))
    return {article: frozenset(paragraphs) for article, paragraphs in found.items()}


def named(reference: str) -> list[tuple[int, int | None]]:
    """The articles of a reference such as `37(15), 40(21)-(22)`, with paragraphs where given, those inside a span too."""
    found: list[tuple[int, int | None]] = []
    for part in re.split(r",\s*", reference):
        article = re.match(r"(\d+)", part)
        if article is None:
            continue
        rest = part[article.end() :]
        if span := re.match(r"-(\d+)", rest):
            found += [(number, None) for number in range(int(article[1]), int(span[1]) + 1)]
            continue
        paragraphs = [int(n) for n in re.findall(r"\((\d+)\)", rest)]
        if ")-(" in rest and len(paragraphs) == 2:
            paragraphs = list(range(paragraphs[0], paragraphs[1] + 1))
        found += [(int(article[1]), paragraph) for paragraph in paragraphs] or [(int(article[1]), None)]
    return found


def missing(reference: str, articles: dict[int, frozenset[int]]) -> list[str]:
    """What a reference names and the text does not have; articles without numbered paragraphs are taken whole."""
    wrong = []
    for article, paragraph in named(reference):
        if article not in articles:
            wrong.append(f"article {article}")
        elif paragraph is not None and articles[article] and paragraph not in articles[article]:
            wrong.append(f"article {article}({paragraph})")
    return wrong
