"""In which language and register the page speaks: chosen in the head of every page, kept in the link."""

import secrets
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from simulator.app.component import component
from simulator.app.keep import offered
from simulator.app.style import limits, note
from simulator.data.naming import KEYS, aliases
from simulator.export.link.choice import Choice
from simulator.words.aliases import CODED, INVENTED, NUMBERED, OWN_NAMES
from simulator.words.names import naming
from simulator.words.say import PLAIN, SOURCE, Word, direction, languages, say, speak, spoken

HERE = Path(__file__).parent
REGISTER_NAMES: dict[str, Word] = {"plain": "plain words", "formal": "formal terms"}
NAMES: dict[str, Word] = {
    OWN_NAMES: "their own",
    NUMBERED: "numbers within regions",
    CODED: "codes",
    INVENTED: "invented",
}
OF_REAL_STATES = ("validation", "sources")  # pages of what States did, and of their laws
NOT_SHOWN: Word = (
    "This page tells what real States did and what their laws say, so it is not shown while States go by other names. To read "
    "it, choose their own names in the menu above."
)


def begin() -> None:
    """Speak as was chosen, or else as the browser does; first of all on every page."""
    st.session_state.setdefault(
        "lang", preferred(st.context.locale or "", st.context.headers.get("Accept-Language", ""))
    )
    st.session_state.setdefault("words", PLAIN)
    st.session_state.setdefault("names", OWN_NAMES)
    st.session_state.setdefault("names-key", KEYS[secrets.randbelow(len(KEYS))])  # two rooms see other labels
    speak(st.session_state["lang"], st.session_state["words"], aliases(*_naming()))


def preferred(first: str, others: str) -> str:
    """The language of the page that somebody likes best, of the browser's own and of those that it asks for; else English."""
    asked = (part.split(";")[0].strip().split("-")[0].lower() for part in (first, *others.split(",")))
    return next((language for language in asked if language in languages()), SOURCE)


def chooser() -> None:
    """The languages by their own names, the two registers, and by which names States go."""
    known, now = languages(), spoken().language
    with st.container(key="language"):
        with st.popover(known[now], icon=":material/translate:"):
            st.radio(say("Language"), **offered("lang", known, known.__getitem__))
            st.radio(
                say("Words"), **offered("words", REGISTER_NAMES, lambda name: say(REGISTER_NAMES[name])),
                help=say("Formal terms say protective jurisdiction, onward request and States holding the request."),
            )  # fmt: skip
            st.radio(
                say("Names of States"), **offered("names", NAMES, lambda mode: say(NAMES[mode])),
                help=say(
                    "For a discussion without flags. It is no secrecy: figures are those of real States, so who knows the data can "
                    "recognise one, and everyone can switch back. The link keeps the labels."
                ),
            )  # fmt: skip
            if dealt := naming():
                st.caption(dealt)
        component(HERE, "language")(data={"lang": now, "dir": direction(now)}, key="root")


def run(page: StreamlitPage) -> None:
    """Draw a page; one about real States not where they have aliases."""
    if page.url_path in OF_REAL_STATES and spoken().aliases.blind:
        note()
        st.title(page.title)
        st.info(say(NOT_SHOWN))
        limits()
    else:
        page.run()


def chosen() -> dict[str, object]:
    """The part of a link that says how the page speaks, and what it calls States."""
    names, key = _naming()
    return {"lang": st.session_state["lang"], "words": st.session_state["words"], "names": names, "key": key}


def _naming() -> tuple[str, int]:
    """By which names States go, and the key of their aliases, 0 without any."""
    names = st.session_state["names"]
    return names, 0 if names == OWN_NAMES else st.session_state["names-key"]


def take(choice: Choice) -> None:
    """Speak from the next run on as a link says; one that names no language leaves the reader's own."""
    st.session_state.update(words=choice.words, names=choice.names)
    if choice.lang:
        st.session_state["lang"] = choice.lang
    if choice.aliases.blind:
        st.session_state["names-key"] = choice.key
