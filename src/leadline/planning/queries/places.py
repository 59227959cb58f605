"""The shape of the tree: what stands under what, from one statement."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from leadline.planning.models import Opportunity
from leadline.workspaces.models import Member


@dataclass(frozen=True)
class Places:
    """Each opportunity's parent (None for the uppermost), and its children."""

    parents: Mapping[UUID, UUID | None]
    children: Mapping[UUID, Sequence[UUID]]

    def above(self, key: UUID) -> Iterator[UUID]:
        """What an opportunity stands under, the nearest first."""
        parent = self.parents.get(key)
        while parent is not None:
            yield parent
            parent = self.parents.get(parent)

    def below(self, key: UUID) -> list[UUID]:
        """An opportunity and all that stands under it."""
        found = [key]
        for each in found:
            found += self.children.get(each, ())
        return found

    def height(self, key: UUID) -> int:
        """How many levels an opportunity and what stands under it take."""
        return 1 + max((self.height(each) for each in self.children.get(key, ())), default=0)


def places(member: Member) -> Places:
    """The tree of the whole workspace."""
    parents = dict(Opportunity.objects.order_by().values_list("id", "parent_id"))
    children: dict[UUID, list[UUID]] = defaultdict(list)
    for key, parent in parents.items():
        if parent is not None:
            children[parent].append(key)
    return Places(parents, children)


def crumbs(tree: Places, opportunity: Opportunity) -> Sequence[Opportunity]:
    """What an opportunity stands under, the uppermost first."""
    above = list(tree.above(opportunity.pk))[::-1]
    rows = Opportunity.objects.select_related("workspace", "objective").in_bulk(above)
    return [rows[key] for key in above if key in rows]
