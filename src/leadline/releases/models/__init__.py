"""Releases, what goes out with them, what is asked before, and what is told outside."""

from leadline.releases.models.checklists import ChecklistLine, ChecklistTemplate
from leadline.releases.models.releases import Release, ReleaseItem, Size
from leadline.releases.models.telling import Changelog, PublishedNote

__all__ = ["Changelog", "ChecklistLine", "ChecklistTemplate", "PublishedNote", "Release", "ReleaseItem", "Size"]  # fmt: skip
