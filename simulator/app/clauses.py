"""Every clause by itself: its card, and the level chosen for it, beside the controls of the four questions."""

import streamlit as st

from simulator.law.routes import WAYS
from simulator.law.settings import Setting, load_catalogue
from simulator.model.adoption import known_on

CHOSEN = "control-clauses"  # levels set here, by setting


def show(levels: dict[str, str]) -> dict[str, str]:
    """Draw the chooser over `levels`, and return the levels that are set here."""
    chosen: dict[str, str] = st.session_state.setdefault(CHOSEN, {})
    catalogue = load_catalogue()
    with st.expander(f"Every clause, by article ({len(chosen)} set here)"):
        id = st.selectbox(
            "Clause", list(catalogue), key="control-clause", index=None, placeholder="Type an article or a word",
            format_func=lambda id: f"{catalogue[id].number}. {catalogue[id].title} ({catalogue[id].article or 'no article'})",
        )  # fmt: skip
        if id is not None:
            chosen = _card(catalogue[id], {**levels, **chosen}, chosen)
        for changed, level in chosen.items():
            st.caption(f"Set here: {catalogue[changed].title}: {catalogue[changed][level].name}.")
        if chosen and st.button("Take back every level set here"):
            st.session_state[CHOSEN] = {}
            st.rerun()
    return chosen


def _card(setting: Setting, levels: dict[str, str], chosen: dict[str, str]) -> dict[str, str]:
    now = levels.get(setting.id, setting.adopted)
    names = {level.id: level.name for level in setting.level if level.acts}
    if len(names) > 1 and now in names:
        picked = st.radio("Level", list(names), list(names).index(now), format_func=names.__getitem__,
                          key=f"clause-{setting.id}", help="From least to most protective.")  # fmt: skip
        if picked is not None and picked != now:
            st.session_state[CHOSEN] = {**chosen, setting.id: picked}
            st.rerun()
    else:
        st.caption("No control: no level but one acts in this model.")
    st.markdown("As understood, not checked against the official text:")
    for level in setting.level:
        way = WAYS[level.route]
        mark = "adopted: " if level.id == setting.adopted else ""
        acts = f"acts at {level.mechanism}" if level.acts else f"no effect in this model: {level.why}"
        rests = f" Rests on assumption `{level.rests_on}` alone." if level.rests_on else ""
        st.markdown(
            f"- **{mark}{level.name}.** {level.paraphrase} Article {level.article} [{level.mark.value}]; {acts}.{rests} "
            f"Moved by: {level.route.value}, not before {way.earliest(known_on())}."
        )
    st.markdown(f"**What one State can do alone.** {setting.alone} ({setting.alone_route.value})")
    return chosen
