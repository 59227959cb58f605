"""What getting it done asks for: sprints that keep what they promised."""

from datetime import date, timedelta

from leadline.delivery.models import Sprint
from leadline.delivery.queries.sprints import scopes_of
from leadline.home.queries.balance.owed import YEAR, Owed
from leadline_science.calibration import Half

MOST = 500
ENOUGH = 0.8
"""Of the items that a sprint commits to, so many must be done in it."""


def sprints(today: date) -> list[Owed]:
    """Sprints that were closed, and whether four fifths of what they committed to was done in them."""
    since = today - timedelta(days=YEAR)
    rows = Sprint.objects.filter(ends_on__gt=since, ends_on__lte=today, closed_at__isnull=False)
    closed = list(rows.select_related("workspace", "team").order_by("-ends_on", "-id")[:MOST])
    scopes = scopes_of(closed)
    told = [(sprint, scopes[sprint.pk]) for sprint in closed]
    return [
        Owed(Half.EXECUTION.value, "sprints", f"{sprint.name}, {sprint.team.name}", sprint.page_url(), sprint.ends_on, scope.kept.items >= ENOUGH * scope.committed.items)
        for sprint, scope in told
        if scope.committed.items
    ]  # fmt: skip
