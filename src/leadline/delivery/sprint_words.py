"""Sprints in words and rows of figures."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leadline.delivery.models import Sprint
from leadline.delivery.queries.sprints import SprintLine
from leadline.delivery.queries.story import SprintStory
from leadline.design.dates import short_day
from leadline.design.numbers import number, percent


def unit_name(sprint: Sprint) -> str:
    return _("points") if sprint.unit == Sprint.Unit.POINTS else _("items")


def capacity_note(line: SprintLine) -> str:
    """The commitment against the capacity, in a few words."""
    if not line.sprint.capacity:
        return _("no capacity given")
    said = line.scope.committed if line.sprint.started_at else line.scope.inside
    share = said.of(line.sprint.unit) / float(line.sprint.capacity)
    return _("%(share)s of a capacity of %(capacity)s") % {"share": percent(share), "capacity": number(line.sprint.capacity)}  # fmt: skip


def over_capacity(line: SprintLine) -> str:
    """A warning where more is in the sprint than the team can take on; else empty."""
    capacity = float(line.sprint.capacity or 0)
    if line.sprint.closed_at or not capacity or line.load <= capacity:
        return ""
    return _("%(load)s %(unit)s are in the sprint, %(over)s more than the team’s capacity of %(capacity)s.") % {
        "load": number(line.load),
        "unit": unit_name(line.sprint),
        "over": number(line.load - capacity),
        "capacity": number(capacity),
    }  # fmt: skip


def unestimated(story: SprintStory) -> str:
    count = story.unestimated
    return ngettext(
        "%(n)d item has no points and counts as nothing here.",
        "%(n)d items have no points and count as nothing here.",
        count,
    ) % {"n": count}


def burn_title(story: SprintStory, today: date) -> str:
    """How far the sprint is, in one sentence."""
    line = story.line
    values = {"done": number(line.velocity), "all": number(line.load), "unit": unit_name(line.sprint)}  # fmt: skip
    if line.sprint.closed_at:
        return _("%(done)s of %(all)s %(unit)s were done at the close") % values
    left = (line.sprint.ends_on - today).days
    if left < 0:
        return _("%(done)s of %(all)s %(unit)s are done, and the last day is over") % values
    days = ngettext("%(n)d day", "%(n)d days", left) % {"n": left}
    return _("%(done)s of %(all)s %(unit)s are done, %(days)s before the end") % {**values, "days": days}  # fmt: skip


def burn_reading(story: SprintStory) -> str:
    scope, unit = story.scope, story.sprint.unit
    added, removed = scope.added.of(unit), scope.removed.of(unit)
    if not added and not removed:
        return _("The scope stayed as it was committed.")
    return _("Since the start %(added)s were added and %(removed)s removed.") % {
        "added": number(added),
        "removed": number(removed),
    }


def burn_rows(story: SprintStory) -> list[tuple[Any, ...]]:
    return [(short_day(point.day), point.scope, point.done) for point in story.burn_up]


def said_rows(lines: Sequence[SprintLine]) -> list[tuple[Any, ...]]:
    """Sprint, committed, done of it, say/do."""
    return [
        (line.sprint.name, _said(line), line.scope.kept.of(line.sprint.unit), percent(line.say_do))
        for line in lines
    ]


def velocity_rows(lines: Sequence[SprintLine]) -> list[tuple[Any, ...]]:
    return [(line.sprint.name, line.velocity, _said(line)) for line in lines]


def velocity_title(lines: Sequence[SprintLine]) -> str:
    """Over how many sprints, and how the last one was."""
    if not lines:
        return ""
    last = lines[-1]
    return _("%(name)s did %(done)s of %(said)s") % {
        "name": last.sprint.name,
        "done": number(last.velocity),
        "said": number(_said(last)),
    }


def _said(line: SprintLine) -> float:
    return line.scope.committed.of(line.sprint.unit)
