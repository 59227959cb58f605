"""The shape of the tree: what stands under what, from one statement."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from leadline.planning.models import Opportunity
from leadline.workspaces.models import Member
from leadline.workspaces.prepared import prepared


@dataclass(frozen=True)
class Places:
    """Each opportunity's parent (None for the uppermost), and its children.

    Opportunities are numbered here, `keys` by number and `numbers` by key: a key takes five times as
    long to look up as a number, and to walk a tree is to look up.
    """

    keys: Sequence[UUID]
    numbers: Mapping[UUID, int]
    parents: Mapping[int, int]
    children: Mapping[int, Sequence[int]]

    def above(self, key: UUID) -> Iterator[UUID]:
        """What an opportunity stands under, the nearest first."""
        number = self.numbers.get(key)
        while number is not None and (number := self.parents.get(number)) is not None:
            yield self.keys[number]

    def branch(self, key: UUID) -> list[int]:
        """The numbers of an opportunity and of all that stands under it; none of one that is not in the tree."""
        found = [self.numbers[key]] if key in self.numbers else []
        for each in found:
            found += self.children.get(each, ())
        return found

    def right_below(self, key: UUID) -> int:
        """How many stand right below an opportunity."""
        return len(self.children.get(self.numbers.get(key, -1), ()))

    def height(self, key: UUID) -> int:
        """How many levels an opportunity and what stands under it take."""
        return self._height(self.numbers.get(key, -1))

    def _height(self, number: int) -> int:
        return 1 + max((self._height(each) for each in self.children.get(number, ())), default=0)


def places(member: Member) -> Places:
    """The tree of the whole workspace."""
    rows = _parents()
    numbers = {key: number for number, (key, _parent) in enumerate(rows)}
    parents: dict[int, int] = {}
    children: dict[int, list[int]] = defaultdict(list)
    for number, (_key, parent) in enumerate(rows):
        if parent is not None:
            above = parents[number] = numbers.setdefault(parent, len(numbers))
            children[above].append(number)
    return Places(list(numbers), numbers, parents, children)


@prepared
def _parents() -> "QuerySet[Any, tuple[UUID, UUID | None]]":
    return Opportunity.objects.order_by().values_list("id", "parent_id")


def crumbs(tree: Places, opportunity: Opportunity) -> Sequence[Opportunity]:
    """What an opportunity stands under, the uppermost first."""
    above = list(tree.above(opportunity.pk))[::-1]
    rows = Opportunity.objects.select_related("workspace", "objective").in_bulk(above)
    return [rows[key] for key in above if key in rows]
