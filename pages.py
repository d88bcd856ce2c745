"""Navigation of the web app, run anew for every visit and every move; the pages are in `simulator.app`."""

import streamlit as st

from simulator.app import (
    assumptions_page,
    country_page,
    havens_page,
    present_page,
    sources_page,
    texts_page,
    trust_page,
    validation_page,
    world_page,
)
from simulator.app.keep import keep_choices

st.set_page_config(page_title="Safe Havens", layout="wide")
keep_choices()
st.navigation(
    [
        st.Page(havens_page.show, title="Safe havens", url_path="havens", default=True),
        st.Page(texts_page.show, title="Texts compared", url_path="texts"),
        st.Page(world_page.show, title="Every State", url_path="every-state"),
        st.Page(country_page.show, title="My country", url_path="my-country"),
        st.Page(present_page.show, title="Tell it in a room", url_path="present"),
        st.Page(assumptions_page.show, title="Assumptions", url_path="assumptions"),
        st.Page(validation_page.show, title="Validation", url_path="validation"),
        st.Page(trust_page.show, title="How far to trust this", url_path="trust"),
        st.Page(sources_page.show, title="Law and sources", url_path="sources"),
    ],
    position="top",
).run()
