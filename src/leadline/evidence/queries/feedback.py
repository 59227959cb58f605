"""Feedback: lists page by page, and one piece with all that hangs on it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import TypeVar
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from leadline.evidence.models import Feedback, Likeness, Passage
from leadline.foundation.paging import PAGE, Slice, page_of
from leadline.foundation.refusals import Invalid, NotFound
from leadline.market.models import Customer, Tier
from leadline.market.queries import Voices, voices_each, voices_of
from leadline.workspaces.models import Member, Record
from leadline.workspaces.queries import one

INBOX, SNOOZED, ARCHIVED, EVERY = "inbox", "snoozed", "archived", "every"
STATES = (INBOX, SNOOZED, ARCHIVED, EVERY)
ORDERS = {
    INBOX: ("-waits_since", "-id"),
    SNOOZED: ("waits_since", "id"),
    ARCHIVED: ("-archived_at", "-id"),
    EVERY: ("-id",),
}
MOST_LIKES, MOST_MERGED = 5, 50
R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class FeedbackFilters:
    """Conditions that all hold; an empty one asks for nothing."""

    now: datetime
    state: str = INBOX
    product: UUID | None = None
    customer: UUID | None = None

    def narrow(self, rows: "QuerySet[Feedback]") -> "QuerySet[Feedback]":
        """The rows that fit; raises `Invalid` for a state that there is not."""
        if self.state not in STATES:
            raise Invalid(f"“{self.state[:40]}” is no state of feedback.", field="state", remedy=f"Take one of: {', '.join(STATES)}.")  # fmt: skip
        named = {"product": self.product, "customer": self.customer}
        return rows.filter(self._state(), **{name: key for name, key in named.items() if key})

    def _state(self) -> Q:
        waiting = Q(archived_at=None, merged_at=None)
        return {
            INBOX: waiting & Q(waits_since__lte=self.now),
            SNOOZED: waiting & Q(waits_since__gt=self.now),
            ARCHIVED: Q(archived_at__isnull=False),
            EVERY: Q(),
        }[self.state]


@dataclass(frozen=True)
class FeedbackLine:
    """A piece as lists show it: how many are merged into it, whose voices that makes, whether it may be a repeat."""

    feedback: Feedback
    url: str
    customer: Customer | None
    tier: Tier | None
    merged: int
    voices: Voices
    may_repeat: bool


@dataclass(frozen=True)
class Part:
    """A stretch of a text, and the passages that it lies in."""

    text: str
    passages: tuple[Passage, ...]
    begins: tuple[Passage, ...]


def feedback_page(
    member: Member, filters: FeedbackFilters, *, after: str = "", limit: int = PAGE
) -> "Slice[Feedback]":
    """A page of feedback in three statements, which read no more rows than they give."""
    # Joined, SQLite would begin with the product and sort all that waits.
    customers = Prefetch("customer", Customer.with_trash.select_related("tier"))
    rows = filters.narrow(Feedback.objects.prefetch_related(customers, "product"))
    return page_of(rows, ORDERS[filters.state], after, limit)


def lines_of(member: Member, rows: Iterable[Feedback], today: date) -> Sequence[FeedbackLine]:
    """The lines of pieces, in four more statements."""
    rows = list(rows)
    keys = [row.pk for row in rows]
    merged, spoke = _merged(rows)
    voices = voices_each(member, spoke, today)
    repeats = set(_open_likes().filter(feedback__in=keys).values_list("feedback_id", flat=True))
    for row in rows:
        row.workspace = member.workspace
    return [_line(row, merged[row.pk], voices[row.pk], row.pk in repeats) for row in rows]


def _line(row: Feedback, merged: int, voices: Voices, may_repeat: bool) -> FeedbackLine:
    customer = _alive(row.customer)
    tier = _alive(customer.tier) if customer else None
    return FeedbackLine(row, row.page_url(), customer, tier, merged, voices, may_repeat)


def feedback_by_id(member: Member, feedback_id: UUID) -> Feedback:
    """One piece with what it is tied to."""
    rows = Feedback.objects.select_related(
        "workspace", "customer__workspace", "customer__tier", "contact__workspace", "product__workspace",
        "captured_by__user", "archived_by__user", "snoozed_by__user", "merged_by__user",
        "merged_into__workspace",
    )  # fmt: skip
    found: Feedback = one(rows, pk=feedback_id)
    return found


def feedback_by_ids(member: Member, ids: Sequence[UUID]) -> list[Feedback]:
    """The pieces of these ids, in their order; `NotFound` where one is gone."""
    found = Feedback.objects.in_bulk(list(ids))
    if len(found) < len(set(ids)):
        raise NotFound("Some of this feedback is gone.", remedy="Load the list again.")
    return [found[key] for key in dict.fromkeys(ids)]


def passages_of(member: Member, feedback: Feedback) -> list[Passage]:
    """The marked passages of a piece, as they stand in its text."""
    rows = Passage.objects.filter(feedback=feedback).select_related("marked_by__user")
    return list(rows.order_by("start", "-end", "id"))


def passage_by_id(member: Member, passage_id: UUID) -> Passage:
    found: Passage = one(Passage.objects.select_related("feedback__workspace"), pk=passage_id)
    return found


def parts_of(text: str, passages: Sequence[Passage]) -> list[Part]:
    """A text cut wherever a passage begins or ends, so that overlapping ones can be drawn."""
    cuts = sorted({0, len(text), *(p.start for p in passages), *(p.end for p in passages)})
    return [
        Part(
            text[start:end],
            tuple(each for each in passages if each.start <= start and end <= each.end),
            tuple(each for each in passages if each.start == start),
        )
        for start, end in pairwise(cuts)
    ]


def likes_of(member: Member, feedback: Feedback) -> list[Likeness]:
    """What a piece may be a repeat of, the most alike first."""
    rows = _open_likes().filter(feedback=feedback)
    return list(rows.select_related("other__customer", "other__workspace").order_by("-likeness", "id")[:MOST_LIKES])  # fmt: skip


def likeness_by_id(member: Member, likeness_id: UUID) -> Likeness:
    found: Likeness = one(Likeness.objects.select_related("feedback", "other"), pk=likeness_id)
    return found


def merged_into(member: Member, feedback: Feedback) -> "list[Feedback]":
    """What was merged into a piece, the newest first; the first fifty."""
    rows = Feedback.objects.filter(merged_into=feedback).select_related("customer", "workspace")
    return list(rows.order_by("-id")[:MOST_MERGED])


def voices_in(member: Member, feedback: Sequence[Feedback], today: date) -> Voices:
    """Who said this: the customers of these pieces and of all that was merged into them."""
    keys = [each.pk for each in feedback]
    # One condition for both, or for who spoke, would be answered by reading all feedback.
    said = Feedback.objects.order_by().values("customer")
    both = said.filter(pk__in=keys).union(said.filter(merged_into__in=keys))
    return voices_of(member, both, today)


def _merged(rows: Sequence[Feedback]) -> tuple["Counter[UUID]", Mapping[UUID, set[UUID]]]:
    """How many are merged into each piece, and which customers spoke there."""
    counts: Counter[UUID] = Counter()
    spoke = {row.pk: {row.customer_id} - {None} for row in rows}
    under = Feedback.objects.filter(merged_into__in=list(spoke)).order_by()
    for root, customer, count in under.values_list("merged_into", "customer").annotate(Count("id")):
        counts[root] += count
        spoke[root] |= {customer} - {None}
    return counts, spoke


def _open_likes() -> "QuerySet[Likeness]":
    """Those that nobody has settled: not told apart, not merged, nothing in the trash."""
    return Likeness.objects.filter(
        told_apart_at=None, feedback__merged_at=None, feedback__trashed_at=None, other__trashed_at=None,
    )  # fmt: skip


def _alive(row: R | None) -> R | None:
    return None if row is None or row.trashed_at else row
