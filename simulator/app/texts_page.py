"""The texts that one may compare: setting by setting, and their effects beside."""

import streamlit as st

from simulator.app.choices import choose_case, choose_requesting, state_names
from simulator.app.downloads import offer
from simulator.app.style import limits, style
from simulator.errors import SimulatorError
from simulator.export.texts import HEADING, TEXTS, by_setting, effects
from simulator.model.scenario import load_scenario
from simulator.model.world import load_world

REPLICATES, SEED = 256, 1
RUNNING = "Running each text on the same draws"


def show() -> None:
    """Draw the page."""
    style()
    st.title("Texts compared")
    titles = {name: load_scenario(name).title for name in TEXTS}
    chosen = st.multiselect(
        "Texts", list(TEXTS), ["adopted-text-universal", "broad-scope-text", "budapest-wording", "strongest-safeguards"],
        format_func=titles.__getitem__, key="texts",
    )  # fmt: skip
    if not chosen:
        st.info("Choose at least one text.")
        return
    st.caption(HEADING)
    table = by_setting(tuple(chosen))
    if st.checkbox("Only settings in which they differ", value=len(chosen) > 1, key="texts-differ"):
        differ = table[[titles[name] for name in chosen]].nunique(axis=1) > 1
        table = table[differ] if len(chosen) > 1 else table
    st.dataframe(table, hide_index=True, height=440)
    offer("settings", "texts", table, also={"texts": chosen})
    st.subheader("Effects beside")
    left, right = st.columns(2)
    with left:
        requesting = choose_requesting(state_names())
    with right:
        case = choose_case("journalist-false-news", "texts-case")
    if requesting is None:
        st.caption("Choose a requesting State to see what each text would do against today.")
        return
    bar = st.progress(0.0, RUNNING)
    try:
        found = effects(
            load_world(), requesting, case, SEED, REPLICATES, tuple(chosen), lambda share: bar.progress(share, RUNNING)
        )
    except SimulatorError as fault:
        bar.empty()
        st.error(str(fault))
        return
    bar.empty()
    st.dataframe(found, hide_index=True)
    of = {"texts": chosen, "requesting": requesting, "case": case, "replicates": REPLICATES, "seed": SEED}
    offer("effects", f"texts-{requesting}", found, also=of)
    st.caption(
        f"Against today, {REPLICATES} replicates, seed {SEED}; in brackets the Monte Carlo error of the counts (95 %). "
        "Central assumptions only: the page of havens shows what depends on them."
    )
    limits()
