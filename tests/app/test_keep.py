"""What a browser sends while a change of language is on its way is still in the words before, and means the same."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from simulator import app


def page():
    import streamlit as st

    from simulator.app import controls, keep, language
    from simulator.app.choices import choose_requesting, state_names
    from simulator.app.havens_page import _choose_scenario

    keep.begin()
    language.begin()
    language.chooser()
    names = state_names()
    choose_requesting(names)
    controls.lists(_choose_scenario(), names)
    st.session_state["moves"] = dict(st.session_state[controls.MOVES])


def of(widgets, key):
    """The widget that stands for a choice now."""
    return next(one for one in widgets if one.key.rpartition("-")[0] == key)


def sent(shown):
    """What the browser of this page would send now: choices by their words."""
    return shown._tree.get_widget_states()


@pytest.fixture
def shown():
    """A page in English on which everything is chosen that has words."""
    shown = AppTest.from_function(page, default_timeout=60)
    shown.session_state["lang"] = "en"
    shown.run()
    of(shown.selectbox, "scenario").select("broad-scope-text").run()
    of(shown.selectbox, "requesting").select("EGY").run()
    of(shown.multiselect, "control-own").set_value(["DEU", "CRI"]).run()
    assert shown.session_state["moves"] == {"parties": "own"}
    return shown


CHOSEN = {
    "lang": "fr",
    "words": "plain",
    "names": "real",
    "scenario": "broad-scope-text",
    "requesting": "EGY",
    "control-own": ["DEU", "CRI"],
    "moves": {"parties": "own"},
}


def chosen(shown):
    return {key: shown.session_state[key] for key in CHOSEN}


def test_choices_sent_in_the_words_before_are_kept(shown):
    late = sent(shown)
    of(shown.radio, "lang").set_value("fr").run()
    assert of(shown.selectbox, "requesting").label == "État requérant"
    next(one for one in late.widgets if "lang" in one.id).string_value = "Français"
    shown._run(late)
    assert not shown.exception
    assert chosen(shown) == CHOSEN


def test_a_choice_made_in_the_words_before_is_taken(shown):
    of(shown.selectbox, "requesting").select("IND")
    late = sent(shown)
    of(shown.selectbox, "requesting").select("EGY")
    of(shown.radio, "lang").set_value("fr").run()
    next(one for one in late.widgets if "lang" in one.id).string_value = "Français"
    shown._run(late)
    assert not shown.exception
    assert chosen(shown) == {**CHOSEN, "requesting": "IND"}


def test_a_lever_moved_while_another_page_opens_is_let_go():
    def page():
        from simulator.app import acts, controls

        acts.hear("board")()
        controls.on_move(None)

    assert not AppTest.from_function(page, default_timeout=60).run().exception


def test_every_choice_by_words_is_offered_so():
    folder = Path(app.__file__).parent
    assert [one.name for one in folder.rglob("*.py") if "format_func" in one.read_text("utf-8")] == ["keep.py"]
