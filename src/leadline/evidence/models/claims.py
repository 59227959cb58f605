"""Claims: what the plan rests on, how strongly, and until when."""

from datetime import date, timedelta
from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from leadline.evidence.models.feedback import Feedback, Passage
from leadline.workspaces.models import Member, Record, Versioned
from leadline.workspaces.models.base import Row

MOST_STRENGTH = Decimal(1000)
MOST_DAYS = 36_500


class Nature(models.TextChoices):
    """Whether somebody looked, or only believes."""

    FACT = "fact", _("fact")
    ASSUMPTION = "assumption", _("assumption")


class Stance(models.TextChoices):
    """Which way a piece of evidence speaks."""

    SUPPORTS = "supports", _("supports")
    CONTRADICTS = "contradicts", _("contradicts")


class Claim(Record):
    """A statement that decisions rest on.

    `strength` is how many times likelier one would see its own source say so if it were true than
    if it were not (1: says nothing); it counts half after `half_life` days (None: it does not age).
    `due_on` is the day on which it does, when it is due for a fresh look.
    """

    statement = models.CharField(max_length=500)
    nature = models.CharField(max_length=12, choices=Nature.choices)
    source = models.CharField(max_length=300, blank=True)
    source_kind = models.CharField(max_length=40, blank=True, editable=False)
    source_id = models.UUIDField(null=True, editable=False)
    sample_size = models.PositiveIntegerField(null=True, blank=True)
    observed_on = models.DateField()
    strength = models.DecimalField(max_digits=6, decimal_places=2, default=Decimal(1))
    half_life = models.PositiveIntegerField("half-life in days", null=True, blank=True)
    due_on = models.DateField(null=True, editable=False)
    owner = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # fmt: skip
    notes = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(strength__gte=1, strength__lte=MOST_STRENGTH), name="a_claim_is_not_against_itself"),
            models.CheckConstraint(condition=Q(half_life=None) | Q(half_life__gte=1, half_life__lte=MOST_DAYS), name="a_half_life_is_a_time"),
            models.CheckConstraint(condition=Q(nature="assumption") | ~Q(source=""), name="a_fact_has_a_source"),
            models.UniqueConstraint(fields=["workspace", "source_kind", "source_id", "statement"], name="an_observation_is_recorded_once", condition=Q(source_id__isnull=False)),
        ]  # fmt: skip
        indexes = [
            models.Index("workspace", "due_on", "id", name="claims_by_due_day", condition=Q(trashed_at=None)),
            models.Index("workspace", "id", name="claims_as_they_came", condition=Q(trashed_at=None)),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.statement

    def page_url(self) -> str:
        return reverse("evidence:claim", kwargs={"slug": self.workspace.slug, "claim": self.pk})

    def search_text(self) -> str:
        return f"{self.source} {self.notes}"

    def is_due(self, today: date) -> bool:
        """Whether it has faded to half and waits for a fresh look."""
        return self.due_on is not None and self.due_on <= today

    @staticmethod
    def due_day(observed_on: date, half_life: int | None) -> date | None:
        """The day after which less than half of what was observed counts; None when it does not age."""
        if half_life is None or half_life > (date.max - observed_on).days:
            return None
        return observed_on + timedelta(days=half_life)


class Look(Row):
    """A fresh look at a claim: who, on which day, at what, and what it weighs since."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="+")
    looked_on = models.DateField()
    looked_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=300, blank=True)
    sample_size = models.PositiveIntegerField(null=True)
    strength = models.DecimalField(max_digits=6, decimal_places=2)
    note = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index("claim", "looked_on", "id", name="looks_at_a_claim")]


class ClaimSupport(Versioned):
    """A claim stands on a passage, a whole piece of feedback or another claim, or is contradicted by it.

    `strength` as that of a claim, 1 or more, whichever way it speaks.
    """

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="+")
    passage = models.ForeignKey(Passage, on_delete=models.CASCADE, null=True, related_name="+")
    feedback = models.ForeignKey(Feedback, on_delete=models.CASCADE, null=True, related_name="+")
    other = models.ForeignKey(Claim, on_delete=models.CASCADE, null=True, related_name="+")
    stance = models.CharField(max_length=12, choices=Stance.choices, default=Stance.SUPPORTS)
    strength = models.DecimalField(max_digits=6, decimal_places=2, default=Decimal("1.5"))
    note = models.CharField(max_length=300, blank=True)
    added_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(passage__isnull=False, feedback=None, other=None)
                | Q(passage=None, feedback__isnull=False, other=None)
                | Q(passage=None, feedback=None, other__isnull=False),
                name="a_claim_stands_on_one_thing_at_a_time",
            ),
            models.CheckConstraint(condition=Q(other=None) | ~Q(other=F("claim")), name="a_claim_does_not_stand_on_itself"),
            models.CheckConstraint(condition=Q(strength__gte=1, strength__lte=MOST_STRENGTH), name="evidence_speaks_at_least_once"),
            models.UniqueConstraint(fields=["claim", "passage"], name="a_passage_is_under_a_claim_once", condition=Q(passage__isnull=False)),
            models.UniqueConstraint(fields=["claim", "feedback"], name="feedback_is_under_a_claim_once", condition=Q(feedback__isnull=False)),
            models.UniqueConstraint(fields=["claim", "other"], name="a_claim_is_under_a_claim_once", condition=Q(other__isnull=False)),
        ]  # fmt: skip
