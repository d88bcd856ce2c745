"""Who could move a level of a setting, and the earliest day on which it could bind.

The days are bounds, not forecasts: they suppose that every instrument still missing were deposited on the
day on which the status of the Convention is known.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from simulator.law.vocabulary import Mark, Route
from simulator.words.say import Word, say

ENTRY_INTO_FORCE = timedelta(days=90)  # after the fortieth instrument, 65(1) [text]
AMENDMENT_YEARS = 5  # after entry into force, 66 [recall-H]
PROTOCOL_PARTIES = 60  # before a protocol may be considered, 62 [recall-H]


@dataclass(frozen=True, slots=True)
class Way:
    """What a route asks for, and when it could bind at the earliest."""

    who: str
    asks: str
    article: str
    mark: Mark
    wait: timedelta = timedelta(0)  # after the day on which the status is known
    years: int = 0

    @property
    def rule(self) -> str:
        """What it asks for, in the reader's words."""
        return say(self.asks, years=AMENDMENT_YEARS, parties=PROTOCOL_PARTIES)

    def earliest(self, known: date) -> date:
        """Earliest day on which a change by this route could bind, if everything else were ready on `known`."""
        day = known + self.wait
        leap = day.month == 2 and day.day == 29
        return day.replace(year=day.year + self.years, day=28 if leap else day.day)


WAYS = {
    Route.HOST: Way(
        Word("the government, parliament or courts of one State"),
        Word("Its own law decides when; nobody else need agree."),
        "24, 37(8), 40(17)",
        Mark.RECALL_HIGH,
    ),
    Route.DECLARATION: Way(
        Word("one State, when it joins"),
        Word(
            "It is made on joining and binds once the Convention is in force. No article closes the list of reservations; "
            "they must agree with the object of the text (Vienna Convention 19). Others may object."
        ),
        "11(3), 23(3), 37(6), 42(5), 65(1)",
        Mark.RECALL_HIGH,
        ENTRY_INTO_FORCE,
    ),
    Route.NOT_JOINING: Way(
        Word("one State"), Word("A State that does not join, or leaves, is not bound."), "64-65, 67", Mark.RECALL_HIGH
    ),
    Route.AMENDMENT: Way(
        Word("the Conference of the States Parties, and each party by ratifying"),
        Word("Not before {years} years after entry into force, and only for those that ratify it."),
        "66",
        Mark.RECALL_HIGH,
        2 * ENTRY_INTO_FORCE,
        AMENDMENT_YEARS,
    ),
    Route.PROTOCOL: Way(
        Word("the Conference of the States Parties, and each party by joining the protocol"),
        Word("The Conference may consider one once there are {parties} parties."),
        "61-62",
        Mark.RECALL_HIGH,
        2 * ENTRY_INTO_FORCE,
    ),
    Route.OTHER_BODY: Way(Word("another body, by its own rules"), Word("No date is known."), "", Mark.ASSUME),
}
