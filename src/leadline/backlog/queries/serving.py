"""What items are for: bets and key results, theirs and those that may be chosen."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q

from leadline.backlog.models import BET, Item, ItemGoal
from leadline.foundation.refusals import NotFound
from leadline.foundation.wording import says
from leadline.planning.models import Bet
from leadline.workspaces.models import Member

CHOICES = 20
MOST_GOALS = 200


@dataclass(frozen=True)
class Progress:
    """How many items there are, and how many of them are done; epics count for what lies below them."""

    done: int = 0
    all: int = 0

    @property
    def is_done(self) -> bool:
        return 0 < self.all == self.done


def goals_of(member: Member, item: Item) -> Sequence[ItemGoal]:
    """The key results that an item serves, the largest share first."""
    rows = ItemGoal.objects.filter(item=item, key_result__trashed_at=None)
    joined = rows.select_related("key_result__workspace", "key_result__objective")
    return list(joined.order_by("-share", "id")[:MOST_GOALS])


def goal_of(member: Member, item: Item, goal_id: UUID) -> ItemGoal:
    """One of the key results that an item serves."""
    found: ItemGoal | None = ItemGoal.objects.filter(item=item, pk=goal_id).first()
    if found is None:
        raise NotFound
    found.item = item
    return found


def bet_choices(member: Member, text: str = "") -> Sequence[Bet]:
    """Bets whose names hold the words, those that still run first; 20 at most."""
    rows = Bet.objects.filter(says("name", text)) if text.strip() else Bet.objects.all()
    over = Q(state__in=[Bet.State.DONE, Bet.State.STOPPED])
    running = list(rows.exclude(over).select_related("workspace").order_by("name", "id")[:CHOICES])
    left = CHOICES - len(running)
    return running + list(rows.filter(over).select_related("workspace").order_by("name", "id")[:left])  # fmt: skip


def progress_of_bets(member: Member, bets: Iterable[UUID]) -> Mapping[UUID, Progress]:
    """How far the work of each bet has come, in one statement; bets without work are left out."""
    keys = list(bets)
    if not keys:
        return {}
    rows = Item.of_bet(*keys).exclude(item_kind=Item.Kind.EPIC).order_by().annotate(serves=BET)
    counted = rows.values("serves").annotate(done=Count("finished_at"), all=Count("id"))
    return {row["serves"]: Progress(row["done"], row["all"]) for row in counted}
