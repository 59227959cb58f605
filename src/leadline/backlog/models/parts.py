"""What hangs on an item: acceptance criteria, dependencies, labels."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from leadline.backlog.models.circles import Circle, told, way
from leadline.backlog.models.items import Item
from leadline.foundation.ranks import RankField
from leadline.workspaces.models import Change, Member, Record, Row


class Criterion(Record):
    """One acceptance criterion: given a situation, when something happens, then what holds."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+", db_index=False)
    rank = RankField()
    given = models.TextField(blank=True)
    when = models.TextField(blank=True)
    then = models.TextField()
    met_at = models.DateTimeField(null=True, blank=True)
    met_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["item", "rank"], name="criteria_of_item")]

    def __str__(self) -> str:
        return self.then


class Dependency(Row):
    """`blocked` cannot be finished before `blocker`; no circle may arise."""

    blocker = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+", db_index=False)
    blocked = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["blocker", "blocked"], name="a_dependency_stands_once"),
            models.CheckConstraint(condition=~Q(blocker=F("blocked")), name="nothing_blocks_itself"),
        ]  # fmt: skip
        indexes = [models.Index(fields=["blocked"], name="dependencies_of_blocked")]

    @classmethod
    def create(cls, *, by: Member, now: datetime, **values: Any) -> tuple[Self, Change]:
        """Write the link; raises `Circle` and names the way round where one would close."""
        row = cls(**values)
        steps = cls.objects.all()
        found = way(
            row.blocked_id, row.blocker_id,
            lambda ids: steps.filter(blocker__in=ids).values_list("blocker_id", "blocked_id"),
        )  # fmt: skip
        if found:
            names = told(Item, [row.blocker_id, *found])
            raise Circle(f"This would close a circle: {names}.", field="blocker", remedy="Remove one of its links first.")  # fmt: skip
        return super().create(by=by, now=now, **values)


class Label(Record):
    """A word that items of a workspace are tagged with."""

    name = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint("workspace", Lower("name"), name="labels_differ", condition=Q(trashed_at=None)),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class ItemLabel(Row):
    """A label on an item."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+", db_index=False)
    label = models.ForeignKey(Label, on_delete=models.CASCADE, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "label"], name="a_label_stands_once"),
        ]
        indexes = [models.Index(fields=["label", "item"], name="items_of_label")]
