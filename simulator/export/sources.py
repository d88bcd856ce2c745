"""Where every number comes from: sources, columns, law with its marks, assumptions with their reasons."""

import json
import re

from simulator.data.tables import TABLES, read_table
from simulator.errors import SimulatorError, nearest
from simulator.law.articles import named
from simulator.law.assumptions import load_assumptions
from simulator.law.conducts import load_conducts
from simulator.law.instruments import CONVENTION, load_instruments
from simulator.law.settings import load_catalogue
from simulator.model.adoption import not_before


def lines() -> list[str]:
    """One line for each source, column, level, row of an instrument, statute and assumption."""
    found = [
        f"source {row['key']}: {row['what']}. {row['publisher']}, {row['version_or_date']}, {row['licence']}"
        for row in read_table(TABLES, "sources", ("what",), ("key",))
    ]
    for table in json.loads((TABLES / "datapackage.json").read_text(encoding="utf-8"))["resources"]:
        for field in table["schema"]["fields"]:
            origin = (
                f"{field['source']}, {field['licence']}, {field['basis']}" if "source" in field else "named in each row"
            )
            found.append(f"column {table['name']}.{field['name']}: {field['description']}. {origin}")
    for setting in load_catalogue().values():
        for level in setting.level:
            found.append(
                f"law {setting.id} = {level.id}: {level.paraphrase} Article {level.article} [{level.mark.value}]"
            )
    for instrument in load_instruments().values():
        for row in instrument.measure:
            found.append(f"law {instrument.id} {row.measure.value}: {row.paraphrase}. {row.article} [{row.mark.value}]")
    for conduct in load_conducts().values():
        for code, law in conduct.national.items():
            found.append(f"law {conduct.id} in {code}: {law.law}, maximum {law.maximum:g} years [{law.mark.value}]")
    found += [
        f"assumption {id}: {entry.default:g} ({entry.low:g}-{entry.high:g} {entry.unit}). {entry.reason}"
        for id, entry in load_assumptions().items()
    ]
    return found


def sources(about: str = "") -> str:
    """Every line, or those with the word `about`.

    Raises
    ------
    SimulatorError
        If no line has it.
    """
    chosen = [line for line in lines() if about.lower() in line.lower()]
    if not chosen:
        raise SimulatorError(f"Nothing about {about!r} is on file. {nearest(about, load_assumptions())}")
    return "\n".join(chosen)


def articles(about: str) -> str:
    """What the program takes an article, or what has a word, to do: where it acts, how well it was read, who could move it.

    Raises
    ------
    SimulatorError
        If nothing on file has it.
    """
    found = []
    for setting in load_catalogue().values():
        own = f"{setting.article} {setting.title} {setting.id}".lower()
        for level in setting.level:
            if not _mentions(about, f"{own} {level.article} {level.name} {level.paraphrase}"):
                continue
            adopted = ", adopted" if level.id == setting.adopted else ""
            found.append(
                f"setting {setting.number} {setting.id} = {level.id}{adopted}: {level.paraphrase} Article {level.article} "
                f"[{level.mark.value}]; {level.effect}. Moved by: {level.route.value}, not before {not_before(level.route)}. "
                f"One State alone: {setting.alone}"
            )
    for instrument in load_instruments().values():
        for row in instrument.measure:
            if instrument.id == CONVENTION and _mentions(about, f"{row.article} {row.measure.value} {row.paraphrase}"):
                found.append(
                    f"measure {row.measure.value} (desk {row.desk.value}): {row.paraphrase}. {row.article} [{row.mark.value}]"
                )
    if not found:
        raise SimulatorError(f"No clause or measure about {about!r} is on file. Write an article as 40(22), or a word.")
    return "\n".join(["As understood, not checked against the official text.", *found])


def _mentions(about: str, text: str) -> bool:
    """Whether a text has the word, or an article and paragraph, also inside a span such as 42(4)-(5) or 40(21)-(22)."""
    if about.lower() in text.lower():
        return True
    asked = named(about)
    if not asked or not about[:1].isdigit():
        return False
    references = re.findall(r"\d+(?:\(\d+\))?(?:-(?:\d+|\(\d+\)))?", text)
    return any(pair in named(reference) for reference in references for pair in asked)
