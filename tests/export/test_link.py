"""The link holds a whole choice in few characters, and names everything in it that it cannot use."""

import random
import re
from urllib.parse import quote

import pytest
from choices import CODES, random_choice

from simulator import __version__
from simulator.analysis.havens import compare
from simulator.export.link.choice import CHOICES, START, Choice
from simulator.export.link.text import decode, encode
from simulator.law.assumptions import load_assumptions
from simulator.law.settings import load_catalogue
from simulator.model.adoption import Adoption, Declarations
from simulator.model.levers import PARTIES, first_of, levers, move
from simulator.model.scenario import load_scenario
from simulator.model.world import load_world
from simulator.words.extract import template
from simulator.words.say import languages, using

HEAD = f"v={__version__}&s={START}"


def test_five_hundred_random_choices_come_back_whole():
    for seed in range(500):
        choice = random_choice(seed)
        again, faults = decode("#" + encode(choice))
        assert faults == () and again == choice
        assert again.scenario() == choice.scenario()


@pytest.mark.parametrize("seed", [3, 14, 159])
def test_figures_are_the_same_after_the_round_trip(seed):
    choice = random_choice(seed)
    before, after = (compare(load_world(), one.scenario(), "NIC", 1, 64) for one in (choice, decode(encode(choice))[0]))
    assert [before.tally(kind) for kind in ("data", "person")] == [after.tally(kind) for kind in ("data", "person")]
    assert before.mean_change("data") == after.mean_change("data")


def test_a_scenario_as_it_stands_needs_no_more_than_its_name():
    assert encode(Choice.of("today")) == f"v={__version__}&s=today"
    assert decode("") == (Choice.of(), ())


def test_differences_can_be_read():
    choice, faults = decode(f"{HEAD}&from=NIC&set.dc_stored=mandatory&a.mask.pretext=0.3&parties=votes-41&left=NOR.BRA")
    assert faults == ()
    assert choice.requesting == "NIC" and choice.scenario().treaty["dc_stored"] == "mandatory"
    assert choice.assumptions == {"mask.pretext": 0.3}
    assert choice.adoption == Adoption(list="first", order="votes", first=41, leaving=("BRA", "NOR"))


def test_whatever_levers_clauses_and_a_list_reach_fits_in_two_thousand_characters():
    longest = {id: max((one.id for one in entry.level), key=len) for id, entry in load_catalogue().items()}
    scenario = load_scenario(START)
    for lever, level in [(one.id, one.levels[0].id) for one in levers().values()] + [
        (PARTIES, first_of("governance_high", 188))
    ]:
        scenario = move(scenario, lever, level)
    start = Choice.of()
    moved = {
        "settings": {**scenario.settings, **longest},
        "adoption": scenario.adoption,
        "requesting": "NIC",
        "host": "BRA",
    }
    assert len(encode(start.model_copy(update=moved))) < 1500
    listed = {
        "adoption": Adoption(list="own", states=tuple(CODES[:98])),
        "declarations": Declarations(list="own", states=("BRA",)),
    }
    assert len(encode(start.model_copy(update={**moved, **listed}))) < 2000


def broken(seed):
    """A link with one part that cannot be used, and the name and value of that part."""
    dice = random.Random(seed)
    word = "".join(dice.choice("abcxyz_<>&#é🙂 $[]()") for _ in range(dice.randint(1, 90)))
    setting, number = dice.choice(list(load_catalogue())), dice.choice(list(load_assumptions()))
    name, value = dice.choice(
        [
            (f"set.{setting}", word),
            (f"set.{word}", "none"),
            (f"a.{number}", dice.choice(["nan", "inf", "-1e9", "1e9", "__import__('os')", "", word])),
            (f"a.{word}", "0.5"),
            (dice.choice(["from", "at", "case", "baseline", "s", "declare", "hosts", "days", "left", *CHOICES]), "?" + word),
            ("parties", dice.choice(["votes-196", "votes--1", "first", "own.XXX", "own.", "all-but.XXX", word])),
            ("v", "0.0." + word),
            ("?" + word, "1"),
        ]
    )  # fmt: skip
    given = {"v": __version__, "s": START, "from": "NIC", name: value}
    return "&".join(f"{quote(one)}={quote(it)}" for one, it in given.items()), name, value


@pytest.mark.parametrize("block", range(2))
def test_two_hundred_broken_links_each_get_one_error_that_names_the_part(block):
    for seed in range(100 * block, 100 * block + 100):
        text, name, _ = broken(seed)
        choice, faults = decode(text)
        assert len(faults) == 1, text
        assert "Used instead" in faults[0] and len(faults[0]) < 800
        assert faults[0].startswith(f"{name[:60]}: ")
        assert choice.requesting == ("NIC" if name != "from" else None)
        assert choice.scenario() == load_scenario(START)


def said_in_english():
    """What faults of links are made of in English, apart from their values; pieces of a few words."""
    for message in template():
        if any(place.startswith(("simulator/export/link/", "simulator/errors.py")) for place, _ in message.locations):
            yield from (piece for piece in re.split(r"{\w+}", str(message.id)) if len(piece) > 8)


@pytest.mark.parametrize("lang", [code for code in languages() if code != "en"])
def test_a_broken_link_is_explained_in_the_language_of_the_reader_and_read_alike(lang):
    english = set(said_in_english())
    assert " is not known here. " in english
    for seed in range(0, 200, 5):
        text, name, _ = broken(seed)
        choice, (fault,) = decode(text)
        with using(lang):
            again, (said,) = decode(text)
        assert again == choice and said != fault
        assert said.startswith(name[:60]) or "`" in said
        assert not [piece for piece in english if piece in said], said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{HEAD}&set.dc_stored=sometimes", "set.dc_stored: 'sometimes' is not known here"),
        (f"{HEAD}&from=NIC&from=BRA", "'from' stands twice, the second time as 'BRA'. Used instead: the first."),
        (f"{HEAD}&nonsense", "'nonsense' is no part of a link"),
        (f"{HEAD}&a.mask.pretext=7", "lies between 0 and 1. Used instead: 0.42."),
        (f"s={START}", "does not say with which version"),
        (f"v=0.0.1&s={START}", "was made with version '0.0.1'; figures may differ"),
        ("x" * 20_001, "more than 20,000 characters"),
    ],
)
def test_what_is_wrong_is_said_with_what_stands_instead(text, said):
    _, faults = decode(text)
    assert any(said in fault and "Used instead" in fault for fault in faults)
