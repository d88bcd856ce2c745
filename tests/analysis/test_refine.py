"""A first answer, made better in place on the same draws, is in the end one whole run."""

from contextlib import closing
from itertools import pairwise

import numpy as np
import pytest

from simulator.analysis import ensemble, runs
from simulator.analysis.ensemble import BAND_DRAWS
from simulator.analysis.havens import compare
from simulator.analysis.outcomes import Ensemble
from simulator.analysis.refine import refine, steps, with_band
from simulator.analysis.runs import Kept, Run
from simulator.engine.kernel import EFFECTS
from simulator.export.summary import summary
from simulator.model.compile import compile_network
from simulator.model.scenario import find_case, load_scenario
from simulator.model.world import load_world

N = 300  # no whole number of words


def asked():
    return load_world(), load_scenario("strongest-safeguards"), "EGY", 4, N


def forget():
    ensemble._kept.cache_clear()
    ensemble._tallied.cache_clear()


@pytest.fixture(scope="module")
def answers():
    forget()
    return list(refine(*asked()))


def same(one, other):
    return all(np.array_equal(one.words[effect], other.words[effect]) for effect in EFFECTS)


def test_replicates_grow_first_then_the_band_then_the_alternatives(answers):
    assert [found.n for found in answers] == [256, N, N, N, N, N]
    assert [len(found.banded) for found in answers] == [0, 0, 8, 16, 32, BAND_DRAWS]
    assert [found.finished for found in answers] == [False] * 5 + [True]
    assert steps(100) == [100] and steps(256) == [256] and steps(5000) == [256, 1024, 4096, 5000]


def test_the_last_answer_is_one_whole_run_and_each_earlier_one_a_run_of_its_replicates(answers):
    forget()
    whole = with_band(compare(*asked()))
    assert summary(answers[-1]) == summary(whole)
    assert same(answers[-1].after, whole.after) and same(answers[-1].before, whole.before)
    for early, late in pairwise(answers):
        assert same(early.after, late.after.first(early.n))
        for mine, others in zip(early.banded, late.banded, strict=False):
            assert all(np.array_equal(one.totals, other.totals) for one, other in zip(mine, others, strict=True))


def test_no_replicate_is_worked_out_twice(monkeypatch):
    forget()
    done = []
    words = Run.words
    monkeypatch.setattr(Run, "words", lambda self, span: done.append((id(self), *span)) or words(self, span))
    for found in refine(*asked()):
        if found.n == N:
            break
    for own in {run for run, *_ in done}:
        spans = sorted(span for run, *span in done if run == own)
        assert [start for start, _ in spans] == [0, *(stop for _, stop in spans[:-1])]
    again = len(done)
    compare(*asked()[:4], 256)
    assert len(done) == again


def test_whoever_stops_reading_stops_the_work(monkeypatch):
    drawn = []
    noise = ensemble.drawn_noise
    monkeypatch.setattr(ensemble, "drawn_noise", lambda *given: drawn.append(given) or noise(*given))
    with closing(refine(*asked())) as better:
        for found in better:
            if found.banded:
                break
    assert 8 <= len(drawn) < 24  # those read, two at work and a few that waited; not the rest of the 64


def test_what_progress_raises_stops_the_work_and_progress_only_grows():
    told = []

    def progress(share):
        told.append(share)
        if len(told) == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(refine(*asked(), progress=progress))
    assert len(told) == 5 and told == sorted(told) and told[0] > 0 and told[-1] < 1


def test_the_share_that_is_done_grows_to_the_whole():
    told = []
    with_band(compare(*asked()), told.append)
    assert told == sorted(told) and told[-1] == 1


def test_two_readers_of_one_run_do_not_get_into_each_others_way(monkeypatch):
    monkeypatch.setattr(runs, "COMPILED_CHUNK", 128)
    monkeypatch.setattr(runs, "CHUNK", 128)
    scenario = load_scenario("today")
    run = Run(network=compile_network(load_world(), scenario, find_case(scenario.case), "NIC"), seed=2)
    kept = Kept(run)
    few = [kept.work(span) for span in kept.missing(70)]  # two words
    more = [kept.work(span) for span in kept.missing(200)]
    for take_in in (*few, *more, *few):
        take_in()
    assert kept.missing(200) == []
    whole = Ensemble(n=200, words=run.words((0, 200)))
    assert same(kept.upto(200), whole) and same(kept.upto(70), whole.first(70))


def test_the_first_replicates_of_an_ensemble_are_a_run_of_so_many():
    scenario = load_scenario("today")
    run = Run(network=compile_network(load_world(), scenario, find_case(scenario.case), "NIC"), seed=2)
    assert same(Ensemble(n=200, words=run.words((0, 200))).first(70), Ensemble(n=70, words=run.words((0, 70))))
