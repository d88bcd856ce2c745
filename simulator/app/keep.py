"""Choices made on one page are still there after a visit to another, after a change of language, and after quick acts.

What is chosen is the session's, under a key of its own. A widget begins with it, and is heard only when somebody has changed
it: a browser sends with every act what each widget holds, and that is old where something else, as an undo or a press on the
board, has set the choice meanwhile and is not drawn yet. Such a choice gets a new widget, under another name, and so does one
whose options are said in other words; what comes under a name before is then a choice made late, or nothing new.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import streamlit as st

_WIDGETS, _LAST = "kept-widgets", "kept-last"  # the widget of each choice; the one that this run has come to


@dataclass
class _Widget:
    """The widget that stands for a choice, as far as the browser and the session agree on it."""

    key: str  # of the choice
    number: int
    options: object  # with their words
    begins: Any  # with this choice
    holds: Any
    drawn: bool = False

    @property
    def name(self) -> str:
        return f"{self.key}-{self.number}"

    def heard(self, act: Callable[[], object] | None) -> None:
        """Take what it holds now, where somebody has changed it."""
        said = st.session_state.get(self.name, self.holds)
        if said != self.holds:
            st.session_state[self.key] = self.holds = said
            if act:
                act()


def begin() -> None:
    """Nothing is drawn yet in this run."""
    st.session_state[_LAST] = None


def _widget(key: str, options: object = None) -> _Widget:
    now = st.session_state
    if last := now.get(_LAST):
        last.drawn = True  # this run has gone on beyond it
    widgets: dict[str, _Widget] = now.setdefault(_WIDGETS, {})
    chosen = now[key]
    one = widgets.get(key)
    forgotten = one is not None and one.drawn and one.name not in now  # by the framework, while another page was shown
    if one is None or forgotten or one.options != options or one.holds != chosen:
        one = widgets[key] = _Widget(key, one.number + 1 if one else 0, options, chosen, chosen)
    now[_LAST] = one
    return one


def choice(key: str, usual: object, act: Callable[[], object] | None = None) -> dict[str, Any]:
    """What a slider, a switch or a field of a number needs to stand for a choice; a change is followed by `act`."""
    st.session_state.setdefault(key, usual)
    one = _widget(key)
    return {"key": one.name, "value": one.begins, "on_change": lambda: one.heard(act)}


def offered(
    key: str,
    options: Iterable[Any],
    words: Callable[[Any], str],
    act: Callable[[], object] | None = None,
    *,
    first: bool = True,
    given: str = "index",
) -> dict[str, Any]:
    """The same for a choice among options by their words: for `st.radio` and `st.selectbox`, or with `default` given for others.

    Where nothing is chosen, or what is not offered any more, it is the `first` of them, or none.
    """
    options, now = list(options), st.session_state
    if not isinstance(now.get(key), list) and (key not in now or now[key] not in options):
        now[key] = options[0] if first else None
    one = _widget(key, [(option, words(option)) for option in options])
    begins = one.begins
    if given == "index":
        begins = options.index(begins) if begins in options else None
    return {
        "options": options,
        "format_func": words,
        "key": one.name,
        given: begins,
        "on_change": lambda: one.heard(act),
    }
