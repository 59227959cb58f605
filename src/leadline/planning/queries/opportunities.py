"""Opportunities one by one, with what was heard about them; and those that may be chosen."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q, QuerySet

from leadline.evidence.models import Claim, Passage
from leadline.foundation.paging import PAGE, Slice, page_of
from leadline.foundation.wording import says
from leadline.planning.models import Opportunity, OpportunityEvidence
from leadline.planning.queries.standing import STANDING
from leadline.workspaces.models import Member
from leadline.workspaces.queries import one

CHOICES = 20
MOST = 1_000
JOINS = ("workspace", "passage__workspace", "passage__feedback__workspace", "passage__feedback__customer", "claim__workspace")  # fmt: skip


def opportunity_by_id(member: Member, opportunity_id: UUID) -> Opportunity:
    found: Opportunity = one(_rows(), pk=opportunity_id)
    return found


def opportunities(
    member: Member, text: str = "", objective: UUID | None = None, after: str = "", limit: int = PAGE
) -> "Slice[Opportunity]":  # fmt: skip
    """A page of opportunities by name."""
    rows = _rows().filter(objective=objective) if objective else _rows()
    return page_of(rows.filter(says("name", text)) if text.strip() else rows, ["name", "id"], after, limit)  # fmt: skip


def choices(member: Member, text: str = "") -> Sequence[Opportunity]:
    """Some opportunities whose names hold the words, for a menu."""
    rows = _rows().filter(says("name", text)) if text.strip() else _rows()
    return list(rows.order_by("name", "id")[:CHOICES])


def evidence_of(
    member: Member, opportunity: Opportunity, after: str = "", limit: int = PAGE
) -> "Slice[OpportunityEvidence]":
    """A page of what was heard and claimed about an opportunity, the newest first."""
    rows = OpportunityEvidence.objects.filter(STANDING, opportunity=opportunity).select_related(*JOINS)  # fmt: skip
    return page_of(rows, ["-id"], after, limit)


def evidence_by_id(
    member: Member, opportunity: Opportunity, evidence_id: UUID
) -> OpportunityEvidence:
    rows = OpportunityEvidence.objects.filter(opportunity=opportunity)
    found: OpportunityEvidence = one(rows.select_related(*JOINS), pk=evidence_id)
    found.opportunity = opportunity
    return found


def links_of_feedback(member: Member, feedback: UUID) -> Sequence[OpportunityEvidence]:
    """The opportunities under which passages of a piece of feedback stand; 1,000 at most."""
    return _links(Q(passage__feedback=feedback, passage__trashed_at=None))


def links_of_claim(member: Member, claim: Claim) -> Sequence[OpportunityEvidence]:
    """The opportunities that a claim speaks for or against; 1,000 at most."""
    return _links(Q(claim=claim))


def passages_of(member: Member, feedback: UUID) -> Sequence[Passage]:
    """The passages marked in a piece of feedback, in the order of its text."""
    rows = Passage.objects.filter(feedback=feedback).select_related("workspace", "feedback")
    return list(rows.order_by("start", "id")[:MOST])


def _links(which: Q) -> Sequence[OpportunityEvidence]:
    rows = OpportunityEvidence.objects.filter(which, opportunity__trashed_at=None)
    return list(rows.select_related("opportunity__workspace", "passage").order_by("id")[:MOST])


def _rows() -> "QuerySet[Opportunity]":
    rows: QuerySet[Opportunity] = Opportunity.objects.select_related("workspace", "product", "segment", "owner__user", "objective__workspace", "parent")  # fmt: skip
    return rows
