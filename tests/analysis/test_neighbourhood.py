"""Every single change at once equals each change run by itself."""

from functools import lru_cache

import numpy as np
import pytest

from simulator.analysis.havens import compare
from simulator.analysis.neighbourhood import PARTIES, SAME, neighbourhood, variants
from simulator.engine.kernel import EFFECTS
from simulator.law.settings import load_catalogue
from simulator.model.scenario import load_scenario
from simulator.model.world import load_world

N = 64


@lru_cache(maxsize=1)
def around():
    return neighbourhood(load_world(), load_scenario("adopted-text-universal"), "NIC", 1, N)


def test_every_acting_level_of_every_setting_is_changed_alone_and_once():
    scenario = load_scenario("strongest-safeguards")
    found = [(variant.setting, variant.level) for variant in variants(scenario)]
    expected = {
        (setting.id, level.id)
        for setting in load_catalogue().values()
        for level in setting.level
        if level.acts and level.id != scenario.treaty[setting.id]
    }
    assert len(found) == len(set(found)) and found[0] == (SAME, "")
    assert {pair for pair in found if pair[0] not in (SAME, "parties")} == expected
    assert [level for setting, level in found if setting == "parties"] == [str(many) for many in PARTIES]


@pytest.mark.parametrize(
    ("setting", "level"),
    [(SAME, ""), ("dc_stored", "mandatory"), ("host_practice", "always"), ("parties", "60"), ("parties", "195")],
)
def test_a_variant_is_the_comparison_of_that_scenario(setting, level):
    found = around()
    (place,) = (i for i, v in enumerate(found.variants) if (v.setting, v.level) == (setting, level))
    alone = compare(load_world(), found.variants[place].scenario, "NIC", 1, N)
    for effect in EFFECTS:
        assert np.array_equal(found.found[place].after[effect], alone.counts(alone.after)[effect])
        assert np.array_equal(found.found[place].before[effect], alone.counts(alone.before)[effect])
    row = found.table(alone.candidates.chosen).iloc[place]
    for kind in ("data", "person"):
        assert row[f"{kind}_kept"] == int((alone.havens(kind) & ~alone.lost(kind)).sum())


def test_more_parties_along_an_order_lose_no_effect():
    found = around()
    counts = found.counts("data")[[i for i, v in enumerate(found.variants) if v.setting == "parties"]]
    assert (np.diff(counts, axis=0) >= 0).all() and (counts[-1] == found.counts("data")[0]).all()


def test_it_can_be_stopped():
    def stop(share):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        neighbourhood(load_world(), load_scenario("today"), "NIC", 1, N, progress=stop)
