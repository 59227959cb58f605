"""Packages: files of a whole workspace, on their way out or in."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import models

from leadline.workspaces.models import Member, Row, Versioned


class Package(Versioned):
    """A file of a whole workspace: one that a job writes, or one that a job restores.

    `counts` holds its rows by noun, `refusal` why it could not be made or restored, and
    `restored_to` the slug of the workspace that was opened from it.
    """

    travels = False
    is_derived = True

    class Way(models.TextChoices):
        OUT = "out", "Export"
        IN = "in", "Restore"

    class State(models.TextChoices):
        WORKING = "working", "Working"
        DONE = "done", "Ready"
        FAILED = "failed", "Failed"

    way = models.CharField(max_length=3, choices=Way.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WORKING)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    wished_name = models.CharField(max_length=120, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    counts: Any = models.JSONField(default=dict)
    refusal: Any = models.JSONField(default=dict)
    restored_to = models.CharField(max_length=60, blank=True)
    job_id = models.UUIDField(null=True)
    goes_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["workspace", "way", "-created_at", "id"], name="packages_by_age"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_working(self) -> bool:
        return self.state == self.State.WORKING

    @property
    def is_ready(self) -> bool:
        """Whether it can be downloaded."""
        return self.way == self.Way.OUT and self.state == self.State.DONE

    @property
    def rows(self) -> int:
        return sum(self.counts.values())

    def numbers(self) -> list[int]:
        """The numbers of its pieces, in order."""
        pieces = Piece.objects.filter(package=self).order_by("number")
        return list(pieces.values_list("number", flat=True))

    def piece(self, number: int) -> bytes:
        return bytes(Piece.objects.values_list("data", flat=True).get(package=self, number=number))

    def pieces(self) -> Iterator[bytes]:
        """Its bytes, a megabyte at a time."""
        return map(self.piece, self.numbers())


class Piece(Row):
    """A megabyte of a package."""

    travels = False
    is_derived = True

    package = models.ForeignKey(Package, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    data = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["package", "number"], name="pieces_of_a_package_are_numbered"
            ),
        ]

    def stamp(self, by: Member | None, now: datetime) -> None:
        """A piece has no who and when of its own."""
