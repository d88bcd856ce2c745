"""What losses need: the counts of the comparison itself, and each loss over the band's draws."""

import numpy as np

from simulator.analysis.havens import compare
from simulator.analysis.refine import with_band
from simulator.analysis.why.needs import needs
from simulator.model.scenario import load_scenario
from simulator.model.world import load_world


def test_losses_are_counted_as_the_comparison_counts_them_and_each_is_held_against_the_band():
    found = with_band(compare(load_world(), load_scenario("strongest-safeguards"), "NIC", 1, 64))
    told = needs(found, "data")
    assert len(told.lost) == found.lost("data").sum() and set(told.lost) == set(told.sure)
    assert len(told.forwarding) == found.need_forwarding("data").sum()
    assert told.by_order <= told.elsewhere <= set(told.lost) and len(told.elsewhere) == found.elsewhere().sum()
    assert not told.assumption
    total = sum(
        (found.counts(a)["data"] - found.counts(b)["data"])[found.lost("data")].sum() > 0 for b, a in found.banded
    )
    assert all(one.draws == 64 for one in told.sure.values()) and total == 64
    assert 0 < np.mean([one.held for one in told.sure.values()]) <= 64


def test_an_unchanged_scenario_has_no_losses():
    told = needs(compare(load_world(), load_scenario("today"), "NIC", 1, 64), "person")
    assert told.lost == () and told.sure == {} and not told.forwarding
