"""Items of work: epics, stories and what else trackers know."""

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse

from leadline.backlog.models.lists import BacklogList, Status
from leadline.foundation.ranks import RankField
from leadline.products.models import Product, Team
from leadline.workspaces.models import Change, Member, Record, Row


class Item(Record):
    """A piece of work. `started_at` and `finished_at` follow from its status changes."""

    class Kind(models.TextChoices):
        EPIC = "epic", "Epic"
        STORY = "story", "Story"
        QUALITY = "quality", "Non-functional"
        BUG = "bug", "Bug"
        TASK = "task", "Task"

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(editable=False)
    item_kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.STORY)
    title = models.CharField(max_length=300)
    description = models.TextField(blank=True)
    status = models.ForeignKey(Status, on_delete=models.PROTECT, related_name="+")
    backlog_list = models.ForeignKey(BacklogList, on_delete=models.PROTECT, related_name="+")
    rank = RankField()
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # fmt: skip
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # fmt: skip
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
            models.Index(fields=["backlog_list", "rank", "id"], name="items_by_rank", condition=Q(trashed_at=None)),
            models.Index(fields=["product", "finished_at", "id"], name="items_by_finish"),
            models.Index(fields=["team", "finished_at", "id"], name="items_by_team_finish"),
            models.Index(fields=["product", "status", "id"], name="items_by_status"),
            models.Index(fields=["workspace", "-updated_at", "id"], name="items_by_update"),
            models.Index(fields=["parent"], name="items_by_parent"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    @property
    def key(self) -> str:
        return f"{self.product.key}-{self.number}"

    @property
    def title_text(self) -> str:
        return f"{self.key} {self.title}"

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


def dates_after(item: Item, category: str, at: datetime) -> dict[str, Any]:
    """Start and finish once the item enters a category: the first doing, the last done."""
    started = item.started_at or (at if category != Status.Category.TO_DO else None)
    finished = (item.finished_at or at) if category == Status.Category.DONE else None
    return {"started_at": started, "finished_at": finished}


class StatusChange(Row):
    """An item went from one status to another; the trace that flow is computed from."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+")
    from_status = models.ForeignKey(Status, on_delete=models.PROTECT, null=True, related_name="+")
    to_status = models.ForeignKey(Status, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    member = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["item", "at"], name="status_changes_of_item")]

    def stamp(self, by: Member | None, now: datetime) -> None:
        self.member = by


class Criterion(Record):
    """One acceptance criterion: given a situation, when something happens, then what holds."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+")
    rank = RankField()
    given = models.TextField(blank=True)
    when = models.TextField(blank=True)
    then = models.TextField()
    met_at = models.DateTimeField(null=True, blank=True)
    met_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["item", "rank"], name="criteria_of_item")]

    def __str__(self) -> str:
        return self.then


class Dependency(Row):
    """`blocked` cannot be finished before `blocker`; no circle may arise."""

    blocker = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+")
    blocked = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["blocker", "blocked"], name="a_dependency_stands_once"),
            models.CheckConstraint(condition=~Q(blocker=F("blocked")), name="nothing_blocks_itself"),
        ]  # fmt: skip
        indexes = [models.Index(fields=["blocked"], name="dependencies_of_blocked")]


class Label(Record):
    """A word that items of a workspace are tagged with."""

    name = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint("workspace", Lower("name"), name="labels_differ", condition=Q(trashed_at=None)),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class ItemLabel(Row):
    """A label on an item."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+")
    label = models.ForeignKey(Label, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "label"], name="a_label_stands_once"),
        ]
        indexes = [models.Index(fields=["label", "item"], name="items_of_label")]
