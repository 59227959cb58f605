"""Claims: what we hold to be true, and fresh looks at it."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from leadline.evidence.models import Claim, ClaimSupport, Feedback, Look, Nature, Passage
from leadline.evidence.operations.checks import checked_claim, checked_strength, refuse_future
from leadline.evidence.operations.supports import OPINION
from leadline.workspaces.models import Event, Member
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right


@operation(needs=Right.CONTRIBUTE)
def create_claim(
    *, by: Member, now: datetime, statement: str, nature: str = Nature.ASSUMPTION,
    ground: Passage | Feedback | None = None, **values: Any,
) -> Claim:  # fmt: skip
    """Write down what the plan rests on; observed today unless another day is named.

    With a `ground`, what was heard there stands under it from the beginning, as an opinion.
    """
    return _written(by=by, now=now, statement=statement, nature=nature, ground=ground, **values)


@operation(needs=Right.CONTRIBUTE)
def change_claim(
    *, by: Member, now: datetime, claim: Claim, version: int | None = None, **values: Any
) -> Event | None:
    """Correct a claim. Who has looked again says so by `look_again` instead."""
    change = claim.change(by=by, now=now, version=version, **checked_claim(values, by.workspace.today(now), claim))  # fmt: skip
    return record(by, now, "claim.changed", subject=claim, changes=[change])


@operation(needs=Right.CONTRIBUTE)
def trash_claim(
    *, by: Member, now: datetime, claim: Claim, version: int | None = None
) -> Event | None:
    """Put a claim into the trash; what stands on it shows it no more."""
    change = claim.trash(by=by, now=now, version=version)
    return record(by, now, "claim.trashed", subject=claim, changes=[change])


@operation(needs=Right.CONTRIBUTE)
def look_again(
    *, by: Member, now: datetime, claim: Claim, version: int | None = None, looked_on: date | None = None,
    strength: Decimal | None = None, source: str = "", sample_size: int | None = None, note: str = "",
) -> tuple[Look, Event | None]:  # fmt: skip
    """Somebody looked again: the claim counts from that day on, with the strength that was found.

    What is not named stays as it was. Raises `Invalid` for a look before the last one.
    """
    today = by.workspace.today(now)
    on = looked_on or today
    refuse_future(on, today, "looked_on")
    found = checked_strength(strength) if strength is not None else claim.strength
    named = {"source": source, "sample_size": sample_size}
    new = {name: value for name, value in named.items() if value}
    values = checked_claim({"observed_on": max(on, claim.observed_on), "strength": found, **new}, today, claim)  # fmt: skip
    look, seen = Look.create(
        by=by, now=now, claim=claim, looked_on=on, looked_by=by, strength=found, note=note, **named
    )
    change = claim.change(by=by, now=now, version=version, **values)
    return look, record(by, now, "claim.looked_at", subject=claim, changes=[seen, change])


@operation(needs=Right.SEE)
def record_observation(
    *, by: Member, now: datetime, statement: str, source: str, source_kind: str, source_id: UUID,
    observed_on: date | None = None, strength: Decimal = Decimal(10), half_life: int | None = 180,
    sample_size: int | None = None, notes: str = "",
) -> Claim:  # fmt: skip
    """What a review learned becomes a fact, with the record that it was learned from.

    The same statement of the same source is recorded once: the claim that is there is the answer.
    It has no door of its own: whoever may do what taught it may record it, and that is asked there.
    """
    known = Claim.with_trash.filter(source_kind=source_kind, source_id=source_id, statement=statement)  # fmt: skip
    there: Claim | None = known.first()
    return there or _written(
        by=by, now=now, statement=statement, nature=Nature.FACT, source=source, source_kind=source_kind,
        source_id=source_id, observed_on=observed_on or by.workspace.today(now), strength=strength,
        half_life=half_life, sample_size=sample_size, notes=notes,
    )  # fmt: skip


def _written(
    *, by: Member, now: datetime, statement: str, nature: str, ground: Feedback | Passage | None = None, **values: Any
) -> Claim:  # fmt: skip
    today = by.workspace.today(now)
    given = checked_claim({"observed_on": today} | values | {"nature": nature}, today)
    claim, change = Claim.create(by=by, now=now, statement=statement, **given)
    changes = [change]
    if ground is not None:
        named = {ground.kind(): ground, "strength": OPINION, "added_by": by}
        changes.append(ClaimSupport.create(by=by, now=now, claim=claim, **named)[1])
    record(by, now, "claim.created", subject=claim, changes=changes)
    return claim
