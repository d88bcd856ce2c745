"""Many people on one server: nobody sees another's numbers, and work that nobody waits for stands in line."""

import asyncio
import random
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from types import SimpleNamespace

import pytest

from benchmarks.people import Person, askers, tallies, together
from simulator.app import havens_page
from simulator.app.turns import Rank, Turns
from simulator.model.world import load_world


def test_everybody_is_shown_the_librarys_answer_to_what_they_chose_themselves(address):
    people = [Person(address, code, random.Random(i)) for i, code in enumerate(["NIC", "NIC", *askers(2)])]
    work = together(people, moves=3, pause=0.2, check=True, apart=0.05)
    with ThreadPoolExecutor(1) as thread:  # the browser of other tests has a loop of its own in this one
        thread.submit(asyncio.run, work).result()
    assert all(len(person.took) == 3 for person in people)
    rules = {person.scenario.model_dump_json() for person in people}
    assert len(rules) > 1, "they chose differently"
    assert len({str(tallies(one, "NIC")) for one in rules}) > 1, "and it made a difference"


def test_a_person_who_is_shown_the_numbers_of_another_is_found_out():
    person = Person("", "NIC", random.Random(0))
    here = "".join("r" if code == "NIC" else "." for code in load_world().codes)
    for of in ("NIC", "EGY"):
        shown = tallies(person.scenario.model_dump_json(), of)
        kinds = {kind: {"after": {"havens": one, "kept": other}} for kind, (one, other) in shown.items()}
        person.result = {"result": {"status": here, "kinds": kinds}}
        with nullcontext() if of == "NIC" else pytest.raises(AssertionError, match="NIC was shown NIC"):
            person.agrees()


class Anew(Exception):
    """The page is drawn anew."""


def test_who_asks_what_another_has_just_finished_asking_is_shown_the_whole_answer_too(monkeypatch):
    def draw():
        raise Anew

    found = SimpleNamespace(scenario=None, requesting="NIC", finished=False)
    monkeypatch.setattr(havens_page, "_name", lambda scenario, requesting: requesting)
    monkeypatch.setattr(havens_page, "BANDED", {"NIC": found})
    monkeypatch.setattr(havens_page.st, "rerun", draw)
    with pytest.raises(Anew):
        havens_page._refine(found, {})
    found.finished = True
    havens_page._refine(found, {})


class Line:
    """People who come for a turn one after the other while another has it; the order in which they get it."""

    def __init__(self):
        self.turns, self.order, self.threads = Turns(), [], []
        self.inside = self.most = 0

    def come(self, rank, name, tick=lambda: None, ticket=None):
        def wait():
            with self.turns.turn(rank, tick, ticket):
                self.inside += 1
                self.most = max(self.most, self.inside)
                self.order.append(name)
                self.inside -= 1

        waiting = len(self.turns._waiting)
        self.threads.append(threading.Thread(target=wait))
        self.threads[-1].start()
        while len(self.turns._waiting) == waiting:
            threading.Event().wait(0.001)


def test_turns_come_one_at_a_time_by_rank_and_then_by_who_came_first():
    line = Line()
    with line.turns.turn(Rank.BAND, lambda: None):
        for rank, name in [
            (Rank.BAND, "a"),
            (Rank.PREVIEW, "b"),
            (Rank.BAND, "c"),
            (Rank.PRICE, "d"),
            (Rank.PREVIEW, "e"),
        ]:
            line.come(rank, name)
    for thread in line.threads:
        thread.join()
    assert (line.order, line.most) == (["d", "b", "e", "a", "c"], 1)


def test_a_work_that_has_begun_goes_on_before_another_begins():
    line = Line()
    begun = line.turns.ticket()
    with line.turns.turn(Rank.BAND, lambda: None):
        line.come(Rank.BAND, "later")
        line.come(Rank.BAND, "begun", ticket=begun)
    for thread in line.threads:
        thread.join()
    assert line.order == ["begun", "later"]


def test_who_has_chosen_something_new_leaves_the_line_and_a_fault_ends_a_turn():
    turns, done = Turns(), SimpleNamespace(ticks=0)

    def tick():
        done.ticks += 1
        raise InterruptedError

    with turns.turn(Rank.BAND, lambda: None), pytest.raises(InterruptedError), turns.turn(Rank.PREVIEW, tick):
        pytest.fail("the turn is another's")
    assert done.ticks == 1
    with pytest.raises(ZeroDivisionError), turns.turn(Rank.BAND, tick):
        raise ZeroDivisionError
    assert list(turns.in_turns(Rank.BAND, iter([1, 2]), tick)) == [1, 2]
