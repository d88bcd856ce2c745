"""What "Reproduce this" says gives the same figures: the command line, the lines of Python, the link."""

import shlex
from dataclasses import replace
from functools import lru_cache

import pytest
from choices import random_choice

from simulator.analysis.candidates import candidates
from simulator.analysis.havens import compare
from simulator.analysis.refine import with_band
from simulator.cli import main
from simulator.export.link.choice import Choice
from simulator.export.link.text import encode
from simulator.export.reproduce import choice_of, command, link_of, python
from simulator.model.adoption import Adoption
from simulator.model.network import HORIZONS
from simulator.model.scenario import baseline_of, load_scenario
from simulator.model.world import load_world
from simulator.presentation.sentences import headline
from simulator.words.say import using

WORLD, N, SEED = load_world(), 16, 3
STOCK = Choice.of().model_copy(update={"requesting": "NIC"})
CHOICES = {
    "as it comes": STOCK,
    "another case, days, hosts and baseline": STOCK.model_copy(
        update={"case": "ngo-tax-pretext", "days": 90, "hosts": "all", "baseline": "strongest-safeguards"}
    ),
    "clauses, parties and assumptions changed": STOCK.model_copy(
        update={
            "settings": {**STOCK.settings, "dc_stored": "mandatory", "notice": "prior"},
            "adoption": Adoption(list="first", order="votes", first=60, leaving=("RUS",)),
            "assumptions": {"mask.pretext": 0.3},
            "days": 180,
        }
    ),
}


@lru_cache
def found_for(name):
    choice = CHOICES[name]
    return compare(WORLD, choice.scenario(), choice.requesting, SEED, N, choice.days, hosts=choice.rule)


@lru_cache
def told(name):
    """What the page says of a choice."""
    return "\n".join(headline(with_band(found_for(name)))) + "\n"


@pytest.mark.parametrize("name", [*CHOICES][1:])
def test_the_command_prints_the_figures_of_the_page(name, capsys):
    words = shlex.split(command(found_for(name)))
    assert words[0] == "safe-havens" and ("--link" in words) is name.startswith("clauses")
    assert main(words[1:]) == 0
    assert capsys.readouterr().out.startswith(told(name))


def test_the_lines_of_python_print_the_figures_of_the_page(capsys):
    name = "clauses, parties and assumptions changed"
    lines = python(found_for(name))
    assert 3 <= len([line for line in lines.splitlines() if line]) <= 8
    exec(compile(lines, "reproduce", "exec"), {})
    assert capsys.readouterr().out == told(name)


@pytest.mark.parametrize("seed", range(40))
def test_the_link_of_a_comparison_holds_everything_it_depends_on(seed):
    choice = random_choice(seed).model_copy(update={"requesting": "NIC"})
    scenario = choice.scenario()
    one = replace(
        found_for("as it comes"),
        scenario=scenario,
        baseline=baseline_of(scenario),
        horizon=HORIZONS.index(choice.days),
        candidates=candidates(WORLD, "NIC", choice.rule),
    )
    again = choice_of(one)
    assert again.scenario() == scenario and again.days == choice.days
    assert (candidates(WORLD, "NIC", again.rule).chosen == one.candidates.chosen).all()
    assert link_of(one) == encode(again)


def test_the_link_speaks_the_readers_language_and_the_command_needs_none():
    plain, changed = found_for("as it comes"), found_for("clauses, parties and assumptions changed")
    words, link = command(plain), link_of(changed)
    assert link.endswith("&lang=en")
    with using("fr"):
        assert command(plain) == words and link_of(changed) == link.replace("&lang=en", "&lang=fr")


def test_a_scenario_of_ones_own_file_has_no_link_and_its_file_stands_in_the_command():
    own = load_scenario("today").model_copy(update={"id": "mine", "adoption": Adoption(list="universal")})
    found = replace(
        found_for("as it comes"), scenario=own, candidates=candidates(WORLD, "NIC", frozenset(["CRI", "DEU"]))
    )
    assert link_of(found) is None
    assert command(found).startswith("safe-havens compare today.toml mine.toml --requesting NIC")
    assert "--hosts CRI,DEU" in command(found)
    compile(python(found), "reproduce", "exec")
    changed = own.model_copy(update={"id": "today", "steps": ({"text": "A step", "question": ""},)})
    assert link_of(replace(found, scenario=changed)) is None, "a link cannot hold what it has no part for"


def test_what_a_link_cannot_say_is_named_on_the_command_line(capsys):
    text = encode(STOCK)
    run = ["--replicates", "64"]
    assert main(["run", "--link", f"{text}&set.dc_stored=sometimes&nonsense", *run]) == 2
    said = capsys.readouterr().err
    assert "set.dc_stored: 'sometimes' is not known here" in said and "'nonsense' is no part of a link" in said
    for words in (["run"], ["run", "today", "--link", text]):
        assert main([*words, *run]) == 2
        assert "one of the two" in capsys.readouterr().err
    assert main(["run", "today", *run]) == 2
    assert "--requesting" in capsys.readouterr().err


def test_an_option_takes_the_place_of_a_part_of_a_link_and_another_version_is_only_noted(capsys):
    link = "s=adopted-text-universal&from=NIC"
    assert main(["run", "--link", link, "--requesting", "RUS", "--horizon", "30", "--replicates", "16"]) == 0
    printed = capsys.readouterr()
    assert "requests of Russia, within 30 days" in printed.out and "does not say with which version" in printed.err
