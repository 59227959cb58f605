"""What is kept out of flow figures by hand, and the daily counts of large products."""

from datetime import datetime

from django.db import models

from leadline.backlog.models import Item
from leadline.products.models import Product, Team
from leadline.workspaces.models import Member, Row


class FlowExclusion(Row):
    """Somebody left an item out of all flow figures and forecasts, and said why."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item"], name="an_item_is_left_out_once"),
        ]

    def __str__(self) -> str:
        return self.reason

    def stamp(self, by: Member | None, now: datetime) -> None:
        if self.by is None:
            self.by = by


class FlowCount(Row):
    """Up to which event of the workspace the daily counts of a product are true."""

    product = models.OneToOneField(Product, on_delete=models.CASCADE, related_name="+")
    seq = models.PositiveBigIntegerField()
    counted_at = models.DateTimeField()


class FlowDay(Row):
    """What happened on a day of the workspace's calendar, by team and kind of item.

    Derived from items, for products too large to be counted while a page waits. `impossible`:
    items opened that day whose dates cannot be; no other column counts them.
    """

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, null=True, related_name="+")
    item_kind = models.CharField(max_length=10)
    day = models.DateField()
    opened = models.PositiveIntegerField(default=0)
    started = models.PositiveIntegerField(default=0)
    finished = models.PositiveIntegerField(default=0)
    impossible = models.PositiveIntegerField(default=0)
    opened_points = models.DecimalField(max_digits=12, decimal_places=2, default=0)
    started_points = models.DecimalField(max_digits=12, decimal_places=2, default=0)
    finished_points = models.DecimalField(max_digits=12, decimal_places=2, default=0)

    class Meta:
        indexes = [models.Index(fields=["product", "day"], name="flow_days_of_product")]
