"""Reading one TOML file of the catalogue into a checked model, every fault in one message."""

import tomllib
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from simulator.errors import LawError, SimulatorError

MAX_BYTES = 1_000_000
Model = TypeVar("Model", bound=BaseModel)


def read_toml(path: Path, error: type[SimulatorError] = LawError) -> dict[str, object]:
    """The table in a TOML file.

    Raises
    ------
    SimulatorError
        If `path` is missing, a directory, larger than 1 MB, not UTF-8 or not TOML.
    """
    if path.is_dir():
        raise error(f"{path} is a directory. Name one TOML file in it.")
    if not path.is_file():
        raise error(f"{path} does not exist. Check the name; `safe-havens scenarios` lists the scenarios.")
    if path.stat().st_size > MAX_BYTES:
        raise error(f"{path} has {path.stat().st_size:,} bytes; a file of this kind has at most {MAX_BYTES:,}.")
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8"))
    except UnicodeDecodeError as fault:
        raise error(f"{path} is not UTF-8 (byte {fault.start}). Save it as UTF-8.") from None
    except tomllib.TOMLDecodeError as fault:
        raise error(f"{path} is not TOML: {fault}. Mend that line.") from None


def faults(error: ValidationError) -> list[str]:
    """One line per fault: where it is, what is wrong."""
    return [f"{'.'.join(str(part) for part in item['loc']) or 'file'}: {item['msg']}" for item in error.errors()]


def parse(model: type[Model], table: dict[str, object], where: str, error: type[SimulatorError] = LawError) -> Model:
    """`table` as a `model`, or one message with every fault."""
    try:
        return model.model_validate(table)
    except ValidationError as invalid:
        lines = "\n  ".join(faults(invalid))
        raise error(f"{where}:\n  {lines}") from None
