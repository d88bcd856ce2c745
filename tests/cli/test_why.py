"""`shares`, `needs`, `back`, `restore`, `frontier`, `alone`, `weakest`: what they print, refuse, and leave unsaid."""

import csv
import json
import shlex

import pytest

from simulator.analysis.havens import compare
from simulator.analysis.why.needs import needs
from simulator.cli import main
from simulator.commands.why import ALWAYS_SURE, COMMANDS
from simulator.model.scenario import load_scenario
from simulator.model.world import load_world

FEW = ["--replicates", "64"]
EVERY = [*COMMANDS]


def command(name, scenario="strongest-safeguards", *more, host="CRI", requesting="NIC"):
    of_host = ["--host", host] if name in ("alone", "weakest") else []
    return [name, scenario, "--requesting", requesting, *of_host, *FEW, *more]


def said(capsys, words):
    assert main([*words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.fixture
def few_draws(monkeypatch):
    monkeypatch.setattr("simulator.analysis.why.sure.BAND_DRAWS", 3)


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"scenario": "strongest-safeguard"}, "strongest-safeguards"),
        ({"requesting": "NIK"}, "Did you mean 'NIC'"),
        ({"requesting": "VAT"}, "No index of rights"),
    ],
)
def test_what_is_unknown_is_one_message_that_helps(name, change, words, capsys):
    assert main(command(name, **change)) == 2
    told = capsys.readouterr()
    assert words in told.err and told.out == "" and "Traceback" not in told.err


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("many", ["0", "-5", "70000"])
def test_an_impossible_number_of_replicates_is_refused(name, many, capsys):
    assert main([*command(name), "--replicates", many]) == 2
    assert "between 1 and" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["alone", "weakest", "back", "shares"])
def test_an_unknown_host_is_refused_with_the_nearest(name, capsys):
    words = command(name, host="CRX") if name in ("alone", "weakest") else [*command(name), "--host", "CRX"]
    assert main(words) == 2
    assert "CRX" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "help"),
    [
        (command("alone", "adopted-text-universal", "--by", "soon"), "write a day as 2027-11-25"),
        (command("alone", "adopted-text-universal", host="NIC"), "is the requesting State"),
        (command("weakest", "adopted-text-universal", host="SLV"), "no data haven"),
        (command("restore", "adopted-text-universal", "--share", "1.5"), "share above 0 up to 1"),
        (command("restore", "adopted-text-universal", "--share", "0"), "share above 0 up to 1"),
    ],
)
def test_a_question_that_cannot_be_is_refused(words, help, capsys):
    assert main(words) == 2
    assert help in capsys.readouterr().err


@pytest.mark.parametrize("words", [["--kind", "both"], ["--horizon", "8"], ["--case", "no-case"]])
def test_a_choice_that_is_none_names_those_that_are(words, capsys):
    with pytest.raises(SystemExit) as stop:
        main([*command("back"), *words])
    assert stop.value.code == 2 and "choose from" in capsys.readouterr().err


def test_an_unchanged_scenario_leaves_nothing_to_explain(capsys):
    parts = said(capsys, [*command("shares", "today"), "--sure"])
    assert "nothing to explain" in parts["lines"][0] and parts["rows"] == []
    losses = said(capsys, command("needs", "today"))
    assert losses["lines"][0] == "No data haven is lost." and losses["rows"] == []
    sets = said(capsys, [*command("restore", "today"), "--sure"])
    assert "nothing is to be restored" in sets["lines"][0] and sets["rows"] == []
    finding = said(capsys, command("weakest", "today"))
    assert "is kept as a data haven" in finding["lines"][0]
    assert not any(row["brought back"] for row in said(capsys, command("back", "today"))["rows"])


