"""Work that nobody waits for takes turns, over all visits.

The price of genuine requests, previews and bands are worked out after the answer has been told: one at a time, whatever
the number of people. So who moves a lever finds a core free. Of one rank, what has begun goes before what has not: memory
holds the half-done work of one person, and not of thirty.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import IntEnum
from heapq import heapify, heappop, heappush
from itertools import count
from threading import Condition
from typing import TypeVar

Part = TypeVar("Part")
PATIENCE = 0.2  # between two looks at whether something new was chosen meanwhile [s]


class Rank(IntEnum):
    """Whose turn comes first; of one rank, the work that came first."""

    PRICE = 0  # stands on the first screen
    PREVIEW = 1
    BAND = 2


class Turns:
    """One turn at a time, in order."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._tickets = count()
        self._waiting: list[tuple[Rank, int]] = []
        self._taken = False

    def ticket(self) -> int:
        """The place of a work of several turns: before all that comes later."""
        return next(self._tickets)

    @contextmanager
    def turn(self, rank: Rank, tick: Callable[[], object], ticket: int | None = None) -> Iterator[None]:
        """Wait for a turn and have it; `tick` is called while waiting and may raise, which gives the place up."""
        mine = (rank, self.ticket() if ticket is None else ticket)
        with self._changed:
            heappush(self._waiting, mine)
        try:
            while not self._begins(mine):
                tick()
        except BaseException:
            with self._changed:
                self._waiting.remove(mine)
                heapify(self._waiting)
                self._changed.notify_all()
            raise
        try:
            yield
        finally:
            with self._changed:
                self._taken = False
                self._changed.notify_all()

    def _begins(self, mine: tuple[Rank, int]) -> bool:
        with self._changed:
            if self._changed.wait_for(lambda: not self._taken and self._waiting[0] == mine, PATIENCE):
                heappop(self._waiting)
                self._taken = True
                return True
            return False

    def in_turns(self, rank: Rank, parts: Iterator[Part], tick: Callable[[], object]) -> Iterator[Part]:
        """Each part of a work in a turn of its own."""
        ticket = self.ticket()
        while True:
            with self.turn(rank, tick, ticket):
                part = next(parts, None)
            if part is None:
                return
            yield part


TURNS = Turns()  # of this server
