"""The record of what was done: one chain of events in each workspace."""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.db import models

from leadline.workspaces.models.base import Row
from leadline.workspaces.scope import every_workspace


class ChainHead(models.Model):
    """The last event of a workspace; its row is the lock under which a workspace is written."""

    workspace = models.OneToOneField(
        "workspaces.Workspace", on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    seq = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="")


class Event(Row):
    """Who did what to which record, when, through which token, with before and after."""

    guard_append_only = True

    seq = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    member = models.ForeignKey(
        "workspaces.Member", on_delete=models.PROTECT, null=True, related_name="+"
    )
    token = models.ForeignKey(
        "workspaces.ApiToken", on_delete=models.PROTECT, null=True, related_name="+"
    )
    action = models.CharField(max_length=100)
    subject_kind = models.CharField(max_length=50, blank=True)
    subject_id = models.UUIDField(null=True)
    subject_title = models.CharField(max_length=300, blank=True)
    changes: Any = models.JSONField(default=list)
    facts: Any = models.JSONField(default=dict)
    undoes = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "seq"], name="events_are_numbered"),
            models.UniqueConstraint(fields=["undoes"], name="an_event_is_undone_once"),
        ]
        indexes = [
            models.Index(fields=["workspace", "subject_id", "-seq"], name="events_of_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.subject_title}"

    def digest(self) -> str:
        """SHA-256 over every column but the hash itself, chained to the event before."""
        body = {
            field.attname: _plain(field, self)
            for field in self._meta.concrete_fields
            if field.attname != "hash"
        }
        canonical = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
        return hashlib.sha256(canonical.encode()).hexdigest()


def _plain(field: Any, event: Event) -> Any:
    value = getattr(event, field.attname)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value if isinstance(field, models.JSONField) else field.value_to_string(event)


def broken_links(workspace_id: Any) -> list[int]:
    """Numbers of the events at which the chain of a workspace does not hold."""
    with every_workspace("the operator checks the chain"):
        return [number for number, holds in chain_links(workspace_id) if not holds]


def chain_links(workspace_id: Any) -> Iterator[tuple[int, bool]]:
    """Each event's number and whether the chain holds there, in order; called in a scope."""
    previous, expected = "", 1
    for event in Event.objects.filter(workspace_id=workspace_id).order_by("seq").iterator(500):
        intact = event.seq == expected and event.previous_hash == previous
        yield event.seq, intact and event.digest() == event.hash
        previous, expected = event.hash, event.seq + 1
