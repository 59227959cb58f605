"""What is said by hand about an effect, where its metric tells nothing, or not the right thing."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from leadline.design import dates
from leadline.foundation.refusals import Invalid, NotFound, Refusal
from leadline.metrics.models.metrics import refuse_imprecise
from leadline.outcomes.models import EffectEstimate, EffectResult, OutcomeReview
from leadline.outcomes.operations.closing import TooEarly
from leadline.outcomes.queries.promised import PromisedRange, effect_of
from leadline.workspaces.models import Change, Event, Member
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right


class NoVerdict(Refusal):
    """The estimate says nothing, since it shows effects where nothing began."""


@operation(needs=Right.CONTRIBUTE)
def set_result(
    *, by: Member, now: datetime, review: OutcomeReview, subject: UUID, reason: str, value: Decimal | None = None,
    on: date | None = None, baseline: Decimal | None = None, baseline_on: date | None = None, is_unknown: bool = False,
) -> Event | None:  # fmt: skip
    """Say where a metric stood, or stands, or that nobody knows; each with the reason why it is typed.

    Raises `TooEarly` for a result before the promised day, `Invalid` for values beyond measure or days in the future.
    """
    review = still_open(review)
    said = {"value": value, "on": on, "baseline": baseline, "baseline_on": baseline_on, "is_unknown": is_unknown, "reason": reason.strip()}  # fmt: skip
    _refuse(effect_of(review.promised.promise, subject), said, by.workspace.today(now))
    change = _say(by, now, review, subject, said | {"estimate": None})
    return record(by, now, "outcomereview.result_typed", subject=review, changes=[change])


@operation(needs=Right.CONTRIBUTE)
def use_estimate(*, by: Member, now: datetime, estimate: EffectEstimate, reason: str) -> Event | None:  # fmt: skip
    """Let an estimate count as the result of its effect, in the place of readings and of what was typed.

    Raises `NoVerdict` where its method says nothing, `TooEarly` where it ends before the promised day.
    """
    review = still_open(estimate.review)
    said = {"value": None, "on": None, "baseline": None, "baseline_on": None, "is_unknown": False, "reason": reason.strip()}  # fmt: skip
    if not said["reason"]:
        raise Invalid("Why does the estimate count?", field="reason", remedy="Say what else moves this number, so that before and after would mislead.")  # fmt: skip
    refuse_unusable(estimate, effect_of(review.promised.promise, estimate.subject))
    change = _say(by, now, review, estimate.subject, said | {"estimate": estimate})
    facts = {"estimate": str(estimate.pk)}
    return record(by, now, "outcomereview.estimate_used", subject=review, changes=[change], facts=facts)  # fmt: skip


def still_open(review: OutcomeReview) -> OutcomeReview:
    """The review as it is under the lock; raises `ReviewClosed` where somebody closed it meanwhile."""
    found: OutcomeReview = OutcomeReview.with_trash.select_related("bet", "promised", "workspace").get(pk=review.pk)  # fmt: skip
    found.refuse_closed()
    return found


def refuse_unusable(estimate: EffectEstimate, promised: PromisedRange) -> None:
    """Raise where an estimate cannot be held against the promise."""
    if estimate.is_refused:
        raise NoVerdict(estimate.answer["warnings"][0], field="estimate", remedy="Estimate it with other comparisons, or keep to what the readings say.")  # fmt: skip
    if promised.by_on and estimate.until < promised.by_on:
        raise TooEarly(f"This was promised for {dates.day(promised.by_on)}, and the estimate ends on {dates.day(estimate.until)}.", field="estimate", remedy="Estimate it again once there is a reading of that day or later.")  # fmt: skip


def _say(by: Member, now: datetime, review: OutcomeReview, subject: UUID, said: dict[str, Any]) -> Change:  # fmt: skip
    row = EffectResult.objects.filter(review=review, subject=subject).first()
    if row is None:
        return EffectResult.create(by=by, now=now, review=review, subject=subject, **said)[1]
    change: Change = row.change(by=by, now=now, **said)
    return change


@operation(needs=Right.CONTRIBUTE)
def remove_result(*, by: Member, now: datetime, review: OutcomeReview, subject: UUID) -> Event | None:  # fmt: skip
    """Take back what was typed about an effect: its readings count again."""
    review = still_open(review)
    row = EffectResult.objects.filter(review=review, subject=subject).first()
    if row is None:
        raise NotFound("Nothing is typed about this effect.")
    return record(by, now, "outcomereview.result_removed", subject=review, changes=[row.remove()])


def _refuse(promised: PromisedRange, said: Mapping[str, Any], today: date) -> None:
    if not said["reason"]:
        raise Invalid("Why is it typed?", field="reason", remedy="Say where the number comes from, or why there is none.")  # fmt: skip
    if said["is_unknown"] and said["value"] is not None:
        raise Invalid("A result is known, or it is not.", field="value", remedy="Leave the value empty, or say that it is known.")  # fmt: skip
    if said["value"] is None and said["baseline"] is None and not said["is_unknown"]:
        raise Invalid("Nothing is said.", field="value", remedy="Type a value, or say that nobody knows it.")  # fmt: skip
    for name, day in (("value", "on"), ("baseline", "baseline_on")):
        _refuse_value(said, name, day, today)
    _refuse_days(promised, said)


def _refuse_value(said: Mapping[str, Any], name: str, day: str, today: date) -> None:
    if said[name] is None:
        return
    refuse_imprecise(said[name], name)
    if said[day] is None:
        raise Invalid("On which day?", field=day, remedy="Give the day of the value.")
    if said[day] > today:
        raise Invalid(f"{said[day]} lies in the future.", field=day, remedy="Correct the day.")


def _refuse_days(promised: PromisedRange, said: Mapping[str, Any]) -> None:
    if said["value"] is not None and promised.by_on and said["on"] < promised.by_on:
        raise TooEarly(f"This was promised for {dates.day(promised.by_on)}, and {dates.day(said['on'])} comes before.", field="on", remedy="Type a value of that day or later.")  # fmt: skip
    if said["value"] is not None and said["baseline"] is not None and said["baseline_on"] >= said["on"]:  # fmt: skip
        raise Invalid("The value before is not from before.", field="baseline_on", remedy="Correct one of the two days.")  # fmt: skip
