"""Work that somebody waits for, with a bar that tells how much of it is done."""

from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from simulator.analysis.ensemble import Progress

Made = TypeVar("Made")


def with_bar(words: str, work: Callable[[Progress], Made]) -> Made:
    """What the work makes; writing to the bar ends it as soon as somebody moves a control."""
    bar = st.progress(0.0, words)
    try:
        return work(lambda share: bar.progress(share, words))
    finally:
        bar.empty()
