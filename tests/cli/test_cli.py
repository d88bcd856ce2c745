"""The command line on the real world, and what it says to bad input."""

import json

import pytest
from pypdf import PdfReader

from simulator import cli
from simulator.cli import main

GOOD = ["run", "adopted-text-universal", "--requesting", "NIC", "--replicates", "128"]
HEAD = 'id = "x"\ntitle = "x"\nwhat = "x"\nadvocates = "x"\nunknown = "x"\nagainst = "x"\n'


def test_the_same_command_prints_the_same_bytes_and_the_figures_add_up(capsys):
    assert main([*GOOD, "--json"]) == 0
    once = capsys.readouterr().out
    assert main([*GOOD, "--json"]) == 0
    assert capsys.readouterr().out == once
    found = json.loads(once)
    assert len(found["hosts"]) == 194
    for havens in found["havens"].values():
        assert havens["kept"] + havens["lost"] == havens["baseline"] <= havens["candidates"]
        assert havens["low"] + havens["raised"] + havens["high"] == havens["candidates"]
    for host in found["hosts"]:
        assert host["data"] >= max(host["located"], host["read"], host["watched"])
        assert host["held"] >= host["handed_over"]


def test_compare_with_today_says_what_run_says(capsys):
    assert main([*GOOD, "--json"]) == 0
    ran = capsys.readouterr().out
    assert main(["compare", "today", *GOOD[1:], "--json"]) == 0
    assert capsys.readouterr().out == ran


def test_a_level_that_does_not_act_is_named(capsys):
    assert main(["run", "strongest-safeguards", "--requesting", "NIC", "--replicates", "64", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["not_acting"] == ["oversight", "transparency"]


EXPLAIN = ["explain", "adopted-text-universal", "--requesting", "EGY", "--replicates", "64"]


def test_explain_tells_of_one_host_and_of_all_candidates(capsys):
    assert main([*EXPLAIN, "--host", "KWT"]) == 0
    one = capsys.readouterr().out
    assert "Requests of Egypt to Kuwait, for data" in one and "under 25" in one
    assert main(EXPLAIN) == 0
    assert "candidate hosts" in capsys.readouterr().out
    assert main([*EXPLAIN, "--host", "KWT", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["hosts"] == ["KWT"]


@pytest.mark.parametrize("given", ["Nicaragua", "nic", "Никарагуа", " NIC "])
def test_a_requesting_state_is_given_by_name_or_code_in_any_language(given, tmp_path, capsys):
    table = tmp_path / "shares.csv"
    run = ["shares", "strongest-safeguards", "--replicates", "16", "--out", str(table)]
    assert main([*run, "--requesting", given]) == 0
    said = capsys.readouterr().out
    assert "--requesting NIC" in (tmp_path / "shares.manifest.json").read_text(encoding="utf-8")
    assert main([*run, "--requesting", "NIC"]) == 0 and capsys.readouterr().out == said


def test_a_list_of_states_may_mix_names_and_codes(capsys):
    run = ["world", "today", "--replicates", "16", "--requesting"]
    assert main([*run, "Burma, Russian Federation"]) == 0
    named = capsys.readouterr().out
    assert main([*run, "MMR,RUS"]) == 0 and capsys.readouterr().out == named


def test_explain_tells_one_replicate_as_a_story(capsys):
    assert main([*EXPLAIN, "--host", "KWT", "--replicate", "17"]) == 0
    assert "Day 0. Egypt asks" in capsys.readouterr().out
    assert main([*EXPLAIN, "--replicate", "17"]) == 2
    assert "--host" in capsys.readouterr().err


@pytest.mark.parametrize("command", [["scenarios"], ["check", "today"], ["sources"]])
def test_what_needs_no_run_prints(command, capsys):
    assert main(command) == 0
    assert capsys.readouterr().out


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (["--requesting", "NIK"], "Did you mean 'NIC' (Nicaragua)"),
        (
            ["--requesting", "Nikaragua"],
            "'Nikaragua' is not a state of this model. Write a name, or an ISO 3166-1 alpha-3 code. Did",
        ),
        (["--requesting", "Korea"], "'Korea' may be 'KOR' (South Korea) or 'PRK' (North Korea). Write the code."),
        (["--requesting", "NIC,RUS"], "'NIC,RUS' is not a state"),
        (["--requesting", "TWN"], "outside the totals"),
        (["--requesting", "VAT"], "No index of rights"),
        (["--replicates", "-1"], "between 1 and"),
        (["--replicates", "0"], "between 1 and 10,000,000"),
        (["--replicates", "99999999"], "between 1 and"),
        (["--replicates", "1000000000000000"], "replicates is 1,000,000,000,000,000; it lies between 1 and 10,000,000"),
        (["--horizon", "8"], "choose one of 7"),
    ],
)
def test_an_impossible_choice_is_one_message(change, words, capsys):
    assert main([*GOOD, *change]) == 2
    assert words in capsys.readouterr().err


@pytest.mark.parametrize(
    "command",
    [["explain", "today", "--requesting", "NIC", "--host", "CRI"], ["changes", "today", "--requesting", "NIC"]],
)
def test_a_command_that_keeps_each_replicate_says_how_many_and_which_commands_count_more(command, capsys):
    assert main([*command, "--replicates", "70000"]) == 2
    assert "between 1 and 65,536 (`run`, `compare` and `world` count up to 10,000,000)" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"not toml", "TOML"),
        (b"\xff\xfe", "UTF-8"),
        (b"#" * 50_000_000, "at most 1,000,000"),
        ((HEAD + "colour = 1\n").encode(), "colour"),
        ((HEAD + '[settings]\ndc_stred = "none"\nscope = "all"\n').encode(), "dc_stored"),
        ((HEAD + '[settings]\nscope = "all"\n').encode(), "is not a level"),
        ((HEAD + '[assumptions]\n"found.base" = 1.5\n').encode(), "lies between"),
    ],
)
def test_a_file_that_cannot_be_used_is_one_message(content, words, tmp_path, capsys):
    path = tmp_path / "x.toml"
    path.write_bytes(content)
    assert main(["check", str(path)]) == 2
    assert words in capsys.readouterr().err


