"""The section on why: each question is answered, with the library's own figures."""

import pytest
from streamlit.testing.v1 import AppTest

from simulator.analysis.why.restore import restore
from simulator.model.scenario import load_scenario
from simulator.model.world import load_world
from simulator.presentation.why import restore_lines


def page():
    from simulator.analysis.havens import compare
    from simulator.app import why_section
    from simulator.model.scenario import load_scenario
    from simulator.model.world import load_world

    why_section.draw(compare(load_world(), load_scenario("strongest-safeguards"), "NIC", 1, 64))


@pytest.mark.parametrize("question", ["needs", "back", "restore", "frontier"])
def test_each_question_is_answered(question):
    shown = AppTest.from_function(page, default_timeout=60).run()
    assert not shown.exception and not shown.dataframe
    shown.radio(key="why-question").set_value(question).run()
    assert not shown.exception
    said = " ".join(one.value for one in shown.markdown)
    if question == "needs":
        assert "need forwarding" in said
        return
    assert len(shown.dataframe[0].value) > 0
    if question == "restore":
        found = restore(load_world(), load_scenario("strongest-safeguards"), "NIC", n=256)
        assert restore_lines(found, load_world())[0] in said
