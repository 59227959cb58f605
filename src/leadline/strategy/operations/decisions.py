"""Decisions: asked, answered, looked at again, superseded."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from leadline.design import dates
from leadline.foundation.refusals import Invalid, NotFound, Refusal
from leadline.strategy.models import Alternative, Decision, DecisionLink, DecisionReview
from leadline.workspaces import records
from leadline.workspaces.models import Change, Event, Member
from leadline.workspaces.models.base import StaleRow
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right

MOST_ALTERNATIVES = 20


class NotDecided(Refusal):
    """Nothing was chosen yet."""


class Superseding(Refusal):
    """A decision would supersede itself."""


@operation(needs=Right.CONTRIBUTE)
def create_decision(*, by: Member, now: datetime, question: str, about: str = "") -> Decision:
    """Ask a question that somebody has to decide."""
    decision, change = Decision.create(by=by, now=now, question=question, about=about)
    record(by, now, "decision.created", subject=decision, changes=[change])
    return decision


@operation(needs=Right.CONTRIBUTE)
def change_decision(
    *, by: Member, now: datetime, decision: Decision, version: int | None = None, **values: Any
) -> Event | None:
    """Ask it otherwise, or say more about it."""
    change = decision.change(by=by, now=now, version=version, **values)
    return record(by, now, "decision.changed", subject=decision, changes=[change])


@operation(needs=Right.PLAN)
def trash_decision(
    *, by: Member, now: datetime, decision: Decision, version: int | None = None
) -> Event | None:
    """Put a decision into the trash."""
    change = decision.trash(by=by, now=now, version=version)
    return record(by, now, "decision.trashed", subject=decision, changes=[change])


@operation(needs=Right.CONTRIBUTE)
def add_alternative(
    *, by: Member, now: datetime, decision: Decision, name: str, pros: str = "", cons: str = ""
) -> Event | None:
    """Add an answer to choose from."""
    if Alternative.objects.filter(decision=decision).count() >= MOST_ALTERNATIVES:
        raise Invalid(f"A decision has {MOST_ALTERNATIVES} alternatives at most.", field="name", remedy="Remove one first.")  # fmt: skip
    _row, change = Alternative.create(by=by, now=now, decision=decision, name=name, pros=pros, cons=cons)  # fmt: skip
    return record(by, now, "alternative.added", subject=decision, changes=[change])


@operation(needs=Right.CONTRIBUTE)
def change_alternative(
    *, by: Member, now: datetime, alternative: Alternative, version: int | None = None, **values: Any
) -> Event | None:  # fmt: skip
    """Say an answer otherwise, with what speaks for it and against it."""
    change = alternative.change(by=by, now=now, version=version, **values)
    return record(by, now, "alternative.changed", subject=alternative.decision, changes=[change])


@operation(needs=Right.CONTRIBUTE)
def remove_alternative(
    *, by: Member, now: datetime, alternative: Alternative, version: int | None = None
) -> Event | None:
    """Take an answer away; the chosen one stays."""
    if version not in (None, alternative.version):
        raise StaleRow(alternative)
    if alternative.is_chosen:
        raise Invalid("This one was chosen.", remedy="Choose another one first.")
    return record(by, now, "alternative.removed", subject=alternative.decision, changes=[alternative.remove()])  # fmt: skip


@operation(needs=Right.PLAN)
def decide(
    *, by: Member, now: datetime, decision: Decision, alternative: Alternative, why: str,
    decided_on: date | None = None, review_on: date | None = None, version: int | None = None,
) -> Event | None:  # fmt: skip
    """Choose an answer, with the reason, and the day on which to look again."""
    decided_on = decided_on or by.workspace.today(now)
    _refuse_days(decided_on, review_on, by.workspace.today(now))
    if not why.strip():
        raise Invalid("A choice has a reason.", field="why", remedy="Say what tipped the balance.")
    if alternative.decision_id != decision.pk:
        raise NotFound("This is no alternative of this decision.")
    changes = _chosen(by, now, decision, alternative)
    changes.append(decision.change(by=by, now=now, version=version, why=why, decided_by=by, decided_on=decided_on, review_on=review_on))  # fmt: skip
    return record(by, now, "decision.decided", subject=decision, changes=changes)


@operation(needs=Right.CONTRIBUTE)
def review_decision(
    *, by: Member, now: datetime, decision: Decision, note: str, review_on: date | None = None
) -> Event | None:
    """Say that a decision still stands, and when to look again, if ever."""
    today = by.workspace.today(now)
    if decision.decided_on is None:
        raise NotDecided(remedy="Choose an alternative first.")
    _refuse_review(review_on, today)
    _row, made = DecisionReview.create(by=by, now=now, decision=decision, member=by, on=today, note=note)  # fmt: skip
    change = decision.change(by=by, now=now, review_on=review_on)
    return record(by, now, "decision.reviewed", subject=decision, changes=[made, change])


@operation(needs=Right.PLAN)
def supersede(
    *, by: Member, now: datetime, decision: Decision, later: Decision, version: int | None = None
) -> Event | None:
    """Say which later decision took the place of this one; raises `Superseding` for a circle."""
    seen = {decision.pk}
    each: Decision | None = later
    while each is not None:
        if each.pk in seen:
            raise Superseding("It would supersede itself.", field="later", remedy="Choose a decision that this one did not supersede.")  # fmt: skip
        seen.add(each.pk)
        each = Decision.with_trash.filter(pk=each.superseded_by_id).first() if each.superseded_by_id else None  # fmt: skip
    change = decision.change(by=by, now=now, version=version, superseded_by=later)
    return record(by, now, "decision.superseded", subject=decision, changes=[change])


@operation(needs=Right.CONTRIBUTE)
def link_decision(
    *, by: Member, now: datetime, decision: Decision, kind: str, key: UUID
) -> Event | None:
    """Say which record a decision is about."""
    if not records.model_of(kind).objects.filter(pk=key).exists():
        raise NotFound("There is no such record.")
    if DecisionLink.objects.filter(decision=decision, record_kind=kind, record_id=key).exists():
        return None
    _row, change = DecisionLink.create(by=by, now=now, decision=decision, record_kind=kind, record_id=key)  # fmt: skip
    return record(by, now, "decision.linked", subject=decision, changes=[change])


@operation(needs=Right.CONTRIBUTE)
def unlink_decision(*, by: Member, now: datetime, link: DecisionLink) -> Event | None:
    """Take a record away from a decision."""
    return record(by, now, "decision.unlinked", subject=link.decision, changes=[link.remove()])


def _chosen(by: Member, now: datetime, decision: Decision, chosen: Alternative) -> list[Change]:
    before = Alternative.objects.filter(decision=decision, is_chosen=True).exclude(pk=chosen.pk)
    changes = [row.change(by=by, now=now, is_chosen=False) for row in before]
    return [*changes, chosen.change(by=by, now=now, is_chosen=True)]


def _refuse_days(decided_on: date, review_on: date | None, today: date) -> None:
    if decided_on > today:
        raise Invalid(f"{dates.day(decided_on)} is still to come.", field="decided_on", remedy="Take today or a day before.")  # fmt: skip
    if review_on and review_on <= decided_on:
        raise Invalid("It would be looked at again before it was decided.", field="review_on", remedy="Take a later day.")  # fmt: skip


def _refuse_review(review_on: date | None, today: date) -> None:
    if review_on and review_on <= today:
        raise Invalid("The next look lies ahead.", field="review_on", remedy="Take a later day, or none.")  # fmt: skip
