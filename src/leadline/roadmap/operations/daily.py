"""Forecasts that nobody asked for: once a day, of the roadmaps whose answer may have changed."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from leadline.roadmap.models import Bar, BarForecast, Roadmap, RoadmapRun
from leadline.roadmap.operations.foretelling import Answered, write
from leadline.roadmap.queries.bars import WEEK
from leadline.roadmap.queries.foretelling import PlanInputs, foretell
from leadline.roadmap.queries.inputs import inputs_of
from leadline.workspaces.models import Member, Workspace
from leadline.workspaces.operations.base import lock
from leadline.workspaces.scope import scope as inside

MOST_DAILY = 30
"""How many runs of a roadmap that nobody asked for are kept; those that somebody asked for stay."""


def foretell_daily(workspace: Workspace, now: datetime) -> int:
    """Forecast every roadmap whose plan, work or teams changed since its last run; how many were."""
    with inside(workspace):
        used = Bar.objects.values("roadmap")
        return sum(_foretell(workspace, each, now) for each in Roadmap.objects.filter(pk__in=used).order_by("id"))  # fmt: skip


def _foretell(workspace: Workspace, roadmap: Roadmap, now: datetime) -> int:
    """One roadmap in a transaction of its own, computed before it."""
    inputs, basis = inputs_of(Member(workspace=workspace), roadmap, now)
    last = RoadmapRun.objects.filter(roadmap=roadmap).order_by("-at", "-id").first()
    if last is not None and not _differs(last, inputs, now):
        return 0
    answered = Answered(inputs, foretell(inputs), basis)
    with transaction.atomic():
        lock(workspace.id)
        write(None, now, roadmap, answered)
        _let_go(roadmap)
    return 1


def _differs(last: RoadmapRun, inputs: PlanInputs, now: datetime) -> bool:
    """Whether anything but the day is another; after a week the day is enough."""
    if now - last.at >= WEEK:
        return True
    then = PlanInputs.from_json(last.inputs)
    return replace(then, starts_on=inputs.starts_on).as_json() != inputs.as_json()


def _let_go(roadmap: Roadmap) -> None:
    """Delete the oldest of too many runs that nobody asked for."""
    daily = RoadmapRun.objects.filter(roadmap=roadmap, by=None).order_by("-at", "-id")
    gone = list(daily.values_list("pk", flat=True)[MOST_DAILY:])
    if gone:
        BarForecast.objects.filter(run__in=gone).delete()
        RoadmapRun.objects.filter(pk__in=gone).delete()
