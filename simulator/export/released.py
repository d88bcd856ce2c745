"""What each released version held: scenarios, levels, numbers, cases, and fingerprints of data and law; and what was renamed.

`released/<version>.json` is written once, at a release, by `python -m simulator.export.released`, and never touched
again; `released/renamed.toml` says by which name a link of an older version is read now. Neither can work out a figure
of an older version: they only show what differs (`simulator.export.since`).
"""

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from simulator import __version__
from simulator.data.tables import TABLES, read_table
from simulator.errors import DataError, LawError
from simulator.law.assumptions import load_assumptions
from simulator.law.conducts import load_conducts
from simulator.law.files import parse, read_toml
from simulator.law.instruments import load_instruments
from simulator.law.settings import load_catalogue
from simulator.model.adoption import Adoption, States
from simulator.model.levers import LISTS, parties_of
from simulator.model.scenario import Scenario, case_paths, find_case, load_scenario, scenario_paths

FOLDER = Path(__file__).with_suffix("")
VERSION = re.compile(r"\d{1,4}(\.\d{1,4}){1,3}")
SIGNS = 8  # of a fingerprint
USED = (
    "states",
    "governance",
    "treaties",
    "votes",
    "unga_affinity",
    "dyads",
)  # tables that a result of the page depends on


class RecordedSetting(BaseModel):
    """One setting as a version had it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    adopted: str
    levels: dict[str, tuple[str, str, str]]  # name, paraphrase and mechanism, by id


class Record(BaseModel):
    """All that a link of one version could hang on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: str
    settings: dict[str, RecordedSetting]
    scenarios: dict[str, dict[str, str]]  # parts of a link, and `title` and `also`, by id
    assumptions: dict[str, tuple[float, float, float]]  # default, low and high
    lists: dict[str, int]  # how many States each list has
    cases: dict[str, dict[str, str]]
    conducts: dict[str, str]  # fingerprints
    sources: dict[str, str]  # fingerprints of tables and instruments


class Rename(BaseModel):
    """A part of a link that has another name, or other values, since a version."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    since: str  # the first version with the new name
    part: str  # such as "set.press"
    now: str  # the same, where only values have other names
    values: dict[str, str] = {}  # the new by the old


@lru_cache(maxsize=1)
def record() -> Record:
    """What this version holds."""
    return Record(
        version=__version__,
        settings={
            id: RecordedSetting(
                title=setting.title,
                adopted=setting.adopted,
                levels={one.id: (one.name, one.paraphrase, one.mechanism) for one in setting.level},
            )
            for id, setting in load_catalogue().items()
        },
        scenarios={id: _scenario(load_scenario(id)) for id in scenario_paths()},
        assumptions={id: (one.default, one.low, one.high) for id, one in load_assumptions().items()},
        lists={name: len(Adoption.model_validate({"list": name}).joined()) for name in LISTS},
        cases={id: _case(id) for id in case_paths()},
        conducts={id: signs(one) for id, one in load_conducts().items()},
        sources={
            **{f"law: {id}": signs(one) for id, one in load_instruments().items()},
            **{f"data: {name}": _table(name) for name in USED},
        },
    )


def signs(content: BaseModel | str) -> str:
    """The first signs of the SHA-256 of a content."""
    text = content.model_dump_json() if isinstance(content, BaseModel) else content
    return sha256(text.encode()).hexdigest()[:SIGNS]


def _table(name: str) -> str:
    """How many rows it has, and its fingerprint."""
    content = (TABLES / f"{name}.csv").read_text(encoding="utf-8")
    return f"{len(read_table(TABLES, name, (), ()))} · {signs(content)}"


def _scenario(scenario: Scenario) -> dict[str, str]:
    """Its parts as a link would hold them; what no link can hold is a fingerprint."""
    rest = scenario.model_dump(include={"events", "suspension", "practice_in_baseline"}, mode="json")
    return {
        "title": scenario.title,
        "case": scenario.case,
        "baseline": scenario.baseline,
        "parties": _listed(parties_of(scenario.adoption), scenario.adoption.states),
        "left": _listed("own", scenario.adoption.leaving),
        "declare": _listed(scenario.declarations.list, scenario.declarations.states),
        "also": signs(json.dumps(rest, sort_keys=True)),
        **{f"set.{id}": level for id, level in scenario.settings.items()},
        **{f"a.{id}": repr(value) for id, value in scenario.assumptions.items()},
    }


def _listed(name: str, states: tuple[str, ...]) -> str:
    """A list by its name; one of its own by how many States it has, and a fingerprint: no code stands in a record."""
    return f"{len(states)} · {signs(States(states=states))}" if states else "none" if name == "own" else name


def _case(id: str) -> dict[str, str]:
    content = find_case(id).model_dump(mode="json", exclude={"id", "title", "description"})
    return {name: ", ".join(value) if isinstance(value, list) else str(value) for name, value in content.items()}


@lru_cache(maxsize=8)
def load_record(version: str) -> Record | None:
    """The record of a version; None if there is none.

    Raises
    ------
    DataError
        If it cannot be read.
    """
    path = FOLDER / f"{version}.json"
    if not VERSION.fullmatch(version) or not path.is_file():
        return None
    return parse(Record, json.loads(path.read_text(encoding="utf-8")), str(path), DataError)


@lru_cache(maxsize=1)
def renames() -> tuple[Rename, ...]:
    """What was renamed, the oldest first."""
    path = FOLDER / "renamed.toml"
    rows = read_toml(path).get("renamed", [])
    if not isinstance(rows, list):
        raise LawError(f"{path}: write each as [[renamed]].")
    return tuple(parse(Rename, row, str(path)) for row in rows)


def renamed(given: Mapping[str, str], version: str) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """The parts of a link of a version by the names of today, and each that has another one, then and now."""
    used, told = dict(given), []
    for one in _since(version):
        if (was := used.pop(one.part, None)) is not None:
            now = used.setdefault(one.now, one.values.get(was, was))
            told += [(f"{one.part}={was}", f"{one.now}={now}")] if (one.part, was) != (one.now, now) else []
    return used, told


def new_names(version: str) -> dict[str, str]:
    """What parts of links are called now, by what a version called them."""
    return {one.part: one.now for one in _since(version)}


def _since(version: str) -> list[Rename]:
    """What was renamed after a version; after one that cannot be read, everything."""
    return [one for one in renames() if _order(version) < _order(one.since)]


def _order(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split("."))) if VERSION.fullmatch(version) else ()


def write() -> Path:
    """The record of this version, to be kept with it."""
    path = FOLDER / f"{__version__}.json"
    path.write_text(record().model_dump_json(indent=1) + "\n", encoding="utf-8")
    return path


if __name__ == "__main__":
    print(write())
