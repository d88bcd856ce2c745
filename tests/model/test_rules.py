"""What the law makes of a case in the real world, by example: every array of a network by the formula of its definition."""

import numpy as np
import pytest

from simulator.data.treaties import load_treaties
from simulator.law.assumptions import load_assumptions
from simulator.law.instruments import CONVENTION, load_instruments
from simulator.law.vocabulary import DATA, Measure
from simulator.model.adoption import Adoption, Declarations, in_force
from simulator.model.bindings import general, regimes
from simulator.model.compile import compile_network
from simulator.model.network import DESKS, MEASURES, PROVIDER, Gate
from simulator.model.scenario import find_case, load_scenario
from simulator.model.world import load_world

WORLD = load_world()
INDEX = {name: index.value for name, index in WORLD.indices.items()}
NUMBER = {id: entry.default for id, entry in load_assumptions().items()}
ASKED = WORLD.index_of("DEU")


def made(case="journalist-false-news", settings=None, requesting="NIC", **changed):
    """The network of the adopted text with every State a party, but for what is changed."""
    scenario = load_scenario("adopted-text-universal").model_copy(update={"settings": settings or {}, **changed})
    return compile_network(WORLD, scenario, find_case(case), requesting)


def rows_of(network, *, ours=None, measures=None):
    """Places of rows of the Convention (or of the others), of some measures."""
    return [
        k
        for k, instrument in enumerate(network.rows.instrument)
        if (ours is None or ours == (instrument == CONVENTION))
        and (measures is None or MEASURES[network.rows.measure[k]] in measures)
    ]


def file_row(network, k):
    """What the file of the instrument says of a row."""
    return load_instruments()[network.rows.instrument[k]].measure[network.rows.ordinal[k]]


def practice():
    least, most = NUMBER["practice.floor"], NUMBER["practice.ceiling"]
    return least + (most - least) * INDEX["liberal"]


def comply():
    return practice() + np.maximum(NUMBER["comply.top"] - practice(), 0) * INDEX["independence"]


def same(found, expected):
    return np.allclose(found, expected, rtol=1e-12, atol=0, equal_nan=True)


def test_a_ground_is_seen_by_the_senders_record_how_requests_are_read_and_through_a_pretext():
    open_ = (1 - INDEX["record"]) * NUMBER["screening.summary"]
    assert same(made().concern, open_)
    assert same(made("ngo-tax-pretext").concern, open_ * (1 - NUMBER["mask.pretext"]))


def test_interpol_catches_what_is_plain_in_a_sender_whose_record_is_bad():
    nature = max(NUMBER[id] for id in NUMBER if id.startswith("conduct.false_news.nature."))
    assert same(made().vetting, 1 - NUMBER["vetting.mixed"] * nature * (1 - INDEX["record"]))


def test_a_provider_trusts_a_sender_by_its_record():
    least = NUMBER["provider.trust"]
    assert same(made().trust, least + (1 - least) * INDEX["record"])


def handled(network, k):
    weak, strong = (NUMBER[f"will.{file_row(network, k).will}.{end}"] for end in ("weak", "strong"))
    return weak + (strong - weak) * INDEX["independence"]


def test_requests_are_handled_by_the_strength_of_courts_and_live_measures_as_far_as_the_duty_goes():
    network, live = made(), 0
    for k in range(len(network.rows.measure)):
        endeavour = network.rows.convention[k] and network.rows.watching[k]
        live += endeavour
        assert same(network.capacity[k], handled(network, k) * (NUMBER["realtime.endeavour"] if endeavour else 1.0))
    assert live


def test_readiness_to_help_raises_what_is_handled_and_lowers_practice_by_the_same_odds():
    network = made(assumptions={"cooperation_level": 0.5})
    odds = practice() / (1 - practice()) * np.exp(-0.5)
    unbound = ~WORLD.non_refoulement["refugee"]
    assert same(network.protection_force[unbound], (odds / (1 + odds))[unbound])
    k = rows_of(network, ours=True, measures={Measure.CONTENT})[0]
    odds = handled(network, k) / (1 - handled(network, k)) * np.exp(0.5)
    assert same(network.capacity[k], odds / (1 + odds))


