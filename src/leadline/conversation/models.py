"""What people say about records, who follows them, and who was told."""

from datetime import datetime
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.urls import reverse

from leadline.design.text import plain
from leadline.workspaces import records
from leadline.workspaces.models import Event, Member, Record, Row, Versioned


class Comment(Record):
    """What somebody said about a record, in Markdown."""

    subject_kind = models.CharField(max_length=50, editable=False)
    subject_id = models.UUIDField(editable=False)
    author = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", editable=False)
    body = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["subject_id", "id"], name="comments_of_record")]

    def __str__(self) -> str:
        return plain(self.body, 120)

    def page_url(self) -> str:
        return reverse("conversation:comment", kwargs={"slug": self.workspace.slug, "pk": self.id})

    def search_text(self) -> str:
        return self.body

    def subject(self) -> Record | None:
        """The record that the comment is about; None when it has gone for good."""
        model = records.model_of(self.subject_kind)
        found: Record | None = model.with_trash.filter(pk=self.subject_id).first()
        return found


class Mention(Row):
    """Somebody is named in a comment; always a member, found by name when it was written."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="mentions")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["comment", "member"], name="a_comment_names_a_member_once"),
        ]  # fmt: skip


class Reason(models.TextChoices):
    """Why somebody follows a record or was told about it; the first that holds is given."""

    MENTIONED = "mentioned", "You are mentioned"
    ASSIGNED = "assigned", "It is yours to do"
    AUTHOR = "author", "You wrote it"
    COMMENTED = "commented", "You commented on it"
    BY_HAND = "by hand", "You watch it"


class Watch(Versioned):
    """A member follows a record; once ended by hand, nothing but a hand starts it again."""

    subject_kind = models.CharField(max_length=50)
    subject_id = models.UUIDField()
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=20, choices=Reason.choices)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject_id", "member"], name="a_record_is_watched_once"),
        ]  # fmt: skip


class Notification(Row):
    """A member is told of an event, once; `read_at` is a note of their own, not an edit."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+", db_index=False)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")
    subject_kind = models.CharField(max_length=50)
    subject_id = models.UUIDField()
    reason = models.CharField(max_length=20, choices=Reason.choices)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "event"], name="an_event_is_told_once"),
        ]
        indexes = [
            models.Index(fields=["member", "-id"], name="notifications_of_member"),
            models.Index(fields=["member", "-id"], name="unread_of_member", condition=Q(read_at=None)),
        ]  # fmt: skip

    @property
    def is_unread(self) -> bool:
        return self.read_at is None


class Trace(Row):
    """An event touched a record that is not its subject, as when many are moved at once."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+", db_index=False)
    seq = models.PositiveBigIntegerField()
    record_id = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record_id", "seq"], name="an_event_leaves_one_trace"),
        ]


def watch_row(record: tuple[str, UUID], member: Member, reason: str, now: datetime) -> Watch:
    """A watch that is not written yet."""
    kind, record_id = record
    return Watch(
        workspace_id=member.workspace_id, subject_kind=kind, subject_id=record_id, member=member,
        reason=reason, created_at=now, updated_at=now,
    )  # fmt: skip
