"""Forecasts as they were made, and how each of their statements turned out."""

from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.urls import reverse

from leadline.products.models import Product, Team
from leadline.workspaces.models import Member, Row

WEEK = timedelta(days=7)


class ForecastRun(Row):
    """A question, everything its answer rests on, and the answer; written once.

    `inputs` holds the question in full (see `operations.forecasts.Asked`); `answer` is what
    `leadline_science` gave, as it restores it. The dates are days of the workspace's calendar.
    """

    guard_append_only = True
    guard_let_go = (
        f'{Row.guard_let_go} OR EXISTS (SELECT 1 FROM "products_product" '  # noqa: S608  names of our own tables
        'WHERE "id" = OLD."product_id" AND "purge_began_at" IS NOT NULL)'
    )

    class Question(models.TextChoices):
        WHEN = "when", "When will it be done?"
        HOW_MANY = "how_many", "How many by a date?"

    question = models.CharField(max_length=10, choices=Question.choices)
    title = models.CharField(max_length=300)
    product = models.ForeignKey(Product, on_delete=models.PROTECT, null=True, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="+")
    method = models.CharField(max_length=80)
    method_version = models.CharField(max_length=20)
    seed = models.BigIntegerField(null=True)
    inputs: Any = models.JSONField()
    answer: Any = models.JSONField()
    amount = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    starts_on = models.DateField()
    promised_on = models.DateField(null=True)
    p50_on = models.DateField(null=True)
    p85_on = models.DateField(null=True)
    p95_on = models.DateField(null=True)
    is_automatic = models.BooleanField(default=False)
    follows = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["workspace", "-at", "id"], name="forecasts_by_age"),
            models.Index(fields=["product", "team", "-at"], name="forecasts_of_scope"),
        ]

    def __str__(self) -> str:
        return self.title

    def stamp(self, by: Member | None, now: datetime) -> None:
        self.by, self.at = by, now

    def page_url(self) -> str:
        return reverse("delivery:forecast", kwargs={"slug": self.workspace.slug, "run": self.id})

    @property
    def is_when(self) -> bool:
        return self.question == self.Question.WHEN

    @property
    def unit(self) -> str:
        return str(self.inputs["unit"])


class ForecastScore(Row):
    """How one statement of a forecast turned out, looked at on the very day it named.

    A statement is scored on the day it spoke of and on no other, so those that fail late are
    not missing from the track record.
    """

    guard_append_only = True
    guard_let_go = (
        f'{Row.guard_let_go} OR EXISTS (SELECT 1 FROM "delivery_forecastrun" AS of_it '  # noqa: S608  names of our own tables
        'JOIN "products_product" AS it ON it."id" = of_it."product_id" '
        'WHERE of_it."id" = OLD."run_id" AND it."purge_began_at" IS NOT NULL)'
    )

    run = models.ForeignKey(ForecastRun, on_delete=models.CASCADE, related_name="+")
    stated = models.FloatField()
    due_on = models.DateField()
    held = models.BooleanField()
    actual = models.FloatField(null=True)
    scored_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "stated"], name="a_statement_is_scored_once"),
        ]
