"""Nothing ranks by success for a requesting State: every ordering in the program is one of those looked at here."""

import ast
import inspect
from pathlib import Path
from types import SimpleNamespace

import pytest

from simulator.analysis.objectives import Objective, best_first, objective_of, undominated
from simulator.cli import main, parser
from simulator.errors import ScenarioError

ROOT = Path(__file__).resolve().parents[1] / "simulator"
LAYERS = ("analysis", "export", "presentation", "app", "commands")
SORTING = {
    "sorted",
    "sort",
    "sort_values",
    "argsort",
    "lexsort",
    "nlargest",
    "nsmallest",
    "most_common",
    "partition",
    "argpartition",
}
KNOWN = Path(__file__).with_name("orderings.txt")  # module and function of each, looked at one by one
REFUSED = ("--sort", "--rank", "--top", "--best", "--objective", "--maximise", "--order")


def orderings():
    """Every call that puts things in order, as module and function."""
    found = set()
    for layer in LAYERS:
        for path in sorted((ROOT / layer).rglob("*.py")):
            for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(function, ast.FunctionDef):
                    for call in ast.walk(function):
                        if isinstance(call, ast.Call):
                            name = getattr(call.func, "id", getattr(call.func, "attr", ""))
                            if name in SORTING:
                                found.add(f"{path.relative_to(ROOT).as_posix()} {function.name}")
    return found


def test_every_ordering_has_been_looked_at():
    """A new one fails here: order by name, article or catalogue, or through `best_first`; then add it with its reason."""
    known = {line.split(":")[0].strip() for line in KNOWN.read_text(encoding="utf-8").splitlines() if line.strip()}
    assert orderings() == known


def test_the_objectives_are_an_allow_list_and_have_no_sign():
    assert {one.value for one in Objective} == {"havens kept", "genuine requests met", "exposure lowered"}
    for ranking in (best_first, undominated):
        assert not {"reverse", "ascending", "sign", "key"} & set(inspect.signature(ranking).parameters)


@pytest.mark.parametrize(
    "other", ["-havens kept", "havens lost", "exposure raised", "handed over", "held", "speed", ""]
)
def test_any_other_objective_or_sign_is_refused(other):
    thing = SimpleNamespace(scores={other: 1.0})
    for attempt in (
        lambda: objective_of(other),
        lambda: best_first([thing], other),
        lambda: undominated([thing], other),
    ):
        with pytest.raises(ScenarioError, match="is no objective"):
            attempt()


def test_more_of_an_objective_stands_first():
    things = [SimpleNamespace(scores={Objective.HAVENS_KEPT: kept}) for kept in (1, 3, 2)]
    assert [one.scores[Objective.HAVENS_KEPT] for one in best_first(things, Objective.HAVENS_KEPT)] == [
        3,
        2,
        1,
    ]


def test_no_command_has_an_option_to_rank_by(capsys):
    (commands,) = (one for one in parser()._actions if hasattr(one, "choices") and isinstance(one.choices, dict))
    for name, command in commands.choices.items():
        options = {option for one in command._actions for option in one.option_strings}
        assert not options & set(REFUSED), name
    for option in REFUSED:
        with pytest.raises(SystemExit):
            main(["back", "adopted-text-universal", "--requesting", "NIC", option, "handed_over"])
    capsys.readouterr()
