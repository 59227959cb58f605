"""The numbers of an objective, and what was said about them on the way."""

from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from leadline.metrics.models import Metric
from leadline.metrics.models.metrics import PLACES
from leadline.metrics.models.readings import amount
from leadline.strategy.models.aims import MOST_WEIGHT, Objective
from leadline.workspaces.models import Member, Record
from leadline.workspaces.models.base import AliveManager, ScopedManager, Versioned


class ReachableManager(AliveManager):
    """Key results that are not in the trash, and whose objective is not either."""

    def get_queryset(self) -> "models.QuerySet[Any]":
        return super().get_queryset().filter(objective__trashed_at=None)


class KeyResult(Record):
    """A number that says whether an objective is reached.

    Its current value is the last reading of its metric or, without one, that of its last check-in.
    """

    objective = models.ForeignKey(Objective, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    about = models.TextField(blank=True)
    metric = models.ForeignKey(Metric, on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # fmt: skip
    baseline = amount()
    target = amount()
    unit = models.CharField(max_length=40, blank=True)
    decimals = models.PositiveSmallIntegerField(default=0)
    owner = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # fmt: skip
    weight = models.PositiveSmallIntegerField(default=1)

    objects: ClassVar[ScopedManager] = ReachableManager()

    class Meta:
        verbose_name = "key result"
        constraints = [
            models.CheckConstraint(condition=~Q(target=F("baseline")), name="a_key_result_has_a_way_to_go"),
            models.CheckConstraint(condition=Q(weight__lte=MOST_WEIGHT), name="a_key_result_weighs_a_hundred_at_most"),
            models.CheckConstraint(condition=Q(decimals__lte=PLACES), name="a_key_result_shows_six_decimals_at_most"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def page_url(self) -> str:
        return reverse("strategy:result", kwargs={"slug": self.workspace.slug, "result": self.pk})

    def search_text(self) -> str:
        return self.about

    @property
    def direction(self) -> str:
        """Which way the number should move, as the target lies from the baseline."""
        ways = Metric.Direction
        return (ways.MORE if self.target > self.baseline else ways.LESS).value

    def way(self, value: Decimal) -> float:
        """The share of the way from baseline to target that a value has gone; may lie beyond 0 and 1."""
        return float((value - self.baseline) / (self.target - self.baseline))

    def expected(self, elapsed: float) -> float:
        """The value on a straight way after a share of the period."""
        return float(self.baseline) + float(self.target - self.baseline) * elapsed


class CheckIn(Versioned):
    """What was said about a key result on a day.

    `confidence` is the chance in per cent that the target is reached; `value` is empty where a
    metric tells it.
    """

    key_result = models.ForeignKey(KeyResult, on_delete=models.CASCADE, related_name="+", db_index=False)  # fmt: skip
    member = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    on = models.DateField()
    value = amount(null=True)
    confidence = models.PositiveSmallIntegerField(null=True)
    note = models.TextField(blank=True)

    class Meta:
        verbose_name = "check-in"
        constraints = [
            models.CheckConstraint(condition=Q(confidence=None) | Q(confidence__lte=100), name="confidence_is_in_per_cent"),
        ]  # fmt: skip
        indexes = [models.Index(fields=["key_result", "-on", "-id"], name="checkins_newest_first")]

    def __str__(self) -> str:
        return str(self.on)