def test_standing_is_a_ground_about_persons_and_a_rule_only_where_the_refugee_convention_binds():
    network = made()
    assert same(network.protection, np.where(network.rows.holding, NUMBER["standing.asylum_seeker"], 0.0))
    bound = WORLD.non_refoulement["refugee"]
    assert bound.any() and not bound.all()
    assert same(network.protection_force, np.where(bound, comply(), practice()))


def test_prior_authorisation_takes_days_from_every_request_for_data_under_the_convention():
    plain, authorised = made(), made(settings={"court": "prior_all"})
    longer = authorised.rows.days - plain.rows.days
    slow = np.array([file_row(plain, k).court == "@court" for k in range(len(longer))])
    assert slow.any() and same(longer, np.where(slow, NUMBER["days.court"], 0.0))


def test_an_offence_of_the_convention_needs_no_threshold_and_any_other_a_serious_crime():
    other, ours = made(), made("genuine-fraud")
    serious = [k for k in rows_of(other, ours=True) if other.years[k] > 0]
    assert serious and set(other.years[serious]) == {4.0}
    assert not ours.years[rows_of(ours, ours=True)].any()
    assert set(made(settings={"threshold_years": "6"}).years[serious]) == {6.0}


def test_the_convention_forwards_by_three_clauses_and_only_what_answers_a_request_for_data():
    network = made()
    share = NUMBER["forward.convention_share"] * NUMBER["forward.purpose.consent"]
    share *= NUMBER["forward.onward.authorisation"] * NUMBER["forward.spontaneous.allowed"]
    for k in range(len(network.rows.measure)):
        measure, order = MEASURES[network.rows.measure[k]], network.rows.desk[k] == PROVIDER
        answers = measure in DATA and measure is not Measure.PRESERVE and not order
        if not answers:
            assert network.rows.forward[k] == 0
        elif network.rows.instrument[k] == CONVENTION:
            assert network.rows.forward[k] == pytest.approx(share, rel=1e-12)


def test_displacement_moves_a_share_of_informal_requests_between_parties_and_of_no_others():
    parties = tuple(WORLD.codes[place] for place in np.flatnonzero(WORLD.in_totals)[:60])
    network = made(requesting="AFG", adoption=Adoption(list="own", states=parties), assumptions={"displacement": 0.25})
    party, apart = WORLD.mask(frozenset(parties)), ~np.eye(network.n_states, dtype=bool)
    everyone, informal = np.arange(network.n_states), {one.id for one in load_instruments().values() if one.informal}
    for k in rows_of(network, ours=False):
        if load_instruments()[network.rows.instrument[k]].parties == "assumed":
            continue
        share = network.share(np.array(k), everyone[:, None], everyone[None, :])
        moved = network.rows.instrument[k] in informal
        assert same(share, np.where(moved & party[:, None] & party & apart, 0.75, 1.0)), network.rows.instrument[k]


def test_where_several_assistance_treaties_bind_a_pair_the_least_protective_level_of_each_clause_governs():
    levels, place = regimes(WORLD)
    each = {}
    for one in general(WORLD):
        alone = np.unique(place[WORLD.bound[one.id] & (sum(WORLD.bound[two.id] for two in general(WORLD)) == 1)])
        if len(alone):
            each[one.id] = levels[alone[0]]
    several = 0
    for u, v in np.argwhere(sum(WORLD.bound[id] for id in each) > 1):
        binding = [one.id for one in general(WORLD) if WORLD.bound[one.id][u, v]]
        if set(binding) <= each.keys():
            several += 1
            dual, clauses = levels[place[u, v]]
            assert dual == min(each[id][0] for id in binding)
            assert clauses == tuple(map(min, zip(*(each[id][1] for id in binding), strict=True)))
    assert several


