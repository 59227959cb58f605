"""Vision, positioning and canvases: texts in fixed boxes, kept in versions."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse

from leadline.products.models import Product
from leadline.strategy import kinds
from leadline.workspaces.models import Member, Record, Row


class Canvas(Record):
    """A sheet whose boxes are those of its kind; of a product, or of the whole workspace."""

    class Kind(models.TextChoices):
        VISION = "vision", "Vision"
        POSITIONING = "positioning", "Positioning"
        VALUE = "value", "Value proposition"
        SWOT = "swot", "SWOT"
        LEAN = "lean", "Lean canvas"
        FORCES = "forces", "Five forces"

    name = models.CharField(max_length=200)
    canvas_kind = models.CharField("kind", max_length=20, choices=Kind.choices)
    product = models.ForeignKey(Product, on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # fmt: skip
    boxes: Any = models.JSONField(default=dict)

    reads = {"boxes": kinds.in_words}

    class Meta:
        indexes = [
            models.Index(fields=["workspace", "canvas_kind", "name", "id"], name="canvases_by_kind", condition=Q(trashed_at=None)),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def page_url(self) -> str:
        return reverse("strategy:canvas", kwargs={"slug": self.workspace.slug, "canvas": self.pk})

    def search_text(self) -> str:
        return " ".join(self.boxes.values())


class CanvasVersion(Row):
    """A canvas as it stood when it was published, and why it was."""

    canvas = models.ForeignKey(Canvas, on_delete=models.CASCADE, related_name="+", db_index=False)
    number = models.PositiveIntegerField()
    boxes: Any = models.JSONField()
    reason = models.CharField(max_length=300)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    reads = {"boxes": kinds.in_words}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["canvas", "number"], name="versions_of_a_canvas_are_numbered"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.number}"
