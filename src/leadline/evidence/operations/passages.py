"""Passages: marking what matters in a text."""

from datetime import datetime
from typing import Any

from leadline.evidence.models import Feedback, Passage
from leadline.foundation.refusals import Invalid
from leadline.workspaces.models import Event, Member
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right

MOST_PASSAGES = 100
Place = dict[str, Any]


@operation(needs=Right.CONTRIBUTE)
def mark_passage(
    *, by: Member, now: datetime, feedback: Feedback, start: int | None = None, end: int | None = None,
    quote: str = "",
) -> tuple[Passage, Event | None]:  # fmt: skip
    """Mark a stretch of a text: from `start` to `end` in code points, or where `quote` first stands.

    Space at its ends is left out. A stretch that is marked already is the answer, without an event.
    """
    first, last = _trimmed(feedback.text, *_stretch(feedback.text, start, end, quote))
    marked = Passage.objects.filter(feedback=feedback)
    if same := marked.filter(start=first, end=last).first():
        return same, None
    if marked.count() >= MOST_PASSAGES:
        raise Invalid(f"A text has {MOST_PASSAGES} passages at most.", remedy="Remove one first.")
    passage, change = Passage.create(
        by=by, now=now, feedback=feedback, start=first, end=last, quote=feedback.text[first:last],
        marked_by=by,
    )  # fmt: skip
    return passage, record(by, now, "passage.marked", subject=passage, changes=[change])


@operation(needs=Right.CONTRIBUTE)
def trash_passage(
    *, by: Member, now: datetime, passage: Passage, version: int | None = None
) -> Event | None:
    """Take the mark off; what was said there stays in the text."""
    change = passage.trash(by=by, now=now, version=version)
    return record(by, now, "passage.trashed", subject=passage, changes=[change])


def held_by(text: str, feedback: Feedback) -> list[tuple[Passage, Place]]:
    """The passages of a feedback with their places in its new text, each where its words stand nearest.

    Raises `Invalid` when the words of one are no longer there.
    """
    return [(each, _place(text, each)) for each in Passage.objects.filter(feedback=feedback)]


def _place(text: str, passage: Passage) -> Place:
    places = _all_places(text, passage.quote)
    if not places:
        raise Invalid(f"The marked passage {passage} is no longer in it.", field="text", remedy="Take the mark off first, or leave its words.")  # fmt: skip
    start = min(places, key=lambda at: abs(at - passage.start))
    return {"start": start, "end": start + len(passage.quote)}


def _all_places(text: str, quote: str) -> list[int]:
    found, at = [], text.find(quote)
    while at >= 0:
        found.append(at)
        at = text.find(quote, at + 1)
    return found


def _stretch(text: str, start: int | None, end: int | None, quote: str) -> tuple[int, int]:
    if start is not None and end is not None:
        if not 0 <= start < end <= len(text):
            raise Invalid("The passage lies outside the text.", field="start", remedy="Load the page again and select it anew.")  # fmt: skip
        return start, end
    words = quote.replace("\r\n", "\n").strip()
    at = text.find(words) if words else -1
    if at < 0:
        raise Invalid("These words are not in the text.", field="quote", remedy="Select them in the text, or write them exactly as they stand there.")  # fmt: skip
    return at, at + len(words)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    if not part.strip():
        raise Invalid("There is no word in this passage.", field="quote", remedy="Select some words.")  # fmt: skip
    first = start + len(part) - len(part.lstrip())
    return first, end - (len(part) - len(part.rstrip()))
