"""The compiled engine gives the bits of the numpy engine, which equals the reference."""

import os
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from worlds import make_network, networks

from simulator.engine.backend import VARIABLE, chosen
from simulator.engine.block import Block
from simulator.engine.compiled import run_every, run_one
from simulator.engine.compiled.law import ANSWER, HAND, HOLD, LOCATE, PRESERVE, law_of
from simulator.engine.compiled.merged import merge_rows
from simulator.engine.draws import philox
from simulator.engine.kernel import EFFECTS, run
from simulator.errors import ScenarioError
from simulator.law.vocabulary import Desk, Measure
from simulator.model.compile import compile_network
from simulator.model.scenario import find_case, load_scenario
from simulator.model.world import load_world


def same(one, other):
    assert all((one.words[effect] == other.words[effect]).all() for effect in EFFECTS)
    assert (one.front == other.front).all()
    assert (one.answered == other.answered).all()


@settings(max_examples=150, deadline=None)
@given(network=networks())
def test_both_engines_give_the_same_bits_on_small_worlds(network):
    for rounds in (0, 1, 2, 3):
        same(run(network, 7, 0, 150, rounds, engine="numba"), run(network, 7, 0, 150, rounds, engine="numpy"))


@settings(max_examples=40, deadline=None)
@given(network=networks())
def test_they_do_where_all_desks_are_of_one_mind(network):
    block = Block(3, 5, 100, network.numbers, one_mind=True)
    same(run(network, 3, 5, 100, block=block, engine="numba"), run(network, 3, 5, 100, block=block, engine="numpy"))


@pytest.fixture(scope="module")
def world():
    return load_world()


def compiled(world, scenario, requesting):
    return compile_network(world, load_scenario(scenario), find_case("journalist-false-news"), requesting)


@pytest.mark.parametrize("scenario", ["today", "adopted-text-universal", "strongest-safeguards"])
@pytest.mark.parametrize("requesting", ["NIC", "EGY", "RUS", "USA"])
def test_both_engines_give_the_same_bits_on_the_real_world(world, scenario, requesting):
    network = compiled(world, scenario, requesting)
    same(run(network, 1, 0, 130, 3, engine="numba"), run(network, 1, 0, 130, 3, engine="numpy"))


def test_every_requesting_state_is_its_own_run_whatever_the_order_and_the_threads(world):
    codes = ("NIC", "EGY", "RUS", "USA", "CHN")
    places = np.array([world.index_of(code) for code in codes])
    everyone = compiled(world, "adopted-text-universal", None)
    counts = run_every(everyone, places, 1, 0, 320, 2)
    assert (run_every(everyone, places[::-1].copy(), 1, 0, 320, 2, threads=1)[::-1] == counts).all()
    for code, of_one in zip(codes, counts, strict=True):
        alone = run(compiled(world, "adopted-text-universal", code), 1, 0, 320, engine="numpy")
        assert all((alone.counts(effect) == of_one[i]).all() for i, effect in enumerate(EFFECTS))


def test_what_a_member_was_answered_may_be_forgotten_for_want_of_room_and_worked_out_again(world, monkeypatch):
    everyone, places = compiled(world, "adopted-text-universal", None), np.arange(0, len(world.codes), 24)
    counts = run_every(everyone, places, 1, 0, 128, 3)
    monkeypatch.setattr("simulator.engine.compiled.relays._MEMBERS", 0)  # room for one that answers at every desk
    assert (run_every(everyone, places, 1, 0, 128, 3) == counts).all()


def test_parts_of_the_replicates_add_up_to_the_whole(world):
    network = compiled(world, "today", "EGY")
    whole, *_ = run_one(network, 2, 0, 256, 2)
    parts = [run_one(network, 2, start, start + 64, 2)[0] for start in range(0, 256, 64)]
    assert (np.concatenate(parts, axis=-1) == whole).all()


def test_rows_that_every_request_meets_alike_are_kept_as_one_that_brings_what_each_brings():
    letters = [{"measure": measure, "desk": Desk.ASSISTANCE} for measure in (Measure.LOCATE, Measure.PRESERVE)]
    arrest = {"measure": Measure.EXTRADITION, "desk": Desk.ASSISTANCE}
    stricter = np.ones((4, 4))
    stricter[3, 2] = 0.5
    network = make_network([*letters, arrest, {**letters[0], "forward": 0.25}], capacity=stricter)
    law = merge_rows(law_of(network))
    assert law.rows.tolist() == [0, 2, 3]
    assert law.row["brings"][0] == LOCATE | PRESERVE | ANSWER
    assert law.row["brings"][2] == HOLD | HAND
    assert law.relay_rows.tolist() == [0, 3]


def test_the_engine_is_the_users_choice_and_a_wrong_one_is_told(monkeypatch):
    monkeypatch.setenv(VARIABLE, "numpy")
    assert chosen() == "numpy"
    monkeypatch.setenv(VARIABLE, "abacus")
    with pytest.raises(ScenarioError, match="Choose numba or numpy"):
        chosen()
    monkeypatch.delenv(VARIABLE)
    with philox():
        assert chosen() == "numpy"


def test_a_command_prints_the_same_with_either_engine():
    command = [
        sys.executable,
        "-m",
        "simulator.cli",
        "run",
        "today",
        "--requesting",
        "EGY",
        "--replicates",
        "128",
        "--json",
    ]
    printed = [
        subprocess.run(command, env={**os.environ, VARIABLE: engine}, capture_output=True, check=True).stdout
        for engine in ("numba", "numpy")
    ]
    assert printed[0] == printed[1] != b""
