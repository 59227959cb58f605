"""Sprints, and the whole story of what was in them."""

from datetime import date, datetime
from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from leadline.backlog.models import Item
from leadline.products.models import Product, Team
from leadline.workspaces.models import Change, Member, Record, Versioned


class SprintQuerySet(models.QuerySet["Sprint"]):
    def open(self) -> "SprintQuerySet":
        return self.filter(closed_at=None)

    def planned(self) -> "SprintQuerySet":
        return self.filter(started_at=None)

    def running(self) -> "SprintQuerySet":
        return self.open().exclude(started_at=None)

    def closed(self) -> "SprintQuerySet":
        return self.exclude(closed_at=None)

    def overlapping(self, starts_on: date, ends_on: date) -> "SprintQuerySet":
        return self.filter(starts_on__lte=ends_on, ends_on__gte=starts_on)


class Sprint(Record):
    """A time box of one team. Start and close are facts with a who and a when."""

    class Unit(models.TextChoices):
        POINTS = "points", "Points"
        ITEMS = "items", "Items"

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    product = models.ForeignKey(Product, on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # fmt: skip
    name = models.CharField(max_length=120)
    goal = models.TextField(blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    unit = models.CharField(max_length=10, choices=Unit.choices, default=Unit.POINTS)
    capacity = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    started_at = models.DateTimeField(null=True, editable=False)
    started_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+", editable=False)  # fmt: skip
    closed_at = models.DateTimeField(null=True, editable=False)
    closed_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+", editable=False)  # fmt: skip
    review = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="a_sprint_ends_after_it_starts"),
            models.CheckConstraint(condition=Q(closed_at=None) | ~Q(started_at=None), name="a_sprint_is_closed_after_its_start"),
            models.UniqueConstraint(
                fields=["team"],
                name="a_team_runs_one_sprint",
                condition=Q(trashed_at=None, closed_at=None) & ~Q(started_at=None),
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["team", "-starts_on", "id"], name="sprints_of_team")]

    def __str__(self) -> str:
        return self.name

    def page_url(self) -> str:
        return reverse("delivery:sprint", kwargs={"slug": self.workspace.slug, "sprint": self.id})

    def search_text(self) -> str:
        return f"{self.goal} {self.review}"

    @property
    def state(self) -> str:
        """One of planned, running, closed."""
        if self.closed_at:
            return "closed"
        return "running" if self.started_at else "planned"

    @property
    def days(self) -> int:
        return (self.ends_on - self.starts_on).days + 1

    def start(self, *, by: Member, now: datetime, version: int | None = None) -> Change:
        return self.change(by=by, now=now, version=version, started_at=now, started_by=by)

    def close(self, *, by: Member, now: datetime, version: int | None = None) -> Change:
        return self.change(by=by, now=now, version=version, closed_at=now, closed_by=by)

    def reopen(self, *, by: Member, now: datetime, version: int | None = None) -> Change:
        return self.change(by=by, now=now, version=version, closed_at=None, closed_by=None)


class SprintItemQuerySet(models.QuerySet["SprintItem"]):
    def inside(self) -> "SprintItemQuerySet":
        """In the sprint now, or at its close."""
        return self.filter(removed_at=None)

    def committed(self) -> "SprintItemQuerySet":
        return self.exclude(committed_at=None)


class SprintItem(Versioned):
    """One stay of an item in a sprint: how it came in, with what points, and how it left.

    An item that is removed and added again has two rows. `points_committed` is what it had at
    the start, or when it was added later; `points_closed` what it had at the close.
    """

    class Outcome(models.TextChoices):
        OPEN = "", "Open"
        DONE = "done", "Done"
        CARRIED = "carried", "Carried over"
        RETURNED = "returned", "Back to the backlog"

    sprint = models.ForeignKey(Sprint, on_delete=models.CASCADE, related_name="+")
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    committed_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    points_committed = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    points_closed = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.OPEN, blank=True)  # fmt: skip
    done_at = models.DateTimeField(null=True)
    carried_to = models.ForeignKey(Sprint, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sprint", "item"],
                name="an_item_is_in_a_sprint_once",
                condition=Q(removed_at=None),
            ),
        ]
        indexes = [
            models.Index(fields=["item", "sprint"], name="sprints_of_item"),
            models.Index(fields=["carried_to"], name="carried_to_sprint"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} in {self.sprint_id}"

    @property
    def was_committed(self) -> bool:
        return self.committed_at is not None

    def points_at(self, is_closed: bool) -> Decimal:
        """Points that count for it: what it had at the close, or has today."""
        return (self.points_closed if is_closed else self.item.points) or Decimal(0)
