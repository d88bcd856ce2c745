"""The main page: who asks, under which rules, which havens are kept, where and why."""

from contextlib import closing
from dataclasses import replace

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from simulator.analysis.classes import KINDS
from simulator.analysis.havens import Comparison
from simulator.analysis.neighbourhood import neighbourhood
from simulator.analysis.refine import banded
from simulator.app import clauses, controls, first_screen, host_section, tables, why_section
from simulator.app.asking import SEED, answer, ask
from simulator.app.board.payload import Asked
from simulator.app.choices import choose_case, choose_requesting, state_names
from simulator.app.downloads import offer
from simulator.app.keep import choice, offered
from simulator.app.link.component import bar
from simulator.app.memory import Memory
from simulator.app.style import limits, note
from simulator.app.take_away import take_away
from simulator.app.tour.component import tour
from simulator.app.turns import TURNS, Rank
from simulator.app.views import views
from simulator.app.waiting import with_bar
from simulator.export.formats import text
from simulator.export.summary import summary
from simulator.model.network import HORIZONS
from simulator.model.scenario import Scenario, baseline_of, find_case, load_scenario, scenario_paths
from simulator.model.world import load_world
from simulator.presentation.hangs import hangs
from simulator.presentation.hosts import host_table, hosts_read
from simulator.presentation.said import said as said_words
from simulator.presentation.sentences import (
    MEANING,
    count_sentence,
    genuine_sentence,
    hosts_rule,
    notices,
    opening,
    rule_of_loss,
    spread,
    uncertainty,
)
from simulator.words.figures import DAYS, NEAREST, number
from simulator.words.masked import masked, untold
from simulator.words.say import Word, as_now, in_english, say

BANDING = Word("Drawing the assumptions 64 times: what depends on them?")
TRYING = Word("Trying each change alone")
Said = dict[str, tuple[DeltaGenerator, DeltaGenerator]]  # by kind: places of the count, and of its uncertainty
AROUND = 256  # replicates of each single change
BANDED: Memory[str, Comparison] = Memory(32)  # comparisons with their band
HOST_RULES: dict[str, Word] = {"recorded": "where UNHCR records people", "all": "all states", "own": "my own list"}


def show() -> None:
    """Draw the page."""
    world = load_world()
    names = state_names()
    note()
    tour()
    left, middle, right, tools = st.container(key="asked").columns((3, 3, 3, 2), vertical_alignment="bottom")
    with left:
        requesting = choose_requesting(names)
    with middle:
        scenario = _choose_scenario()
    with right:
        scenario = scenario.about(choose_case(scenario.case, "case"))
    original = controls.begun(scenario)
    first_screen.draw(world)
    scenario = controls.current(original)
    st.session_state.setdefault("rule", "recorded")
    st.session_state.setdefault("horizon", 365)
    with tools:
        bar(scenario)
    feeds = st.container(key="feeds")
    of = ask(scenario, requesting)
    found = _banded(of)
    with feeds:
        told = found is None and of is not None and first_screen.tell_known(original, of)
    found = found or answer(of)
    with feeds:
        if not told:
            first_screen.tell(original, scenario, found)
        if found:
            first_screen.tell_genuine(found)
        news = st.container()
    if refused := controls.refusal():
        st.error(refused)
    controls.lists(scenario, names)
    clauses.show(scenario.settings)
    with st.expander(say("About this scenario and case")):
        parts = {
            say("The case."): find_case(scenario.case).description,
            say("What it is."): scenario.what,
            say("Who argues for it."): scenario.advocates,
            say("What is unknown."): scenario.unknown,
            say("The argument against it."): scenario.against,
        }
        st.markdown("\n\n".join(f"**{head}** {untold(say(text))}" for head, text in parts.items()))
    if found is None:
        limits()
    else:
        said = _results(found, names)
        with news:
            first_screen.tell_levers(found, every_number=found.finished)
        _refine(found, said)


def _choose_scenario() -> Scenario:
    known = {id: load_scenario(id) for id in scenario_paths()}
    st.session_state.setdefault("scenario", "adopted-text-universal")
    chosen = st.selectbox(
        say("Scenario"),
        **offered("scenario", known, lambda id: say(known[id].title), lambda: controls.take(known[st.session_state["scenario"]])),
    )  # fmt: skip
    if controls.MOVES not in st.session_state:
        controls.take(known[chosen])
    return known[chosen]


def _choose_baseline(scenario: Scenario) -> None:
    """What the scenario is compared with: its own baseline, or one of the user's choice."""
    titles = {id: say(load_scenario(id).title) for id in scenario_paths()}
    own = load_scenario(scenario.id).baseline
    st.session_state["compared"] = scenario.baseline

    def take() -> None:
        chosen = st.session_state["compared"]
        st.session_state[controls.BASELINE] = None if chosen == own else chosen

    def words(id: str) -> str:
        return say("{title} (the baseline of this scenario)", title=titles[id]) if id == own else titles[id]

    st.selectbox(say("Compared with"), **offered("compared", titles, words, take))


def _banded(of: Asked | None) -> Comparison | None:
    """The answer with its band, where that is known."""
    known = BANDED.get(_name(of.scenario, of.requesting)) if of else None
    return replace(known, horizon=HORIZONS.index(of.horizon), candidates=of.candidates) if of and known else None


