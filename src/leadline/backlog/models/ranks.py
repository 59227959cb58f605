"""What rebalancing made of ranks, so that an undo still finds the old places."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Exists, OuterRef

from leadline.foundation.ranks import RankField, ranks_between
from leadline.workspaces.models import Member, Row


class RankGiven(Row):
    """The rank of an item before and after its list was rebalanced; kept until that is done again."""

    travels = False
    is_derived = True

    item_key = models.UUIDField()
    list_key = models.UUIDField()
    before = RankField()
    after = RankField()

    class Meta:
        indexes = [
            models.Index(fields=["item_key"], name="rank_given_to_item"),
            models.Index(fields=["list_key", "before"], name="ranks_before"),
            models.Index(fields=["list_key", "after"], name="ranks_after"),
        ]

    def stamp(self, by: Member | None, now: datetime) -> None:
        """It is nobody's doing."""


def rank_recorded(item: Any) -> str:
    """The rank that the last event about an item gave it."""
    given = RankGiven.objects.filter(item_key=item.id, after=item.rank)
    found: str | None = given.values_list("before", flat=True).first()
    return found or str(item.rank)


def rank_today(item: Any, list_key: UUID, rank: str) -> str:
    """A rank of an item from before its list was rebalanced, as a rank of today.

    Right behind what stood before it and has not moved since.
    """
    given = RankGiven.objects.filter(list_key=list_key)
    first = given.order_by("after").values_list("after", flat=True).first()
    if first is None or rank >= first:
        return rank
    there = type(item).with_trash.filter(backlog_list_id=list_key).exclude(pk=item.pk)
    unmoved = Exists(there.filter(pk=OuterRef("item_key"), rank=OuterRef("after")))
    behind = given.filter(unmoved, before__lt=rank).order_by("-before")
    lower = behind.values_list("after", flat=True).first()
    later = there.filter(rank__gt=lower) if lower else there
    upper = later.order_by("rank").values_list("rank", flat=True).first()
    return ranks_between(lower, upper)[0]
