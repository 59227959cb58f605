"""Jobs: effects as rows, written in the transaction of their cause."""

from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db import models
from django.db.models import Q

from leadline.foundation.keys import Key

LEASE = timedelta(seconds=60)
MAX_ATTEMPTS = 12


class JobQuerySet(models.QuerySet["Job"]):
    def waiting(self) -> "JobQuerySet":
        return self.filter(finished_at=None, gave_up_at=None)

    def ready(self, now: datetime) -> "JobQuerySet":
        """Due, and held by nobody whose lease still runs."""
        free = Q(leased_until=None) | Q(leased_until__lte=now)
        return self.waiting().filter(free, due_at__lte=now)

    def in_turn(self, now: datetime) -> "JobQuerySet":
        """Those that overtake none of their name and workspace that is being done."""
        held = Job.objects.waiting().filter(leased_until__gt=now, workspace_id__isnull=False)
        busy = (Q(workspace_id=owner, name=name) for owner, name in held.values_list("workspace_id", "name"))  # fmt: skip
        return self.exclude(reduce(or_, busy, Q(pk__in=())))


class Job(models.Model):
    """One thing still to be done, or done; `key` makes asking twice the same as once."""

    id = Key()
    workspace_id = models.UUIDField(null=True)
    name = models.CharField(max_length=100)
    key = models.CharField(max_length=200, unique=True, null=True)
    arguments: Any = models.JSONField(default=dict)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    leased_by = models.CharField(max_length=100, blank=True)
    leased_until = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    gave_up_at = models.DateTimeField(null=True)
    trouble = models.TextField(blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(null=True)
    stage = models.CharField(max_length=100, blank=True)
    answer: Any = models.JSONField(default=dict)

    objects = JobQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at"],
                name="jobs_waiting",
                condition=Q(finished_at=None, gave_up_at=None),
            ),
            models.Index(fields=["workspace_id", "name", "-asked_at"], name="jobs_of_workspace"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.id}"

    @property
    def is_running(self) -> bool:
        return self.finished_at is None and self.gave_up_at is None
