"""Fields that a workspace adds to items by itself."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from leadline.backlog.models.items import Item
from leadline.foundation.ranks import RankField
from leadline.products.models import Product
from leadline.workspaces.models import Record, Versioned


class CustomField(Record):
    """A field of the items of one product, or of all."""

    class Type(models.TextChoices):
        TEXT = "text", "Text"
        NUMBER = "number", "Number"
        DATE = "date", "Date"
        CHOICE = "choice", "Choice"
        LINK = "link", "Link"

    product = models.ForeignKey(Product, on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # fmt: skip
    name = models.CharField(max_length=80)
    type = models.CharField(max_length=10, choices=Type.choices)
    choices: Any = models.JSONField(default=list, blank=True)
    rank = RankField()

    class Meta:
        constraints = [
            models.UniqueConstraint("workspace", Lower("name"), name="custom_fields_have_names", condition=Q(trashed_at=None)),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class FieldValue(Versioned):
    """An item's value of a custom field, in the column of the field's type."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+")
    field = models.ForeignKey(CustomField, on_delete=models.CASCADE, related_name="+")
    text = models.TextField(blank=True)
    number = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    date = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "field"], name="an_item_has_a_field_once"),
        ]
        indexes = [models.Index(fields=["field", "number"], name="values_by_number")]
