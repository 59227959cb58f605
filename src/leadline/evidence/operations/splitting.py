"""Splitting: two subjects in one message become two pieces."""

from datetime import datetime

from leadline.evidence.models import Feedback, Passage
from leadline.foundation.refusals import Invalid
from leadline.workspaces.models import Change, Event, Member
from leadline.workspaces.models.bulk import change_all
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right

KEPT = ("customer", "contact", "product", "channel", "heard_on")


@operation(needs=Right.CONTRIBUTE)
def split_feedback(
    *, by: Member, now: datetime, feedback: Feedback, at: int, version: int | None = None
) -> tuple[Feedback, Event | None]:
    """Cut a text in two at a place in code points; the second part is a piece of its own.

    It keeps who said it, when and on what. Passages go with their words; none may lie across the cut.
    """
    first, second = _parts(feedback.text, at)
    moving = _moving(feedback, at)
    values = {name: getattr(feedback, name) for name in KEPT}
    start = feedback.text.index(second, at)
    made, made_change = Feedback.create(by=by, now=now, text=second, captured_by=by, waits_since=now, **values)  # fmt: skip
    cut = feedback.change(by=by, now=now, version=version, text=first)
    moved = _move(moving, made, start, by, now)
    return made, record(by, now, "feedback.split", subject=feedback, changes=[made_change, cut, *moved])  # fmt: skip


def _parts(text: str, at: int) -> tuple[str, str]:
    first, second = text[: max(at, 0)].rstrip(), text[max(at, 0) :].strip()
    if not first or not second:
        raise Invalid("One of the two parts would be empty.", field="at", remedy="Cut between two words.")  # fmt: skip
    return first, second


def _moving(feedback: Feedback, at: int) -> list[Passage]:
    passages = list(Passage.objects.filter(feedback=feedback))
    if across := next((each for each in passages if each.start < at < each.end), None):
        raise Invalid(f"The passage {across} lies across the cut.", field="at", remedy="Cut before or after it.")  # fmt: skip
    return [each for each in passages if each.start >= at]


def _move(passages: list[Passage], to: Feedback, start: int, by: Member, now: datetime) -> list[Change]:  # fmt: skip
    places = [
        {"feedback_id": to.pk, "start": each.start - start, "end": each.end - start}
        for each in passages
    ]
    return change_all(passages, places, by=by, now=now)
