"""Whole ensembles of the real world are what they were, to the last bit, by either engine."""

import pytest

from simulator.engine import backend
from verification import golden


def test_the_golden_file_holds_every_run_and_no_other():
    written = golden.written()
    assert list(written) == [f"{scenario} {requesting}" for scenario, requesting in golden.RUNS]
    assert len({one["sha256"] for one in written.values()}) == len(golden.RUNS)


@pytest.mark.parametrize("engine", ["numpy", "numba"])
@pytest.mark.parametrize(("scenario", "requesting"), golden.RUNS)
def test_an_ensemble_is_what_it_was(scenario, requesting, engine, monkeypatch):
    monkeypatch.setenv(backend.VARIABLE, engine)
    made = golden.ensemble(scenario, requesting)
    assert made["sums"]["data"][-1] > 0
    assert made == golden.written()[f"{scenario} {requesting}"], (
        "results moved: if meant, python -m verification.golden --rewrite"
    )
