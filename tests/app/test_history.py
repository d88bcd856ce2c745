"""Every control set as in a choice, read again, gives that choice: so opening a link and undoing lose nothing."""

import streamlit as st
from choices import random_choice

from simulator.app import controls
from simulator.app.link import history
from simulator.export.link import CHOICES, Choice
from simulator.model.scenario import load_scenario

FIRST = {name: known[0] for name, known in CHOICES.items()}


def shown():
    """The choice that the controls stand for, as the page reads them."""
    now = st.session_state
    base = load_scenario(now["scenario"])
    given = {
        "case": now["case"],
        "baseline": now[controls.BASELINE] or base.baseline,
        "assumptions": {**base.assumptions, **now["assumptions"]},
    }
    scenario = controls.current(base.model_copy(update=given))
    choice = history.chosen(scenario)
    assert choice.scenario() == scenario
    return choice


def show(choice):
    history.apply(choice)
    history.note(shown())


def test_the_controls_set_from_any_choice_give_that_choice():
    for seed in range(60):
        choice = random_choice(seed).model_copy(update=FIRST)  # the browser alone keeps how a result is shown
        history.apply(choice)
        assert shown() == choice


def test_undo_and_redo_walk_through_choices_and_a_new_one_ends_what_was_undone():
    history.forget()
    one, two, three = (random_choice(seed).model_copy(update=FIRST) for seed in (1, 2, 3))
    show(one)
    show(two)
    show(two)
    assert history.steps() == (1, 0)
    history.undo()
    assert shown() == one and history.steps() == (0, 1)
    history.undo()
    assert shown() == one, "there is nothing before the first"
    history.redo()
    assert shown() == two
    history.undo()
    show(three)
    assert history.steps() == (1, 0)


def test_each_reset_takes_back_its_own_and_undo_brings_it_again():
    history.forget()
    choice = random_choice(7).model_copy(update={**FIRST, "assumptions": {"mask.pretext": 0.3}})
    show(choice)
    start = Choice.of(choice.base)
    history.reset_policies()
    rules = shown()
    assert (rules.settings, rules.adoption, rules.declarations) == (start.settings, start.adoption, start.declarations)
    assert rules.assumptions == choice.assumptions and rules.requesting == choice.requesting
    history.note(rules)
    history.undo()
    assert shown() == choice
    history.reset_assumptions()
    assert shown() == choice.model_copy(update={"assumptions": {}})
    history.reset_everything()
    assert shown() == Choice.of()
