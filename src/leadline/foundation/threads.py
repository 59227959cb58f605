"""The lines of the thread: each is told by the room that keeps it, and walked by the room that gathers them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet


@dataclass(frozen=True)
class Tie:
    """What so many records at one end do with the one at the other, in words by their number.

    `of_several` are the words where several are at the other end and these differ. `first` says what
    to do beforehand where the tie keeps a record out of the trash; the operation refuses in its words.
    """

    words: Any
    of_several: Any = None
    first: Any = ""

    def says(self, count: int, ends: int = 1) -> str:
        """The words for so many records at this end, and so many at the other."""
        return str((self.of_several if ends > 1 and self.of_several else self.words) % count)


@dataclass(frozen=True)
class Line:
    """One kind of line between two kinds of records: the upper one stands on the lower one.

    `rows` gives what holds such lines, a row each, within the scope and without what lies in the
    trash. `below_id` and `above_id` are paths from such a row to the keys of both ends; `weight` is
    a path to what the line weighs (a share or a strength), where it weighs anything. `hangs` says
    of upper records what they do with the lower one: they lose it when it is thrown away. `holds` says
    the same of lower ones, where the upper one is what keeps them together.
    """

    below: str
    above: str
    rows: Callable[[], QuerySet[Any]]
    below_id: str
    above_id: str
    weight: str | None = None
    hangs: Tie | None = None
    holds: Tie | None = None
