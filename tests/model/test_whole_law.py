"""The law beyond the first settings: who joins and leaves, oversight, other treaties, press, assurances, events."""

from functools import lru_cache

import numpy as np
import pytest

from simulator.engine.kernel import EFFECTS, run
from simulator.errors import SimulatorError
from simulator.law.instruments import CONVENTION
from simulator.law.settings import load_catalogue
from simulator.law.vocabulary import Measure
from simulator.model.adoption import Adoption, Declarations, Suspension, ordered, sponsors_and_allies
from simulator.model.compile import compile_network
from simulator.model.network import MEASURES, Gate
from simulator.model.scenario import Event, Scenario, find_case, load_scenario
from simulator.model.world import load_world
from simulator.presentation.governs import governs

UNIVERSAL = "adopted-text-universal"
CODES = [state.iso3 for state in load_world().states if state.in_totals]


def moved(name=UNIVERSAL, **update):
    return load_scenario(name).model_copy(update=update)


def network_of(scenario, requesting="NIC"):
    return compile_network(load_world(), scenario, find_case(scenario.case), requesting)


def words(scenario, requesting="NIC"):
    return run(network_of(scenario, requesting), 5, 0, 64).words


def same(one, other):
    return all(np.array_equal(one[effect], other[effect]) for effect in EFFECTS)


def within(less, more):
    return all(not (less[effect] & ~more[effect]).any() for effect in EFFECTS)


@lru_cache(maxsize=1)
def usual():
    return words(moved())


def differs(one, other):
    """Where two arrays differ; what is unknown in both does not."""
    return np.nan_to_num(one) != np.nan_to_num(other)


def chances(network, gate, k, u, v):
    return network.chances(np.array(u), np.array(k), v)[gate]


IDLE = [(s.id, level.id) for s in load_catalogue().values() for level in s.level if not level.acts]
RESTING = [(s.id, level.id, level.rests_on) for s in load_catalogue().values() for level in s.level if level.rests_on]


@pytest.mark.parametrize(("setting", "level"), IDLE)
def test_a_level_without_effect_moves_exactly_nothing_and_is_named(setting, level):
    scenario = moved(settings={setting: level})
    assert same(words(scenario), usual())
    assert setting in scenario.not_acting() or level == load_catalogue()[setting].adopted


@pytest.mark.parametrize(("setting", "level", "assumption"), RESTING)
def test_what_rests_on_an_assumption_alone_is_off_by_default_and_acts_when_it_is_set(setting, level, assumption):
    off = moved(settings={setting: level})
    on = moved(settings={setting: level}, assumptions={assumption: 0.6})
    assert same(words(off), usual()) and setting in off.not_acting()
    found = words(on)
    assert within(found, usual()) and not same(found, usual()) and setting not in on.not_acting()
    assert on.resting() == {assumption: 0.6}


def test_an_oversight_body_suspends_only_where_the_text_gives_it_that_power():
    suspended = Suspension(list="own", states=("NIC",))
    powerless = moved(suspension=suspended)
    powerful = moved(suspension=suspended, settings={"oversight": "international"})
    assert "NIC" in powerless.parties and "NIC" not in powerful.parties
    assert same(words(powerful), words(moved("today")))


def test_a_treaty_in_force_stays_in_force_when_parties_leave():
    joined = tuple(CODES[:60])
    stays = moved(adoption=Adoption(list="own", states=joined, leaving=joined[30:]), case="journalist-false-news")
    assert len(stays.parties) == 30
    assert not same(words(stays, "AFG"), words(moved("today"), "AFG"))
    never = moved(adoption=Adoption(list="own", states=joined[:39]))
    assert same(words(never, "AFG"), words(moved("today"), "AFG"))


def test_a_state_that_left_is_neither_asked_nor_may_ask():
    left = moved(adoption=Adoption(list="universal", leaving=("NIC",)))
    assert same(words(left), words(moved("today")))
    event = moved(events=(Event(kind="leaves", state="NIC"),))
    assert event.parties == left.parties


@pytest.mark.parametrize("order", ["signature", "votes", "governance_low", "governance_high"])
def test_an_order_of_joining_has_every_state_once_and_the_first_are_nested(order):
    assert sorted(ordered(order)) == sorted(CODES)
    few, many = (Adoption(list="first", order=order, first=n).parties() for n in (41, 90))
    assert len(few) == 41 and few < many


def test_sponsors_come_first_in_the_order_of_votes_and_those_against_last():
    order = ordered("votes")
    assert set(order[:8]) == {"BLR", "KHM", "CHN", "PRK", "MMR", "NIC", "RUS", "VEN"}
    assert "DEU" in order[-60:] and "USA" in order[-60:]
    assert {"CHN", "RUS"} < sponsors_and_allies() and "DEU" not in sponsors_and_allies()


