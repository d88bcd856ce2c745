"""Band and Monte Carlo error stand apart, and named, wherever a figure is shown."""

import json

import pytest

from simulator.analysis.classes import KINDS
from simulator.analysis.havens import compare
from simulator.analysis.refine import with_band
from simulator.analysis.resample import UNCERTAINTY
from simulator.engine.kernel import EFFECTS
from simulator.export.manifest import manifest
from simulator.export.summary import summary
from simulator.export.tables import results
from simulator.model.scenario import load_scenario
from simulator.model.world import load_world
from simulator.presentation.hosts import host_table
from simulator.presentation.sentences import headline, spread
from simulator.presentation.world_map import places


@pytest.fixture(scope="module")
def first():
    return compare(load_world(), load_scenario("strongest-safeguards"), "EGY", n=256)


@pytest.fixture(scope="module")
def found(first):
    return with_band(first)


def test_every_count_and_mean_change_of_the_summary_has_both(found):
    made = summary(found)
    assert set(made["uncertainty"].values()) == set(UNCERTAINTY.values())
    for havens in made["havens"].values():
        for name in ("baseline", "kept", "lost"):
            assert havens[f"{name}_low"] <= havens[name] <= havens[f"{name}_high"]
            assert havens[f"{name}_band_low"] <= havens[f"{name}_band_high"]
        assert havens["mean_change_se"] > 0
        assert havens["mean_change_band_low"] < havens["mean_change_band_high"]
    json.dumps(made)


def test_every_chance_of_the_summary_and_of_the_table_has_both_and_they_agree(found):
    table = results(found).set_index(["iso3", "effect", "horizon_days"])
    for name in ("baseline", "scenario", "change"):
        assert {f"{name}_se", f"{name}_band_low", f"{name}_band_high"} <= set(table.columns)
        assert (table[f"{name}_band_low"] <= table[f"{name}_band_high"]).all()
    for host in summary(found)["hosts"][::20]:
        for effect in EFFECTS:
            row = table.loc[(host["iso3"], effect, 365)]
            assert host[f"{effect}_se"] == pytest.approx(row.scenario_se)
            assert (host[f"{effect}_band_low"], host[f"{effect}_band_high"]) == (
                row.scenario_band_low,
                row.scenario_band_high,
            )


def test_the_hosts_of_the_page_have_the_error_at_once_and_the_band_when_it_is_drawn(first, found):
    before, after = set(host_table(first).columns), set(host_table(found).columns)
    for effect in (effect for effects in KINDS.values() for effect in effects):
        assert f"{effect} after ± %" in before
        assert {f"{effect} after, band low %", f"{effect} after, band high %"} <= after - before
    assert all("band" in place.label for place in places(found, "data") if place.candidate)


def test_sentences_name_both_and_say_what_they_are(first, found):
    text = "\n".join(headline(found))
    assert text.count("(Monte Carlo error: ") == 2 and text.count("Band over the range of the assumptions: ") == 2
    assert text.count("(Monte Carlo error ±") == 2 and text.count("; band ") == 2
    assert all(words in text for words in UNCERTAINTY.values())
    assert "Band" not in spread(first, "data") and "Monte Carlo error" in spread(first, "data")


def test_only_the_monte_carlo_error_shrinks_with_replicates(found):
    more = with_band(compare(load_world(), found.scenario, "EGY", n=4096))
    for kind in KINDS:
        assert more.mean_change_error(kind) < found.mean_change_error(kind) / 3
        low, high = more.mean_change_band(kind)
        least, most = found.mean_change_band(kind)
        assert high - low > 0.7 * (most - least)


def test_the_manifest_says_how_both_were_made(found):
    made = manifest(found, ())
    assert made["band"] == {"draws": 64, "replicates": 256}
    assert made["monte_carlo_error"] == {"resamples": 200, "batches": 256}
