"""Every clause by itself: its card, and the level chosen for it, beside the controls of the four questions."""

import streamlit as st

from simulator.law.settings import Setting, load_catalogue
from simulator.model.adoption import not_before

CHOSEN = "control-clauses"  # levels set here, by setting


def show(levels: dict[str, str]) -> dict[str, str]:
    """Draw the chooser over `levels`, and return the levels that are set here."""
    chosen: dict[str, str] = st.session_state.setdefault(CHOSEN, {})
    catalogue = load_catalogue()
    with st.expander("Every clause, by article"):  # a changing label would close it
        id = st.selectbox(
            "Clause", list(catalogue), key="control-clause", index=None, placeholder="Type an article or a word",
            format_func=lambda id: f"{catalogue[id].number}. {catalogue[id].title} ({catalogue[id].article or 'no article'})",
        )  # fmt: skip
        if id is not None:
            _card(catalogue[id], {**levels, **chosen})
        for changed, level in chosen.items():
            st.caption(f"Set here: {catalogue[changed].title}: {catalogue[changed][level].name}.")
        if chosen:
            st.button("Take back every level set here", on_click=_take_back)
    return chosen


def _set(id: str) -> None:
    st.session_state[CHOSEN] = {**st.session_state[CHOSEN], id: st.session_state[f"clause-{id}"]}


def _take_back() -> None:
    st.session_state[CHOSEN] = {}


def _card(setting: Setting, levels: dict[str, str]) -> None:
    now = levels.get(setting.id, setting.adopted)
    names = {level.id: level.name for level in setting.level if level.acts or level.id in (setting.adopted, now)}
    if any(level.acts for level in setting.level):
        key = f"clause-{setting.id}"
        st.session_state[key] = now
        st.radio("Level", list(names), format_func=names.__getitem__, key=key, help="From least to most protective.",
                 on_change=lambda: _set(setting.id))  # fmt: skip
    else:
        st.caption("No control: no level of this setting has an effect in this model.")
    st.markdown("As understood, not checked against the official text:")
    for level in setting.level:
        mark = "adopted: " if level.id == setting.adopted else ""
        rests = f" Rests on assumption `{level.rests_on}` alone." if level.rests_on else ""
        st.markdown(
            f"- **{mark}{level.name}.** {level.paraphrase} Article {level.article} [{level.mark.value}]; {level.effect}.{rests} "
            f"Moved by: {level.route.value}, not before {not_before(level.route)}."
        )
    st.markdown(f"**What one State can do alone.** {setting.alone} ({setting.alone_route.value})")
