"""Kept estimates of effects, and those that are on their way."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from leadline.foundation.models import Job
from leadline.outcomes.models import EffectEstimate, OutcomeReview
from leadline.releases.queries import first_release_of
from leadline.workspaces.models import Member
from leadline.workspaces.queries import one

ESTIMATE = "outcomes.estimate"
MOST, MOST_JOBS = 100, 200


def estimate_by_id(member: Member, key: UUID) -> EffectEstimate:
    """One estimate with its review; `NotFound` where that lies in the trash."""
    found: EffectEstimate = one(_estimates().filter(review__trashed_at=None), pk=key)
    return found


def estimates_of(member: Member, review: OutcomeReview) -> list[EffectEstimate]:
    """The estimates of a review, the newest first, without what they rest on; 100 at most."""
    return list(_estimates().filter(review=review).order_by("-at", "-id")[:MOST])


def newest_by_effect(member: Member, review: OutcomeReview) -> Mapping[UUID, EffectEstimate]:
    """The newest estimate of each promised effect that has one."""
    return {row.subject: row for row in reversed(estimates_of(member, review))}


def waiting_jobs(member: Member, review: OutcomeReview) -> list[Job]:
    """The estimates of a review that wait to be made, or are being made."""
    rows = Job.objects.filter(name=ESTIMATE, workspace_id=member.workspace_id).waiting()
    return [job for job in rows if job.arguments["review"] == str(review.pk)]


def effects_under_way(member: Member, review: OutcomeReview) -> set[str]:
    """The metrics of which an estimate is on its way, as texts."""
    return {job.arguments["question"]["subject"] for job in waiting_jobs(member, review)}


def newest_jobs(member: Member, review: OutcomeReview) -> Mapping[str, Job]:
    """The newest job of each effect's estimate, by its metric as text: on its way, done, or come to nothing."""
    rows = Job.objects.filter(name=ESTIMATE, workspace_id=member.workspace_id).order_by("-asked_at", "-id")  # fmt: skip
    own = [job for job in rows[:MOST_JOBS] if job.arguments["review"] == str(review.pk)]
    return {job.arguments["question"]["subject"]: job for job in reversed(own)}


def _estimates() -> "QuerySet[EffectEstimate, Any]":
    tied = ("workspace", "by__user", "review__workspace", "review__bet__workspace", "review__promised")  # fmt: skip
    rows: QuerySet[EffectEstimate] = EffectEstimate.objects.select_related(*tied)
    return rows


def beginning_of(member: Member, review: OutcomeReview) -> tuple[date, str]:
    """From which day on an effect can be, and what began then: the first release with its items, or else its commitment."""
    release = first_release_of(member, review.bet)
    if release is not None and release.released_at is not None:
        return member.workspace.today(release.released_at), release.title_text
    return member.workspace.today(review.promised.at), ""
