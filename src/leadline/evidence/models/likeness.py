"""What sounds alike: proposed by the machine, kept, settled by people."""

from django.db import models
from django.db.models import F, Q

from leadline.evidence.models.feedback import Feedback
from leadline.workspaces.models import Member, Versioned
from leadline.workspaces.models.base import Row


class Likeness(Versioned):
    """Two pieces of feedback that may say the same, as found by a method at a time.

    `likeness` is the cosine of the two; who says that they differ is kept with the hour.
    """

    feedback = models.ForeignKey(Feedback, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Feedback, on_delete=models.CASCADE, related_name="+")
    likeness = models.FloatField()
    method = models.CharField(max_length=60)
    compared_by = models.CharField(max_length=12)
    compared = models.PositiveIntegerField()
    found_at = models.DateTimeField()
    told_apart_at = models.DateTimeField(null=True)
    told_apart_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["feedback", "other"], name="a_likeness_is_found_once"),
            models.CheckConstraint(condition=~Q(feedback=F("other")), name="nothing_is_like_itself"),
        ]  # fmt: skip


class Sketch(Row):
    """Four marks of the words of a piece of feedback; texts that share many words share a mark.

    Each is the least of all its words under one of four hashes (Broder 1997): two texts whose words
    overlap by a share J agree in at least one mark with a chance of 1 - (1 - J)^4.
    """

    travels = False

    feedback = models.OneToOneField(Feedback, on_delete=models.CASCADE, related_name="+")
    first = models.BigIntegerField()
    second = models.BigIntegerField()
    third = models.BigIntegerField()
    fourth = models.BigIntegerField()

    class Meta:
        indexes = [
            models.Index("workspace", mark, "feedback", name=f"feedback_alike_by_{mark}")
            for mark in ("first", "second", "third", "fourth")
        ]  # fmt: skip
