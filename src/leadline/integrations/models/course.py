"""What every import has in common: its course from a file to what it brought, and the file's bytes."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import models

from leadline.workspaces.models import Member, Record, Row


class State(models.TextChoices):
    """How far an import is."""

    READING = "reading", "Reading"
    UNREADABLE = "unreadable", "Could not be read"
    MAPPING = "mapping", "To be mapped"
    CHECKING = "checking", "Checking"
    CHECKED = "checked", "Checked"
    WRITING = "writing", "Importing"
    DONE = "done", "Imported"
    UNDOING = "undoing", "Taking back"
    UNDONE = "undone", "Taken back"
    STOPPED = "stopped", "Stopped"


BUSY = (State.READING, State.CHECKING, State.WRITING, State.UNDOING)


class Course(Record):
    """How far an import is, what was found, and what became of it.

    `made` lists what came along with the rows, as [kind, id].
    """

    around: ClassVar[tuple[str, ...]] = ("workspace",)
    """What is read along with it."""

    title = models.CharField(max_length=200)
    state = models.CharField(max_length=12, choices=State.choices, default=State.READING)
    refusal: Any = models.JSONField(default=dict)
    report: Any = models.JSONField(default=dict)
    made: Any = models.JSONField(default=list)
    job_id = models.UUIDField(null=True, editable=False)
    bringer = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", editable=False)
    checked_at = models.DateTimeField(null=True)
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title

    @property
    def is_busy(self) -> bool:
        """Whether a job works on it."""
        return self.state in BUSY

    @property
    def is_open(self) -> bool:
        """Whether its mapping may still be changed."""
        return self.state in (State.MAPPING, State.CHECKED)


class Piece(Row):
    """A piece of a file's bytes, in the database: no path is trusted, and every server can read it."""

    travels = False

    number = models.PositiveIntegerField()
    data = models.BinaryField()

    class Meta:
        abstract = True

    def stamp(self, by: Member | None, now: datetime) -> None:
        """A piece has no who and when of its own."""
