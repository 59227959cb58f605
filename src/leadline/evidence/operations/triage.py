"""Triage: what leaves the inbox, how, and how it comes back."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from leadline.evidence.models import Feedback
from leadline.evidence.operations.checks import MOST_AT_ONCE, fresh, only
from leadline.foundation.refusals import Invalid
from leadline.workspaces.models import Event, Member
from leadline.workspaces.models.bulk import change_all
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right


@operation(needs=Right.CONTRIBUTE)
def archive_feedback(*, by: Member, now: datetime, feedback: Sequence[Feedback]) -> Event | None:
    """Done with these: they leave the inbox and stay in the archive."""
    rows = [row for row in fresh(feedback) if not row.archived_at]
    values = {"archived_at": now, "archived_by": by}
    return _settle("feedback.archived", rows, values, by, now)


@operation(needs=Right.CONTRIBUTE)
def snooze_feedback(
    *, by: Member, now: datetime, feedback: Sequence[Feedback], until: date
) -> Event | None:
    """Out of sight until the morning of a day, in the workspace's time; back by itself then."""
    if until <= by.workspace.today(now):
        raise Invalid("That morning has come already.", field="until", remedy="Take a day after today.")  # fmt: skip
    rows = fresh(feedback)
    _refuse_settled(rows)
    morning = datetime.combine(until, time(), ZoneInfo(by.workspace.time_zone))
    values = {"waits_since": morning, "snoozed_at": now, "snoozed_by": by}
    return _settle("feedback.snoozed", rows, values, by, now)


@operation(needs=Right.CONTRIBUTE)
def return_feedback(*, by: Member, now: datetime, feedback: Sequence[Feedback]) -> Event | None:
    """Put pieces back on top of the inbox, out of the archive, their sleep or what they were merged into."""
    rows = [row for row in fresh(feedback) if not row.waits(now)]
    return _settle("feedback.returned", rows, {"waits_since": now, **AWAKE}, by, now)


AWAKE: dict[str, Any] = {
    "archived_at": None, "archived_by": None, "snoozed_at": None, "snoozed_by": None,
    "merged_into": None, "merged_at": None, "merged_by": None,
}  # fmt: skip


@operation(needs=Right.CONTRIBUTE)
def merge_feedback(
    *, by: Member, now: datetime, feedback: Sequence[Feedback], into: Feedback
) -> Event | None:
    """These say the same as another: they leave the inbox, and their voices count with it.

    What was merged into them before goes along, so that all stand beneath one.
    """
    (target,) = fresh([into])
    if target.merged_into_id:
        target = fresh([Feedback(pk=target.merged_into_id)])[0]
    rows = [row for row in fresh(feedback) if row.pk != target.pk]
    if not rows:
        raise Invalid("It cannot be merged into itself.", field="into", remedy="Choose another one.")  # fmt: skip
    under = list(Feedback.objects.filter(merged_into__in=rows).exclude(pk__in=[row.pk for row in rows])[: MOST_AT_ONCE + 1])  # fmt: skip
    if len(under) > MOST_AT_ONCE:
        raise Invalid(f"More than {MOST_AT_ONCE:,} pieces would move.", remedy="Merge the other way round.")  # fmt: skip
    values = {"merged_into": target, "merged_at": now, "merged_by": by}
    return _settle("feedback.merged", [*rows, *under], values, by, now, facts={"into": str(target.pk)})  # fmt: skip


def _settle(
    action: str, rows: Sequence[Feedback], values: dict[str, Any], by: Member, now: datetime, **more: Any
) -> Event | None:  # fmt: skip
    changes = change_all(rows, [values] * len(rows), by=by, now=now)
    return record(by, now, action, subject=only(rows), changes=changes, **more) if rows else None


def _refuse_settled(rows: Sequence[Feedback]) -> None:
    if any(row.archived_at or row.merged_at for row in rows):
        raise Invalid("Some of these have left the inbox.", remedy="Put them back into it first.")
