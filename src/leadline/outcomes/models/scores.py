"""How promises turned out, scored once and kept; and what all of them together say."""

from datetime import datetime
from typing import Any

from django.db import models
from django.urls import reverse

from leadline.outcomes.models.reviews import LET_GO_WITH_PRODUCT, OutcomeReview
from leadline.workspaces.models import Member, Row


def amount() -> Any:
    """A column for values of a metric, person-weeks and minor units alike."""
    return models.DecimalField(max_digits=24, decimal_places=6)


class PromiseScore(Row):
    """One promised range beside what came, in the unit of the thing; written when its review is closed.

    `subject` is the metric or the team; `toward` is 1 where more is better than promised, -1 where
    less is, 0 where neither. `below` and `up_to` are the stated chances of less, and of at most
    that. `inputs` holds names and readings as they were, `answer` what `leadline_science` gave.
    """

    guard_append_only = True
    guard_let_go = LET_GO_WITH_PRODUCT

    class Part(models.TextChoices):
        EFFECT = "effect", "Effect"
        EFFORT = "effort", "Effort"
        COST = "cost", "Cost"

    review = models.ForeignKey(OutcomeReview, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=6, choices=Part.choices)
    subject = models.UUIDField(null=True)
    low = amount()
    likely = amount()
    high = amount()
    level = models.FloatField()
    actual = amount()
    is_inside = models.BooleanField()
    toward = models.SmallIntegerField()
    crps = models.FloatField()
    interval_score = models.FloatField()
    below = models.FloatField()
    up_to = models.FloatField()
    by_on = models.DateField(null=True)
    method = models.CharField(max_length=80)
    method_version = models.CharField(max_length=20)
    inputs: Any = models.JSONField()
    answer: Any = models.JSONField()
    by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["workspace", "-at", "-id"], name="scores_by_age")]

    def __str__(self) -> str:
        return f"{self.get_part_display()} {self.actual.normalize():f}"

    def stamp(self, by: Member | None, now: datetime) -> None:
        self.by, self.at = by, now


class CalibrationRun(Row):
    """What the scored promises and answered chances said of our calibration on a day; written once.

    `inputs` holds the statements with their outcomes and the open promises, `answer` the answers
    by name, each as `leadline_science` restores it.
    """

    guard_append_only = True

    method = models.CharField(max_length=80)
    method_version = models.CharField(max_length=20)
    inputs: Any = models.JSONField()
    answer: Any = models.JSONField()
    promises = models.PositiveIntegerField()
    chances = models.PositiveIntegerField()
    by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["workspace", "-at", "-id"], name="calibrations_by_age")]

    def __str__(self) -> str:
        return f"{self.promises} promises, {self.chances} chances"

    def stamp(self, by: Member | None, now: datetime) -> None:
        self.by, self.at = by, now

    def page_url(self) -> str:
        return reverse("outcomes:calibration_run", kwargs={"slug": self.workspace.slug, "run": self.pk})  # fmt: skip
