"""What is read outside: the changelog at an address, and its notes. Nothing else of a workspace is asked here."""

import re

from leadline.foundation.paging import Slice, page_of
from leadline.foundation.refusals import NotFound
from leadline.releases.models import Changelog, PublishedNote
from leadline.releases.models.telling import ADDRESS
from leadline.workspaces.scope import every_workspace, scope

PAGE, FEED = 20, 50


def changelog_at(address: str) -> Changelog:
    """The open changelog at an address; `NotFound` for one that is closed or was never there, alike."""
    if not re.match(ADDRESS, address):
        raise NotFound
    open_ones = {"is_open": True, "product__trashed_at": None, "workspace__removed_at": None}
    with every_workspace("finding out whose changelog stands at an address"):
        found: Changelog | None = Changelog.objects.filter(address=address, **open_ones).first()
    if found is None:
        raise NotFound
    return found


def notes_of(log: Changelog, after: str = "", limit: int = PAGE) -> "Slice[PublishedNote]":
    """Its notes, the newest first."""
    with scope(log.workspace_id):
        rows = PublishedNote.objects.filter(changelog=log)
        return page_of(rows, ["-on", "-id"], after, limit)
