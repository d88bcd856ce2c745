"""What is to be translated: texts in the code and in the files of law and scenarios, and the catalogues kept to them.

In the code: the literal texts of `say`, `say_many` and `Word`, and of constants annotated with `Word` or `Plural`. In the
files: the fields of `FIELDS`. `python -m simulator.words.extract` adds what is new to every catalogue, empty, and drops what is gone.
"""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from simulator.words.say import FORMAL, LOCALE, catalogue_path, read_catalogue

PACKAGE = Path(__file__).resolve().parents[1]
FIELDS = {  # files from the package's parent, and the fields of theirs that are shown
    "simulator/law/settings.toml": (
        "setting.title",
        "setting.alone",
        *(f"setting.level.{field}" for field in ("name", "article", "paraphrase", "mechanism", "why")),
    ),
    "simulator/law/assumptions/*.toml": ("*.unit", "*.reason"),  # tables within tables
    "simulator/law/instruments/*.toml": ("name", "family", "verify", "measure.article", "measure.paraphrase"),
    "simulator/law/conducts.toml": ("conduct.name", "conduct.national.*.law"),
    "scenarios/*.toml": ("title", "what", "advocates", "unknown", "against", "steps.text", "steps.question"),
    "scenarios/cases/*.toml": ("title", "description"),
}
WORDS = re.compile(r"[^\W\d_]{3}")  # what a field without them holds, such as "40(8)", is the same in every language
Message = tuple[str | tuple[str, str], str]  # one text or its two English forms; where it stands


def messages() -> Iterator[Message]:
    """Every text with its place, in the order of the files."""
    root = PACKAGE.parent
    for path in sorted((*PACKAGE.rglob("*.py"), root / "pages.py")):
        for text in _of_code(ast.parse(path.read_text(encoding="utf-8")), str(path)):
            yield text, path.relative_to(root).as_posix()
    for pattern, fields in FIELDS.items():
        for path in sorted(root.glob(pattern)):
            content = tomllib.loads(path.read_text(encoding="utf-8"))
            for field in fields:
                found = (text for text in _at(content, field.split(".")) if WORDS.search(text))
                yield from ((text, path.relative_to(root).as_posix()) for text in found)


def _of_code(tree: ast.AST, where: str) -> Iterator[str | tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id in ("say", "Word"):
                if isinstance(node.args[0], ast.JoinedStr):
                    raise ValueError(
                        f"{where}:{node.lineno}: a text with f cannot be translated: give its values to say()"
                    )
                yield from _texts(node.args[0])
            elif node.func.id == "say_many" and isinstance(node.args[0], ast.Constant):
                yield from _pairs(ast.Tuple(node.args[:2]))
        elif isinstance(node, ast.AnnAssign):
            kinds = {part.id for part in ast.walk(node.annotation) if isinstance(part, ast.Name)}
            if "Plural" in kinds:
                yield from _pairs(node.value)
            elif "Word" in kinds:
                yield from _texts(node.value)


def _pairs(node: ast.expr | None) -> Iterator[tuple[str, str]]:
    """The two forms of each text of a dictionary's values, or of a constant."""
    for pair in node.values if isinstance(node, ast.Dict) else [node]:
        one, many = _texts(pair)
        yield one, many


def _texts(node: ast.expr | None) -> Iterator[str]:
    """Texts of a constant, or of a dictionary's values, a sequence or a choice of constants."""
    match node:
        case ast.Constant(value=str(text)) if text:
            yield text
        case ast.Dict(values=parts) | ast.Tuple(elts=parts) | ast.List(elts=parts):
            for part in parts:
                yield from _texts(part)
        case ast.IfExp(body=body, orelse=orelse):
            yield from _texts(body)
            yield from _texts(orelse)


def _at(content: Any, field: list[str]) -> Iterator[str]:
    """The texts of a field by its path; after `*` they may stand at any depth."""
    for one in content if isinstance(content, list) else [content]:
        if not field:
            yield one
        elif field[0] == "*":
            yield from _at(one, field[1:])
            yield from (text for part in one.values() if isinstance(part, dict) for text in _at(part, field))
        elif field[0] in one:
            yield from _at(one[field[0]], field[1:])


@lru_cache(maxsize=1)
def template() -> Catalog:
    """Every text, untranslated."""
    catalog = Catalog(domain="messages", fuzzy=False)
    for text, place in messages():
        catalog.add(text, locations=[(place, 0)])
    return catalog


def update(path: Path) -> None:
    """Keep a catalogue to the texts of the program; one of a formal register holds only what differs there."""
    catalog = read_catalogue(path)
    formal = {message.id for message in catalog if message.string} if FORMAL in path.parts[-3] else None
    catalog.update(template(), no_fuzzy_matching=True, update_creation_date=False)
    catalog.obsolete.clear()
    for message in list(catalog):
        message.flags.discard("python-format")  # a percent sign in a sentence is no format
        if formal is not None and message.id and message.id not in formal:
            catalog.delete(message.id)
    with path.open("wb") as file:
        write_po(file, catalog, width=120, include_lineno=False, sort_by_file=False)


if __name__ == "__main__":
    for folder in sorted(LOCALE.iterdir()):
        update(catalogue_path(folder.name))
