"""Every clause by itself: its card, and the level chosen for it, beside the controls of the four questions."""

from datetime import date

import streamlit as st

from simulator.app.keep import offered
from simulator.law.called import called
from simulator.law.settings import Level, Setting, load_catalogue
from simulator.model.adoption import not_before
from simulator.words.figures import day
from simulator.words.say import inside, say

CHOSEN = "control-clauses"  # levels set here, by setting


def show(levels: dict[str, str]) -> dict[str, str]:
    """Draw the chooser over `levels`, and return the levels that are set here."""
    chosen: dict[str, str] = st.session_state.setdefault(CHOSEN, {})
    catalogue = load_catalogue()
    with st.expander(say("Every clause, by article")):  # a changing label would close it
        titles = {
            id: f"{one.number}. {say(one.title)} ({one.article or say('no article')})" for id, one in catalogue.items()
        }
        id = st.selectbox(
            say("Clause"), placeholder=say("Type an article or a word"),
            **offered("control-clause", catalogue, titles.__getitem__, first=False),
        )  # fmt: skip
        if id is not None:
            _card(catalogue[id], {**levels, **chosen})
        for changed, level in chosen.items():
            title, name = say(catalogue[changed].title), say(catalogue[changed][level].name)
            st.caption(say("Set here: {title}: {level}.", title=title, level=name))
        if chosen:
            st.button(say("Take back every level set here"), on_click=_take_back)
    return chosen


def _set(id: str) -> None:
    st.session_state[CHOSEN] = {**st.session_state[CHOSEN], id: st.session_state[f"clause-{id}"]}


def _take_back() -> None:
    st.session_state[CHOSEN] = {}


def _card(setting: Setting, levels: dict[str, str]) -> None:
    now = levels.get(setting.id, setting.adopted)
    names = {level.id: say(level.name) for level in setting.level if level.acts or level.id in (setting.adopted, now)}
    if any(level.acts for level in setting.level):
        key = f"clause-{setting.id}"
        st.session_state[key] = now
        st.radio(
            say("Level"), **offered(key, names, names.__getitem__, lambda: _set(setting.id)),
            help=say("From least to most protective"),
        )  # fmt: skip
    else:
        st.caption(say("No control: no level of this setting has an effect in this model."))
    st.markdown(say("As understood, not checked against the official text:"))
    for level in setting.level:
        st.markdown(_told(level, level.id == setting.adopted))
    st.markdown(f"**{say('What one State can do alone.')}** {say(setting.alone)} ({say(setting.alone_route.value)})")


def _told(level: Level, adopted: bool) -> str:
    """One level in full: its paraphrase with article and mark, where it acts, and who could move it."""
    name = say("adopted: {level}", level=say(level.name)) if adopted else say(level.name)
    effect = (
        say("acts at {mechanism}", mechanism=say(level.mechanism))
        if level.acts
        else say("no effect in this model: {why}", why=say(level.why))
    )
    rests = (
        say("It rests on one assumption alone: {name}.", name=inside(called(level.rests_on))) if level.rests_on else ""
    )
    law = say("Article {article} [{mark}]; {effect}.", article=level.article, mark=level.mark.value, effect=effect)
    moved = say(
        "Moved by: {route}, not before {day}.",
        route=say(level.route.value),
        day=day(date.fromisoformat(not_before(level.route))),
    )
    return f"- **{name}.** " + " ".join(part for part in (say(level.paraphrase), law, rests, moved) if part)
