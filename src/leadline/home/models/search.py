"""What search reads: one row for each record that has a page, and the words of each workspace."""

from typing import Any, ClassVar

from django.db import models

from leadline.foundation.ranks import RankField
from leadline.home.search.engine import engine_of
from leadline.home.search.words import LONGEST_WORD
from leadline.workspaces.models import Workspace
from leadline.workspaces.models.base import ScopedManager


class WordIndex(models.Index):
    """The index over words, made by the engine of the database in use."""

    def create_sql(self, model: Any, schema_editor: Any, using: str = "", **options: Any) -> Any:
        return engine_of(schema_editor.connection.vendor).create()

    def remove_sql(self, model: Any, schema_editor: Any, **options: Any) -> Any:
        return engine_of(schema_editor.connection.vendor).drop()


class SearchText(models.Model):
    """A record as search knows it. Its number grows with each writing: the newest is the highest.

    `head` is the folded title and the folded beginning of the text, from which answers are ranked;
    `words` holds every word once, for engines that index the row itself.
    """

    guard_scope: ClassVar[str] = "workspace_id"
    is_derived: ClassVar[bool] = True

    id = models.BigAutoField(primary_key=True)
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+", db_index=False)  # fmt: skip
    kind = models.CharField(max_length=50)
    record_id = models.UUIDField(unique=True)
    key = models.CharField(max_length=60, blank=True)
    path = models.CharField(max_length=300)
    title = models.CharField(max_length=300)
    body = models.TextField(blank=True)
    head = models.TextField()
    words = models.TextField(blank=True)
    updated_at = models.DateTimeField()

    objects: ClassVar[ScopedManager] = ScopedManager()

    class Meta:
        indexes = [
            models.Index(fields=["workspace", "id"], name="search_newest"),
            models.Index(fields=["workspace", "kind", "id"], name="search_newest_of_kind"),
            models.Index(fields=["workspace", "key"], name="search_by_key"),
            WordIndex(fields=["id"], name="search_words"),
        ]

    def __str__(self) -> str:
        return str(self.title)


class SearchWord(models.Model):
    """A word that stands in some text of the workspace; what a beginning of a word is looked up in."""

    guard_scope: ClassVar[str] = "workspace_id"
    is_derived: ClassVar[bool] = True

    id = models.BigAutoField(primary_key=True)
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+", db_index=False)  # fmt: skip
    word = RankField(max_length=LONGEST_WORD)

    objects: ClassVar[ScopedManager] = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "word"], name="a_word_is_kept_once"),
        ]

    def __str__(self) -> str:
        return str(self.word)
