"""How far to trust this: what was checked, what was not, and what cannot be seen here by construction."""

from pathlib import Path

import streamlit as st

from simulator.app import validation_page
from simulator.app.style import limits, note
from simulator.export.manifest import fingerprints
from simulator.export.trust import record, resting
from simulator.export.validation import findings, sentence
from simulator.export.validation_document import own_cases
from simulator.words.figures import number
from simulator.words.masked import masked, untold
from simulator.words.say import Word, say

DOCS = Path(__file__).resolve().parents[2] / "docs"
BLIND: tuple[Word, ...] = (
    "Abduction, spyware, pressure on relatives, financial intelligence and the closing of accounts: not modelled at all.",
    "How often a State asks: every chance is that of a requesting State that tries every channel open to it.",
    "What a court weighs in one person's case: a gate passes with a chance, it hears no argument.",
    "Law that was not entered: national laws are on file for some conducts and States only; the rest is assumed.",
    "That States change their practice because others do: nothing is learned from one request to the next.",
    "A channel, an effect or a safeguard that nobody has written into the model: no draw of the assumptions brings it in.",
)


def show() -> None:
    """Draw the page."""
    note()
    st.title(say("How far to trust this"))
    st.subheader(say("Does the program do what its definition says?"))
    st.markdown(masked(_record()))
    st.subheader(say("Does the definition fit what hosts did?"))
    with st.spinner(say("Scoring the documented cases")):
        found = own_cases()[1]
    st.markdown(f"**{sentence(found)}**")
    st.markdown("\n".join(f"* {untold(line)}" for line in findings(found, aims=True)))
    model, freedom = (
        found.forecasts["blank"][0],
        next(one for one in found.forecasts["blank"] if one.name == "freedom of the host alone"),
    )
    st.markdown(
        say(
            "In plain words: when the channel is not known, the model's person results lose to one number, the host's score in Freedom "
            "in the World (area under the curve {model} against {freedom}, where {even} is a coin). Use them to see what a clause does "
            "to a channel, not to say which host hands people over.",
            model=number(model.by_pair.auc, 2), freedom=number(freedom.by_pair.auc, 2), even=number(0.5, 2),
        )
    )  # fmt: skip
    st.page_link(
        st.Page(validation_page.show, title=say("Validation"), url_path="validation"),
        label=say("Validation: tables with every rival, calibration, the worst misses"),
    )
    st.subheader(say("How much rests on assumptions?"))
    st.markdown("\n".join(f"* {untold(line)}" for line in resting()))
    st.markdown(
        untold(
            say(
                "Which findings stand whatever is assumed: `safe-havens robustness SCENARIO --requesting CODE`; for Nicaragua and Russia, "
                "docs/robustness.md, in English. There the direction of the mean change stands, and most counts do not."
            )
        )
    )
    st.subheader(say("What it cannot find, by construction"))
    st.markdown("\n".join(f"* {say(line)}" for line in BLIND))
    limits()


def _record() -> str:
    """The verification record, and whether it was made with the data and the law of this program."""
    path = DOCS / "verification.md"
    if not path.is_file():
        return say("No record here. `python -m verification --write` makes one; it takes some minutes.")
    text = path.read_text(encoding="utf-8")
    current = all(mark in text for mark in fingerprints().values())
    said: Word = (
        "It was made with the data and law used here." if current else "Data or law have changed since it was made."
    )
    return f"{record(text[text.index('**') : text.index('* data, SHA-256')])}\n\n{say(said)}"
