"""What each answer claims over the draws of the band: each count is that of runs of its own, draw by draw."""

import numpy as np
import pytest

from simulator.analysis.alone import FIGURES, alone
from simulator.analysis.classes import KINDS, LOW, classes, lost
from simulator.analysis.ensemble import drawn_assumptions, drawn_noise, simulate
from simulator.analysis.genuine import met_by
from simulator.analysis.why import claims
from simulator.analysis.why.changes import applied
from simulator.analysis.why.frontier import frontier
from simulator.analysis.why.restore import restore
from simulator.analysis.why.shares import shares
from simulator.analysis.why.single import moves
from simulator.analysis.why.sure import Sure
from simulator.model.compile import Compiler, compile_network
from simulator.model.network import HORIZONS
from simulator.model.scenario import baseline_of, find_case, load_scenario
from simulator.model.world import load_world

N, DRAWS, YEAR = 64, 5, HORIZONS.index(365)
WORLD = load_world()


@pytest.fixture
def few_draws(monkeypatch):
    """Five draws, so that each can be made again without anything that claims share."""
    monkeypatch.setattr("simulator.analysis.why.sure.BAND_DRAWS", DRAWS)


def drawn(scenario, number):
    """Counts of one scenario under one draw of the band, compiled and run alone."""
    changed, noise = drawn_assumptions(1, number, scenario.assumptions), drawn_noise(WORLD, 1, number)
    network = compile_network(WORLD, scenario, find_case(scenario.case), "NIC", changed, noise)
    (ensemble,) = simulate([network], 1, N)
    return {effect: ensemble.counts(effect)[YEAR] for effect in ("data", "data_host", "held", "handed_over")}


def kept(scenario, number, chosen, kind="data"):
    """Havens kept in one draw, and lost ones."""
    before, after = drawn(baseline_of(load_scenario(scenario.id)), number), drawn(scenario, number)
    havens = chosen & (classes(before, N, KINDS[kind]) == LOW)
    gone = havens & lost(before, after, N, KINDS[kind])
    return int(havens.sum() - gone.sum()), gone


@pytest.mark.usefixtures("few_draws")
def test_a_change_is_as_sure_as_the_draws_in_which_it_alone_keeps_more_havens_or_fewer():
    found = moves(WORLD, load_scenario("strongest-safeguards"), "NIC", n=N)
    sures = claims.sure_of_moves(WORLD, found)["havens kept"]
    assert len(sures) == len(found.moves) > 3
    usual = [kept(found.scenario, number, found.chosen)[0] for number in range(DRAWS)]
    for one, sure in zip(found.moves[:3], sures, strict=False):
        then = [kept(applied(found.scenario, [one.change]), number, found.chosen)[0] for number in range(DRAWS)]
        sign = np.sign(len(one.back) - len(one.gone))
        assert sure == Sure(int((np.sign(np.subtract(then, usual)) == sign).sum()), DRAWS)


@pytest.mark.usefixtures("few_draws")
def test_a_set_is_as_sure_as_the_draws_in_which_it_restores_the_share():
    found = restore(WORLD, load_scenario("adopted-text-universal"), "NIC", "data", 0.5, n=N)
    sures = claims.sure_of_sets(WORLD, found)["share restored"]
    assert len(sures) == len(found.sets) > 0
    for one, sure in zip(found.sets[:3], sures, strict=False):
        held = 0
        for number in range(DRAWS):
            _, gone = kept(found.scenario, number, found.chosen)
            _, still = kept(applied(found.scenario, one.changes), number, found.chosen)
            held += bool(gone.any()) and int((gone & ~still).sum()) >= 0.5 * gone.sum()
        assert sure == Sure(held, DRAWS)


