"""What the doors keep for themselves."""

from typing import Any

from django.db import models

from leadline.workspaces.models.base import Row


class IdempotentAnswer(Row):
    """The answer that an API call with an idempotency key got, for when it is sent again."""

    travels = False

    member = models.ForeignKey("workspaces.Member", on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    body: Any = models.JSONField(null=True)
    etag = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "key"], name="a_key_answers_once"),
        ]
