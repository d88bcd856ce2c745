"""What all sessions remember of what was worked out."""

from collections.abc import Callable
from typing import TypeVar

Name = TypeVar("Name")
Made = TypeVar("Made")


class Memory(dict[Name, Made]):
    """The last so many answers, by the name of what was asked."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most

    def __setitem__(self, name: Name, made: Made) -> None:
        """Forget the oldest where one more would be more than `most`; another session may have been first."""
        if name not in self and len(self) >= self.most:
            self.pop(next(iter(self)), None)
        super().__setitem__(name, made)

    def found(self, name: Name, work: Callable[[], Made]) -> Made:
        """The answer of that name, worked out now if it is not known."""
        made = self.get(name)
        if made is None:
            self[name] = made = work()
        return made
