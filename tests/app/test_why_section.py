"""The section on why: each question is answered, with the library's own figures, and says how sure it is."""

from math import floor

import pytest
from page_tables import counted, tables
from streamlit.testing.v1 import AppTest

from simulator.analysis.alone import alone
from simulator.analysis.havens import compare
from simulator.analysis.why.claims import sure_of_moves
from simulator.analysis.why.restore import restore
from simulator.analysis.why.shares import shares
from simulator.analysis.why.single import moves
from simulator.model.scenario import load_scenario
from simulator.model.world import load_world
from simulator.presentation.sure import words
from simulator.presentation.why import alone_table, restore_lines, shares_table

WORLD = load_world()


def page(scenario="strongest-safeguards"):
    from simulator.analysis.havens import compare
    from simulator.app import why_section
    from simulator.model.scenario import load_scenario
    from simulator.model.world import load_world

    why_section.draw(compare(load_world(), load_scenario(scenario), "NIC", 1, 64))


def asked(question, host=None, scenario="strongest-safeguards"):
    shown = AppTest.from_function(page, default_timeout=300, kwargs={"scenario": scenario})
    if host:
        shown.session_state["host"] = host
    shown.run()
    assert not shown.exception and not tables(shown)
    shown.radio(key="why-question-0").set_value(question).run()
    assert not shown.exception
    return shown


@pytest.fixture
def few_draws(monkeypatch):
    monkeypatch.setattr("simulator.analysis.why.sure.BAND_DRAWS", 3)


def table(shown):
    return counted(tables(shown)[0])


def said(shown):
    return " ".join(one.value for one in [*shown.markdown, *shown.caption, *shown.info])


@pytest.mark.parametrize("question", ["needs", "back", "restore", "frontier"])
def test_each_question_about_the_world_is_answered(question):
    shown = asked(question)
    assert len(table(shown)) > 0
    if question == "needs":
        assert "only because States pass the request on" in said(shown)
    if question == "restore":
        found = restore(WORLD, load_scenario("strongest-safeguards"), "NIC", n=256)
        assert restore_lines(found, WORLD)[0] in said(shown)


def test_shares_are_the_librarys_add_up_to_the_whole_and_include_genuine_requests():
    shown = asked("shares", scenario="broad-scope-text")
    found = shares(WORLD, load_scenario("broad-scope-text"), "NIC", n=256)
    mine, theirs = table(shown), shares_table(found)
    assert mine.columns.tolist() == theirs.columns.tolist() and (mine.to_numpy() == theirs.to_numpy()).all()
    pair = compare(WORLD, load_scenario("broad-scope-text"), "NIC", 1, 256)
    havens, kept = pair.tally("data")
    assert mine["data havens kept"].sum() == pytest.approx(kept - havens, abs=1e-3)
    assert mine["data exposure [points]"].sum() == pytest.approx(pair.mean_change("data"), abs=1e-3)
    assert "genuine requests met [points]" in mine.columns


def test_an_unchanged_scenario_leaves_nothing_to_explain():
    shown = asked("shares", scenario="today")
    assert "nothing to explain" in said(shown) and not tables(shown)


def test_what_the_chosen_host_can_do_alone_has_its_routes_days_gains_and_costs():
    shown = asked("alone", "CRI")
    theirs = alone_table(alone(WORLD, load_scenario("strongest-safeguards"), "NIC", "CRI", n=256))
    mine = table(shown)
    words = ["what", "articles", "route", "not before"]
    assert mine[words].equals(theirs[words])
    for name in theirs.columns.difference(words):
        assert mine[name].tolist() == [f"{5 * floor(20 * chance + 0.5)}%" for chance in theirs[name]]
    assert {"route", "not before", "data through the host, then", "genuine requests met, then"} <= set(mine.columns)


@pytest.mark.usefixtures("few_draws")
def test_the_assumption_on_which_a_finding_hangs_most_is_named_with_the_draws_in_which_it_holds():
    shown = asked("weakest", "CRI", "adopted-text-universal")
    assert "Costa Rica is lost as a data haven" in said(shown) and "of 3 draws" in said(shown)
    margins = table(shown)["margin [points]"].tolist()
    assert len(margins) > 10 and margins[:5] == sorted(margins[:5])


@pytest.mark.parametrize(("host", "words"), [(None, "Choose a state"), ("NIC", "requesting State")])
def test_a_question_about_no_host_or_about_the_requesting_state_says_what_to_do(host, words):
    shown = asked("weakest", host)
    assert words in said(shown) and not tables(shown)


@pytest.mark.usefixtures("few_draws")
def test_how_sure_an_answer_is_is_drawn_when_asked_and_stays():
    shown = asked("back")
    assert "how sure" not in " ".join(table(shown).columns)
    shown.button(key="why-sure").click().run()
    assert not shown.exception
    found = moves(WORLD, load_scenario("strongest-safeguards"), "NIC", n=256)
    sures = sure_of_moves(WORLD, found)["havens kept"]
    assert table(shown)["havens kept: how sure"].tolist() == [words(one) for one in sures]
    assert "How sure: " in said(shown)
    shown.run()
    assert "havens kept: how sure" in table(shown).columns
    shown.toggle(key="why-all-routes-0").set_value(True).run()
    assert not shown.exception and "havens kept: how sure" not in table(shown).columns, (
        "another answer, not looked at yet"
    )
