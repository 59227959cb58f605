"""Milestones, and how far what they ask for has come."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from leadline.backlog.models import Item, Milestone, MilestonePart
from leadline.backlog.queries.serving import Progress, progress_of_bets
from leadline.foundation.paging import PAGE, Slice, page_of
from leadline.planning.models import Bet
from leadline.products.models import Product
from leadline.workspaces.models import Member
from leadline.workspaces.queries import one

MOST = 200


@dataclass(frozen=True)
class Asked:
    """What a milestone asks for: an item, or all the work of a bet; with how far it has come."""

    part: MilestonePart
    progress: Progress

    @property
    def what(self) -> Any:
        return self.part.item or self.part.bet

    @property
    def is_done(self) -> bool:
        bet = self.part.bet
        return self.progress.is_done or (bet is not None and bet.state == Bet.State.DONE)


@dataclass(frozen=True)
class MilestoneLine:
    """A milestone with what it asks for. Its state is computed, never typed."""

    milestone: Milestone
    asked: Sequence[Asked]
    today: date

    @property
    def done(self) -> int:
        return sum(each.is_done for each in self.asked)

    @property
    def state(self) -> str:
        """empty: asks for nothing; reached: all is done; missed: the day is over; open."""
        if not self.asked:
            return "empty"
        if self.done == len(self.asked):
            return "reached"
        return "missed" if self.milestone.due_on < self.today else "open"


def milestones(
    member: Member, today: date, product: Product | None = None, after: str = "", limit: int = PAGE
) -> "Slice[MilestoneLine]":  # fmt: skip
    """A page of the milestones of a product, or of all products, by their day; three statements."""
    rows = _rows().filter(product=product) if product else _rows()
    page = page_of(rows, ["due_on", "id"], after, limit)
    return Slice(_lines(member, today, page.rows), page.after)


def milestones_between(
    member: Member, today: date, first: date, last: date, product: Product | None = None
) -> Sequence[MilestoneLine]:
    """The milestones of a stretch of days, both included; 200 at most."""
    rows = _rows().filter(due_on__range=(first, last))
    chosen = rows.filter(product=product) if product else rows
    return _lines(member, today, list(chosen.order_by("due_on", "id")[:MOST]))


def milestones_asking(
    member: Member, today: date, items: Iterable[Item] = (), bet: Bet | None = None
) -> Sequence[MilestoneLine]:
    """The milestones that ask for one of the items, or for the work of a bet; 200 at most."""
    parts = MilestonePart.objects.filter(Q(item__in=list(items)) | Q(bet=bet, bet__isnull=False))
    rows = _rows().filter(pk__in=parts.values("milestone")).order_by("due_on", "id")
    return _lines(member, today, list(rows[:MOST]))


def milestones_of(member: Member, item: Item) -> Sequence[Milestone]:
    """The milestones that ask for an item by itself, by their day; 200 at most."""
    parts = MilestonePart.objects.filter(item=item).values("milestone")
    return list(_rows().filter(pk__in=parts).order_by("due_on", "id")[:MOST])


def milestone_by_id(member: Member, milestone_id: UUID) -> Milestone:
    """One milestone with its product."""
    found: Milestone = one(_rows(), pk=milestone_id)
    return found


def milestone_line(member: Member, today: date, milestone: Milestone) -> MilestoneLine:
    """A milestone with all that it asks for."""
    return _lines(member, today, [milestone])[0]


def part_of(member: Member, milestone: Milestone, part_id: UUID) -> MilestonePart:
    """One thing that a milestone asks for."""
    found: MilestonePart = one(MilestonePart.objects.filter(milestone=milestone), pk=part_id)
    found.milestone = milestone
    return found


def _rows() -> "QuerySet[Milestone]":
    rows: QuerySet[Milestone] = Milestone.objects.filter(product__trashed_at=None)
    return rows.select_related("workspace", "product__workspace")


def _lines(member: Member, today: date, rows: Sequence[Milestone]) -> list[MilestoneLine]:
    parts = _parts(rows)
    bets = {part.bet_id for own in parts.values() for part in own if part.bet_id}
    epics = _below(part.item for own in parts.values() for part in own if part.item)
    progress = progress_of_bets(member, bets)
    return [
        MilestoneLine(row, [_asked(part, progress, epics) for part in parts.get(row.pk, ())], today)
        for row in rows
    ]


def _asked(part: MilestonePart, bets: Mapping[UUID, Progress], epics: Mapping[UUID, Progress]) -> Asked:  # fmt: skip
    if part.item is None:
        return Asked(part, bets.get(part.bet_id, Progress()))
    own = Progress(int(part.item.finished_at is not None), 1)
    return Asked(part, own if own.is_done else epics.get(part.item_id, own))


def _below(items: Iterable[Item]) -> Mapping[UUID, Progress]:
    """How much below each epic is done."""
    keys = [item.pk for item in items if item.item_kind == Item.Kind.EPIC]
    found: dict[UUID, list[bool]] = defaultdict(list)
    for parent, finished in Item.objects.filter(parent__in=keys).values_list("parent", "finished_at") if keys else ():  # fmt: skip
        found[parent].append(finished is not None)
    return {key: Progress(sum(ends), len(ends)) for key, ends in found.items()}


def _parts(rows: Sequence[Milestone]) -> Mapping[UUID, Sequence[MilestonePart]]:
    alive = Q(item__trashed_at=None, item__isnull=False) | Q(bet__trashed_at=None, bet__isnull=False)  # fmt: skip
    found: dict[UUID, list[MilestonePart]] = defaultdict(list)
    joined = MilestonePart.objects.filter(alive, milestone__in=rows).select_related("item__product", "item__workspace", "item__status", "bet__workspace")  # fmt: skip
    for part in joined.order_by(F("item__number").asc(nulls_last=True), "bet__name", "id"):
        found[part.milestone_id].append(part)
    return found