@pytest.mark.parametrize(("level", "everywhere"), [("as_bound", False), ("strict", True)])
def test_return_is_barred_by_the_treaties_that_bind_the_holder_as_far_as_it_complies(level, everywhere):
    network = made(settings={"non_refoulement": level})
    bar = np.zeros(network.n_states)
    for treaty, bound in WORLD.non_refoulement.items():
        force = NUMBER[f"non_refoulement.{treaty}"] * NUMBER["non_refoulement.nature"]
        bar = np.maximum(bar, np.where(bound | everywhere, force, 0.0))
    usual = made().grounds[0]
    for k in range(len(network.rows.measure)):
        trusted = network.rows.holding[k] and network.rows.convention[k]  # assurances of the requesting State
        weight = NUMBER["proof.substantial"] * (1 - NUMBER["assurances.accepted"] * trusted)
        expected = np.maximum(usual[k], bar * comply() * weight)
        assert same(network.grounds_handover[0, k], expected if network.rows.handing[k] else network.grounds[0, k])
        data = MEASURES[network.rows.measure[k]] in DATA
        assert same(network.grounds[0, k], expected if everywhere and data else usual[k])


def test_a_declaration_makes_a_rule_of_what_the_text_permits():
    plain, declared = made(), made(declarations=Declarations(list="own", states=("DEU",)))
    k = next(
        k
        for k in rows_of(plain, ours=True, measures={Measure.CONTENT})
        if file_row(plain, k).persecution == "@persecution"
    )
    nature = max(NUMBER[f"conduct.false_news.nature.{ground}"] for ground in ("persecution", "essential"))
    for network, force in ((plain, practice()), (declared, comply())):
        assert same(network.grounds[0, k, ASKED], nature * NUMBER["proof.substantial"] * force[ASKED])
        assert same(network.dual_criminality[0, k, ASKED], force[ASKED])
    others = np.arange(plain.n_states) != ASKED
    assert same(declared.grounds[..., others], plain.grounds[..., others])
    assert same(declared.dual_criminality[..., others], plain.dual_criminality[..., others])
    elsewhere = rows_of(plain, ours=False)
    assert same(declared.grounds[:, elsewhere], plain.grounds[:, elsewhere])


def test_the_reservation_of_42_5_reaches_preservation_and_spares_offences_of_the_convention():
    declares = Declarations(list="own", states=("DEU",))
    for case, force in (("journalist-false-news", comply()[ASKED]), ("genuine-fraud", 0.0)):
        network = made(case, declarations=declares)
        (k,) = rows_of(network, ours=True, measures={Measure.PRESERVE})
        assert same(network.dual_criminality[0, k, ASKED], force), case


def test_a_declaration_adds_no_ground_where_the_text_asks_for_no_crime_in_both():
    network = made(settings={"dc_stored": "none"}, declarations=Declarations(list="all"))
    content = rows_of(network, ours=True, measures={Measure.CONTENT})
    assert content and not np.nan_to_num(network.dual_criminality[0, content]).any()


def test_a_named_law_makes_the_conduct_a_crime_with_its_own_penalty():
    network, law = made(), load_world().conducts["false_news"].national
    for code, statute in law.items():
        place = WORLD.index_of(code)
        assert network.crime[1, place] == 1 and network.maximum[place] == statute.maximum, code
    unnamed = np.array([code not in law for code in WORLD.codes]) & ~np.isnan(INDEX["freedom"])
    free, unfree = NUMBER["conduct.false_news.conduct_free"], NUMBER["conduct.false_news.conduct_unfree"]
    assert same(network.crime[1, unnamed], (unfree + (free - unfree) * INDEX["freedom"])[unnamed])


