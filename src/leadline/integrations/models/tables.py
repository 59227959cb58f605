"""Tables of records on their way in: customers today, other nouns with a module each."""

from typing import Any

from django.db import models
from django.urls import reverse

from leadline.integrations.models.course import Course, Piece
from leadline.integrations.understanding.profiles import Profile
from leadline.workspaces.models import Row


class TableImport(Course):
    """A file whose rows are records of one kind, what its columns were taken to mean, and what came of it.

    `columns`: name and profile of each. `mapping`: field → place of its column. `options`: how
    texts are to be read. What people did not choose is proposed anew. `report` counts what the
    check or the writing found, and holds the first problems of each severity.
    """

    of = models.CharField(max_length=20)
    size = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)
    wish: Any = models.JSONField(default=dict)
    head: Any = models.JSONField(default=dict)
    columns: Any = models.JSONField(default=list)
    rows = models.PositiveIntegerField(default=0)
    mapping: Any = models.JSONField(null=True)
    options: Any = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["workspace", "-created_at", "id"], name="table_imports_by_age")
        ]

    def page_url(self) -> str:
        return reverse(
            "integrations:table", kwargs={"slug": self.workspace.slug, "import_id": self.id}
        )

    @property
    def profiles(self) -> list[tuple[str, Profile]]:
        """The columns in their order: name, and what stands in them."""
        return [(each["name"], Profile.from_json(each["profile"])) for each in self.columns]


class TablePiece(Piece):
    """A piece of the file of a table."""

    batch = models.ForeignKey(TableImport, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "number"], name="pieces_of_a_table_are_numbered"),
        ]  # fmt: skip


class Brought(Row):
    """What an import made or changed: the record, what it was before (None: not there), what the source said.

    `version` is the record's after the import. What the source said last tells its own changes
    from those that people made here.
    """

    batch = models.ForeignKey(TableImport, on_delete=models.CASCADE, related_name="+")
    noun = models.CharField(max_length=40)
    row_id = models.UUIDField()
    version = models.PositiveIntegerField()
    before: Any = models.JSONField(null=True)
    told: Any = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "row_id"], name="a_record_is_brought_once_by_an_import"),
        ]  # fmt: skip
        indexes = [models.Index(fields=["row_id", "batch"], name="brought_by_record")]
