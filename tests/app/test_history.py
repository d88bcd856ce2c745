"""Every control set as in a choice, read again, gives that choice: so opening a link and undoing lose nothing."""

import streamlit as st
from choices import random_choice

from simulator.app import controls
from simulator.app.link import history
from simulator.export.link.choice import CHOICES, Choice
from simulator.model.scenario import load_scenario

FIRST = {name: known[0] for name, known in CHOICES.items()} | {"key": 0, "lang": ""}


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
    """Its number."""
    history.apply(choice)
    history.note(shown())
    return history.standing_at()[1]


def test_the_controls_set_from_any_choice_give_that_choice():
    for seed in range(60):
        choice = random_choice(seed).model_copy(update=FIRST)  # the browser alone keeps how a result is shown
        history.apply(choice)
        assert shown() == choice


def test_each_choice_made_is_found_again_by_its_number_and_a_new_one_ends_what_was_undone():
    history.forget()
    one, two, three = (random_choice(seed).model_copy(update=FIRST) for seed in (1, 2, 3))
    first, second = show(one), show(two)
    assert first < second == show(two)
    history.go(first)
    assert shown() == one and history.standing_at()[1] == first
    history.go(second)
    assert shown() == two
    history.go(first)
    third = show(three)
    assert third > second, "no number is used twice"
    history.go(second)
    assert shown() == three, "what had been undone is forgotten"


def test_the_last_hundred_choices_are_remembered_and_after_a_fresh_start_none():
    history.forget()
    numbers = [show(random_choice(seed).model_copy(update=FIRST)) for seed in range(history.MOST + 5)]
    last = shown()
    history.go(numbers[0])
    assert shown() == last
    history.go(numbers[-history.MOST])
    assert shown() != last
    begun, _ = history.standing_at()
    history.forget()
    history.note(last)
    assert history.standing_at()[0] != begun


def test_each_reset_takes_back_its_own_and_undo_brings_it_again():
    history.forget()
    choice = random_choice(7).model_copy(update={**FIRST, "assumptions": {"mask.pretext": 0.3}})
    first = show(choice)
    start = Choice.of(choice.base)
    history.reset_policies()
    rules = shown()
    assert (rules.settings, rules.adoption, rules.declarations) == (start.settings, start.adoption, start.declarations)
    assert rules.assumptions == choice.assumptions and rules.requesting == choice.requesting
    history.note(rules)
    history.go(first)
    assert shown() == choice
    history.reset_assumptions()
    assert shown() == choice.model_copy(update={"assumptions": {}})
    history.reset_everything()
    assert shown() == Choice.of()
