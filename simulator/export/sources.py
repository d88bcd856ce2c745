"""Where every number comes from: sources, columns, law with its marks, assumptions with their reasons."""

import json

from simulator.data.tables import TABLES, read_table
from simulator.errors import SimulatorError, nearest
from simulator.law.assumptions import load_assumptions
from simulator.law.conducts import load_conducts
from simulator.law.instruments import load_instruments
from simulator.law.settings import load_catalogue


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
