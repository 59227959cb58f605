"""What hangs on a metric: its values, its targets, and notes at days."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from leadline.metrics.models.metrics import PLACES, Aim, Metric
from leadline.products.models import Product
from leadline.workspaces.models import Row
from leadline.workspaces.models.base import Versioned


def amount(**options: Any) -> Any:
    """A column for values of a metric."""
    return models.DecimalField(max_digits=18, decimal_places=PLACES, **options)


class Reading(Versioned):
    """The value of a metric on a day."""

    metric = models.ForeignKey(Metric, on_delete=models.CASCADE, related_name="+", db_index=False)
    on = models.DateField()
    value = amount()
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["metric", "on"], name="a_metric_has_one_reading_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.on}: {self.value.normalize():f}"


class Target(Row):
    """Where a metric should be by a day. A new one takes the place of the last, which stays to be seen."""

    metric = models.ForeignKey(Metric, on_delete=models.CASCADE, related_name="+", db_index=False)
    value = amount()
    upper = amount(null=True)
    baseline = amount(null=True)
    due_on = models.DateField()
    set_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(upper=None) | Q(upper__gt=F("value")), name="a_range_is_the_right_way_up"),
        ]  # fmt: skip
        indexes = [models.Index(fields=["metric", "-set_on", "-id"], name="targets_newest_first")]

    def __str__(self) -> str:
        return f"{self.value.normalize():f}, {self.due_on}"

    @property
    def aim(self) -> Aim:
        return Aim(self.value, self.upper, self.due_on)


class Annotation(Row):
    """What happened on a day, for the charts of a metric or of all metrics of a product."""

    metric = models.ForeignKey(Metric, on_delete=models.CASCADE, null=True, related_name="+")
    product = models.ForeignKey(Product, on_delete=models.CASCADE, null=True, related_name="+")
    on = models.DateField()
    text = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(metric=None, product__isnull=False) | Q(metric__isnull=False, product=None),
                name="a_note_is_of_a_metric_or_of_a_product",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.text
