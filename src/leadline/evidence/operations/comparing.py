"""Likes: what new feedback may be the same as, found on this machine and kept for people to settle.

A piece is compared with no more than some of all: for each of its four marks the `BUCKET` newest that
share the mark, and the `WINDOW` newest of the workspace. Of these the `NEAR` that share most words
are measured. So a piece costs the same among a million as among a thousand.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from leadline.evidence.models import Feedback, Likeness, Sketch
from leadline.evidence.operations.sketching import MARKS, marks_of, overlap
from leadline.foundation.keys import new_key
from leadline.workspaces.operations.base import lock
from leadline_science.text import Vectors, available, both, by_meaning, by_words
from leadline_science.text.counting import words_of
from leadline_science.text.similar import DUPLICATES

BUCKET, WINDOW, NEAR, KEPT = 50, 200, 12, 3
BY_MEANING_UP_TO = 20
"""Pieces at once that are compared by meaning as well; more come from a file and are compared by words."""
LEAST = {"words": 0.6, "both": 0.6}
"""From which cosine on a piece is proposed. Among 5,000 questions to a bank that people had sorted into
77 intents (banking77, in random order; the last 400 compared) as many of the proposals had one intent:
by words 78 % from 0.5, 85 % from 0.6, 89 % from 0.7; with meaning 80, 88 and 91 %.
"""
Text = tuple[UUID, str]


@dataclass(frozen=True)
class Found:
    """Two pieces that are as alike as `likeness`, the newer first."""

    one: UUID
    other: UUID
    likeness: float


@dataclass(frozen=True)
class Measured:
    """How a run compared, and how many texts it saw."""

    by: str
    texts: int


def compare_feedback(workspace_id: UUID, now: datetime, ids: Sequence[UUID]) -> int:
    """Sketch these pieces, find their likes and keep them; says how many were found.

    Run in the background, in the scope of the workspace. It measures without a lock, and writes under
    it. What was found before about these pieces makes room, unless people have settled it.
    """
    texts = _texts(Q(pk__in=ids))
    found, measured = _likes(texts)
    with transaction.atomic():
        lock(workspace_id)
        _sketch(workspace_id, now, texts)
        Likeness.objects.filter(feedback__in=ids, told_apart_at=None).delete()
        return _keep(workspace_id, now, found, measured)


def _texts(narrowed: Q) -> list[Text]:
    rows = Feedback.objects.filter(narrowed, merged_at=None).order_by("-id")
    return list(rows.values_list("id", "text"))


def _sketch(workspace_id: UUID, now: datetime, texts: Sequence[Text]) -> None:
    there = {key: text for key, text in texts if Feedback.with_trash.filter(pk=key).exists()}
    Sketch.objects.filter(feedback__in=there).delete()
    marked = [(key, marks) for key, text in there.items() if (marks := marks_of(text))]
    Sketch.objects.bulk_create(
        Sketch(id=new_key(now), workspace_id=workspace_id, feedback_id=key, **dict(zip(MARKS, marks, strict=True)))
        for key, marks in marked
    )  # fmt: skip


def _likes(texts: Sequence[Text]) -> tuple[list[Found], Measured]:
    newest = list(Feedback.objects.filter(merged_at=None).order_by("-id").values_list("id", "text")[:WINDOW])  # fmt: skip
    sharing = {key: _sharing(key, text) for key, text in texts}
    asked = {other for keys in sharing.values() for other in keys}
    known = dict(newest) | dict(texts) | dict(_texts(Q(pk__in=asked)))
    words = {key: frozenset(words_of(text)) for key, text in known.items()}
    near = {key: _near(key, {*sharing[key], *dict(newest)}, words) for key, _ in texts if words[key]}  # fmt: skip
    return _measured(near, {key: text for key, text in known.items() if words[key]})


def _sharing(key: UUID, text: str) -> list[UUID]:
    """The newest pieces that share a mark with it."""
    marks = dict(zip(MARKS, marks_of(text) or (), strict=False))
    found: list[UUID] = []
    for name, mark in marks.items():
        rows = Sketch.objects.filter(**{name: mark}).exclude(feedback=key).order_by("-feedback")
        found += rows.values_list("feedback_id", flat=True)[:BUCKET]
    return list(dict.fromkeys(found))


def _near(key: UUID, others: set[UUID], words: Mapping[UUID, frozenset[str]]) -> list[UUID]:
    """Those that share most words; a piece is compared with older ones only."""
    older = [each for each in others if each < key and words.get(each)]
    return sorted(older, key=lambda each: (-overlap(words[key], words[each]), each))[:NEAR]


def _measured(near: Mapping[UUID, Sequence[UUID]], known: Mapping[UUID, str]) -> tuple[list[Found], Measured]:  # fmt: skip
    pairs = [(key, other) for key, others in near.items() for other in others]
    if not pairs:
        return [], Measured("", len(known))
    paired = list(dict.fromkeys(key for pair in pairs for key in pair))
    vectors = _vectors(known, paired, len(near))
    places = {key: at for at, key in enumerate(paired)}
    likeness = vectors.likeness_of([(places[one], places[other]) for one, other in pairs])
    least = LEAST[str(vectors.by)]
    found = [Found(one, other, min(value, 1.0)) for (one, other), value in zip(pairs, likeness, strict=True) if value >= least]  # fmt: skip
    return list(_best(found)), Measured(str(vectors.by), len(known))


def _vectors(known: Mapping[UUID, str], paired: Sequence[UUID], pieces: int) -> Vectors:
    """The texts that are in a pair; how rare a word is comes from all that are known."""
    places = {key: at for at, key in enumerate(known)}
    words = by_words(list(known.values())).take([places[key] for key in paired])
    if pieces > BY_MEANING_UP_TO or not available():
        return words
    return both(words, by_meaning([known[key] for key in paired]))


def _best(found: Sequence[Found]) -> Iterator[Found]:
    """The few most alike of each piece."""
    for one in dict.fromkeys(each.one for each in found):
        mine = [each for each in found if each.one == one]
        yield from sorted(mine, key=lambda each: -each.likeness)[:KEPT]


def _keep(workspace_id: UUID, now: datetime, found: Sequence[Found], measured: Measured) -> int:
    ones = [each.one for each in found]
    settled = set(Likeness.objects.filter(feedback__in=ones).values_list("feedback_id", "other_id"))
    fresh = [each for each in found if (each.one, each.other) not in settled]
    Likeness.objects.bulk_create(
        Likeness(
            id=new_key(now), workspace_id=workspace_id, feedback_id=each.one, other_id=each.other,
            likeness=each.likeness, method=f"{DUPLICATES.id} {DUPLICATES.version}", found_at=now,
            compared_by=measured.by, compared=measured.texts, created_at=now, updated_at=now,
        )
        for each in fresh
    )  # fmt: skip
    return len(fresh)
