"""Texts beside one another: with the first page's draws, days and edited numbers, so that no figure differs from its own there."""

from page_tables import tables
from streamlit.testing.v1 import AppTest

from simulator.analysis.classes import HAVENS_KEPT, KINDS
from simulator.analysis.havens import compare
from simulator.model.scenario import load_scenario
from simulator.model.world import load_world

TEXTS = ["adopted-text-universal", "strongest-safeguards"]
EDITED = {"cooperation_level": 0.9}


def page():
    from simulator.app.texts_page import show

    show()


def opened(**chosen):
    shown = AppTest.from_function(page, default_timeout=300)
    for key, value in {"requesting": "NIC", "texts": TEXTS, **chosen}.items():
        shown.session_state[key] = value
    shown.run()
    assert not shown.exception
    return shown


def kept(days=365, assumptions=None):
    """How many havens of each kind each text leaves, as the first page counts them."""
    counts = []
    for name in TEXTS:
        text = load_scenario(name).model_copy(update={"assumptions": assumptions or {}})
        found = compare(load_world(), text, "NIC", 1, 1024, days)
        counts.append([found.tally(kind) for kind in KINDS])
    return [[f"{kept} of {havens} (" for havens, kept in row] for row in counts]


def told(shown):
    table = tables(shown)[1]
    return [[row[HAVENS_KEPT[kind]] for kind in KINDS] for _, row in table.iterrows()]


def agree(shown, counts):
    return all(
        cell.startswith(count) for row, wanted in zip(told(shown), counts, strict=True) for cell, count in zip(row, wanted, strict=True)
    )  # fmt: skip


def test_a_text_has_the_figures_of_the_first_page():
    shown = opened()
    assert agree(shown, kept()) and not shown.info


def test_days_chosen_there_and_numbers_edited_there_count_here_too():
    shown = opened(horizon=90, assumptions=EDITED)
    assert agree(shown, kept(90, EDITED)) and kept(90, EDITED) != kept()
    assert "how readily all States help" in shown.info[0].value
    assert any("within 90 days" in one.value for one in shown.caption)
