"""Which articles and paragraphs a reference such as `37(15), 40(21)-(22)` names."""

import re


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
