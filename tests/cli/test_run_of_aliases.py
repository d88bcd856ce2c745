"""`run --link` names States as the link does, in what it prints and in every file."""

import json

import pandas as pd
from leaks import of_file, own

from simulator.cli import main
from simulator.export.link.choice import Choice
from simulator.export.link.text import encode
from simulator.words.names import name_of, real_code
from simulator.words.say import using

CHOICE = Choice.of().model_copy(update={"requesting": "NIC", "names": "codes", "key": 4821})


def ran(capsys, *options):
    assert main(["run", *options, "--replicates", "64"]) == 0
    return capsys.readouterr().out


def test_a_run_of_a_link_with_aliases_has_no_own_name_and_the_same_numbers(tmp_path, capsys):
    dealt, plain = CHOICE.aliases, CHOICE.model_copy(update={"names": "real", "key": 0})
    hosts = [dealt.by_code[own].code for own in ("BRA", "CRI")]
    said = ran(capsys, "--link", encode(CHOICE), "--hosts", ",".join(hosts), "--out", str(tmp_path / "aliased"))
    usual = ran(capsys, "--link", encode(plain), "--hosts", "BRA,CRI", "--out", str(tmp_path / "plain"))
    assert own([said]) == {} and {"Nicaragua", "BRA", "CRI"} <= own([usual]).keys()
    for path in (tmp_path / "aliased").iterdir():
        assert own(of_file(path.name, path.read_bytes())) == {}, path.name
    here, there = (pd.read_csv(tmp_path / name / "results.csv") for name in ("aliased", "plain"))
    assert here["iso3"].is_monotonic_increasing
    with using("en", aliases=dealt):
        back = here.assign(iso3=here["iso3"].map(real_code)).sort_values("iso3", kind="stable", ignore_index=True)
    assert back.drop(columns="host").equals(there.drop(columns="host"))
    told = json.loads((tmp_path / "aliased" / "manifest.json").read_text(encoding="utf-8"))
    assert told["requesting"] == dealt.by_code["NIC"].code and {"names=codes", "key=4821"} <= set(
        told["link"].split("&")
    )
    assert told["command"].startswith("safe-havens run --link") and told["rule"].count(hosts[0]) == 1


def test_a_command_without_a_link_knows_no_alias(capsys):
    assert main(["run", "today", "--requesting", CHOICE.aliases.by_code["BRA"].code, "--replicates", "64"]) == 2
    assert "is not a state of this model" in capsys.readouterr().err


def test_a_run_of_a_link_with_aliases_finds_a_state_by_them_in_any_script_and_never_by_its_own_name(capsys):
    invented = CHOICE.model_copy(update={"names": "invented"})
    for language in ("en", "ru", "zh"):
        with using(language, aliases=invented.aliases):
            name = name_of(next(state for state in invented.aliases.states if state.iso3 == "BRA"))
        assert f"requests of {invented.aliases.by_code['BRA'].name}" in ran(
            capsys, "--link", encode(invented), "--requesting", name
        )
    for given in ("Brazil", "BRA", "Brasilien"):
        assert main(["run", "--link", encode(invented), "--requesting", given, "--replicates", "64"]) == 2
        told = capsys.readouterr().err
        assert "What --requesting says is not a state of this model" in told
        assert own([told]) == {} and invented.aliases.by_code["BRA"].code not in told
