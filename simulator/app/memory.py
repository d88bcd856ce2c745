"""What all sessions remember of runs: the last so many."""

from typing import Any


def make_room(known: dict[Any, Any], most: int) -> None:
    """Forget the oldest where one more would be more than `most`; another session may have been first."""
    if len(known) >= most:
        known.pop(next(iter(known)), None)
