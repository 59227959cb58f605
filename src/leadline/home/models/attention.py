"""What people have decided to leave as it is."""

from django.db import models
from django.db.models import Q

from leadline.workspaces.models import Member, Record


class Dismissal(Record):
    """A need on the home page that somebody put aside, with the reason.

    `state` tells how it stood then; a need that has got worse since comes back.
    """

    need = models.CharField(max_length=40, editable=False)
    subject_id = models.UUIDField(editable=False)
    state = models.CharField(max_length=80, blank=True, editable=False)
    sentence = models.CharField(max_length=400, editable=False)
    reason = models.CharField(max_length=300)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "need", "subject_id"],
                condition=Q(trashed_at=None),
                name="a_need_is_dismissed_once",
            ),
        ]

    def __str__(self) -> str:
        return self.sentence
