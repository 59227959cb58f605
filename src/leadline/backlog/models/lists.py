"""How a product orders its work: statuses, lists, numbers, saved views."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from leadline.foundation.ranks import RankField
from leadline.products.models import Product
from leadline.workspaces.models import Member, Record, Row


class Status(Record):
    """Where an item of a product stands; its category is what flow figures go by."""

    class Category(models.TextChoices):
        TO_DO = "to_do", "To do"
        DOING = "doing", "Doing"
        DONE = "done", "Done"

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    category = models.CharField(max_length=10, choices=Category.choices)
    rank = RankField()
    wip_limit = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("product", Lower("name"), name="statuses_have_names", condition=Q(trashed_at=None)),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class BacklogList(Record):
    """A ranked list of a product: its backlog, ideas for later, whatever a team keeps apart."""

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    rank = RankField()

    class Meta:
        constraints = [
            models.UniqueConstraint("product", Lower("name"), name="backlog_lists_have_names", condition=Q(trashed_at=None)),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class ItemNumber(Row):
    """The last item number of a product."""

    product = models.OneToOneField(Product, on_delete=models.CASCADE, related_name="+")
    last = models.PositiveIntegerField(default=0)


class SavedView(Record):
    """Filters, sort and columns under a name; one's own, or shared with the workspace."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    product = models.ForeignKey(Product, on_delete=models.CASCADE, null=True, related_name="+")
    page = models.CharField(max_length=40, default="backlog")
    name = models.CharField(max_length=80)
    query: Any = models.JSONField(default=dict)
    is_shared = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name