@pytest.mark.parametrize("name", ["broad-scope-text", "penalty-raised"])
def test_shares_add_up_to_what_compare_says(name, capsys):
    assert main(["compare", load_scenario(name).baseline, name, "--requesting", "NIC", *FEW, "--json"]) == 0
    compared = json.loads(capsys.readouterr().out)
    rows = said(capsys, command("shares", name))["rows"]
    for kind, havens in compared["havens"].items():
        parts = [row[f"{kind} havens kept"] for row in rows]
        assert sum(parts) == pytest.approx(havens["kept"] - havens["baseline"], abs=1e-3)
    pair = compare(load_world(), load_scenario(name), "NIC", 1, 64)
    for kind in ("data", "person"):
        moved = sum(row[f"{kind} exposure [points]"] for row in rows)
        assert moved == pytest.approx(pair.mean_change(kind), abs=1e-3)


def test_needs_counts_each_loss_as_the_comparison_does_and_says_how_sure_it_is(capsys):
    told = said(capsys, command("needs", "adopted-text-universal"))
    found = needs(compare(load_world(), load_scenario("adopted-text-universal"), "NIC", 1, 64), "data")
    assert len(told["rows"]) == len(found.lost) > 0
    assert sum(row["needs forwarding"] for row in told["rows"]) == len(found.forwarding)
    assert sum(row["lost through"] != "host" for row in told["rows"]) == len(found.elsewhere)
    assert sum(row["lost through"] == "order alone" for row in told["rows"]) == len(found.by_order)
    assert all("holds in" in row["lost: how sure"] for row in told["rows"])
    passed_on = f"only because States pass the request on: {len(found.forwarding)}"
    assert f"Lost data havens: {len(found.lost)}; {passed_on}" in told["lines"][0]


@pytest.mark.usefixtures("few_draws")
@pytest.mark.parametrize("name", [one for one in EVERY if one not in ALWAYS_SURE and one != "frontier"])
def test_each_claim_says_in_how_many_draws_it_holds_when_asked(name, capsys):
    plain, told = (said(capsys, [*command(name, "broad-scope-text"), *more]) for more in ([], ["--sure"]))
    assert plain["rows"] and len(plain["rows"]) == len(told["rows"])
    for row, one in zip(plain["rows"], told["rows"], strict=True):
        new = {key: value for key, value in one.items() if key not in row}
        assert {key: one[key] for key in row} == row
        assert new and all(key.endswith(": how sure") and "of 3 draws" in value for key, value in new.items())
    assert told["lines"][-1].startswith("How sure: ") and not plain["lines"][-1].startswith("How sure: ")


def test_only_what_could_bind_by_a_day_is_told(capsys):
    every = said(capsys, command("alone", "adopted-text-universal"))["rows"]
    day = max(row["not before"] for row in every)
    assert said(capsys, command("alone", "adopted-text-universal", "--by", day))["rows"] == every
    none = said(capsys, command("alone", "adopted-text-universal", "--by", "2026-01-01"))
    assert none["rows"] == [] and none["lines"][-1] == "Nothing of this could bind by 2026-01-01."


@pytest.mark.parametrize("name", ["back", "alone"])
def test_the_table_goes_to_a_file_with_the_command_that_makes_it_again(name, tmp_path, capsys):
    out = tmp_path / "deep" / "table.csv"
    rows = said(capsys, [*command(name), "--out", str(out)])["rows"]
    with out.open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == len(rows) > 0
    told = json.loads(out.with_suffix(".manifest.json").read_text(encoding="utf-8"))
    assert told["scenario"]["id"] == "strongest-safeguards" and set(told["files"]) == {"table.csv"}
    assert main([*shlex.split(told["command"])[1:-1], str(tmp_path / "again.csv")]) == 0
    assert (tmp_path / "again.csv").read_bytes() == out.read_bytes()
    capsys.readouterr()
    assert main([*command(name), "--out", str(tmp_path)]) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_stopping_says_that_nothing_was_written_and_nothing_was(monkeypatch, tmp_path, capsys):
    def stop(share):
        if share > 0.5:
            raise KeyboardInterrupt

    monkeypatch.setattr("simulator.cli._told", stop)
    out = tmp_path / "table.csv"
    assert main([*command("back"), "--sure", "--out", str(out)]) == 130
    assert capsys.readouterr().err == "Stopped. Nothing was written.\n" and not out.exists()
