"""Readings of this room: releases, what they hold, what is asked before, what is told outside."""

from leadline.releases.drafting import Told, drafted
from leadline.releases.queries.checklists import (
    Template,
    line_by_id,
    lines_of,
    template_of,
    templates,
)
from leadline.releases.queries.contents import (
    bets_of,
    candidates,
    contents,
    finished_since,
    first_release_of,
    last_before,
    part_by_id,
    told_of,
)
from leadline.releases.queries.outside import changelog_at, notes_of
from leadline.releases.queries.releases import (
    ReleaseLine,
    gone_out,
    line_of,
    planned,
    release_by_id,
    releases,
)
from leadline.releases.queries.telling import changelog_of, note_of, notes
from leadline.releases.queries.thread import LINES

__all__ = [
    "LINES", "ReleaseLine", "Template", "Told", "bets_of", "candidates", "changelog_at", "changelog_of", "contents", "drafted", "finished_since", "first_release_of", "gone_out",
    "last_before", "line_by_id", "line_of", "lines_of", "note_of", "notes", "notes_of", "part_by_id", "planned", "release_by_id", "releases",
    "template_of", "templates", "told_of",
]  # fmt: skip
