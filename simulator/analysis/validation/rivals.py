"""Plain forecasts that the model has to beat, each of them a few numbers that anybody can look up."""

from dataclasses import dataclass

import numpy as np

from simulator.analysis.validation.case_file import CaseRow
from simulator.arrays import FloatArray
from simulator.data.alignment import agreement
from simulator.data.cases import CHANNELS
from simulator.data.freedom import freedom_totals
from simulator.data.indices import load_indices
from simulator.data.states import load_states
from simulator.words.say import Word


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """A forecast by logistic regression on a few features."""

    name: str
    features: FloatArray  # (n_cases, n_features), NaN where unknown
    sign: int = 0  # which way a single feature is known to point before any fit; 0 where there are several


def rivals(rows: tuple[CaseRow, ...]) -> tuple[Rival, ...]:
    """The rivals for some cases, with the indices of their year as the model has them."""
    freedom = _column([freedom_totals(row.year).get(row.host) for row in rows])
    place = {state.iso3: i for i, state in enumerate(load_states())}
    rule = _column([float(load_indices(year=row.year)["independence"].value[place[row.host]]) for row in rows])
    alike = _column([agreement().get((row.origin, row.host)) for row in rows])
    channels = np.array([[float(row.channel == name) for name in CHANNELS] for row in rows])
    return (
        Rival(name=Word("freedom of the host alone"), features=freedom, sign=-1),
        Rival(name=Word("rule of law of the host alone"), features=rule, sign=-1),
        Rival(name=Word("alignment alone"), features=alike, sign=1),
        Rival(name=Word("freedom and alignment"), features=np.column_stack([freedom, alike])),
        Rival(name=Word("base rate of the channel"), features=channels),
    )


def _column(values: list[float | None]) -> FloatArray:
    return np.array([[np.nan if value is None else value] for value in values], dtype=np.float64)
