"""One menu that takes a table away: a format is chosen, and its file is made only then."""

from collections.abc import Callable
from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from simulator.analysis.havens import Comparison
from simulator.export.formats import FORMATS, Record, beside, encoded
from simulator.export.manifest import of_table
from simulator.words.masked import masked
from simulator.words.say import as_now, in_english, say


def offer(
    label: str,
    name: str,
    table: pd.DataFrame | Callable[[], pd.DataFrame],
    found: Comparison | None = None,
    also: Record | None = None,
) -> None:
    """The menu of one table of a comparison, or of data and law alone; `also` holds what else it depends on.

    A table whose words are the reader's is given by what makes it: it is made again for its file, in English.
    `name` is that of its files without an ending; it is made of ids and codes of this program, never of what somebody typed.
    States go by what the reader calls them, in files made in another thread too.
    """
    name = masked(name)

    def record() -> Record:
        return of_table(label, found, also or {})

    def kept() -> pd.DataFrame:
        return table if isinstance(table, pd.DataFrame) else table()

    def made(form: str) -> bytes:
        return encoded(kept(), form, record(), date.today())

    def manifest() -> bytes:
        return beside(kept(), f"{name}.csv", record(), date.today())

    def button(words: str, ending: str, mime: str, data: Callable[[], bytes]) -> None:
        file = f"{name}.{ending}"
        with in_english():
            data = as_now(data)
        st.download_button(words, data, file, mime, key=f"take-{file}", on_click="ignore", width="stretch")

    with st.popover(say("Download: {table}", table=say(label)), icon=":material/download:", key=f"take-{name}"):
        for form, kind in FORMATS.items():
            button(kind.name, form, kind.mime, partial(made, form))
        button(say("Manifest of the CSV"), "manifest.json", FORMATS["json"].mime, manifest)
        st.caption(say("The other files hold their manifest: a second sheet, a key, metadata."))
