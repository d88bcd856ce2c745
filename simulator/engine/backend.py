"""Which engine does the work: machine code where numba is installed, numpy always. The bits are the same."""

import os
from importlib.util import find_spec
from typing import Literal, get_args

from simulator.engine.draws import drawing_philox
from simulator.errors import ScenarioError

Engine = Literal["numba", "numpy"]
VARIABLE = "SAFE_HAVENS_ENGINE"


def chosen(engine: Engine | None = None) -> Engine:
    """The engine asked for, by argument or by the environment, else the fastest there is.

    Raises
    ------
    ScenarioError
        If it is none of the two, or not installed.
    """
    if drawing_philox():  # the compiled engine knows the hash alone
        return "numpy"
    asked = engine or os.environ.get(VARIABLE) or None
    there = find_spec("numba") is not None
    if asked is None:
        return "numba" if there else "numpy"
    if asked not in get_args(Engine):
        raise ScenarioError(f"{VARIABLE} is {asked!r}. Choose numba or numpy, or leave it unset.")
    if asked == "numba" and not there:
        raise ScenarioError(f"{VARIABLE} is 'numba', which is not installed: pip install 'safe-havens[fast]'.")
    return "numba" if asked == "numba" else "numpy"
