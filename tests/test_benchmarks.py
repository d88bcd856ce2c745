"""What the benchmarks compare agrees, on cases small enough to try at every change; nothing here looks at a clock."""

import json

import numpy as np
import pytest
from worlds import make_network

from benchmarks.__main__ import goal, shown, write
from benchmarks.full_model import agrees_with_script
from benchmarks.measure import Row, agreement, exponent, machine, worst_z
from benchmarks.peers import graph_of, installed
from benchmarks.worlds import HOPS, MEAN_CHANCE, MEAN_REACH, PlainWorld, collapsed, doubled, real, synthetic, tiled
from simulator.engine.kernel import EFFECTS, run
from simulator.law.vocabulary import Desk, Measure
from simulator.model.world import load_world

LETTER = {"measure": Measure.LOCATE, "desk": Desk.ASSISTANCE, "days": 20.0, "forward": 0.4}
ARREST = {"measure": Measure.EXTRADITION, "desk": Desk.SURRENDER, "days": 60.0}


@pytest.fixture(scope="module")
def small():
    return synthetic(12)


def test_every_peer_that_is_installed_agrees_with_the_engine(small):
    mine, peers = small.reached(20_000)[0], installed(small)
    assert "networkx" in peers
    for name, count in peers.items():
        agreement(name, mine, 20_000, count(1_000), 1_000)


def test_a_peer_that_differs_is_found_out(small):
    biased = PlainWorld(name="biased", chance=small.chance * 0.8, onward=small.onward, source=0)
    with pytest.raises(AssertionError, match="a peer and the engine disagree"):
        agreement("a peer", small.reached(20_000)[0], 20_000, biased.reached(20_000)[0], 20_000)
    with pytest.raises(AssertionError, match="Too few"):
        worst_z(np.array([3]), 5, np.array([2]), 5)


def test_the_synthetic_network_is_as_dense_as_it_says(small):
    large = synthetic(100)
    for world in (small, large):
        linked = world.chance[world.chance > 0]
        assert abs(linked.mean() - MEAN_CHANCE) < 0.002
        assert (world.onward <= world.chance + 1e-12).all() and not np.diag(world.chance).any()
    assert abs(large.reached(640, everyone=True).mean() / 640 - MEAN_REACH) < 0.1
    assert len(graph_of(small).in_edges(small.source)) == 0


def test_the_plain_script_agrees_with_the_engine_on_a_small_world():
    network = make_network([LETTER, ARREST], capacity=np.full((2, 4), 0.5), found_base=0.3)
    _, worst = agrees_with_script(network, 1_000, 8_192)
    assert worst > 0


def test_the_real_network_collapses_to_chances():
    world = load_world()
    plain = collapsed(real(world, None), world.index_of("NIC"))
    assert ((plain.chance >= 0) & (plain.chance <= 1) & (plain.onward <= plain.chance)).all()
    assert 0.1 < plain.reached(640).mean() / 640 < 1
    assert HOPS == 3


def test_larger_networks_are_networks_that_both_engines_agree_on():
    network = make_network([LETTER, ARREST], capacity=np.full((2, 4), 0.5), aligned=np.full((4, 4), 0.1))
    for larger, states, rows in ((tiled(network, 10), 10, 2), (doubled(network), 4, 4)):
        assert larger.n_states == states and len(larger.rows.desk) == rows
        numpy, numba = (run(larger, 1, 0, 100, engine=engine) for engine in ("numpy", "numba"))
        assert all((numpy.words[effect] == numba.words[effect]).all() for effect in EFFECTS)
        assert numpy.words["located"].any()


def test_a_row_says_whether_its_goal_is_reached():
    assert Row(what="", goal=2, reached=3.0).met and not Row(what="", goal=2, reached=3.0, at_most=True).met
    missing = Row(what="", goal=2, reached=None)
    assert missing.met is None and shown(missing) == "not measured here" and goal(missing) == "≥ 2"
    assert exponent(10, 100) == 2
    assert machine()["cores"]


def test_the_page_and_the_file_of_results_say_what_was_missed_and_what_is_not_installed(tmp_path, monkeypatch):
    monkeypatch.setattr("benchmarks.__main__.REPORT", tmp_path / "page.md")
    monkeypatch.setattr("benchmarks.__main__.RESULTS", tmp_path / "results.json")
    rows = [
        Row(what="slow", goal=2, reached=1.5),
        Row(what="quick", goal=1, reached=np.float64(0.5), unit=" s", at_most=True),
    ]
    write({"cores": 2}, rows, {"networkx, synthetic network": 3.25}, {"reading": 0.125})
    page = (tmp_path / "page.md").read_text(encoding="utf-8")
    assert "| slow | ≥ 2 | 1.50 (missed) |" in page and "| quick | ≤ 1 s | 0.50 s |" in page
    assert "Not installed, and so not measured: cynetdiff, Mesa, NDlib." in page and "| reading | 125 |" in page
    assert [row["met"] for row in json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))["rows"]] == [
        False,
        True,
    ]
