"""The texts that one may compare: setting by setting, and their effects beside."""

from datetime import date

import streamlit as st

from simulator.analysis.classes import KINDS
from simulator.analysis.havens import Comparison
from simulator.app import controls, tables
from simulator.app.asking import REPLICATES, SEED, answer, ask
from simulator.app.charts import chart
from simulator.app.choices import choose_case, choose_one, choose_requesting, state_names
from simulator.app.downloads import offer
from simulator.app.keep import choice, offered
from simulator.app.style import limits, note
from simulator.export.texts import HEADING, TEXTS, by_setting, effects_table
from simulator.model.network import HORIZONS
from simulator.model.scenario import load_scenario
from simulator.presentation.condition import edited
from simulator.presentation.tiles_figure import tiles_figure
from simulator.words.figures import number
from simulator.words.say import Word, in_english, say

VIEWS: tuple[Word, ...] = ("scenario", "change")
FIRST = ("adopted-text-universal", "broad-scope-text", "budapest-wording", "strongest-safeguards")
BESIDE = 4  # worlds drawn beside one another
STANDING: Word = "As it stands on the page Safe havens"


def show() -> None:
    """Draw the page."""
    note()
    st.title(say("Texts compared"))
    titles = {name: say(load_scenario(name).title) for name in TEXTS}
    st.session_state.setdefault("texts", list(FIRST))
    chosen = st.multiselect(say("Texts"), **offered("texts", TEXTS, titles.__getitem__, given="default"))
    if not chosen:
        st.info(say("Choose at least one text."))
        return
    st.caption(say(HEADING))
    table = by_setting(tuple(chosen))
    with in_english():
        kept = by_setting(tuple(chosen))
    if st.checkbox(say("Only settings in which they differ"), value=len(chosen) > 1, key="texts-differ"):
        differ = table[[titles[name] for name in chosen]].nunique(axis=1) > 1
        table, kept = (one[differ] if len(chosen) > 1 else one for one in (table, kept))
    tables.draw(table, say("settings"))
    offer(Word("settings"), "texts", kept, also={"texts": chosen})
    st.subheader(say("Effects beside"))
    left, right = st.columns(2)
    with left:
        requesting = choose_requesting(state_names())
    with right:
        case = choose_case("journalist-false-news", "texts-case")
    if requesting is None:
        st.caption(say("Choose a requesting State to see what each text would do against today."))
        return
    texts = [controls.with_assumptions(load_scenario(name).about(case)) for name in chosen]
    if told := edited(texts[0]):
        st.info(told)
    if st.checkbox(say("And the rules as they stand on the page Safe havens"), **choice("texts-standing", False)):
        texts.append(controls.standing().about(case).model_copy(update={"title": STANDING}))
    found = [one for text in texts if (one := answer(ask(text, requesting)))]
    if len(found) < len(texts):
        return
    tables.draw(effects_table(found, exact=False), say("Effects beside"))
    of = {
        "texts": [text.model_dump(mode="json") for text in texts],
        "requesting": requesting,
        "hosts": found[0].candidates.rule,
        "days": HORIZONS[found[0].horizon],
        "replicates": REPLICATES,
        "seed": SEED,
    }
    offer(Word("effects"), f"texts-{requesting}", lambda: effects_table(found), also=of)
    st.caption(
        say(
            "Against today within {days} days, for the candidate hosts chosen on the first page; {n} possible worlds; in "
            "brackets the Monte Carlo error of the counts (95%). Central assumptions only: the first page shows what depends on them.",
            days=HORIZONS[found[0].horizon], n=number(REPLICATES),
        )
    )  # fmt: skip
    _side_by_side(found)
    limits()


def _side_by_side(found: list[Comparison]) -> None:
    """The worlds of the first few texts, beside one another and alike drawn."""
    st.subheader(say("Worlds beside"))
    left, right = st.columns(2)
    with left:
        kind = choose_one(say("Kind of haven"), list(KINDS), "texts-kind")
    with right:
        view = choose_one(say("Under"), VIEWS, "texts-view")
    if len(found) > BESIDE:
        st.caption(say("The first {n} of {all} texts are drawn; the table above has all.", n=BESIDE, all=len(found)))
    for start in range(0, min(len(found), BESIDE), 2):
        for column, one in zip(st.columns(2), found[start : start + 2], strict=False):
            with column:
                st.markdown(f"**{say(one.scenario.title)}**")
                name = f"tiles-{one.scenario.id}-{one.requesting}-{kind}-{view}-{found.index(one)}"
                chart(tiles_figure(one, kind, date.today(), view), name)
