"""What one finding rests on: the margin is the sign of the finding, and the weakest assumption stands first."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.analysis.classes import KINDS, LOW, classes, lost
from simulator.analysis.why import ends as of_ends
from simulator.analysis.why.weakest import margin, weakest
from simulator.errors import ScenarioError
from simulator.model.scenario import load_scenario
from simulator.model.world import load_world

CHANCE = st.integers(0, 400)


@given(st.sampled_from(sorted(KINDS)), CHANCE, CHANCE, CHANCE, CHANCE)
def test_a_margin_above_zero_means_that_the_finding_holds_and_one_below_that_it_does_not(kind, a, b, c, d):
    n, effects = 400, KINDS[kind]
    before = {effect: np.array([value]) for effect, value in zip(effects, (a, b), strict=False)}
    after = {effect: np.array([value]) for effect, value in zip(effects, (c, d), strict=False)}
    haven = classes(before, n, effects)[0] == LOW
    for gone in (True, False):
        holds = haven and lost(before, after, n, effects)[0] == gone
        found = margin(before, after, n, 0, kind, gone)
        if abs(found) > 1e-9:
            assert holds == (found > 0)


@pytest.fixture
def few_assumptions(monkeypatch):
    table = of_ends.load_assumptions()
    kept = {
        id: table[id]
        for id in ("vetting.mixed", "cooperation_level", "aligned_forwarding", "conduct.blasphemy.maximum")
    }
    monkeypatch.setattr("simulator.analysis.why.ends.load_assumptions", lambda: kept)


@pytest.mark.usefixtures("few_assumptions")
def test_the_weakest_stands_first_structural_ones_last_and_those_that_move_nothing_not_at_all():
    finding, rests = weakest(load_world(), load_scenario("adopted-text-universal"), "NIC", "CRI", n=256)
    assert finding.lost and finding.margin > 0 and finding.after - finding.before > 0.1
    assert [rest.id for rest in rests] == ["cooperation_level", "vetting.mixed", "aligned_forwarding"]
    assert not rests[0].holds and rests[0].margin < 0 < rests[1].margin and rests[1].holds


@pytest.mark.parametrize(("host", "words"), [("NIC", "requesting State"), ("SLV", "no data haven"), ("XXX", "XXX")])
def test_a_finding_that_cannot_be_is_refused(host, words):
    with pytest.raises(ScenarioError, match=words):
        weakest(load_world(), load_scenario("adopted-text-universal"), "NIC", host, n=64)
