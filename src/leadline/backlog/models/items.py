"""Items of work: epics, stories and what else trackers know."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import F, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce
from django.urls import reverse

from leadline.backlog.models.circles import refuse_circle_of_parents
from leadline.backlog.models.lists import BacklogList, Status
from leadline.backlog.models.ranks import RankGiven, rank_recorded, rank_today
from leadline.foundation.ranks import RankField, ranks_between
from leadline.planning.models import Bet
from leadline.products.models import Product, Team
from leadline.workspaces.models import Change, Member, Record, Row

BET = Coalesce("bet", "parent__bet", "parent__parent__bet")
"""The key of the bet that an item works for, in queries: what `Item.of_bet` goes by."""

AND_BELOW = """
    WITH RECURSIVE work (id, level) AS (
        SELECT own.pk, 0 FROM ({own}) own
        UNION ALL
        SELECT below.id, work.level + 1 FROM backlog_item below JOIN work ON below.parent_id = work.id
        WHERE work.level < 2 AND below.bet_id IS NULL AND below.trashed_at IS NULL
    )
    SELECT id FROM work"""
"""Level by level, so that no plan can be bad: of nested subqueries PostgreSQL, while it knows no statistics, makes one that grows with the cube."""


class Item(Record):
    """A piece of work.

    `started_at` and `finished_at` follow from its status changes; an item is open for as long
    as it has no `finished_at`, so whatever is in a status of the category done has one. It works for
    its own `bet` or, without one, for that of the nearest item above it (see `of_bet`).
    """

    class Kind(models.TextChoices):
        EPIC = "epic", "Epic"
        STORY = "story", "Story"
        QUALITY = "quality", "Non-functional"
        BUG = "bug", "Bug"
        TASK = "task", "Task"

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveIntegerField(editable=False)
    item_kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.STORY)
    title = models.CharField(max_length=300)
    description = models.TextField(blank=True)
    status = models.ForeignKey(Status, on_delete=models.PROTECT, related_name="+")
    backlog_list = models.ForeignKey(BacklogList, on_delete=models.PROTECT, related_name="+", db_index=False)  # fmt: skip
    rank = RankField()
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # fmt: skip
    bet = models.ForeignKey(Bet, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False)  # fmt: skip
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False)  # fmt: skip
    assignee = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # fmt: skip
    points = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    estimate_seconds = models.PositiveIntegerField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    opened_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    source_key = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["product", "number"], name="items_are_numbered"),
            models.UniqueConstraint(
                fields=["backlog_list", "rank"],
                name="places_in_a_list_differ",
                condition=Q(trashed_at=None),
            ),
            models.CheckConstraint(
                condition=~Q(parent=F("id")), name="an_item_is_not_its_own_parent"
            ),
        ]
        indexes = [
            models.Index(fields=["product", "backlog_list", "rank", "id"], name="open_items_by_rank", condition=Q(trashed_at=None, finished_at=None)),
            models.Index(fields=["product", "finished_at", "id"], name="items_by_finish"),
            models.Index(fields=["team", "finished_at", "id"], name="items_by_team_finish"),
            # Beside the key's own index: most items have no parent, which SQLite's statistics take for one with very many.
            models.Index(fields=["parent", "id"], name="items_below", condition=Q(parent__isnull=False)),
            models.Index(fields=["bet", "id"], name="items_of_bet", condition=Q(bet__isnull=False)),
            models.Index(fields=["product", "status", "id"], name="items_by_status"),
            models.Index(fields=["product", "updated_at", "id"], name="items_by_update"),
            models.Index(fields=["product", "opened_at", "id"], name="items_by_opening"),
            models.Index(fields=["product", "trashed_at", "id"], name="items_in_trash", condition=Q(trashed_at__isnull=False)),
            models.Index(fields=["product", "opened_at", "id"], name="items_of_impossible_dates", condition=Q(finished_at__lt=F("started_at")) | Q(finished_at__lt=F("opened_at"))),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    @property
    def key(self) -> str:
        return f"{self.product.key}-{self.number}"

    @property
    def title_text(self) -> str:
        return f"{self.key} {self.title}"

    @classmethod
    def of_bet(cls, *bets: Bet | UUID) -> "QuerySet[Any]":
        """The items that work for one of the bets: those of its own, and what lies below them without one.

        Followed down two levels: epic, story, task.
        """
        if not bets:
            return cls.objects.none()
        own = cls.objects.filter(bet__in=bets).order_by().values("pk")
        sql, values = own.query.sql_with_params()
        return cls.objects.filter(pk__in=RawSQL(AND_BELOW.format(own=sql), values))  # noqa: S611 - both parts are compiled

    @property
    def works_for(self) -> Bet | None:
        """The bet that it works for: its own, or that of the nearest item above it."""
        if self.bet_id or self.parent is None:
            return self.bet
        return (
            self.parent.bet
            if self.parent.bet_id or self.parent.parent is None
            else self.parent.parent.bet
        )

    def page_url(self) -> str:
        names = {"slug": self.workspace.slug, "key": self.product.key, "number": self.number}
        return reverse("backlog:item", kwargs=names)

    def search_text(self) -> str:
        return f"{self.key} {self.source_key} {self.description}"

    def move(self, *, by: Member, now: datetime, to: Status, version: int | None = None) -> list[Change]:  # fmt: skip
        """Set the status, leave a trace, and keep start and finish in step with it."""
        if to.id == self.status_id:
            return []
        _, trace = StatusChange.create(
            by=by, now=now, item=self, from_status_id=self.status_id, to_status=to, at=now
        )
        dates = dates_after(self, to.category, now)
        change = self.change(by=by, now=now, version=version, status=to, **dates)
        return [change, trace]

    def take_back(self, *, by: Member, now: datetime, values: dict[str, Any]) -> Change:
        """Set back an undone change, beside the old place if another item stands there by now."""
        refuse_circle_of_parents(Item, self.id, values.get("parent_id"))
        change = self.change(by=by, now=now, **self._with_free_place(values))
        if "rank" in values:
            RankGiven.objects.filter(item_key=self.id).update(before=values["rank"], after=self.rank)  # fmt: skip
        return change

    def as_recorded(self, names: set[str]) -> dict[str, Any]:
        """Its columns as the last event about it has them: a list that was rebalanced wrote none."""
        plain = self.as_json(names)
        return plain | {"rank": rank_recorded(self)} if "rank" in names else plain

    def untrash(self, *, by: Member, now: datetime) -> Change:
        """Bring it back to its place, or beside it where another item stands there by now."""
        return self.change(by=by, now=now, **self._with_free_place({"trashed_at": None}))

    def _with_free_place(self, values: dict[str, Any]) -> dict[str, Any]:
        if not {"rank", "backlog_list_id", "trashed_at"} & set(values):
            return values
        list_id = values.get("backlog_list_id", self.backlog_list_id)
        rank = rank_today(self, list_id, values.get("rank", self.rank))
        return values | {"rank": free_rank(list_id, rank, self.id)}


def free_rank(list_id: UUID, rank: str, but: UUID) -> str:
    """The rank itself, or one right behind it where another item has it."""
    others = Item.objects.filter(backlog_list_id=list_id).exclude(pk=but)
    if not others.filter(rank=rank).exists():
        return rank
    behind = others.filter(rank__gt=rank).order_by("rank").values_list("rank", flat=True).first()
    return ranks_between(rank, behind)[0]


def dates_after(item: Item, category: str, at: datetime) -> dict[str, Any]:
    """Start and finish once the item enters a category: the first doing, the last done."""
    started = item.started_at or (at if category != Status.Category.TO_DO else None)
    finished = (item.finished_at or at) if category == Status.Category.DONE else None
    return {"started_at": started, "finished_at": finished}


class StatusChange(Row):
    """An item went from one status to another; the trace that flow is computed from."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+", db_index=False)
    from_status = models.ForeignKey(Status, on_delete=models.PROTECT, null=True, related_name="+")
    to_status = models.ForeignKey(Status, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    member = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["item", "at"], name="status_changes_of_item")]

    def stamp(self, by: Member | None, now: datetime) -> None:
        self.member = by
