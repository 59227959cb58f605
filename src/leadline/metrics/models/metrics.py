"""A metric: a defined number with a source, and the rules for its values."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse

from leadline.design.numbers import number
from leadline.foundation.refusals import Invalid, Refusal
from leadline.products.models import Product
from leadline.workspaces.models import Change, Member, Record

DIGITS, PLACES = 15, 6
"""What both databases hold without rounding: digits of a value, and those behind the point."""
WHOLE = DIGITS - 3
LARGEST = 10**WHOLE
ALL = Decimal(100)
FRESH_DAYS = {"daily": 4, "weekly": 14, "monthly": 62, "quarterly": 184}


class NameTaken(Refusal):
    """Another metric has this name."""


class State(StrEnum):
    """Where a metric stands against its target."""

    EMPTY = "empty"
    FREE = "free"
    MET = "met"
    OPEN = "open"
    MISSED = "missed"


@dataclass(frozen=True)
class Aim:
    """The value to reach by a day; with `upper` the range to lie in."""

    value: Decimal
    upper: Decimal | None
    due_on: date


class Metric(Record):
    """A defined number with a source; its values are readings."""

    class Kind(models.TextChoices):
        NUMBER = "number", "Number"
        SHARE = "share", "Share"
        MONEY = "money", "Money"

    class Direction(models.TextChoices):
        MORE = "more", "More is better"
        LESS = "less", "Less is better"
        WITHIN = "within", "Within a range is better"

    class Cadence(models.TextChoices):
        DAILY = "daily", "Daily"
        WEEKLY = "weekly", "Weekly"
        MONTHLY = "monthly", "Monthly"
        QUARTERLY = "quarterly", "Quarterly"

    name = models.CharField(max_length=200)
    about = models.TextField(blank=True)
    source = models.CharField(max_length=300, blank=True)
    metric_kind = models.CharField("kind", max_length=10, choices=Kind.choices, default=Kind.NUMBER)
    unit = models.CharField(max_length=40, blank=True)
    decimals = models.PositiveSmallIntegerField(default=0)
    direction = models.CharField(max_length=10, choices=Direction.choices, default=Direction.MORE)
    cadence = models.CharField(max_length=10, choices=Cadence.choices, default=Cadence.WEEKLY)
    product = models.ForeignKey(Product, on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # fmt: skip
    owner = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint("workspace", Lower("name"), name="metrics_have_names", condition=Q(trashed_at=None)),
            models.CheckConstraint(condition=Q(decimals__lte=PLACES), name="a_metric_shows_six_decimals_at_most"),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["workspace", "name", "id"], name="metrics_by_name", condition=Q(trashed_at=None)),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def page_url(self) -> str:
        return reverse("metrics:metric", kwargs={"slug": self.workspace.slug, "metric": self.pk})

    def search_text(self) -> str:
        return f"{self.about} {self.source}".strip()

    def untrash(self, *, by: Member, now: datetime) -> Change:
        refuse_taken_name(self.name, self)
        return super().untrash(by=by, now=now)

    @property
    def is_ranged(self) -> bool:
        return self.direction == self.Direction.WITHIN

    def is_stale(self, last_on: date, today: date) -> bool:
        """Whether the next reading is overdue by a whole period."""
        return (today - last_on).days > FRESH_DAYS[self.cadence]

    def reaches(self, value: Decimal, aim: Aim) -> bool:
        """Whether a value is as good as the target asks."""
        return not self.lack(value, aim)

    def lack(self, value: Decimal, aim: Aim) -> Decimal:
        """What is missing to the target, in the unit of the metric; 0 where it is met."""
        short, over = max(aim.value - value, Decimal(0)), max(value - aim.value, Decimal(0))
        if self.is_ranged:
            return max(short, value - (aim.upper or aim.value), Decimal(0))
        return short if self.direction == self.Direction.MORE else over

    def state(self, value: Decimal | None, aim: Aim | None, today: date) -> State:
        """Where a value stands against a target on a day."""
        if value is None:
            return State.EMPTY
        if aim is None:
            return State.FREE
        if self.reaches(value, aim):
            return State.MET
        return State.MISSED if aim.due_on < today else State.OPEN

    def refuse_value(self, value: Decimal, field: str = "value") -> None:
        """Raise `Invalid` for a value that this metric cannot have, or that would be rounded."""
        refuse_imprecise(value, field)
        if self.metric_kind == self.Kind.SHARE and not 0 <= value <= ALL:
            raise Invalid(f"A share lies between 0 and 100 %, and this is {value:f}.", field=field, remedy="Correct it, or make the metric a number.")  # fmt: skip


def refuse_imprecise(value: Decimal, field: str = "value") -> None:
    """Raise `Invalid` for what is no number, or has more digits than are kept."""
    if not value.is_finite():
        raise Invalid("This is no number.", field=field, remedy="Write it as in 12.5.")
    if abs(value) >= LARGEST:
        raise Invalid(f"A value lies between {number(-LARGEST)} and {number(LARGEST)}.", field=field, remedy="Take a larger unit, such as thousands.")  # fmt: skip
    digits = value.normalize().as_tuple()
    behind = max(0, -int(digits.exponent))
    if behind > PLACES or len(digits.digits) > DIGITS:
        raise Invalid(f"This has more digits than are kept: {DIGITS} in all, {PLACES} behind the point.", field=field, remedy=f"Round it to {PLACES} places behind the point, or take a larger unit.")  # fmt: skip


def refuse_taken_name(name: str, but: Metric | None = None) -> None:
    """Raise `NameTaken` where another metric that is not in the trash is called so, in any case."""
    names = dict(Metric.objects.values_list("id", "name"))
    folded = name.strip().casefold()
    if any(each.casefold() == folded for key, each in names.items() if not but or key != but.pk):
        raise NameTaken(f"There is a metric called “{name}” already.", field="name", remedy="Choose another name.")  # fmt: skip
