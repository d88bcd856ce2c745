"""What sessions remember of one another's work is the last so many answers."""

from simulator.app.memory import Memory


def test_where_one_more_would_be_too_many_the_oldest_answer_is_forgotten():
    known: Memory[str, int] = Memory(2)
    for name, made in (("first", 1), ("second", 2), ("second", 3), ("third", 4)):
        known[name] = made
    assert known == {"second": 3, "third": 4}


def test_a_known_answer_is_not_worked_out_again():
    known: Memory[str, int] = Memory(2)
    assert [known.found("one", lambda made=made: made) for made in (1, 2)] == [1, 1]
