"""Where rows wait between a file and the backlog, and what ties items to their source."""

from typing import Any

from django.db import models

from leadline.backlog.models import Item
from leadline.integrations.models.imports import Import, ImportFile
from leadline.products.models import Product
from leadline.workspaces.models import Row


class Outcome(models.TextChoices):
    """What an import does, or did, with an item."""

    NEW = "new", "New"
    CHANGED = "changed", "Changed"
    UNCHANGED = "unchanged", "Unchanged"
    KEPT = "kept", "Kept as edited here"


class Severity(models.TextChoices):
    """What a problem means for its row."""

    LEFT_OUT = "left_out", "Row left out"
    DATES = "dates", "Kept out of flow figures"
    CONFLICT = "conflict", "Edited here since"
    VALUE = "value", "Value left out"
    NOTE = "note", "Note"


class ImportRow(Row):
    """A row of a file as it was read: raw cells, and the key of the item it speaks of."""

    travels = False

    file = models.ForeignKey(ImportFile, on_delete=models.CASCADE, related_name="+")
    batch = models.UUIDField()
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=120, blank=True)
    cells: Any = models.JSONField()
    flaw = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "number"], name="rows_of_a_file_are_numbered"),
        ]
        indexes = [models.Index(fields=["batch", "key", "file", "number"], name="rows_by_key")]


class ImportDraft(Row):
    """An item as the files tell it, and what the import does with it.

    `before` holds what a changed item was, for undo; `version` is the item's after the import.
    """

    batch = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveIntegerField()
    number = models.PositiveIntegerField()
    file_name = models.CharField(max_length=200)
    key = models.CharField(max_length=80)
    parent = models.CharField(max_length=80, blank=True)
    body: Any = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    item_id = models.UUIDField(null=True)
    version = models.PositiveIntegerField(null=True)
    before: Any = models.JSONField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "key"], name="a_key_stands_once_in_an_import"),
        ]
        indexes = [
            models.Index(fields=["batch", "position"], name="drafts_by_position"),
            models.Index(fields=["batch", "outcome", "position"], name="drafts_by_outcome"),
        ]


class ImportProblem(Row):
    """Something about a row that people should know."""

    batch = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="+")
    seq = models.PositiveIntegerField()
    file_name = models.CharField(max_length=200)
    number = models.PositiveIntegerField()
    column = models.CharField(max_length=300, blank=True)
    severity = models.CharField(max_length=10, choices=Severity.choices)
    reason = models.CharField(max_length=500)
    remedy = models.CharField(max_length=300, blank=True)
    value = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["batch", "file_name", "number", "seq"], name="problems_of_import"),
            models.Index(
                fields=["batch", "severity", "file_name", "number", "seq"],
                name="problems_by_severity",
            ),
        ]


class ImportedItem(Row):
    """Which item a row of a source became: found again by product, connection and key.

    `draft` is what the source said last: what differs from it was changed there, and an item
    that differs from it was edited here.
    """

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+", db_index=False)
    connection = models.CharField(max_length=20)
    key = models.CharField(max_length=80)
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+")
    draft = models.ForeignKey(ImportDraft, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["product", "connection", "key"], name="a_source_names_an_item_once"
            ),
        ]