def test_between_parties_the_floor_makes_no_channel_easier_than_the_conventions_own():
    strong = {"rights_clause": "shall", "dc_stored": "mandatory", "persecution": "shall"}
    plain, floor = (network_of(moved(settings={**strong, "other_treaties": x})) for x in ("prevails", "floor"))
    v = np.arange(floor.n_states)
    u = floor.requesting
    content = [
        k for k, m in enumerate(floor.rows.measure) if MEASURES[m] is Measure.CONTENT and not floor.rows.provider[k]
    ]
    ours = next(k for k in content if floor.rows.instrument[k] == CONVENTION)
    others = [k for k in content if floor.rows.instrument[k] != CONVENTION]
    known = ~np.isnan(floor.concern) & load_world().in_totals
    assert others
    for gate in (Gate.GROUNDS, Gate.DUAL_CRIMINALITY, Gate.DATA_PROTECTION, Gate.COURT, Gate.NOTICE):
        convention = chances(floor, gate, ours, u, v)
        for k in others:
            found = chances(floor, gate, k, u, v)[known]
            assert (found <= convention[known] + 1e-12).all()
            assert (found <= chances(plain, gate, k, u, v)[known] + 1e-12).all()


def test_the_floor_reaches_nobody_outside_the_convention():
    few = Adoption(list="own", states=tuple(code for code in CODES if code != "NIC"))
    plain, floor = (
        words(moved(adoption=few, settings={"rights_clause": "shall", "other_treaties": x}))
        for x in ("prevails", "floor")
    )
    assert within(floor, plain)
    outside = network_of(moved(adoption=few, settings={"other_treaties": "floor"}))
    assert not outside.floor[outside.requesting].any()


def test_a_suspended_party_is_still_met_by_the_floor():
    floor = {"rights_clause": "shall", "other_treaties": "floor"}
    suspended = moved(
        settings={**floor, "oversight": "international"}, suspension=Suspension(list="own", states=("NIC",))
    )
    assert "NIC" in suspended.bound and "NIC" not in suspended.parties
    assert within(words(suspended), words(moved(settings=floor)))
    assert network_of(suspended).floor[load_world().index_of("NIC")].any()


def test_what_a_suspended_party_declared_stands_in_the_floor():
    levels = {"other_treaties": "floor", "oversight": "international"}
    one, other = (
        moved(settings=levels, declarations=Declarations(list="all"), suspension=Suspension(list=who))
        for who in ("none", "rated_not_free")
    )
    assert one.declaring == other.declaring > other.parties
    usual, suspended = network_of(one), network_of(other)
    assert np.array_equal(usual.grounds, suspended.grounds, equal_nan=True)
    assert np.array_equal(usual.dual_criminality, suspended.dual_criminality, equal_nan=True)


def test_a_measure_that_the_text_no_longer_offers_keeps_its_safeguards_in_the_floor():
    floor = {"data_protection": "shall", "other_treaties": "floor"}
    offered, off = (words(moved(settings={**floor, "realtime": level})) for level in ("endeavour", "off"))
    plain = words(moved(settings={"data_protection": "shall", "realtime": "off"}))
    assert within(off, offered) and within(off, plain)
    assert (off["watched"] != plain["watched"]).any()


def test_the_more_protective_clause_prevails_only_where_another_treaty_binds():
    strong = {"rights_clause": "shall", "dc_stored": "mandatory"}
    plain, more = (
        network_of(moved(settings={**strong, "other_treaties": x}), "TUR") for x in ("prevails", "protective")
    )
    k = next(
        k
        for k, m in enumerate(more.rows.measure)
        if more.rows.instrument[k] == CONVENTION and MEASURES[m] is Measure.CONTENT
    )
    world = load_world()
    bound, unbound = world.index_of("DEU"), world.index_of("CRI")
    assert chances(more, Gate.DUAL_CRIMINALITY, k, more.requesting, bound) < chances(
        plain, Gate.DUAL_CRIMINALITY, k, plain.requesting, bound
    )
    assert chances(more, Gate.DUAL_CRIMINALITY, k, more.requesting, unbound) == chances(
        plain, Gate.DUAL_CRIMINALITY, k, plain.requesting, unbound
    )


def test_whose_clauses_govern_is_said_in_words():
    world = load_world()
    assert "Treaty governs: European assistance" in governs(world, moved(), "TUR", "DEU")
    assert "own clauses govern" in governs(world, moved(), "NIC", "DEU")
    assert "not in force" in governs(world, moved("today"), "NIC", "DEU")
    assert "Nicaragua: no party" in governs(
        world, moved(adoption=Adoption(list="universal", leaving=("NIC",))), "NIC", "DEU"
    )
    assert "more protective" in governs(world, moved(settings={"other_treaties": "protective"}), "TUR", "DEU")