def test_a_folder_is_no_scenario(tmp_path, capsys):
    folder = tmp_path / "x.toml"
    folder.mkdir()
    assert main(["check", str(folder)]) == 2
    assert "directory" in capsys.readouterr().err


def test_millions_of_replicates_are_begun_at_once_and_stop_at_once(monkeypatch, capsys):
    told = []

    def look(share):
        told.append(share)
        if len(told) == 30:
            raise KeyboardInterrupt

    monkeypatch.setattr(cli, "_told", look)
    assert main([*GOOD[:-1], "10000000"]) == 130
    assert told == sorted(told) and 0 < told[-1] < 0.01
    printed = capsys.readouterr()
    assert printed.out == "" and printed.err == "Stopped. Nothing was written.\n"


def test_stopping_after_some_of_several_scenarios_says_which_were_written(monkeypatch, tmp_path, capsys):
    ended = []

    def stop_in_the_second(share):
        if ended and share < 1:
            raise KeyboardInterrupt
        ended.extend([share] if share == 1 else [])

    monkeypatch.setattr(cli, "_told", stop_in_the_second)
    scenarios = ["adopted-text-universal", "penalty-raised"]
    command = ["compare", "today", *scenarios, "--requesting", "NIC", "--replicates", "64", "--out", str(tmp_path)]
    assert main(command) == 130
    printed = capsys.readouterr()
    assert printed.out == "" and "Nothing was written" not in printed.err
    assert printed.err.startswith("Stopped. ") and str(tmp_path / "adopted-text-universal") in printed.err
    assert "penalty-raised" not in printed.err
    assert [folder.name for folder in tmp_path.iterdir()] == ["adopted-text-universal"]
    assert (tmp_path / "adopted-text-universal" / "manifest.json").is_file()


def test_a_report_is_two_pages_in_the_language_of_its_link_or_the_one_asked_for(capsys, tmp_path):
    out = tmp_path / "made" / "report.pdf"
    words = ["report", "--link", "v=0.1.0&s=today&from=NIC&lang=fr", "--replicates", "16", "--out", str(out)]
    for asked, language in (([], "fr"), (["--lang", "es"], "es")):
        assert main([*words, *asked]) == 0
        assert len(PdfReader(out).pages) == 2 and PdfReader(out).trailer["/Root"]["/Lang"] == language
    assert "Written: " in capsys.readouterr().out
    assert main([*words, "--on", "tomorrow"]) == 2
    assert "--on tomorrow: write a day as" in capsys.readouterr().err
