"""The verification record fails when a check fails, and the outside check finds a front that was tampered with."""

import ast
import json
import sys
from pathlib import Path

import pandas as pd
import pytest

from verification import __main__ as verification
from verification import front


@pytest.fixture
def exported(tmp_path):
    """Alba asks Borea, which answers in half of the worlds and passes on in half of those; Corvia answers Borea always."""
    gates = dict.fromkeys((*front.LAW, *front.DESK, "pass_vetting", "pass_capacity"), 1.0)
    rows = [
        {"requesting": "ALB", "requested": "BOR", **gates, "pass_capacity": 0.5, "forward": 0.5},
        {"requesting": "BOR", "requested": "COR", **gates, "forward": 1.0},
    ]
    pd.DataFrame(rows).assign(desk="assistance", effect="located").to_parquet(tmp_path / "channels.parquet")
    shares = {
        "state": ["ALB", "BOR", "COR"],
        "answered_1": [0, 0.5, 0],
        "front_1": [1, 0.25, 0],
        "front_2": [1, 0.25, 0.25],
    }
    pd.DataFrame(shares).assign(front_3=shares["front_2"]).to_parquet(tmp_path / "fronts.parquet")
    (tmp_path / "manifest.json").write_text(json.dumps({"requesting": "ALB", "replicates": 10_000}))
    return tmp_path


def test_the_outside_check_agrees_with_an_answer_known_on_paper(exported, capsys):
    assert front.main(exported) == 0
    assert "12 shares recomputed, 1.5 States" in capsys.readouterr().out


def test_the_outside_check_fails_on_a_share_that_was_moved(exported, capsys):
    table = pd.read_parquet(exported / "fronts.parquet")
    table.loc[2, "front_3"] = 0.4
    table.to_parquet(exported / "fronts.parquet")
    assert front.main(exported) == 1
    assert "COR, front_3" in capsys.readouterr().out


def test_the_outside_check_imports_nothing_of_the_model():
    tree = ast.parse(Path(front.__file__).read_text(encoding="utf-8"))
    names = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [one.name for one in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert names - set(sys.stdlib_module_names) == {"networkx", "numpy", "pandas"}


@pytest.mark.parametrize(
    ("passed", "code", "words"), [(True, 0, "All 1 checks passed"), (False, 1, "1 of 1 checks failed")]
)
def test_the_record_says_and_returns_when_a_check_fails(passed, code, words, monkeypatch, capsys):
    monkeypatch.setattr(verification, "checks", lambda: [("Invariants", "tests/x.py", passed, "3 tests")])
    assert verification.main([]) == code
    assert words in capsys.readouterr().out


def test_a_file_of_tests_that_fails_or_is_not_there_is_no_pass(tmp_path):
    (tmp_path / "test_wrong.py").write_text("def test_wrong():\n    assert 1 == 2\n")
    assert not verification.tested(str(tmp_path / "test_wrong.py"), tmp_path)[0]
    assert not verification.tested(str(tmp_path / "test_nowhere.py"), tmp_path)[0]
    (tmp_path / "test_right.py").write_text("def test_right():\n    pass\n")
    passed, words = verification.tested(str(tmp_path / "test_right.py"), tmp_path)
    assert passed and words.startswith("1 tests")
