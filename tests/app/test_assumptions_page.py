"""The page of assumptions: each number has a card with its reason, an edited one is marked, and both ways of editing agree."""

from streamlit.testing.v1 import AppTest

from simulator.law.assumptions import load_assumptions
from simulator.law.called import called

ID = "cooperation_level"
ONE = load_assumptions()[ID]


def page():
    from simulator.app.assumptions_page import show

    show()


def opened():
    shown = AppTest.from_function(page, default_timeout=60).run()
    shown.selectbox(key="assumption-0").set_value(ID).run()
    return shown


def test_a_number_has_its_default_its_range_and_its_reason():
    shown = opened()
    said = " ".join(one.value for one in shown.markdown)
    assert ONE.reason in said and f"**{ONE.low:g} to {ONE.high:g}**" in said and "Edited" not in said
    assert shown.number_input(key=f"assumption-{ID}-0").value == ONE.default


def test_a_number_is_found_by_its_name_and_by_any_word_of_its_reason():
    offered = opened().selectbox(key="assumption-0").options
    assert len(offered) == len(load_assumptions())
    assert f"{called(ID)}: {ONE.reason}" in offered


def test_an_edited_number_is_marked_kept_and_taken_back():
    shown = opened()
    shown.number_input(key=f"assumption-{ID}-0").set_value(ONE.high).run()
    assert shown.session_state["assumptions"] == {ID: ONE.high} and not shown.exception
    assert any(f"{ONE.high:g} instead of {ONE.default:g}" in one.value for one in shown.markdown)
    assert any("1 of" in one.value and "differ" in one.value for one in shown.caption)
    next(one for one in shown.button if one.label == "Back to its default").click().run()
    assert shown.session_state["assumptions"] == {}
