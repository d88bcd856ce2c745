"""Which changed rule made which part: exact sums on the real world, and nothing where nothing changed."""

from functools import lru_cache

import numpy as np
import pytest

from simulator.analysis.classes import KINDS
from simulator.analysis.genuine import CRIMES, DAYS, genuine
from simulator.analysis.havens import compare
from simulator.analysis.why.parts import PARTIES, mixed, parts_of
from simulator.analysis.why.shares import shares
from simulator.engine.kernel import EFFECTS
from simulator.model.compile import Compiler
from simulator.model.scenario import baseline_of, find_case, load_scenario, scenario_paths
from simulator.model.world import load_world

N = 64


@lru_cache(maxsize=8)
def split(name, exact=10):
    return shares(load_world(), load_scenario(name), "NIC", 1, N, exact=exact)


NAMES = ("adopted-text-universal", "broad-scope-text", "suspension", "penalty-raised", "strongest-safeguards")


@pytest.mark.parametrize("name", NAMES)
def test_parts_add_up_to_the_paired_runs_to_the_last_count(name):
    found, pair = split(name), compare(load_world(), load_scenario(name), "NIC", 1, N)
    before, after = pair.counts(pair.before), pair.counts(pair.after)
    for kind in KINDS:
        kept = found.kept(kind)
        assert (kept.before, kept.after) == pair.tally(kind)
        assert sum(kept.parts) == kept.after - kept.before
        moved = found.exposed(kind)
        chosen, effect = pair.candidates.chosen, KINDS[kind][0]
        assert sum(moved.parts) == int((after[effect] - before[effect])[chosen].sum())
        assert np.isclose(100 * float(sum(moved.parts)) / found.pairs, pair.mean_change(kind))
    for host in ("CRI", "DEU", "RUS"):
        place = load_world().index_of(host)
        for effect in EFFECTS:
            one = found.of_host(host, effect)
            assert (one.before, one.after) == (before[effect][place], after[effect][place])
            assert sum(one.parts) == one.after - one.before
    met = found.genuine()
    ends = [genuine(load_world(), one, 1, N) for one in (pair.baseline, pair.scenario)]
    assert [met.before, met.after] == [sum(int((of[c].days <= DAYS).sum()) for c in CRIMES) for of in ends]
    assert sum(met.parts) == met.after - met.before


def test_drawn_orders_add_up_as_exactly():
    found = split("broad-scope-text", exact=2)
    assert found.sampled and found.exposed("data").after == split("broad-scope-text").exposed("data").after
    moved = found.exposed("data")
    assert sum(moved.parts) == moved.after - moved.before


def test_an_unchanged_scenario_leaves_nothing_to_explain():
    found = split("today")
    assert found.parts == () and found.kept("data").parts == () and found.exposed("person").parts == ()
    assert found.kept("data").before == found.kept("data").after


def test_what_has_no_effect_is_named_and_is_no_player():
    found = split("strongest-safeguards")
    assert set(found.idle) == {"Oversight body", "Transparency"}
    assert not {"oversight", "transparency"} & {part.id for part in found.parts}


def test_who_has_joined_is_charged_alone_where_only_that_changed():
    found = split("adopted-text-universal")
    assert [part.id for part in found.parts] == [PARTIES]
    lost = found.kept("data")
    assert lost.parts == (lost.after - lost.before,)


@pytest.mark.parametrize("name", [*scenario_paths()])
def test_taking_every_part_is_the_scenario_and_taking_none_the_baseline(name):
    """Compiled networks, so that nothing that acts was forgotten; clauses that a treaty not in force cannot carry aside."""
    world, scenario = load_world(), load_scenario(name)
    against = baseline_of(scenario)
    every = [part.id for part in parts_of(against, scenario)]
    for taken, whole in ((every, scenario), ([], against)):
        compiler, case = Compiler(world), find_case(scenario.case)
        one = compiler.network(whole, case, "NIC")
        other = compiler.network(mixed(against, scenario, taken), case, "NIC")
        assert one.bound is other.bound and one.grounds is other.grounds
        assert one.scope is other.scope and one.years is other.years


def test_clauses_of_a_convention_that_is_not_in_force_change_no_outcome():
    """What lets half of the coalitions go without a run."""
    world = load_world()
    civil = load_scenario("civil-society-text")
    nobody = civil.model_copy(update={"adoption": load_scenario("today").adoption})
    assert nobody.carried().settings == {} and civil.carried() is civil
    strict = nobody.model_copy(
        update={"settings": {**nobody.settings, "interpol_vetting": "full", "screening": "check"}}
    )
    kept = strict.carried().settings
    assert kept == {"interpol_vetting": "full", "screening": "check"}
    for one in (nobody, strict):
        with_clauses, without = (compare(world, of, "NIC", 1, N).after for of in (one, one.carried()))
        for effect in EFFECTS:
            assert (with_clauses.counts(effect) == without.counts(effect)).all()
