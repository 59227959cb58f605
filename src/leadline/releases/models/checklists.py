"""What is asked before a release: the lines of a tier, and those of one release."""

from django.db import models

from leadline.releases.models.releases import Release, Size
from leadline.workspaces.models import Member
from leadline.workspaces.models.base import Versioned


class ChecklistTemplate(Versioned):
    """The lines that new releases of a tier begin with, one on each line of text.

    Without a row for a tier, `STANDARD` of `queries.checklists` holds.
    """

    tier = models.CharField(max_length=5, choices=Size.choices)
    required = models.TextField(blank=True)
    welcome = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "tier"], name="a_tier_has_one_checklist"),
        ]

    def __str__(self) -> str:
        return self.get_tier_display()


class ChecklistLine(Versioned):
    """One thing to see to before a release, who does, and who ticked it when."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="+", db_index=False)
    position = models.PositiveIntegerField()
    text = models.CharField(max_length=300)
    is_required = models.BooleanField(default=False)
    owner = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # fmt: skip
    due_on = models.DateField(null=True, blank=True)
    ticked_at = models.DateTimeField(null=True, editable=False)
    ticked_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, editable=False, related_name="+")  # fmt: skip

    class Meta:
        indexes = [models.Index(fields=["release", "position", "id"], name="lines_of_a_checklist")]

    def __str__(self) -> str:
        return self.text