def test_immunity_of_the_press_protects_data_of_a_journalist_and_each_level_no_less():
    found = [words(moved(settings={"press_immunity": level})) for level in ("none", "may", "shall")]
    assert within(found[2], found[1]) and within(found[1], found[0]) and not same(found[2], found[0])


def test_assurances_bear_on_persons_only():
    plain, none = (network_of(moved(settings={"assurances": level})) for level in ("accepted", "not_accepted"))
    changed = differs(plain.grounds[0], none.grounds[0]).any(axis=1)
    rows = plain.rows
    assert changed.any() and (rows.holding | ~changed).all() and (rows.convention | ~changed).all()


@pytest.mark.parametrize(
    ("switch", "level", "measures"),
    [
        ("dc_preservation", "mandatory", {Measure.PRESERVE, Measure.PARTIAL_TRAFFIC}),
        ("dc_realtime", "mandatory", {Measure.LIVE_TRAFFIC, Measure.LIVE_CONTENT}),
        ("dc_extradition", "strict", {Measure.EXTRADITION, Measure.PROVISIONAL_ARREST}),
    ],
)
def test_each_switch_of_dual_criminality_moves_its_own_measures(switch, level, measures):
    plain, made = network_of(moved()), network_of(moved(settings={switch: level}))
    changed = differs(plain.dual_criminality, made.dual_criminality).any(axis=(0, 2))
    changed &= plain.rows.convention
    assert {MEASURES[m] for m in plain.rows.measure[changed]} == measures


def test_a_raised_maximum_passes_the_threshold():
    before = network_of(load_scenario(UNIVERSAL).model_copy(update={"case": "critic-honour"}))
    after = network_of(load_scenario("penalty-raised"))
    u = before.requesting
    assert (before.penalty[u], after.penalty[u]) == (3, 4)
    k = next(k for k in range(len(before.years)) if before.years[k] == 4 and before.rows.convention[k])
    assert chances(before, Gate.SEVERITY, k, u, 0) == 0 and chances(after, Gate.SEVERITY, k, u, 0) == 1


def test_alignment_adds_askers_and_is_off_by_default():
    assert not network_of(moved()).aligned.any()
    stressed = network_of(moved(assumptions={"aligned_forwarding": 1.0}))
    assert (stressed.aligned.sum(axis=1) == 20).all()
    assert within(usual(), words(moved(assumptions={"aligned_forwarding": 1.0})))


def test_more_readiness_to_help_lets_no_replicate_lose_an_effect():
    low, high = (words(moved(assumptions={"cooperation_level": x})) for x in (-1.0, 1.0))
    assert within(low, usual()) and within(usual(), high) and not same(low, high)


def test_declarations_of_all_parties_gain_nobody_an_effect():
    some, every = (words(moved(declarations=Declarations(list=x))) for x in ("rated_free", "all"))
    assert within(every, some) and within(some, usual()) and not same(some, usual())


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"adoption": {"list": "first"}}, "`first` is a number of states"),
        ({"adoption": {"list": "universal", "leaving": ["NIX"]}}, "'NIX' is not a state"),
        ({"suspension": {"list": "own", "states": ["XX"]}}, "'XX' is not a state"),
        ({"events": [{"kind": "penalty", "state": "NIC", "conduct": "false_new", "maximum": 4}]}, "false_news"),
        ({"events": [{"kind": "joins", "state": "NIC", "maximum": 4}]}, "exactly with kind = 'penalty'"),
        ({"adoption": {"list": "first", "first": 40, "order": "size"}}, "governance_low"),
    ],
)
def test_a_scenario_that_joins_or_leaves_wrongly_is_refused_in_words(table, message):
    plain = {"id": "x", "title": "x", "what": "x", "advocates": "x", "unknown": "x", "against": "x"}
    with pytest.raises(ValueError, match="validation error") as fault:
        Scenario.model_validate({**plain, **table})
    assert message in str(fault.value)


def test_a_bad_order_in_a_file_is_one_message(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(
        'id = "mine"\ntitle = "t"\nwhat = "w"\nadvocates = "a"\nunknown = "u"\nagainst = "g"\n[adoption]\nlist = "first"\n',
        encoding="utf-8",
    )
    with pytest.raises(SimulatorError, match=r"mine\.toml"):
        load_scenario(path)


def test_a_protocol_on_terrorism_opens_extradition_for_that_label():
    scenario = load_scenario("speech-protocol")
    network = network_of(scenario)
    adopted = network_of(scenario.model_copy(update={"settings": {}}))
    k = next(
        k
        for k, m in enumerate(network.rows.measure)
        if network.rows.instrument[k] == CONVENTION and MEASURES[m] is Measure.EXTRADITION
    )
    assert network.scope[k] == 1 and adopted.scope[k] == 0
