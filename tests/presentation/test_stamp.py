"""Every picture that leaves the program says which version made it, on which day, and that it is no forecast."""

import ast
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

import simulator
from simulator.export.manifest import origin
from simulator.presentation.calibration import calibration_figure
from simulator.presentation.stamp import LINE, stamp, standing
from simulator.words.isolated import END, RIGHT
from simulator.words.say import using

DAY = date(2026, 11, 25)
PACKAGE = Path(simulator.__file__).parent


def figures():
    """Every function of the views that makes a figure."""
    for path in sorted((PACKAGE / "presentation").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.endswith("_figure"):
                yield pytest.param(node, id=f"{path.stem}.{node.name}")


@pytest.mark.parametrize("function", list(figures()))
def test_a_figure_is_given_its_day_and_leaves_stamped(function):
    assert "on" in [one.arg for one in function.args.args]
    returned = [node.value for node in ast.walk(function) if isinstance(node, ast.Return)]
    assert returned and all(getattr(one.func, "id", "") == "stamp" for one in returned)


def test_the_page_draws_charts_in_one_place_alone():
    drawn = [p.name for p in (PACKAGE / "app").rglob("*.py") if "plotly_chart(" in p.read_text(encoding="utf-8")]
    assert drawn == ["charts.py"]


def test_the_stamp_names_version_data_and_day():
    mark = origin()["data_sha256"][:8]
    assert standing(DAY) == f"Safe Havens {simulator.__version__} ({mark}), 2026-11-25: scenario, not forecast"
    (note,) = stamp(go.Figure(), DAY).layout.annotations
    assert note.text == standing(DAY)
    fifths = pd.DataFrame({"chance_recalibrated": [0.1], "share_handed_over": [0.2], "cases": [9]})
    assert standing(DAY) in calibration_figure(fifths, DAY).layout.annotations[0].text


def test_a_figure_grows_with_a_stamp_of_more_lines_than_it_has_room_for():
    def made(letters):
        return stamp(go.Figure(layout={"height": 400, "margin": {"b": 72}}), DAY, "words", below=28, letters=letters)

    assert (made(200).layout.height, made(200).layout.margin.b) == (400, 72)
    many = made(20)
    lines = len(many.layout.annotations[0].text.split("<br>"))
    assert lines > 3 and many.layout.margin.b == 28 + LINE * lines
    assert many.layout.height - many.layout.margin.b == 400 - 72, "what is drawn keeps its size"


def test_in_arabic_each_line_of_a_chart_runs_from_the_right_and_its_numbers_are_the_same():
    def made():
        bars = go.Bar(x=["السبب", "NIC"], y=[1.5, 2], customdata=np.array([["نص", 3]], dtype=object))
        return stamp(go.Figure(bars, layout={"xaxis": {"title": {"text": "نسبة [%]"}}}), DAY, "a<br>ملاحظة")

    plain = made()
    with using("ar"):
        figure = made()
    assert figure.layout.xaxis.title.text == f"{RIGHT}نسبة [%]{END}"
    assert list(figure.data[0].x) == [f"{RIGHT}السبب{END}", "NIC"] and list(figure.data[0].y) == [1.5, 2]
    assert list(figure.data[0].customdata[0]) == [f"{RIGHT}نص{END}", 3]
    first, second, last = figure.layout.annotations[0].text.split("<br>")
    assert (first, second) == ("a", f"{RIGHT}ملاحظة{END}") and last.startswith(RIGHT)
    assert plain.layout.xaxis.title.text == "نسبة [%]", "elsewhere a figure is left as it is"
