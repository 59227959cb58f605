"""Periods, and what should be reached in them: company goals and the objectives under them."""

from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse

from leadline.products.models import Product
from leadline.strategy.models.above import Above
from leadline.workspaces.models import Change, Member, Record

MOST_WEIGHT = 100


class Cycle(Record):
    """A period in which objectives are pursued; a quarter unless said otherwise."""

    name = models.CharField(max_length=60)
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint("workspace", Lower("name"), name="cycles_have_names", condition=Q(trashed_at=None)),
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="a_cycle_ends_after_it_began"),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["workspace", "-starts_on", "id"], name="cycles_newest_first")
        ]

    def __str__(self) -> str:
        return self.name

    def page_url(self) -> str:
        address = reverse("strategy:goals", kwargs={"slug": self.workspace.slug})
        return f"{address}?cycle={self.pk}"

    def elapsed(self, today: date) -> float:
        """The share of the period that is over, 0 to 1."""
        days = (self.ends_on - self.starts_on).days
        return min(max((today - self.starts_on).days / days, 0.0), 1.0)


class Goal(Record):
    """What the company wants to reach; it outlives cycles, and its progress is that of its objectives."""

    name = models.CharField(max_length=200)
    about = models.TextField(blank=True)
    owner = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # fmt: skip
    due_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("workspace", Lower("name"), name="goals_have_names", condition=Q(trashed_at=None)),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def page_url(self) -> str:
        return reverse("strategy:goal", kwargs={"slug": self.workspace.slug, "goal": self.pk})

    def search_text(self) -> str:
        return self.about


class Objective(Record):
    """A qualitative aim of a cycle, under a goal, under another objective, or under none.

    `weight` is what it counts beside the others under the same one.
    """

    name = models.CharField(max_length=200)
    about = models.TextField(blank=True)
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="+")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # fmt: skip
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # fmt: skip
    product = models.ForeignKey(Product, on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # fmt: skip
    owner = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # fmt: skip
    weight = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(goal=None) | Q(parent=None), name="an_objective_has_one_above_it"),
            models.CheckConstraint(condition=Q(parent=None) | ~Q(parent=F("id")), name="an_objective_is_not_under_itself"),
            models.CheckConstraint(condition=Q(weight__lte=MOST_WEIGHT), name="an_objective_weighs_a_hundred_at_most"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def page_url(self) -> str:
        return reverse("strategy:objective", kwargs={"slug": self.workspace.slug, "objective": self.pk})  # fmt: skip

    def search_text(self) -> str:
        return self.about

    @classmethod
    def refuse_place(cls, above: "Objective | None", objective: "Objective | None" = None) -> None:
        """Raise `Circle` or `TooDeep` where an objective cannot lie under another; read under the lock."""
        if above:
            Above.read(cls.with_trash).refuse(above.pk, objective.pk if objective else None)

    def take_back(self, *, by: Member, now: datetime, values: dict[str, Any]) -> Change:
        """Set back an undone change, unless it would lie under itself by now."""
        if values.get("parent_id"):
            Above.read(Objective.with_trash).refuse(values["parent_id"], self.pk)
        return super().take_back(by=by, now=now, values=values)
