"""Which objective lies under which, with those in the trash: they may come back."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from leadline.foundation.refusals import Refusal

MOST_DEPTH = 12


class Circle(Refusal):
    """An objective would lie under itself."""


class TooDeep(Refusal):
    """Objectives would lie too deep under each other."""


@dataclass(frozen=True)
class Above:
    """The objective above each one."""

    parents: dict[UUID, UUID | None]

    @classmethod
    def read(cls, objectives: Any) -> "Above":
        return cls(dict(objectives.values_list("id", "parent_id")))

    def path(self, key: UUID | None) -> list[UUID]:
        """An objective and all above it, the nearest first."""
        found: list[UUID] = []
        while key is not None and key not in found:
            found.append(key)
            key = self.parents.get(key)
        return found

    def height(self, key: UUID) -> int:
        """How many levels hang on an objective, itself counted."""
        below: dict[UUID | None, list[UUID]] = defaultdict(list)
        for each, above in self.parents.items():
            below[above].append(each)
        levels, level = 0, [key]
        while level and levels <= MOST_DEPTH:
            levels, level = levels + 1, [child for each in level for child in below[each]]
        return levels

    def refuse(self, above: UUID | None, key: UUID | None = None) -> None:
        """Raise `Circle` or `TooDeep` where `key`, or a new objective, cannot lie under another one."""
        path = self.path(above)
        if key in path:
            raise Circle("It would lie under itself.", field="parent", remedy="Choose an objective that does not lie under this one.")  # fmt: skip
        if path and len(path) + (self.height(key) if key else 1) > MOST_DEPTH:
            raise TooDeep(f"Objectives lie {MOST_DEPTH} deep at most.", field="parent", remedy="Choose one higher up.")  # fmt: skip
