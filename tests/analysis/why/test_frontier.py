"""The frontier: every text and the current scenario, each with the figures of its own run."""

from simulator.analysis.genuine import genuine, mean_met
from simulator.analysis.havens import compare
from simulator.analysis.why.frontier import CHANGE, CURRENT, TEXT, frontier
from simulator.model.scenario import baseline_of, load_scenario, scenario_paths
from simulator.model.world import load_world

N = 64
WORLD = load_world()


def test_every_text_and_the_scenario_stand_where_their_own_runs_put_them():
    scenario = load_scenario("strongest-safeguards")
    found = frontier(WORLD, scenario, "NIC", n=N)
    assert [one.id for one in found.points if one.what == TEXT] == list(scenario_paths())
    (current,) = (one for one in found.points if one.what == CURRENT)
    texts = {one.id: one for one in found.points if one.what == TEXT}
    assert (current.kept, current.met) == (texts[scenario.id].kept, texts[scenario.id].met)
    for id in ("strongest-safeguards", "civil-society-text", "suspension", "today"):
        text = load_scenario(id).model_copy(update={"case": scenario.case})
        own = compare(WORLD, text, "NIC", 1, N, baseline=baseline_of(scenario))
        assert (found.havens, texts[id].kept) == own.tally("data")
        assert texts[id].met / found.sent == mean_met(genuine(WORLD, text, 1, N))


def test_a_point_is_on_the_frontier_when_none_is_as_good_by_both_and_better_by_one():
    points = frontier(WORLD, load_scenario("strongest-safeguards"), "NIC", n=N).points
    assert any(one.on_frontier for one in points) and not all(one.on_frontier for one in points)
    for one in points:
        better = [
            p for p in points if p.kept >= one.kept and p.met >= one.met and (p.kept, p.met) != (one.kept, one.met)
        ]
        assert one.on_frontier == (not better)


def test_changes_on_it_are_open_today_and_more_protective():
    points = frontier(WORLD, load_scenario("strongest-safeguards"), "NIC", n=N).points
    current, changed = points[0], [one for one in points if one.what == CHANGE]
    assert changed and all(one.route not in ("amendment", "protocol", "another body") for one in changed)
    assert all(one.kept >= current.kept and one.met <= current.met for one in changed)
