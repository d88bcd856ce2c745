"""The texts that one may compare: setting by setting, and their effects beside."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from simulator.app.style import limits, style
from simulator.errors import SimulatorError
from simulator.export.tables import to_csv
from simulator.export.texts import HEADING, TEXTS, by_setting, effects
from simulator.model.scenario import case_paths, find_case, load_scenario
from simulator.model.world import load_world

REPLICATES, SEED = 256, 1


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
    st.download_button("Settings (CSV)", to_csv(table), "texts.csv", "text/csv")
    st.subheader("Effects beside")
    world = load_world()
    names = {s.iso3: s.name for s in sorted(world.states, key=lambda s: s.name) if s.in_totals}
    left, right = st.columns(2)
    with left:
        requesting = st.selectbox(
            "Requesting State", list(names), index=None, format_func=names.__getitem__,
            placeholder="Choose a State", key="requesting",
        )  # fmt: skip
    cases = [id for id in case_paths() if find_case(id).kind == "composite"]
    with right:
        case = st.selectbox(
            "Case (composite, nobody's own)", cases, cases.index("journalist-false-news"),
            format_func=lambda id: find_case(id).title, key="texts-case",
        )  # fmt: skip
    if requesting is None or case is None:
        st.caption("Choose a requesting State to see what each text would do against today.")
        return
    bar = st.progress(0.0, "Running each text on the same draws")
    try:
        found = effects(world, requesting, case, SEED, REPLICATES, tuple(chosen), lambda share: _tell(bar, share))
    except SimulatorError as fault:
        bar.empty()
        st.error(str(fault))
        return
    bar.empty()
    st.dataframe(found, hide_index=True)
    st.download_button("Effects (CSV)", to_csv(found), f"texts-{requesting}.csv", "text/csv")
    st.caption(
        f"Against today, {REPLICATES} replicates, seed {SEED}; counts with their interval when replicates are drawn again. "
        "Central assumptions only: the page of havens shows what depends on them."
    )
    limits()


def _tell(bar: DeltaGenerator, share: float) -> None:
    bar.progress(share, "Running each text on the same draws")
