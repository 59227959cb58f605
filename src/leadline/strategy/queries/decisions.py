"""Decisions: those open, decided, due, superseded; and the records that each is about."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from leadline.foundation.paging import PAGE, Slice, page_of
from leadline.foundation.refusals import Invalid
from leadline.foundation.wording import says
from leadline.strategy.models import Alternative, Decision, DecisionLink, DecisionReview
from leadline.workspaces import records
from leadline.workspaces.models import Member
from leadline.workspaces.queries import one

STATES = ("open", "decided", "due", "superseded")
MOST = 200
MOST_OFFERED = 500


@dataclass(frozen=True)
class DecisionFilters:
    """Conditions that all hold; an empty one asks for nothing."""

    state: str = ""
    text: str = ""


@dataclass(frozen=True)
class Linked:
    """A record that a decision is about; None where it is gone or in the trash."""

    link: DecisionLink
    record: Any


@dataclass(frozen=True)
class DecisionLine:
    """A decision with what was chosen."""

    decision: Decision
    chosen: Alternative | None
    is_due: bool


def decision_lines(
    member: Member, today: date, asked: DecisionFilters, after: str = "", limit: int = PAGE
) -> "Slice[DecisionLine]":
    """A page of decisions, the newest first; those due by the day on which they were due."""
    rows = decisions()
    if asked.state:
        rows = rows.filter(_in_state(asked.state, today))
    if asked.text.strip():
        rows = rows.filter(says("question", asked.text))
    order = ["review_on", "id"] if asked.state == "due" else ["-id"]
    page = page_of(rows, order, after, limit)
    chosen = {each.decision_id: each for each in Alternative.objects.filter(decision__in=[row.pk for row in page.rows], is_chosen=True)}  # fmt: skip
    return page.of(lambda row: DecisionLine(row, chosen.get(row.pk), row.is_due(today)))


def decision_line(member: Member, decision: Decision, today: date) -> DecisionLine:
    """One decision with what was chosen."""
    chosen = Alternative.objects.filter(decision=decision, is_chosen=True).first()
    return DecisionLine(decision, chosen, decision.is_due(today))


def decisions() -> "QuerySet[Decision]":
    found: QuerySet[Decision] = Decision.objects.select_related("workspace", "decided_by__user", "superseded_by__workspace")  # fmt: skip
    return found


def decision_by_id(member: Member, key: UUID) -> Decision:
    found: Decision = one(decisions(), pk=key)
    return found


def alternatives_of(member: Member, decision: Decision) -> Sequence[Alternative]:
    """The answers to choose from, in the order in which they were written."""
    return list(Alternative.objects.filter(decision=decision).order_by("id"))


def alternative_by_id(member: Member, decision: Decision, key: UUID) -> Alternative:
    found: Alternative = one(Alternative.objects.filter(decision=decision), pk=key)
    found.decision = decision
    return found


def reviews_of(member: Member, decision: Decision) -> Sequence[DecisionReview]:
    """The looks that were taken again, newest first; 200 at most."""
    return list(DecisionReview.objects.filter(decision=decision).select_related("member__user").order_by("-id")[:MOST])  # fmt: skip


def links_of(member: Member, decision: Decision) -> list[Linked]:
    """The records that a decision is about, by name; a query for each kind."""
    rows = list(DecisionLink.objects.filter(decision=decision).order_by("id")[:MOST])
    keys: dict[str, list[UUID]] = defaultdict(list)
    for row in rows:
        keys[row.record_kind].append(row.record_id)
    found = {kind: _of_kind(kind, ids) for kind, ids in keys.items()}
    return [Linked(row, found[row.record_kind].get(row.record_id)) for row in rows]


def link_by_id(member: Member, decision: Decision, key: UUID) -> DecisionLink:
    found: DecisionLink = one(DecisionLink.objects.filter(decision=decision), pk=key)
    found.decision = decision
    return found


def decisions_about(member: Member, kind: str, key: UUID) -> Sequence[Decision]:
    """The decisions that are about a record, newest first; 200 at most."""
    links = DecisionLink.objects.filter(record_kind=kind, record_id=key)
    return list(decisions().filter(pk__in=links.values("decision")).order_by("-id")[:MOST])


def later_than(member: Member, decision: Decision) -> Sequence[Decision]:
    """The decisions that may take the place of this one; the 500 newest."""
    return list(decisions().exclude(pk=decision.pk).order_by("-id")[:MOST_OFFERED])


def superseded_by(member: Member, decision: Decision) -> Sequence[Decision]:
    """The decisions whose place this one took."""
    return list(decisions().filter(superseded_by=decision).order_by("-id")[:MOST])


def _of_kind(kind: str, keys: Sequence[UUID]) -> dict[UUID, Any]:
    model: Any = records.model_of(kind)
    rows = model.objects.select_related("workspace")
    return dict(rows.in_bulk(list(keys)))


def _in_state(state: str, today: date) -> Q:
    if state not in STATES:
        raise Invalid(f"“{state[:40]}” is no state.", field="state", remedy=f"Take one of: {', '.join(STATES)}.")  # fmt: skip
    return {
        "open": Q(decided_on=None, superseded_by=None),
        "decided": Q(decided_on__isnull=False, superseded_by=None),
        "due": Decision.due(today),
        "superseded": Q(superseded_by__isnull=False),
    }[state]
