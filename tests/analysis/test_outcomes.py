"""Very many replicates are counted in batches, in memory that does not grow; the figures are those of keeping each."""

import subprocess
import sys

import numpy as np
import pytest

from simulator.analysis import ensemble, runs
from simulator.analysis.classes import KINDS
from simulator.analysis.havens import compare
from simulator.analysis.outcomes import COUNTED, Counted, Ensemble, batch_size
from simulator.analysis.refine import with_band
from simulator.analysis.resample import change_error
from simulator.export.summary import summary
from simulator.export.tables import results
from simulator.model.scenario import load_scenario
from simulator.model.world import load_world

N = 1000


def asked(n=N):
    return load_world(), load_scenario("adopted-text-universal"), "NIC", 1, n


@pytest.fixture(scope="module")
def both():
    """The same comparison with each replicate kept, and with batches counted."""
    kept = with_band(compare(*asked()))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ensemble, "KEPT", 100)
        counted = with_band(compare(*asked()))
    assert isinstance(kept.after, Ensemble) and isinstance(counted.after, Counted)
    return kept, counted


def test_what_is_counted_is_what_was_kept(both):
    kept, counted = both
    for effect in COUNTED:
        assert np.array_equal(kept.before.counts(effect), counted.before.counts(effect))
        assert np.array_equal(kept.after.counts(effect), counted.after.counts(effect))
    errors = {f"{name}_{end}" for name in ("baseline", "kept", "lost") for end in ("low", "high")} | {"mean_change_se"}
    one, other = summary(kept), summary(counted)
    for kind in KINDS:
        for key, value in one["havens"][kind].items():
            assert key in errors or value == other["havens"][kind][key], key
    assert one["hosts"] == other["hosts"]
    tables = [results(found).drop(columns="change_se") for found in both]
    assert tables[0].equals(tables[1])


def test_each_batch_holds_its_own_replicates(both, monkeypatch):
    kept, counted = both
    assert counted.after.size == 64 and counted.after.sizes.sum() == N and counted.after.sizes[-1] == N % 64
    hosts = np.arange(40)
    bits = kept.after.by_batch("data", 4, hosts)
    for place, start in enumerate(range(0, N, 64)):
        assert np.array_equal(
            counted.after.by_batch("data", 4, hosts)[:, place], bits[:, start : start + 64].sum(axis=1)
        )


def test_the_size_of_a_span_changes_no_total(both, monkeypatch):
    monkeypatch.setattr(runs, "COMPILED_CHUNK", 192)
    monkeypatch.setattr(runs, "CHUNK", 192)
    ensemble._tallied.cache_clear()
    monkeypatch.setattr(ensemble, "KEPT", 100)
    monkeypatch.setattr(ensemble, "BATCHES", 5)
    few = compare(*asked()).after
    assert few.size == 256 and few.totals.shape[-1] == 4
    for effect in COUNTED:
        assert np.array_equal(few.counts(effect), both[1].after.counts(effect))


def test_batches_are_whole_words_and_at_most_as_many_as_wanted():
    for n in (65_537, 100_000, 1_000_000, 10_000_000):
        size = batch_size(n, 256)
        assert size % 64 == 0 and 128 < -(-n // size) <= 256


def test_errors_from_batches_are_near_those_from_replicates():
    """With 64 batches the error itself is known to about a tenth."""
    kept = compare(*asked(4096))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ensemble, "KEPT", 100)
        counted = compare(*asked(4096))
    assert len(counted.after.sizes) == 64
    for kind in KINDS:
        assert counted.mean_change_error(kind) == pytest.approx(kept.mean_change_error(kind), rel=0.4)
    for effect in ("located", "data", "held", "handed_over"):
        one, other = (change_error(found.before, found.after, effect)[4] for found in (kept, counted))
        usual = one > np.median(one[one > 0])
        assert np.mean(other[usual] / one[usual]) == pytest.approx(1, abs=0.15), effect


def test_the_mean_changes_error_is_that_of_paired_replicates():
    found = compare(*asked())
    hosts = np.flatnonzero(found.candidates.chosen)
    before, after = (one.by_batch("data", found.horizon, hosts) for one in (found.before, found.after))
    points = 100 * (after - before).mean(axis=0)  # of each replicate
    assert found.mean_change("data") == pytest.approx(points.mean())
    assert found.mean_change_error("data") == pytest.approx(points.std() / np.sqrt(N), rel=1e-5)


PEAK = """
import sys
from simulator.analysis.havens import KINDS, compare
from simulator.model.scenario import load_scenario
from simulator.model.world import load_world
found = compare(load_world(), load_scenario("adopted-text-universal"), "NIC", n=int(sys.argv[1]))
assert all(found.interval(kind)["kept"][0] <= found.tally(kind)[1] <= found.interval(kind)["kept"][1] for kind in KINDS)
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_twice_the_replicates_need_no_more_memory():
    """Keeping each would take another 200 MB."""
    peaks = [
        int(subprocess.run([sys.executable, "-c", PEAK, str(n)], capture_output=True, check=True).stdout)
        for n in (66_000, 132_000)
    ]
    assert abs(peaks[1] - peaks[0]) < 30_000  # [kB]
