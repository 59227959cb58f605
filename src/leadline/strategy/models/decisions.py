"""What was chosen, from which alternatives, why, and when to look again."""

from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from leadline.workspaces.models import Change, Member, Record, Row
from leadline.workspaces.models.base import Versioned


class Decision(Record):
    """A question with its alternatives; open until one of them is chosen."""

    question = models.CharField(max_length=300)
    about = models.TextField(blank=True)
    why = models.TextField(blank=True)
    decided_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, editable=False, related_name="+")  # fmt: skip
    decided_on = models.DateField(null=True, editable=False)
    review_on = models.DateField(null=True, blank=True)
    superseded_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, editable=False, related_name="+")  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(superseded_by=None) | ~Q(superseded_by=F("id")), name="a_decision_does_not_supersede_itself"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.question

    def page_url(self) -> str:
        return reverse("strategy:decision", kwargs={"slug": self.workspace.slug, "decision": self.pk})  # fmt: skip

    def search_text(self) -> str:
        return f"{self.about} {self.why}"

    @staticmethod
    def due(today: date) -> Q:
        """Those that should be looked at again by a day."""
        return Q(review_on__lte=today, superseded_by=None, decided_on__isnull=False)

    def is_due(self, today: date) -> bool:
        """The same of one decision."""
        return bool(self.decided_on and self.review_on and self.review_on <= today and not self.superseded_by_id)  # fmt: skip


class Alternative(Versioned):
    """One of the answers to a question, with what speaks for it and against it."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    pros = models.TextField(blank=True)
    cons = models.TextField(blank=True)
    is_chosen = models.BooleanField(default=False, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision"], name="one_alternative_is_chosen", condition=Q(is_chosen=True)),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def take_back(self, *, by: Member, now: datetime, values: dict[str, Any]) -> Change:
        """Set back an undone change one by one: two in one statement would both be chosen for a moment."""
        return super().take_back(by=by, now=now, values=values)


class DecisionLink(Row):
    """A record that a decision is about."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="+", db_index=False)  # fmt: skip
    record_kind = models.CharField(max_length=40)
    record_id = models.UUIDField()

    leads_to = {"record_id": "record_kind"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "record_kind", "record_id"], name="a_decision_is_linked_to_a_record_once"),
        ]  # fmt: skip
        indexes = [models.Index(fields=["record_kind", "record_id"], name="decisions_of_a_record")]

    def __str__(self) -> str:
        return f"{self.record_kind} {self.record_id}"


class DecisionReview(Row):
    """Somebody looked at a decision again, and it stood."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    note = models.TextField(blank=True)

    def __str__(self) -> str:
        return str(self.on)
