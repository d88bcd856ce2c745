"""Single changes that bring a haven back or lose it: each is what a run of its own shows."""

import pytest

from simulator.analysis.classes import lost
from simulator.analysis.havens import compare
from simulator.analysis.why.changes import OPEN_TODAY, applied, changes
from simulator.analysis.why.single import moves
from simulator.law.settings import load_catalogue
from simulator.model.adoption import Adoption
from simulator.model.scenario import load_scenario
from simulator.model.world import load_world

N = 64
WORLD = load_world()


@pytest.mark.parametrize("host", [None, "CRI"])
def test_every_change_that_moves_a_haven_is_there_with_the_hosts_of_its_own_run(host):
    scenario = load_scenario("strongest-safeguards")
    found = moves(WORLD, scenario, "NIC", host, n=N)
    usual = compare(WORLD, scenario, "NIC", 1, N, hosts="recorded" if host is None else frozenset({host}))
    havens, kept = usual.havens("data"), usual.havens("data") & ~usual.lost("data")
    assert (found.havens, found.kept) == (havens.sum(), kept.sum())
    by_change = {(one.change.of, one.change.level): one for one in found.moves}
    tried = [c for c in changes(WORLD, scenario, "NIC", [host] if host else []) if c.route in OPEN_TODAY]
    assert found.tried == len(tried) and found.moves
    for change in tried:
        alone = compare(WORLD, applied(scenario, [change]), "NIC", 1, N)
        after = havens & ~lost(usual.counts(usual.before), alone.counts(alone.after), N, ("data",))
        one = by_change.get((change.of, change.level))
        back, gone = ({WORLD.codes[place] for place in hosts.nonzero()[0]} for hosts in (after & ~kept, kept & ~after))
        assert (set(one.back), set(one.gone)) == (back, gone) if one else not back and not gone


def test_they_stand_by_havens_kept_then_by_exposure_lowered_most_first():
    found = moves(WORLD, load_scenario("strongest-safeguards"), "NIC", all_routes=True, n=N).moves
    sizes = [(len(one.back) - len(one.gone), one.lowered) for one in found]
    assert sizes == sorted(sizes, reverse=True) and len(found) > 10


def test_all_routes_are_one_flag_away_and_every_acting_level_is_tried():
    scenario = load_scenario("adopted-text-universal")
    found = changes(WORLD, scenario, "NIC")
    levels = {(one.of, one.level) for one in found}
    for setting in load_catalogue().values():
        for level in setting.level:
            if level.acts and not level.rests_on and level.id != scenario.treaty[setting.id]:
                assert (setting.id, level.id) in levels
    assert {(one.of, one.level) for one in found if one.of == "declarations"} == {
        ("declarations", "rated_free"), ("declarations", "all"),
    }  # fmt: skip
    states = {one.of.split(".")[1] for one in found if one.leaving}
    assert {"USA", "IRL", "EU", "rated_free"} <= states and "NIC" not in states
    few, many = (moves(WORLD, scenario, "NIC", all_routes=flag, n=N) for flag in (False, True))
    assert {one.change for one in few.moves} < {one.change for one in many.moves}


def test_the_requesting_state_and_those_outside_are_not_asked_to_leave():
    scenario = load_scenario("adopted-text-universal").model_copy(update={"adoption": Adoption(list="signatories")})
    left = [one.leaving for one in changes(WORLD, scenario, "DEU") if one.leaving]
    assert left and all(group <= scenario.parties and "DEU" not in group for group in left)


def test_a_convention_that_is_not_in_force_has_no_clause_to_change():
    assert {one.of for one in changes(WORLD, load_scenario("today"), "NIC")} == {
        "interpol_vetting", "non_refoulement", "host_practice", "screening",
    }  # fmt: skip