def _results(found: Comparison, names: dict[str, str]) -> Said:
    """Everything below the first screen; the places of the sentences that are refined."""
    with st.expander(say("Compared with, candidate hosts and horizon")):
        _choose_baseline(found.scenario)
        st.select_slider(say("Within days"), HORIZONS, **choice("horizon", HORIZONS[-2]))
        rules = {id: say(words) for id, words in HOST_RULES.items()}
        st.radio(say("Candidate hosts"), **offered("rule", rules, rules.__getitem__), horizontal=True)
        if st.session_state["rule"] == "own":
            st.session_state.setdefault("own-hosts", [])
            st.multiselect(say("My hosts"), **offered("own-hosts", names, names.__getitem__, given="default"))
    st.caption(opening(found))
    said = {kind: (st.empty(), st.empty()) for kind in KINDS}
    _say(found, said)
    st.caption(uncertainty())
    lead = say("Genuine requests met")
    st.markdown(genuine_sentence(found).replace(lead, f"**{lead}**", 1))
    title = say(
        "What these counts hang on: structure, States that pass requests on, cuts, the way through another State"
    )
    with st.expander(title):
        heads, *rows = hangs(found)
        tables.draw(pd.DataFrame(rows, columns=heads), title)
    take_away(found)
    for line in notices(found):
        st.info(line)
    st.caption(f"{hosts_rule(found)} {rule_of_loss()}")
    limits()
    _table(found)
    views(found)
    _changes(found)
    with st.container(key="why"):  # where the board's "Why?" leads
        why_section.draw(found)
        host_section.draw(found, names)
    return said


def _say(found: Comparison, said: Said) -> None:
    for kind, (count, doubt) in said.items():
        count.markdown(f"**{count_sentence(found, kind)}**", help=say(MEANING[kind]))
        doubt.caption(spread(found, kind))


def _refine(found: Comparison, said: Said) -> None:
    """Draw the assumptions, once for each comparison: sentences in place as they come, then the page with all of it.

    Writing to the page ends this run as soon as somebody moves a control, and with it the work.
    """
    if found.finished:
        return
    name = _name(found.scenario, found.requesting)
    if name not in BANDED:
        words = say(BANDING)
        bar = st.progress(0.0, words)
        with closing(banded(found, lambda share: bar.progress(share, words))) as answers:
            for better in TURNS.in_turns(Rank.BAND, answers, st.empty().empty):
                if name in BANDED:
                    break  # somebody else asked the same, and was first
                _say(better, said)
            else:
                BANDED[name] = better
    st.rerun()


def _name(scenario: Scenario, requesting: str) -> str:
    return f"{baseline_of(scenario).model_dump_json()}|{scenario.model_dump_json()}|{requesting}"


def _table(found: Comparison) -> None:
    st.subheader(say("Hosts"))
    everyone = st.toggle(say("All states, not only candidate hosts"), **choice("all_states", False))
    table = hosts_read(found, all_states=everyone)
    if table.empty:
        st.info(say("UNHCR records no candidate host for people from this State. Show all states instead."))
        return
    tables.draw(table, say("Hosts"))
    st.caption(
        say(
            "Protected persons: people from the requesting State under or seeking protection there, for all reasons (UNHCR); "
            "context only. Where nobody has been assessed, no class is given."
        )
    )
    st.caption(say(NEAREST))
    name = f"{found.scenario.id}-{found.requesting}"
    with st.container(horizontal=True):
        offer(Word("hosts"), f"{name}-hosts", lambda: host_table(found, all_states=everyone), found)
        if found.finished:
            with in_english():
                made = as_now(lambda: text(summary(found)))
            st.download_button(
                say("Summary (JSON)"),
                made,
                masked(f"{name}-summary.json"),
                "application/json",
                on_click="ignore",
            )


def _changes(found: Comparison) -> None:
    """Every level of every acting setting alone, in the catalogue's order; a few seconds, so only when asked for."""
    key = (found.scenario.model_dump_json(), found.requesting, found.horizon)
    title = say("Every single change: what one level more or less would do")
    with st.expander(title):
        if st.button(say("Try each change alone"), key="try-changes"):
            run = (found.world, found.scenario, found.requesting, SEED, AROUND, HORIZONS[found.horizon])
            around = with_bar(say(TRYING), lambda on: neighbourhood(*run, progress=on))
            st.session_state["changes"] = (key, around)
        tried, around = st.session_state.get("changes", (None, None))
        if tried != key:
            st.caption(
                say(
                    "About a hundred runs on the same draws, some seconds. In the order of the catalogue, never ranked."
                )
            )
            return
        table = around.table(found.candidates.chosen).drop(columns=["setting", "level"])
        tables.draw(said_words(table), title)
        offer(
            Word("single changes"),
            f"{found.scenario.id}-{found.requesting}-changes",
            table,
            found,
            {"replicates": AROUND},
        )
        against = say(found.baseline.title)
        st.caption(
            say("{n} possible worlds, against {baseline}. {days}", n=number(AROUND), baseline=against, days=say(DAYS))
        )