def test_a_request_is_about_a_crime_at_home_and_a_member_of_the_front_asks_under_its_own_law():
    network = made(requesting="CRI")
    k = rows_of(network, ours=True, measures={Measure.CONTENT})[0]
    force, crime = network.dual_criminality[network.regime[:, ASKED], k, ASKED], network.crime[network.test[0, k]]
    for code, at_home in (("CRI", 1.0), ("PAN", crime[WORLD.index_of("PAN")])):
        u = WORLD.index_of(code)
        assert crime[u] < 1, "no law there is named, so that it matters who asks"
        found = network.chances(np.array(u), np.array(k), np.array(ASKED))[Gate.DUAL_CRIMINALITY]
        assert found == pytest.approx(1 - (1 - at_home * crime[ASKED]) * force[u], rel=1e-12)


def test_courts_and_remedies_weigh_by_the_independence_of_the_courts():
    network, prior = made(), made(settings={"court": "prior_all", "notice": "prior"})
    strongest = max(NUMBER["court.review"], NUMBER["court.prior"])
    for k in rows_of(network, ours=True, measures={Measure.CONTENT, Measure.TRAFFIC}):
        if DESKS[network.rows.desk[k]].value == "assistance":
            assert same(network.court[0, k], NUMBER["court.review"] * INDEX["independence"])
            assert same(prior.court[0, k], strongest * INDEX["independence"])
            assert not np.nan_to_num(network.remedy[0, k]).any()
            assert same(prior.remedy[0, k], NUMBER["remedy.prior"] * INDEX["independence"])


def test_data_protection_speaks_of_data_alone():
    network = made(settings={"data_protection": "shall"})
    shield = np.where(
        WORLD.adequate, NUMBER["data_protection.adequate"], NUMBER["data_protection.other"] * INDEX["independence"]
    )
    barred = 0
    for k in rows_of(network, ours=True):
        data = MEASURES[network.rows.measure[k]] in DATA
        followed = file_row(network, k).data_protection == "@data_protection"
        barred += data and followed
        assert same(
            network.data_protection[0, k],
            1 - shield * comply() if data and followed else np.where(np.isnan(shield), np.nan, 1.0),
        )
    assert barred


def test_oversight_changes_practice_under_the_convention_alone():
    plain, watched = (
        made(settings={"oversight": "international"}, assumptions={"oversight.international": x}) for x in (0.0, 0.5)
    )
    moved = (np.nan_to_num(plain.grounds[0]) != np.nan_to_num(watched.grounds[0])).any(axis=1)
    assert moved[rows_of(plain, ours=True)].any() and not moved[rows_of(plain, ours=False)].any()


def test_a_standard_of_proof_that_is_easier_to_meet_lets_more_of_a_ground_through():
    plain, easier = made(), made(settings={"proof": "could"})
    k = rows_of(plain, ours=True, measures={Measure.CONTENT})[0]
    assert same(easier.grounds[0, k] * NUMBER["proof.substantial"], plain.grounds[0, k] * NUMBER["proof.could"])
    elsewhere = rows_of(plain, ours=False)
    assert same(easier.grounds[:, elsewhere], plain.grounds[:, elsewhere])


def test_forty_parties_bring_the_convention_into_force_and_thirty_nine_do_not():
    assert in_force(frozenset(WORLD.codes[:40])) and not in_force(frozenset(WORLD.codes[:39]))


def test_a_treaty_that_too_few_have_joined_binds_nobody():
    (protocol,) = (one for one in load_instruments().values() if one.minimum_parties and one.parties == "treaty")
    joined = frozenset().union(*(load_treaties().bound(key) for key in protocol.treaty))
    assert 0 < len(joined) < protocol.minimum_parties and not WORLD.bound[protocol.id].any()


def test_nobody_asks_the_requesting_state_and_another_seeks_the_person_only_through_a_joint_list():
    network = made()
    u, k, v = network.channels()
    rows, others = network.rows, u != network.requesting
    assert not (v == network.requesting)[~rows.provider[k]].any()
    assert not (rows.holding[k] & others & ~rows.joint_list[k]).any() and not (rows.provider[k] & others).any()
    assert (rows.holding[k] & others).any()
