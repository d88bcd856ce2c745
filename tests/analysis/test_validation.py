"""Documented cases: their scores are the model's own chances, and are compared with outcomes by rules that can be checked on paper."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from simulator.analysis.ensemble import simulate
from simulator.analysis.validation import scores as scoring
from simulator.analysis.validation import statistics
from simulator.analysis.validation.agreement import MODEL, agree
from simulator.analysis.validation.asked import ask
from simulator.analysis.validation.case_file import CaseRow, load_words, meaning, read_case_file
from simulator.analysis.validation.chances import chance_of_all, chance_of_any
from simulator.analysis.validation.scores import EFFECTS, Supposed, score
from simulator.analysis.validation.tables import by_dyad, calibration
from simulator.analysis.validation.ways import PERSON, ways
from simulator.data.tables import TABLES
from simulator.errors import DataError, ScenarioError
from simulator.law.conducts import load_conducts
from simulator.law.vocabulary import Service, Standing
from simulator.model.compile import compile_network
from simulator.model.network import EACH, HORIZONS
from simulator.model.scenario import find_case, load_scenario
from simulator.model.world import load_world

OWN = TABLES / "cases.csv"
HEAD = "case_id,origin_iso3,host_iso3,year,channel,alleged_conduct,in_transit,outcome\n"
# What the exact chances leave out: time, and treaties that are only assumed.
AT_ONCE = dict.fromkeys(("days.urgent", "days.assistance", "days.surrender", "days.informal", "days.court"), 0.001)
NOT_ASSUMED = {"bound.bilateral_extradition": 0.0, "bound.bilateral_assistance": 0.0}


def row(id="a", origin="TUR", host="DEU", year=2024, channel="", alleged="journalist; terrorism", **more):
    return CaseRow(
        id=id, origin=origin, host=host, year=year, channel=channel, alleged=alleged, **{"in_transit": False} | more
    )


def one(case, effect="handed_over", mode="known"):
    return float(score([case], draws=0).of(mode, effect)[0])


# The chances.


@settings(max_examples=60, deadline=None)
@given(boxes=arrays(np.float64, (4, 3, 2), elements=st.floats(0, 1)))
def test_the_chance_of_any_request_is_inclusion_exclusion_over_shared_gates(boxes):
    expected = sum(
        (-1) ** (size + 1) * boxes[list(chosen)].min(axis=0).prod(axis=0)
        for size in range(1, 5)
        for chosen in combinations(range(4), size)
    )
    assert chance_of_any(boxes) == pytest.approx(expected, abs=1e-12)


def test_requests_of_two_desks_are_independent_and_those_of_one_are_not():
    a, b = 0.5, 0.4
    apart = np.array([[[a], [1.0]], [[1.0], [b]]])
    shared = np.array([[[a], [1.0]], [[b], [1.0]]])
    assert chance_of_any(apart) == pytest.approx(a + b - a * b)
    assert chance_of_any(shared) == pytest.approx(max(a, b))
    assert chance_of_all([apart[:1], apart[1:]]) == pytest.approx(a * b)
    assert chance_of_all([shared[:1], shared[1:]]) == pytest.approx(min(a, b))
    assert chance_of_any(apart[:0]) == 0


def test_more_requests_than_are_expanded_at_once_are_looked_at_case_by_case(monkeypatch):
    random = np.random.default_rng(5)
    boxes = random.random((6, 4, 5))
    whole = chance_of_any(boxes)
    monkeypatch.setattr("simulator.analysis.validation.chances.MOST", 2)
    assert chance_of_any(boxes) == pytest.approx(whole)


def test_the_exact_chances_are_those_of_the_engine():
    n, world, scenario = 16_384, load_world(), load_scenario("today")
    own = {"travels": False, "services": (Service.ACCESS,)}  # nothing that a provider elsewhere could tell
    case = find_case("activist-terrorism-label").model_copy(update=own)
    network = compile_network(world, scenario, case, "TUR", AT_ONCE | NOT_ASSUMED)
    ensemble = simulate([network], 7, n, rounds=0)[0]
    hosts = [world.index_of(code) for code in ("AZE", "KAZ", "KGZ", "PAK", "SRB", "DEU", "QAT", "TUN")]
    asked = ask(
        replace(network, requesting=EACH),
        np.full(len(hosts), network.requesting),
        np.array(hosts),
        np.zeros(len(hosts), dtype=bool),
    )
    known, there = ways(asked.rows), (asked.handled > 0)[:, None, :]
    plain, handover = asked.plain * there, asked.handover * there
    held = np.concatenate([plain[known[name].holds] for name in PERSON])
    handed = np.concatenate([handover[known[name].hands] for name in PERSON if not known[name].after_hold])
    locate = plain[(asked.rows.locating | asked.rows.identifying) & ~asked.rows.provider]
    for effect, reached in (("held", held), ("handed_over", handed)):
        chance = asked.by_chance * chance_of_any(reached) + (1 - asked.by_chance) * chance_of_all([locate, reached])
        counted = ensemble.counts(effect)[HORIZONS.index(730), hosts] / n
        assert np.abs(counted - chance).max() < 4 * np.sqrt(chance.max() / n), (effect, counted, chance)
        assert chance.max() > 0.05


# The scores.


def test_whoever_is_handed_over_is_held_and_the_band_holds_the_score():
    found = score(read_case_file(OWN)[:24], draws=3)
    handed, held = (found.central[:, EFFECTS.index(effect)] for effect in ("handed_over", "held"))
    assert (handed <= held + 1e-12).all() and (held <= 1).all() and (handed >= 0).all()
    assert (found.low <= found.central).all() and (found.central <= found.high).all() and (found.low < found.high).any()


def test_a_score_depends_on_its_own_case_alone(monkeypatch):
    rows = read_case_file(OWN)[:12]
    whole = score(rows, draws=1)
    monkeypatch.setattr(scoring, "AT_ONCE", 3)
    turned = score(rows[::-1], draws=1)
    assert turned.central[..., ::-1] == pytest.approx(whole.central, abs=1e-12, nan_ok=True)
    assert turned.high[..., ::-1] == pytest.approx(whole.high, abs=1e-12, nan_ok=True)


def test_a_blank_channel_scores_as_blank_and_lies_between_the_channels_it_may_be():
    case = row(host="SRB")
    names = ("extradition", "deportation", "police_informal", "interpol_notice")
    each = [one(replace(case, channel=name)) for name in names]
    assert min(each) < one(case) < max(each)
    assert one(case) == one(case, mode="blank") == one(replace(case, channel="extradition"), mode="blank")


def test_a_notice_hands_over_less_than_extradition_and_data_channels_nobody():
    case = row(host="SRB")
    assert 0 < one(replace(case, channel="interpol_notice")) < one(replace(case, channel="extradition"))
    assert one(replace(case, channel="mla")) == 0 < one(replace(case, channel="mla"), "data")


def test_a_channel_that_is_not_there_is_scored_as_blank_and_says_so():
    found = score(
        [row(channel="joint_platform"), row("b", channel="other"), row("c", "ARE", "JOR", channel="joint_platform")],
        draws=0,
    )
    assert found.of("known")[:2] == pytest.approx(found.of("blank")[:2])
    assert ["no channel of the model" in remark for remark in found.remarks] == [True, True, False]


def test_in_transit_the_border_finds_and_a_refugee_is_a_visitor():
    here = row(host="SRB", channel="police_informal", alleged="journalist and refugee; terrorism")
    there = replace(here, in_transit=True)
    assert (meaning(here)[0].standing, meaning(there)[0].standing) == (Standing.REFUGEE, Standing.VISITOR)
    assert one(there) > one(here)
    seeking = replace(there, alleged="asylum seeker; terrorism")
    assert meaning(seeking)[0].standing is Standing.ASYLUM_SEEKER


def test_a_case_meets_the_law_of_its_year():
    early, late = (
        row(origin="CHN", host="TUN", year=year, alleged="blogger") for year in (2010, 2020)
    )  # a treaty is known from 2015
    assert one(early) != one(late) and score([early, late], draws=0).hindsight.tolist() == [True, True]
    other, again = (
        row(origin="CHN", host="KEN", year=year, alleged="blogger") for year in (2010, 2020)
    )  # none is known
    assert one(other) == one(again)
    free, now = (row(origin="TUR", host="USA", year=year, channel="deportation") for year in (2023, 2025))
    assert one(free) < one(now)  # courts of 2023 were more independent than those of 2025
    assert score([now], draws=0).hindsight.tolist() == [False]


def test_what_is_supposed_changes_what_it_names():
    case = row(host="SRB", channel="extradition")
    usual, found = (score([case], draws=0, supposed=s).of("known")[0] for s in (Supposed(), Supposed(found=True)))
    assert usual < found
    assert score([case], draws=0, supposed=Supposed(residents=True)).of("known")[0] == usual  # who is one already
    seeking = replace(case, alleged="asylum seeker; terrorism")
    less, more = (score([seeking], draws=0, supposed=s).of("known")[0] for s in (Supposed(), Supposed(residents=True)))
    assert less < more


def test_progress_is_told_and_what_it_raises_stops_the_work():
    seen = []
    score(read_case_file(OWN)[:5], draws=2, progress=seen.append)
    assert seen == sorted(seen) and seen[-1] == 1

    def stop(share):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        score(read_case_file(OWN)[:5], progress=stop)


def test_draws_must_make_sense():
    with pytest.raises(ScenarioError, match="between 0 and"):
        score([row()], draws=-1)


# The file.


def test_an_unknown_state_or_channel_is_missing_with_a_reason_and_not_dropped():
    rows = [
        row("a", origin="XXX"),
        row("b", host=""),
        row("c", channel="abduction"),
        row("d", host="VAT"),
        row("e", "DEU"),
        row("f"),
    ]
    found = score(rows, draws=0)
    assert [reason.split(" ")[0] for reason in found.reasons] == [
        "origin_iso3",
        "host_iso3",
        "channel",
        "no",
        "origin",
        "",
    ]
    assert np.isnan(found.central[..., :5]).all() and not np.isnan(found.central[..., 5]).any()
    assert len(found.rows) == 6


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("case_id,year\na,2020\n", ["no column origin_iso3, host_iso3, channel"]),
        (HEAD, ["no case"]),
        (HEAD + "a,TUR,DEU,2020,,x,false,returned\na,TUR,DEU,20x0,,x,perhaps,gone\n,TUR,DEU,1800,,x,true,\n",
         ["line 3, column case_id: 'a' is that of line 2", "line 3, column year: '20x0'", "line 3, column in_transit: 'perhaps'",
          "line 3, column outcome: 'gone'", "line 4, column case_id: empty", "line 4, column year: '1800'"]),
        (HEAD + "a,TUR,DEU,2020,,x, y,false,returned\n", ["line 2: 9 cells, but the header has 8"]),
    ],
)  # fmt: skip
def test_every_fault_of_a_case_file_is_named_with_line_and_column_in_one_message(text, words, tmp_path):
    path = tmp_path / "cases.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as fault:
        read_case_file(path)
    assert all(word in str(fault.value) for word in words), fault.value


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", None])
def test_a_file_that_is_no_table_is_one_message(content, tmp_path):
    path = tmp_path / "cases.csv"
    if content:
        path.write_bytes(content)
    with pytest.raises(DataError):
        read_case_file(path)


def test_a_file_from_a_spreadsheet_is_read(tmp_path):
    path = tmp_path / "cases.csv"
    lines = (HEAD + 'a,TUR,DEU,2020,extradition,"x; ""y"", z",TRUE,returned\n').replace("\n", "\r\n")
    path.write_bytes(b"\xef\xbb\xbf" + lines.encode())
    (found,) = read_case_file(path)
    assert (found.id, found.in_transit, found.alleged) == ("a", True, 'x; "y", z')


@pytest.mark.parametrize(
    ("alleged", "conduct", "label"),
    [
        ("journalist; terrorism, insulting the president", "criticism", "terrorism_label"),
        ("blogger; tax evasion", "criticism", "pretext_tax"),
        ("teacher; tweets deemed blasphemous", "blasphemy", "blasphemy"),
        ("journalist; false news", "false_news", "false_news"),
        (
            "activist and terrorist hunter; defamation",
            "defamation",
            "defamation",
        ),  # the charge decides before the person does
        ("journalist", "criticism", "criticism"),
    ],
)
def test_the_charge_decides_and_its_gravest_label_first(alleged, conduct, label):
    case, in_words = meaning(row(alleged=alleged))
    assert (case.conduct, case.label, in_words) == (conduct, label, True)


def test_words_that_nobody_foresaw_are_criticism_and_marked():
    case, in_words = meaning(row(alleged="baker; cake"))
    assert (case.conduct, in_words) == ("criticism", False)
    assert "no word" in score([row(alleged="baker; cake")], draws=0).remarks[0]


def test_every_conduct_of_the_table_of_words_is_in_the_catalogue():
    named = {name for entry in load_words().conduct for name in (entry.conduct, entry.pretext) if name}
    assert named <= set(load_conducts())


# The comparison.


def test_the_area_under_the_curve_on_paper():
    outcome = np.array([1.0, 1.0, 0.0, 0.0])
    assert statistics.auc(np.array([4.0, 2.0, 3.0, 1.0]), outcome) == 0.75
    assert statistics.auc(np.ones(4), outcome) == 0.5
    assert statistics.areas(np.array([4.0, 2.0, 3.0, 1.0]), outcome, [np.array([2.0, 0.0, 1.0, 1.0])]) == [1]
    assert np.isnan(statistics.auc(np.ones(2), np.ones(2)))


@given(st.integers(0, 2**32))
@settings(max_examples=20, deadline=None)
def test_a_logistic_fit_is_where_its_slope_vanishes(seed):
    random = np.random.default_rng(seed)
    x, y = random.normal(size=(40, 2)), (random.random(40) < 0.4).astype(float)
    beta = statistics.fit_logistic(x, y)
    residual = y - 1 / (1 + np.exp(-(beta[0] + x @ beta[1:])))
    assert residual.sum() == pytest.approx(1e-6 * beta[0], abs=1e-8)
    assert x.T @ residual == pytest.approx(statistics.RIDGE * beta[1:], abs=1e-8)


def test_a_case_has_no_part_in_its_own_chance():
    random = np.random.default_rng(1)
    x, y = random.normal(size=(30, 1)), (random.random(30) < 0.5).astype(float)
    clusters = np.arange(30) // 3
    before = statistics.by_clusters(x, y, clusters, 1, repeats=1)
    folds = np.random.Generator(np.random.Philox(1)).permutation(10)[clusters] % 10
    turned = np.where(clusters == 4, 1 - y, y)
    after = statistics.by_clusters(x, turned, clusters, 1, repeats=1)
    assert (before == after).tolist() == (folds == folds[12]).tolist()


def test_cases_are_linked_by_pair_and_through_the_same_person():
    groups = [frozenset({"KAZ-ESP"}), frozenset({"TUR-BIH"}), frozenset({"KAZ-POL", "KAZ-ESP"}), frozenset({"KAZ-POL"})]
    assert statistics.linked(groups).tolist() == [0, 1, 0, 0]


def test_whole_clusters_are_drawn_again():
    clusters = np.array([0, 0, 1, 2, 2, 2])
    for weight in statistics.resampled(clusters, 3, 20):
        assert len({*weight[:2]}) == len({*weight[3:]}) == 1
        assert weight[[0, 2, 3]].sum() == 3


@pytest.fixture(scope="module")
def own():
    return agree(score(read_case_file(OWN), draws=0), resamples=200)


def test_who_is_judged(own):
    assert len(own.judged) + sum(own.left_out().values()) == 90
    assert own.left_out() == {"outcome mixed": 5, "a count, not one person": 8, "outcome pending": 1}
    at = {one.id: cluster for one, cluster in zip(own.rows, own.clusters.tolist(), strict=True)}
    assert at["KAZ-ESP-2015"] == at["KAZ-POL-2013"] and at["RUS-KGZ-2023-a"] == at["RUS-KGZ-2023-b"]


def test_better_is_said_only_where_the_interval_excludes_nought(own):
    for forecasts in own.forecasts.values():
        assert forecasts[0].name == MODEL and forecasts[0].by_pair.ahead == 0
        for one_of in forecasts:
            low, high = one_of.by_pair.ahead_interval
            assert low <= one_of.by_pair.ahead <= high
            assert one_of.by_pair.verdict == ("better" if low > 0 else "worse" if high < 0 else "not told apart")


def test_a_model_that_knows_the_outcome_is_better_than_every_rival_and_one_that_knows_nothing_is_not():
    rows = read_case_file(OWN)
    told = score(rows, draws=0)
    oracle = np.array([0.9 if one.outcome == "returned" else 0.1 for one in rows])
    knowing = agree(replace(told, central=np.broadcast_to(oracle, told.central.shape)), resamples=200)
    plain = {
        one.name: one.by_pair.verdict for one in knowing.forecasts["blank"] if not one.name.startswith(f"{MODEL} and")
    }
    assert set(plain.values()) <= {"better", "not told apart"} and plain["freedom of the host alone"] == "better"
    lost = agree(replace(told, central=np.full_like(told.central, 0.3)), resamples=200)
    assert lost.forecasts["blank"][0].plain == 0.5
    assert "better" not in {
        one.by_pair.verdict for one in lost.forecasts["blank"] if one.name == "freedom of the host alone"
    }


def test_without_both_outcomes_there_is_nothing_to_compare():
    assert agree(score([row(), row("b")], draws=0)) is None
    assert agree(score([row(outcome="returned"), row("b", outcome="pending")], draws=0)) is None


def test_tables_count_every_judged_case_once(own):
    dyads = by_dyad(own)
    assert dyads["cases"].sum() == calibration(own, "blank")["cases"].sum() == len(own.judged)
    assert dyads["handed_over"].sum() == own.outcome.sum()
    assert dyads["miss"].is_monotonic_decreasing
