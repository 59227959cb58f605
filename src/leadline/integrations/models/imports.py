"""An import: files of one export on their way into a product."""

from typing import Any

from django.db import models
from django.urls import reverse

from leadline.integrations.models.course import Course, Piece
from leadline.integrations.understanding.columns import Group, groups
from leadline.integrations.understanding.kinds import Role
from leadline.integrations.understanding.profiles import Profile
from leadline.products.models import Product, Team
from leadline.workspaces.models import Versioned


class Import(Course):
    """Files of one export, what they were taken to mean, and what became of them.

    `settings` holds what people chose; what they did not choose is proposed anew from the files.
    `made` lists the statuses, labels, fields and sprints that came with it, as [kind, id].
    """

    around = ("product", "team", "workspace")

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # fmt: skip
    connection = models.CharField(max_length=20, blank=True)
    settings: Any = models.JSONField(default=dict)
    usages: Any = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["workspace", "-created_at", "id"], name="imports_by_age")]

    def page_url(self) -> str:
        return reverse(
            "integrations:import", kwargs={"slug": self.workspace.slug, "import_id": self.id}
        )

    @property
    def is_jira(self) -> bool:
        return self.connection == "jira"


class ImportFile(Versioned):
    """One file: how it was read, its columns with what stands in them, and what each means."""

    batch = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="files")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    wish: Any = models.JSONField(default=dict)
    role = models.CharField(max_length=20, blank=True)
    head: Any = models.JSONField(default=dict)
    columns: Any = models.JSONField(default=list)
    mapping: Any = models.JSONField(default=dict)
    rows = models.PositiveIntegerField(default=0)
    keyed_by: Any = models.JSONField(default=list, null=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "position"], name="files_of_an_import_have_places"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def meant_as(self) -> Role:
        return Role(self.role or Role.ITEMS)

    @property
    def groups(self) -> list[Group]:
        return groups((each["name"], Profile.from_json(each["profile"])) for each in self.columns)


class ImportBlob(Piece):
    """A piece of a file of an import."""

    file = models.ForeignKey(ImportFile, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["file", "number"], name="pieces_of_a_file_are_numbered"
            ),
        ]
