"""Navigation of the web app, run anew for every visit and every move; the pages are in `simulator.app`."""

import streamlit as st

from simulator.app import (
    acts,
    assumptions_page,
    controls,
    country_page,
    first_screen,
    havens_page,
    keep,
    language,
    present_page,
    sources_page,
    texts_page,
    trust_page,
    validation_page,
    world_page,
)
from simulator.app.link import component as link
from simulator.app.link import history
from simulator.app.link.kept import keep_link
from simulator.app.player import component as player
from simulator.words.say import say

st.set_page_config(page_title="Safe Havens", layout="wide")
keep.begin()
acts.do(
    {
        "move": controls.on_move,
        "choose": first_screen.choose,
        "go": history.go,
        "reset": link.reset,
        "opened": link.take,
        "step": present_page.step,
        "day": player.pass_days,
    }
)
language.begin()
page = st.navigation(
    [
        st.Page(havens_page.show, title=say("Safe havens"), url_path="havens", default=True),
        st.Page(texts_page.show, title=say("Texts compared"), url_path="texts"),
        st.Page(world_page.show, title=say("Every State"), url_path="every-state"),
        st.Page(country_page.show, title=say("My country"), url_path="my-country"),
        st.Page(present_page.show, title=say("Tell it in a room"), url_path="present"),
        st.Page(assumptions_page.show, title=say("Assumptions"), url_path="assumptions"),
        st.Page(validation_page.show, title=say("Validation"), url_path="validation"),
        st.Page(trust_page.show, title=say("How far to trust this"), url_path="trust"),
        st.Page(sources_page.show, title=say("Law and sources"), url_path="sources"),
    ],
    position="top",
)
language.chooser()
language.run(page)
if page.url_path:  # the bar of the first page has the link in its address
    keep_link()
