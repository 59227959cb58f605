"""What is heard comes in: one by one, or many at once."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from leadline.evidence.models import Channel, Feedback
from leadline.evidence.operations.checks import checked_feedback, fresh, only
from leadline.evidence.operations.passages import held_by
from leadline.evidence.queries.thread import GATHERED
from leadline.foundation.refusals import Invalid
from leadline.workspaces.models import Event, Member
from leadline.workspaces.models.bulk import change_all, create_all
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right

MOST_CAPTURED = 20_000


@operation(needs=Right.CONTRIBUTE)
def capture_feedback(*, by: Member, now: datetime, text: str, **values: Any) -> Feedback:
    """Put what somebody said into the inbox; heard today unless another day is named."""
    given = _whole(by, now, {"text": text, **values})
    _refuse_known(given.get("source_key", ""))
    feedback, change = Feedback.create(by=by, now=now, **given)
    record(by, now, "feedback.captured", subject=feedback, changes=[change])
    return feedback


@operation(needs=Right.CONTRIBUTE)
def capture_many(
    *, by: Member, now: datetime, drafts: Sequence[Mapping[str, Any]]
) -> tuple[list[Feedback], Event | None]:
    """Put many pieces into the inbox, whole or not at all; those known by their source key stay as they are."""
    if len(drafts) > MOST_CAPTURED:
        raise Invalid(f"At most {MOST_CAPTURED:,} pieces come in at once.", remedy="Give them in parts.")  # fmt: skip
    known = known_keys([each.get("source_key", "") for each in drafts])
    news = [each for each in drafts if each.get("source_key", "") not in known]
    rows, changes = create_all(Feedback, [_whole(by, now, each) for each in news], by=by, now=now)
    return rows, record(by, now, "feedback.imported", changes=changes)


@operation(needs=Right.CONTRIBUTE)
def change_feedback(
    *, by: Member, now: datetime, feedback: Feedback, version: int | None = None, **values: Any
) -> Event | None:
    """Correct what was written down. Marked passages stay on their words, and keep them from being struck."""
    checked = checked_feedback(values, by.workspace.today(now), feedback)
    text = checked.get("text", feedback.text)
    moved = held_by(text, feedback) if text != feedback.text else []
    change = feedback.change(by=by, now=now, version=version, **checked)
    changes = change_all([row for row, _ in moved], [place for _, place in moved], by=by, now=now)
    return record(by, now, "feedback.changed", subject=feedback, changes=[change, *changes])


@operation(needs=Right.CONTRIBUTE)
def trash_feedback(
    *, by: Member, now: datetime, feedback: Sequence[Feedback], version: int | None = None
) -> Event | None:
    """Put pieces into the trash, with their passages."""
    rows = fresh(feedback)
    _refuse_gathering(rows)
    one = only(rows)
    if one:
        changes = [one.trash(by=by, now=now, version=version)]
    else:
        changes = change_all(rows, [{"trashed_at": now}] * len(rows), by=by, now=now)
    return record(by, now, "feedback.trashed", subject=one, changes=changes)


def known_keys(keys: Sequence[str]) -> set[str]:
    """Those source keys under which something came before, the trash counted in."""
    asked = sorted({key for key in keys if key})
    found: set[str] = set()
    for start in range(0, len(asked), 500):
        rows = Feedback.with_trash.filter(source_key__in=asked[start : start + 500])
        found |= set(rows.values_list("source_key", flat=True))
    return found


def _whole(by: Member, now: datetime, values: Mapping[str, Any]) -> dict[str, Any]:
    today = by.workspace.today(now)
    given = checked_feedback(values, today)
    given["heard_on"] = given.get("heard_on") or today
    return {"channel": Channel.NOTE, "captured_by": by, "waits_since": now} | given


def _refuse_known(key: str) -> None:
    if known_keys([key]):
        raise Invalid("This came from its source before.", field="source_key", remedy="Change that one, or bring it back from the trash.")  # fmt: skip


def _refuse_gathering(rows: Sequence[Feedback]) -> None:
    gathered = Feedback.objects.filter(merged_into__in=rows).exclude(
        pk__in=[row.pk for row in rows]
    )
    if found := gathered.select_related("merged_into").first():
        why = GATHERED.says(gathered.count(), len(rows))
        raise Invalid(_("“%(name)s” cannot go yet: %(why)s.") % {"name": found.merged_into, "why": why}, remedy=str(GATHERED.first))  # fmt: skip
