"""What the tables say, and how a broken one is refused."""

import shutil

import numpy as np
import pytest

from simulator.data.build import main
from simulator.data.dyads import pairs, protected_persons
from simulator.data.freedom import freedom_status
from simulator.data.indices import COLUMNS, FREEDOM_TOTALS, column_for, load_indices
from simulator.data.states import load_states
from simulator.data.tables import TABLES
from simulator.data.treaties import load_treaties
from simulator.data.votes import votes_74_247
from simulator.errors import DataError


@pytest.fixture
def copy(tmp_path):
    return shutil.copytree(TABLES, tmp_path / "tables")


def edit(folder, table, old, new):
    path = folder / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_namibia_survives():
    assert {state.iso3: state.iso2 for state in load_states()}["NAM"] == "NA"


def test_there_are_195_states_in_every_total_and_two_other_places():
    states = load_states()
    assert sum(state.in_totals for state in states) == 195
    assert {state.iso3 for state in states if not state.in_totals} == {"TWN", "XKX"}


def test_the_vote_on_74_247_is_the_published_one():
    assert sum(vote == "yes" for vote in votes_74_247().values()) == 79


def test_a_missing_index_stays_missing_and_a_fallback_says_so():
    codes = [state.iso3 for state in load_states()]
    index = load_indices()["independence"]
    assert np.isnan(index.value[codes.index("VAT")]) and index.source[codes.index("VAT")] == "none"
    monaco = codes.index("MCO")
    assert index.source[monaco] == FREEDOM_TOTALS[2025] and index.fit_error[monaco] > 0.05
    assert index.fit_error[codes.index("CRI")] == 0


def test_every_member_has_every_index():
    member = np.array([state.un_member for state in load_states()])
    for index in load_indices().values():
        assert not np.isnan(index.value[member]).any()
        assert np.nanmin(index.value) >= 0 and np.nanmax(index.value) <= 1


def test_a_signature_binds_to_nothing():
    treaties = load_treaties()
    assert "IRL" not in treaties.bound("BUDAPEST")
    assert not treaties.bound("UN_CYBERCRIME") and len(treaties.with_status("UN_CYBERCRIME", "signed")) > 60


def test_many_who_fled_nicaragua_live_in_costa_rica():
    assert protected_persons("NIC")["CRI"] > 10_000
    assert freedom_status()["NIC"] == "NF"
    assert pairs("extradition_uk_part2")


@pytest.mark.parametrize(
    ("table", "old", "new", "words"),
    [
        ("states", "iso2", "iso_two", "no column iso2"),
        ("states", "\nAGO,", "\nAFG,", "a second key AFG"),
        ("governance", "\nAFG,0.018", "\nAFG,1.8", "lies between 0 and 1"),
        ("governance", "\nAFG,0.018", "\nAFG,low", "not a number"),
        ("treaties", "\nALB,", "\nALX,", "'ALX' is no state"),
    ],
)
def test_a_broken_table_is_refused_in_words(copy, table, old, new, words):
    edit(copy, table, old, new)
    with pytest.raises(DataError, match=words):
        [load(copy) for load in (load_states, load_indices, load_treaties)]


def test_an_index_of_a_past_year_never_looks_ahead_unless_nothing_earlier_is_on_file():
    chosen = {year: [column_for(columns, year) for columns in COLUMNS.values()] for year in (2012, 2023, 2024, 2025)}
    assert (
        chosen[2012] == chosen[2023] == ["vdem_civlib_2023", "vdem_libdem_2023", "vdem_freexp_2023", "vdem_rule_2023"]
    )
    assert chosen[2024] == ["vdem_civlib_2023", "vdem_libdem_2024", "vdem_freexp_2023", "vdem_rule_2023"]
    assert chosen[2025] == [column_for(columns, None) for columns in COLUMNS.values()]
    usa = [state.iso3 for state in load_states()].index("USA")
    then, now = (load_indices(year=year)["liberal"].value[usa] for year in (2023, 2025))
    assert then > now + 0.1  # a value of 2023 is no stand-in for one of 2025


def test_a_treaty_counts_from_the_year_it_bound():
    treaties = load_treaties()
    year = int(treaties.dates("BUDAPEST", "party")["MAR"][:4])
    assert "MAR" not in treaties.bound("BUDAPEST", year - 1) and "MAR" in treaties.bound("BUDAPEST", year)
    assert treaties.bound("ICCPR", 1975) < treaties.bound("ICCPR", 1995) <= treaties.bound("ICCPR")
    assert treaties.bound("ECE_1957", 1950) == treaties.bound("ECE_1957")  # no dates on file: counted throughout
    assert treaties.undated("ECE_1957") == 51 and treaties.undated("CAT") == 0


def test_a_known_extradition_treaty_counts_from_its_year():
    assert pairs("extradition_treaty_in_force", year=2010) < pairs("extradition_treaty_in_force")


def test_a_changed_vote_breaks_the_published_total(copy):
    edit(copy, "votes", ",yes,", ",no,")
    with pytest.raises(DataError, match="79, 60, 33"):
        votes_74_247(copy)


def test_building_says_what_changed_and_keeps_permanent_numbers(copy, tmp_path, capsys):
    target = shutil.copytree(TABLES, tmp_path / "target")
    edit(copy, "states", ",Albania,", ",Alba,")
    assert main([str(copy)], target) == 0
    assert "states: ALB: name: 'Albania' -> 'Alba'" in capsys.readouterr().out
    before, after = ({s.iso3: s.number for s in load_states(folder)} for folder in (TABLES, target))
    assert before == after


def test_a_folder_that_is_not_there_is_one_message(tmp_path, capsys):
    assert main([str(tmp_path / "nowhere")]) == 2
    assert "cannot be read" in capsys.readouterr().err
