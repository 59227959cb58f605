"""Feedback: what somebody told us, in their words; and passages of it."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from leadline.market.models import Contact, Customer
from leadline.products.models import Product
from leadline.workspaces.models import Member, Record
from leadline.workspaces.models.base import AliveManager, ScopedManager

MOST_TEXT = 20_000
"""In code points; a piece of feedback is a message, not a report."""

WAITING = Q(trashed_at=None, archived_at=None, merged_at=None)
ARCHIVED = Q(trashed_at=None, archived_at__isnull=False)


class Channel(models.TextChoices):
    """Where something was heard."""

    NOTE = "note", _("note")
    CALL = "call", _("call")
    MEETING = "meeting", _("meeting")
    EMAIL = "email", _("e-mail")
    CHAT = "chat", _("chat")
    SUPPORT = "support", _("support")
    SALES = "sales", _("sales")
    SURVEY = "survey", _("survey")
    REVIEW = "review", _("public review")
    SOCIAL = "social", _("social media")


class Feedback(Record):
    """What somebody told us, asked or unasked.

    It waits in the inbox from `waits_since` on, until it is archived or merged. While that instant
    is still to come it sleeps; so nothing has to wake it, and it comes back on top.
    """

    text = models.TextField()
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # fmt: skip
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # fmt: skip
    product = models.ForeignKey(Product, on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # fmt: skip
    channel = models.CharField(max_length=12, choices=Channel.choices, default=Channel.NOTE)
    heard_on = models.DateField()
    source_key = models.CharField(max_length=200, blank=True)
    captured_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")

    waits_since = models.DateTimeField(editable=False)
    snoozed_at = models.DateTimeField(null=True, editable=False)
    snoozed_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, editable=False, related_name="+")  # fmt: skip
    archived_at = models.DateTimeField(null=True, editable=False)
    archived_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, editable=False, related_name="+")  # fmt: skip
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, editable=False, related_name="+")  # fmt: skip
    merged_at = models.DateTimeField(null=True, editable=False)
    merged_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, editable=False, related_name="+")  # fmt: skip

    class Meta:
        verbose_name_plural = "feedback"
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "source_key"],
                name="feedback_comes_from_a_source_once",
                condition=~Q(source_key=""),
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None, merged_at=None) | Q(merged_into__isnull=False, merged_at__isnull=False),
                name="what_is_merged_says_into_what_and_when",
            ),
            models.CheckConstraint(condition=Q(merged_into=None) | ~Q(merged_into=F("id")), name="nothing_is_merged_into_itself"),
        ]  # fmt: skip
        indexes = [
            models.Index("workspace", "waits_since", "id", name="feedback_that_waits", condition=WAITING),
            models.Index("product", "waits_since", "id", name="feedback_that_waits_on_product", condition=WAITING),
            models.Index("customer", "waits_since", "id", name="feedback_waiting_of_customer", condition=WAITING),
            models.Index("workspace", "archived_at", "id", name="feedback_archived", condition=ARCHIVED),
            models.Index("product", "archived_at", "id", name="feedback_archived_on_product", condition=ARCHIVED),
            models.Index("customer", "archived_at", "id", name="feedback_archived_of_customer", condition=ARCHIVED),
            models.Index("merged_into", "id", name="feedback_merged_into", condition=Q(merged_into__isnull=False)),
            models.Index("workspace", "id", name="feedback_as_it_came", condition=Q(trashed_at=None)),
            models.Index("customer", "id", name="feedback_of_a_customer", condition=Q(trashed_at=None)),
            models.Index("product", "id", name="feedback_on_a_product", condition=Q(trashed_at=None)),
        ]  # fmt: skip

    def __str__(self) -> str:
        line = " ".join(self.text.split())
        return line if len(line) <= 80 else f"{line[:79].rstrip()}…"

    def page_url(self) -> str:
        return reverse("evidence:feedback", kwargs={"slug": self.workspace.slug, "feedback": self.pk})  # fmt: skip

    def search_text(self) -> str:
        return self.text

    def sleeps(self, now: datetime) -> bool:
        """Whether it is snoozed, and its day has not come."""
        return self.waits_since > now

    def waits(self, now: datetime) -> bool:
        """Whether it is in the inbox."""
        return not (self.archived_at or self.merged_at or self.trashed_at or self.sleeps(now))


class StandingManager(AliveManager):
    """Passages that are not in the trash, and whose feedback is not either."""

    def get_queryset(self) -> "models.QuerySet[Any]":
        return super().get_queryset().filter(feedback__trashed_at=None)


class Passage(Record):
    """A stretch of a feedback's text, `start` to `end` in code points, with what it said when marked.

    Two may overlap. In the trash with the feedback, and back with it.
    """

    feedback = models.ForeignKey(Feedback, on_delete=models.CASCADE, related_name="+")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()
    marked_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[ScopedManager] = StandingManager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="a_passage_has_a_length"),
            models.UniqueConstraint(fields=["feedback", "start", "end"], name="a_passage_is_marked_once", condition=Q(trashed_at=None)),
        ]  # fmt: skip

    def __str__(self) -> str:
        line = " ".join(self.quote.split())
        return f"“{line}”" if len(line) <= 80 else f"“{line[:78].rstrip()}…”"

    def page_url(self) -> str:
        return f"{self.feedback.page_url()}#passage-{self.pk}"

    def search_text(self) -> str:
        return self.quote
