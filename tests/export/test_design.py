"""What a design may say, and how it is refused: every fault with its place and how to mend it."""

from pathlib import Path

import pytest

from simulator.errors import SimulatorError
from simulator.export.sweep.design import Design, load_design, plan
from simulator.model.world import load_world


def planned(**named):
    return plan(Design.model_validate({"scenarios": ["today"], "requesting": ["NIC"]} | named), load_world())


def test_seeds_are_single_ones_and_ranges_in_their_order():
    assert Design(scenarios="today", requesting="NIC", seeds=["3-5", 1]).seeds == (3, 4, 5, 1)
    assert Design(scenarios="today", requesting="NIC", seeds="7").seeds == (7,)


def test_a_region_stands_for_its_states_that_can_ask_and_all_for_every_one():
    oceania = planned(requesting="Oceania").requesting
    assert "AUS" in oceania and "NIC" not in oceania and list(oceania) == sorted(oceania)
    assert len(planned(requesting="all").requesting) == 194
    assert "TWN" not in planned(requesting="all").requesting


def test_the_small_design_of_the_documents_can_be_run():
    first = load_design(Path(__file__).parents[2] / "docs/designs/first.toml")
    assert len(plan(first, load_world()).jobs()) == 4


def test_jobs_are_every_combination_in_the_order_of_the_design():
    found = planned(
        scenarios=["today", "adopted-text-universal"],
        seeds="1-2",
        vary={"case": ["journalist-false-news"], "settings": {"court": ["none", "prior_all"]}},
    ).jobs()
    assert [job.number for job in found] == list(range(8))
    assert [(job.scenario.id, job.chosen["settings.court"], job.seed) for job in found[1:4]] == [
        ("today", "none", 2),
        ("today", "prior_all", 1),
        ("today", "prior_all", 2),
    ]
    assert found[7].scenario.settings["court"] == "prior_all"
    assert planned(vary={"parties": [60]}).jobs()[0].scenario.parties.__len__() == 60


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('scenarios = ["today"]\nrequesting = ["NIC", "NIC"]', "requesting: one entry stands twice"),
        ('scenarios = ["today"]\nrequesting = ["NIC"]\nseeds = [-1]', "a seed is a whole number"),
        ('scenarios = ["today"]\nrequesting = ["NIC"]\nseeds = "9-1"', "from a lower to a higher seed"),
        ('scenarios = ["today"]\nrequesting = ["NIC"]\nseeds = "0-2000000000"', "at most a million"),
        ('scenarios = ["today"]\nrequesting = ["NIC"]\nreplicate = 5', "replicate"),
        ('scenarios = ["today"]\nrequesting = ["NIC"]\nreplicates = 0', "greater than or equal to 1"),
        ('scenarios = ["today"]\nrequesting = ["NIC"]\nreplicates = -64', "greater than or equal to 1"),
        ('scenarios = ["today"]\nrequesting = ["NIC"]\nreplicates = 1000000000000000', "less than or equal to 100000000"),
        ('scenarios = ["today"]', "requesting"),
        ('scenarios = ["today"]\nrequesting = "NIC"\n[vary]\nparties = [196]', "vary.parties.0"),
        ('scenarios = ["today"]\nrequesting = "NIC"\n[vary]\nsettings.notice = ["priour"]', "'priour' is not a level"),
        ('scenarios = ["today"]\nrequesting = "NIC"\n[vary]\nsettings.notise = ["prior"]', "Did you mean 'notice'?"),
        ('scenarios = ["today"]\nrequesting = "NIC"\n[vary]\nsettings.notice = []', "settings.notice: name at least one"),
        ('scenarios = ["today"]\nrequesting = "NIC"\n[vary]\nparties = [40, 40]', "parties: one value stands twice"),
        ('scenarios = ["today"]\nrequesting = "NIC"\n[vary]\nassumptions.displacement = [1.5]', "lies between 0 and 1"),
        ('scenarios = ["today"]\nrequesting = "NIC"\n[vary]\ncase = ["jurnalist"]', "not a case of this program"),
        ('scenarios = ["today"]\nrequesting = "NIC"\n[vary]\nlevers = 3', "vary.levers"),
    ],
)  # fmt: skip
def test_a_faulty_design_names_file_key_and_mending(tmp_path, text, words):
    path = tmp_path / "design.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SimulatorError, match=r"design\.toml") as fault:
        load_design(path)
    assert words in str(fault.value)


def test_several_faults_of_a_design_come_in_one_message():
    with pytest.raises(SimulatorError) as fault:
        planned(scenarios=["todai", "today"], requesting=["NIX", "TWN"])
    assert all(word in str(fault.value) for word in ("'todai'", "'NIX'", "'TWN'", "a region (Africa, "))


def test_a_design_that_would_never_end_is_refused_with_what_is_possible():
    with pytest.raises(SimulatorError, match=r"1,940,000,000 ensembles .* at most 1,000,000") as fault:
        planned(requesting="all", seeds="1-100000", vary={"parties": list(range(100))})
    assert "Name fewer values, or split it" in str(fault.value)


def test_two_scenarios_whose_rows_could_not_be_told_apart_are_refused(tmp_path):
    other = tmp_path / "mine.toml"
    other.write_text(
        'id = "today"\ntitle = "t"\nwhat = "w"\nadvocates = "a"\nunknown = "u"\nagainst = "g"\n', encoding="utf-8"
    )
    with pytest.raises(SimulatorError, match="the same id"):
        planned(scenarios=["today", str(other)])