@pytest.mark.usefixtures("few_draws")
def test_the_only_part_of_a_difference_has_the_sign_of_the_whole_in_as_many_draws():
    found = shares(WORLD, load_scenario("adopted-text-universal"), "NIC", n=N)
    sures = claims.sure_of_shares(found)
    assert set(sures) == set(found.figures()) and all(len(each) == len(found.parts) == 1 for each in sures.values())
    for kind in KINDS:
        effect, held = KINDS[kind][0], 0
        for number in range(DRAWS):
            before, after = drawn(found.baseline, number), drawn(found.scenario, number)
            whole = int((after[effect] - before[effect])[found.chosen].sum())
            held += np.sign(whole) == np.sign(float(found.exposed(kind).parts[0]))
        assert sures[f"{kind} exposure [points]"] == (Sure(int(held), DRAWS),)


@pytest.mark.usefixtures("few_draws")
def test_what_can_only_rise_has_its_sign_in_every_draw():
    """Joining everyone raises exposure wherever it moves it (invariant 2), so the claim about Costa Rica stands."""
    found = shares(WORLD, load_scenario("adopted-text-universal"), "NIC", n=256, genuine=False)
    sures = claims.sure_of_shares(found, "CRI")
    assert sures["data in CRI [points]"] == (Sure(DRAWS, DRAWS),)


@pytest.mark.usefixtures("few_draws")
def test_of_many_parts_each_draw_takes_some_orders_and_every_part_has_its_own_count():
    found = shares(WORLD, load_scenario("strongest-safeguards"), "NIC", n=N, genuine=False)
    sures = claims.sure_of_shares(found)
    assert all(len(each) == len(found.parts) > 5 for each in sures.values())
    assert len({one.held for one in sures["data exposure [points]"]}) > 1


def test_a_point_is_on_the_frontier_of_a_draw_by_the_figures_of_its_own_runs(monkeypatch):
    monkeypatch.setattr("simulator.analysis.why.sure.BAND_DRAWS", 1)
    found = frontier(WORLD, load_scenario("strongest-safeguards"), "NIC", n=N)
    sures = claims.sure_of_frontier(WORLD, found)["on the frontier"]
    compiler, noise = Compiler(WORLD), drawn_noise(WORLD, 1, 0)
    figures = []
    for one in found.points:
        under = one.rules.model_copy(update={"assumptions": drawn_assumptions(1, 0, {})})
        baseline = one.rules.model_copy(update={"id": found.scenario.id})  # against the same baseline
        figures.append((kept(baseline, 0, found.chosen)[0], int(met_by(compiler, [under], 1, N, noise)[0])))
    for one, sure, mine in zip(found.points, sures, figures, strict=True):
        beaten = any(other != mine and other[0] >= mine[0] and other[1] >= mine[1] for other in figures)
        assert sure == Sure(int(one.on_frontier != beaten), 1)


@pytest.mark.usefixtures("few_draws")
def test_what_a_host_does_alone_moves_its_figures_in_as_many_draws():
    found = alone(WORLD, load_scenario("adopted-text-universal"), "NIC", "CRI", n=N)
    sures = claims.sure_of_acts(WORLD, found)
    assert set(sures) == set(FIGURES)
    place, leaving = WORLD.index_of("CRI"), found.scenario.adoption.model_copy(update={"leaving": ("CRI",)})
    without, held = found.scenario.model_copy(update={"adoption": leaving}), 0
    for number in range(DRAWS):
        usual, then = (drawn(one, number)["data_host"][place] for one in (found.scenario, without))
        held += np.sign(int(then) - int(usual)) == np.sign(found.figures[1, 0] - found.figures[0, 0])
    assert sures["data through the host"][0] == Sure(int(held), DRAWS)


@pytest.mark.usefixtures("few_draws")
def test_nothing_changed_leaves_no_claim():
    found = shares(WORLD, load_scenario("today"), "NIC", n=N)
    assert all(each == () for each in claims.sure_of_shares(found).values())


def test_who_stops_the_work_stops_it():
    def stop(share):
        assert 0 < share < 0.1
        raise KeyboardInterrupt

    found = moves(WORLD, load_scenario("strongest-safeguards"), "NIC", n=N)
    with pytest.raises(KeyboardInterrupt):
        claims.sure_of_moves(WORLD, found, stop)
